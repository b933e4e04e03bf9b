use crate::valid::words;

words! {
    /// A section of the customer card.
    #[doc(alias = "资料卡分区")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Section as "a section" {
        /// The business: names, addresses, owners, bank.
        #[doc(alias = "基础资料")]
        Basics = "basics",
        /// The merchant: market, means, capabilities.
        #[doc(alias = "客户特征")]
        Characteristics = "characteristics",
        /// Business with us and with others.
        #[doc(alias = "业务状况")]
        Business = "business",
        /// The present course of trading.
        #[doc(alias = "交易现状")]
        Trading = "trading",
    }
}

words! {
    /// A field of the customer card.
    ///
    /// ```
    /// use guanxi::customer::{Field, Section};
    ///
    /// let fields = |section| Field::ALL.into_iter().filter(move |it| it.section() == section);
    /// assert_eq!(Section::ALL.map(|section| fields(section).count()), [10, 8, 5, 7]);
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Field as "a field of the card" {
        /// The registered name.
        #[doc(alias = "客户名称")]
        Name = "name",
        /// The address.
        #[doc(alias = "地址")]
        Address = "address",
        /// The telephone number.
        #[doc(alias = "电话")]
        Phone = "phone",
        /// The owners of the business.
        #[doc(alias = "所有者")]
        Owner = "owner",
        /// The managers of the business.
        #[doc(alias = "经营管理者")]
        Managers = "managers",
        /// The person who may sign for the business.
        #[doc(alias = "法人代表")]
        LegalRepresentative = "legal_representative" => "legal representative",
        /// The legal form of the business.
        #[doc(alias = "企业形式")]
        LegalForm = "legal_form" => "legal form",
        /// The bank and the account from which payments come.
        #[doc(alias = "开户银行")]
        Bank = "bank",
        /// The main line of trade.
        #[doc(alias = "主营业务")]
        MainBusiness = "main_business" => "main business",
        /// The products and brands carried.
        #[doc(alias = "经营品种")]
        ProductsAndBrands = "products_and_brands" => "products and brands",
        /// The area served.
        #[doc(alias = "服务区域")]
        MarketArea = "market_area" => "market area",
        /// The capability to sell.
        #[doc(alias = "销售能力")]
        SellingPower = "selling_power" => "selling power",
        /// The financial means.
        #[doc(alias = "资金实力")]
        Finances = "finances",
        /// The room for growth.
        #[doc(alias = "发展潜力")]
        GrowthPotential = "growth_potential" => "growth potential",
        /// The beliefs of the merchant.
        #[doc(alias = "经营观念")]
        Philosophy = "philosophy",
        /// The policies towards own customers.
        #[doc(alias = "经营政策")]
        Policies = "policies",
        /// The technical capabilities.
        #[doc(alias = "技术能力")]
        Technology = "technology",
        /// The size of the business.
        #[doc(alias = "企业规模")]
        Size = "size",
        /// The sales so far.
        #[doc(alias = "销售实绩")]
        SalesResults = "sales_results" => "sales results",
        /// The ability of managers and staff.
        #[doc(alias = "业务人员素质")]
        StaffQuality = "staff_quality" => "staff quality",
        /// The relation with our competitors.
        #[doc(alias = "与竞争者的关系")]
        CompetitorRelations = "competitor_relations" => "competitor relations",
        /// The relation with us.
        #[doc(alias = "与本公司的关系")]
        RelationWithUs = "relation_with_us" => "relation with us",
        /// The willingness to work with us.
        #[doc(alias = "合作态度")]
        Cooperation = "cooperation",
        /// The selling activity at present.
        #[doc(alias = "销售活动现状")]
        CurrentActivity = "current_activity" => "current activity",
        /// Problems.
        #[doc(alias = "存在的问题")]
        Problems = "problems",
        /// Advantages over others.
        #[doc(alias = "优势")]
        Advantages = "advantages",
        /// The plans of the merchant.
        #[doc(alias = "未来的对策")]
        Strategy = "strategy",
        /// The reputation with others.
        #[doc(alias = "企业声誉")]
        Reputation = "reputation",
        /// The credit standing: conduct in paying, and the debt that can be carried.
        #[doc(alias = "信用状况")]
        CreditStanding = "credit_standing" => "credit standing",
        /// The terms on which we trade with the customer.
        #[doc(alias = "交易条件")]
        TermsOfTrade = "terms_of_trade" => "terms of trade",
    }
}

impl Field {
    /// The section of the field.
    pub const fn section(self) -> Section {
        match self {
            Self::Name
            | Self::Address
            | Self::Phone
            | Self::Owner
            | Self::Managers
            | Self::LegalRepresentative
            | Self::LegalForm
            | Self::Bank
            | Self::MainBusiness
            | Self::ProductsAndBrands => Section::Basics,
            Self::MarketArea
            | Self::SellingPower
            | Self::Finances
            | Self::GrowthPotential
            | Self::Philosophy
            | Self::Policies
            | Self::Technology
            | Self::Size => Section::Characteristics,
            Self::SalesResults
            | Self::StaffQuality
            | Self::CompetitorRelations
            | Self::RelationWithUs
            | Self::Cooperation => Section::Business,
            Self::CurrentActivity
            | Self::Problems
            | Self::Advantages
            | Self::Strategy
            | Self::Reputation
            | Self::CreditStanding
            | Self::TermsOfTrade => Section::Trading,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::as_conversions, reason = "a discriminant of a test")]
    use super::*;

    #[test]
    fn all_holds_each_field_once_in_order() {
        for (place, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field as usize, place, "{field}");
        }
        assert_eq!(Field::TermsOfTrade as usize + 1, Field::ALL.len());
    }

    #[test]
    fn the_fields_of_a_section_stand_together() {
        assert!(Field::ALL.is_sorted_by_key(|field| field.section()));
    }
}
