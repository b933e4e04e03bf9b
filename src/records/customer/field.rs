use crate::valid::words;

words! {
    /// A section of the customer card.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Section as "a section" {
        /// Who the customer is.
        #[doc(alias = "基础资料")]
        Basics = "basics",
        /// What kind of merchant the customer is.
        #[doc(alias = "客户特征")]
        Characteristics = "characteristics",
        /// How the customer does business, with us and with others.
        #[doc(alias = "业务状况")]
        Business = "business",
        /// How trading with the customer goes.
        #[doc(alias = "交易现状")]
        Trading = "trading",
    }
}

words! {
    /// One thing that a customer card asks.
    ///
    /// ```
    /// use guanxi::customer::{Field, Section};
    ///
    /// let asked = |section| Field::ALL.into_iter().filter(move |field| field.section() == section).count();
    /// assert_eq!(Section::ALL.map(asked), [10, 8, 5, 7]);
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Field as "a field of the card" {
        /// The registered name.
        #[doc(alias = "客户名称")]
        Name = "name",
        /// Where they are.
        #[doc(alias = "地址")]
        Address = "address",
        /// How to call them.
        #[doc(alias = "电话")]
        Phone = "phone",
        /// Who owns the business.
        #[doc(alias = "所有者")]
        Owner = "owner",
        /// Who runs the business.
        #[doc(alias = "经营管理者")]
        Managers = "managers",
        /// Who may sign for the business.
        #[doc(alias = "法人代表")]
        LegalRepresentative = "legal_representative",
        /// The legal form of the business.
        #[doc(alias = "企业形式")]
        LegalForm = "legal_form",
        /// The bank and account from which they pay.
        #[doc(alias = "开户银行")]
        Bank = "bank",
        /// What they mainly deal in.
        #[doc(alias = "主营业务")]
        MainBusiness = "main_business",
        /// Which products and brands they carry.
        #[doc(alias = "经营品种")]
        ProductsAndBrands = "products_and_brands",
        /// The area that they serve.
        #[doc(alias = "服务区域")]
        MarketArea = "market_area",
        /// What they are able to sell.
        #[doc(alias = "销售能力")]
        SellingPower = "selling_power",
        /// What means they have.
        #[doc(alias = "资金实力")]
        Finances = "finances",
        /// How far they can grow.
        #[doc(alias = "发展潜力")]
        GrowthPotential = "growth_potential",
        /// What they believe in as merchants.
        #[doc(alias = "经营观念")]
        Philosophy = "philosophy",
        /// How they deal with their own customers.
        #[doc(alias = "经营政策")]
        Policies = "policies",
        /// What they can do technically.
        #[doc(alias = "技术能力")]
        Technology = "technology",
        /// How large they are.
        #[doc(alias = "企业规模")]
        Size = "size",
        /// What they have sold.
        #[doc(alias = "销售实绩")]
        SalesResults = "sales_results",
        /// How able their managers and staff are.
        #[doc(alias = "业务人员素质")]
        StaffQuality = "staff_quality",
        /// How they stand with our competitors.
        #[doc(alias = "与竞争者的关系")]
        CompetitorRelations = "competitor_relations",
        /// How they stand with us.
        #[doc(alias = "与本公司的关系")]
        RelationWithUs = "relation_with_us",
        /// How willingly they work with us.
        #[doc(alias = "合作态度")]
        Cooperation = "cooperation",
        /// How they sell at present.
        #[doc(alias = "销售活动现状")]
        CurrentActivity = "current_activity",
        /// What goes wrong.
        #[doc(alias = "存在的问题")]
        Problems = "problems",
        /// What they have over others.
        #[doc(alias = "优势")]
        Advantages = "advantages",
        /// What they mean to do.
        #[doc(alias = "未来的对策")]
        Strategy = "strategy",
        /// What others say of them.
        #[doc(alias = "企业声誉")]
        Reputation = "reputation",
        /// How they pay, and what they are good for.
        #[doc(alias = "信用状况")]
        CreditStanding = "credit_standing",
        /// On what terms we deal with them.
        #[doc(alias = "交易条件")]
        TermsOfTrade = "terms_of_trade",
    }
}

impl Field {
    /// The section in which the field stands.
    ///
    /// ```
    /// # use guanxi::customer::{Field, Section};
    /// assert_eq!(Field::CreditStanding.section(), Section::Trading);
    /// ```
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
