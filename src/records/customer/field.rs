use std::fmt;

/// A section of the customer card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Section {
    /// Who the customer is.
    #[doc(alias = "基础资料")]
    Basics,
    /// What kind of merchant the customer is.
    #[doc(alias = "客户特征")]
    Characteristics,
    /// How the customer does business, with us and with others.
    #[doc(alias = "业务状况")]
    Business,
    /// How trading with the customer goes.
    #[doc(alias = "交易现状")]
    Trading,
}

impl Section {
    /// All sections, in the order of the card.
    pub const ALL: [Self; 4] = [Self::Basics, Self::Characteristics, Self::Business, Self::Trading];

    /// The word by which the section is written and read.
    ///
    /// ```
    /// assert_eq!(guanxi::customer::Section::Basics.code(), "basics");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::Basics => "basics",
            Self::Characteristics => "characteristics",
            Self::Business => "business",
            Self::Trading => "trading",
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// One thing that a customer card asks.
///
/// ```
/// use guanxi::customer::{Field, Section};
///
/// let asked = |section| Field::ALL.into_iter().filter(move |field| field.section() == section).count();
/// assert_eq!(Section::ALL.map(asked), [10, 8, 5, 7]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Field {
    /// The registered name.
    #[doc(alias = "客户名称")]
    Name,
    /// Where they are.
    #[doc(alias = "地址")]
    Address,
    /// How to call them.
    #[doc(alias = "电话")]
    Phone,
    /// Who owns the business.
    #[doc(alias = "所有者")]
    Owner,
    /// Who runs the business.
    #[doc(alias = "经营管理者")]
    Managers,
    /// Who may sign for the business.
    #[doc(alias = "法人代表")]
    LegalRepresentative,
    /// The legal form of the business.
    #[doc(alias = "企业形式")]
    LegalForm,
    /// The bank and account from which they pay.
    #[doc(alias = "开户银行")]
    Bank,
    /// What they mainly deal in.
    #[doc(alias = "主营业务")]
    MainBusiness,
    /// Which products and brands they carry.
    #[doc(alias = "经营品种")]
    ProductsAndBrands,
    /// The area that they serve.
    #[doc(alias = "服务区域")]
    MarketArea,
    /// What they are able to sell.
    #[doc(alias = "销售能力")]
    SellingPower,
    /// What means they have.
    #[doc(alias = "资金实力")]
    Finances,
    /// How far they can grow.
    #[doc(alias = "发展潜力")]
    GrowthPotential,
    /// What they believe in as merchants.
    #[doc(alias = "经营观念")]
    Philosophy,
    /// How they deal with their own customers.
    #[doc(alias = "经营政策")]
    Policies,
    /// What they can do technically.
    #[doc(alias = "技术能力")]
    Technology,
    /// How large they are.
    #[doc(alias = "企业规模")]
    Size,
    /// What they have sold.
    #[doc(alias = "销售实绩")]
    SalesResults,
    /// How able their managers and staff are.
    #[doc(alias = "业务人员素质")]
    StaffQuality,
    /// How they stand with our competitors.
    #[doc(alias = "与竞争者的关系")]
    CompetitorRelations,
    /// How they stand with us.
    #[doc(alias = "与本公司的关系")]
    RelationWithUs,
    /// How willingly they work with us.
    #[doc(alias = "合作态度")]
    Cooperation,
    /// How they sell at present.
    #[doc(alias = "销售活动现状")]
    CurrentActivity,
    /// What goes wrong.
    #[doc(alias = "存在的问题")]
    Problems,
    /// What they have over others.
    #[doc(alias = "优势")]
    Advantages,
    /// What they mean to do.
    #[doc(alias = "未来的对策")]
    Strategy,
    /// What others say of them.
    #[doc(alias = "企业声誉")]
    Reputation,
    /// How they pay, and what they are good for.
    #[doc(alias = "信用状况")]
    CreditStanding,
    /// On what terms we deal with them.
    #[doc(alias = "交易条件")]
    TermsOfTrade,
}

impl Field {
    /// All fields, in the order of the card.
    pub const ALL: [Self; 30] = [
        Self::Name,
        Self::Address,
        Self::Phone,
        Self::Owner,
        Self::Managers,
        Self::LegalRepresentative,
        Self::LegalForm,
        Self::Bank,
        Self::MainBusiness,
        Self::ProductsAndBrands,
        Self::MarketArea,
        Self::SellingPower,
        Self::Finances,
        Self::GrowthPotential,
        Self::Philosophy,
        Self::Policies,
        Self::Technology,
        Self::Size,
        Self::SalesResults,
        Self::StaffQuality,
        Self::CompetitorRelations,
        Self::RelationWithUs,
        Self::Cooperation,
        Self::CurrentActivity,
        Self::Problems,
        Self::Advantages,
        Self::Strategy,
        Self::Reputation,
        Self::CreditStanding,
        Self::TermsOfTrade,
    ];

    /// The section in which the field stands.
    ///
    /// ```
    /// # use guanxi::customer::{Field, Section};
    /// assert_eq!(Field::CreditStanding.section(), Section::Trading);
    /// ```
    pub const fn section(self) -> Section {
        self.row().0
    }

    /// The word by which the field is written and read.
    ///
    /// ```
    /// assert_eq!(guanxi::customer::Field::CreditStanding.code(), "credit_standing");
    /// ```
    pub const fn code(self) -> &'static str {
        self.row().1
    }

    /// The table of the card: section and word of each field.
    const fn row(self) -> (Section, &'static str) {
        use Section::{Basics, Business, Characteristics, Trading};
        match self {
            Self::Name => (Basics, "name"),
            Self::Address => (Basics, "address"),
            Self::Phone => (Basics, "phone"),
            Self::Owner => (Basics, "owner"),
            Self::Managers => (Basics, "managers"),
            Self::LegalRepresentative => (Basics, "legal_representative"),
            Self::LegalForm => (Basics, "legal_form"),
            Self::Bank => (Basics, "bank"),
            Self::MainBusiness => (Basics, "main_business"),
            Self::ProductsAndBrands => (Basics, "products_and_brands"),
            Self::MarketArea => (Characteristics, "market_area"),
            Self::SellingPower => (Characteristics, "selling_power"),
            Self::Finances => (Characteristics, "finances"),
            Self::GrowthPotential => (Characteristics, "growth_potential"),
            Self::Philosophy => (Characteristics, "philosophy"),
            Self::Policies => (Characteristics, "policies"),
            Self::Technology => (Characteristics, "technology"),
            Self::Size => (Characteristics, "size"),
            Self::SalesResults => (Business, "sales_results"),
            Self::StaffQuality => (Business, "staff_quality"),
            Self::CompetitorRelations => (Business, "competitor_relations"),
            Self::RelationWithUs => (Business, "relation_with_us"),
            Self::Cooperation => (Business, "cooperation"),
            Self::CurrentActivity => (Trading, "current_activity"),
            Self::Problems => (Trading, "problems"),
            Self::Advantages => (Trading, "advantages"),
            Self::Strategy => (Trading, "strategy"),
            Self::Reputation => (Trading, "reputation"),
            Self::CreditStanding => (Trading, "credit_standing"),
            Self::TermsOfTrade => (Trading, "terms_of_trade"),
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
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
