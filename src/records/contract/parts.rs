use crate::id::BrandId;
use crate::money::Money;

/// One kind of goods that a contract is about.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct GoodsLine {
    /// What it is.
    pub variety: String,
    /// Whose it is.
    pub brand: BrandId,
    /// Size, grade and packing; says what one unit is.
    pub specification: String,
    /// How many units.
    pub quantity: u64,
    /// What a unit costs.
    pub price: Money,
}

/// When, where, how and at whose cost goods are delivered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct Delivery {
    /// When.
    pub time: String,
    /// Where.
    pub place: String,
    /// By what transport.
    pub transport: String,
    /// At whose cost.
    pub cost: String,
}

/// What we give to the customer beyond the goods. What is not given is written down as not given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct TradePolicy {
    /// What is paid back on purchases.
    #[doc(alias = "返利")]
    pub rebate: String,
    /// What is paid at the end of the year.
    #[doc(alias = "年终奖励")]
    pub annual_bonus: String,
    /// Who promotes, and who pays.
    pub promotion: String,
    /// Who advertises, and who pays.
    pub advertising: String,
    /// Which people of ours work at the customer.
    pub staff: String,
}

/// One who signs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct Party {
    /// The full registered name.
    pub name: String,
    /// The registered address.
    pub address: String,
    /// Who signs for the party.
    pub representative: String,
    /// Bank and account.
    pub account: String,
    /// The number under which the party pays taxes.
    pub tax_number: String,
}

/// The two who agree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct Parties {
    /// Who sells.
    #[doc(alias = "甲方")]
    pub supplier: Party,
    /// Who buys.
    #[doc(alias = "乙方")]
    pub customer: Party,
}

pub(super) fn is_written(text: &str) -> bool {
    !text.trim().is_empty()
}

impl GoodsLine {
    pub(super) fn is_written(&self) -> bool {
        is_written(&self.variety) && is_written(&self.specification) && self.quantity > 0
    }
}

impl Delivery {
    pub(super) fn is_written(&self) -> bool {
        let Self { time, place, transport, cost } = self;
        [time, place, transport, cost].into_iter().all(|text| is_written(text))
    }
}

impl TradePolicy {
    pub(super) fn is_written(&self) -> bool {
        let Self { rebate, annual_bonus, promotion, advertising, staff } = self;
        [rebate, annual_bonus, promotion, advertising, staff]
            .into_iter()
            .all(|text| is_written(text))
    }
}

impl Party {
    pub(super) fn is_written(&self) -> bool {
        let Self { name, address, representative, account, tax_number } = self;
        [name, address, representative, account, tax_number]
            .into_iter()
            .all(|text| is_written(text))
    }
}
