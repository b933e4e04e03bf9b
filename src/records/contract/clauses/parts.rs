use crate::id::BrandId;
use crate::money::Money;
use crate::valid::words;

/// A kind of goods in a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct GoodsLine {
    /// The variety.
    pub variety: String,
    /// The brand.
    pub brand: BrandId,
    /// Size, grade and packing: the definition of one unit.
    pub specification: String,
    /// The number of units; 0 is not written yet.
    pub quantity: u64,
    /// The price of a unit.
    pub price: Money,
}

/// Delivery: time, place, transport, cost.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Delivery {
    /// The time of delivery.
    pub time: String,
    /// The place of delivery.
    pub place: String,
    /// The means of transport.
    pub transport: String,
    /// The party that pays for the transport.
    pub cost: String,
}

/// Grants to the customer beyond the goods. A grant that is not made is written down as not made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct TradePolicy {
    /// The rebate on purchases.
    #[doc(alias = "返利")]
    pub rebate: String,
    /// The bonus at the end of the year.
    #[doc(alias = "年终奖励")]
    pub annual_bonus: String,
    /// Promotion, and the party that pays for it.
    pub promotion: String,
    /// Advertising, and the party that pays for it.
    pub advertising: String,
    /// Our people who work at the customer.
    pub staff: String,
}

/// A party to a contract.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Party {
    /// The full registered name.
    pub name: String,
    /// The registered address.
    pub address: String,
    /// The person who signs for the party.
    #[doc(alias = "签约代表")]
    pub representative: String,
    /// The account.
    pub account: String,
    /// The number under which the party pays taxes.
    pub tax_number: String,
    /// Telephone, mail or another way to reach the party.
    #[doc(alias = "联系方式")]
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "String::is_empty"))]
    pub contact: String,
    /// The person who represents the party by law.
    #[doc(alias = "法定代表人")]
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "String::is_empty"))]
    pub legal_representative: String,
    /// The bank of the account.
    #[doc(alias = "开户行")]
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "String::is_empty"))]
    pub bank: String,
}

words! {
    /// One of the eight things that a party states.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PartyItem as "a thing that a party states" {
        /// The full registered name.
        Name = "name",
        /// The registered address.
        Address = "address",
        /// A way to reach the party.
        Contact = "contact",
        /// The person who represents it by law.
        LegalRepresentative = "legal_representative" => "legal representative",
        /// The person who signs.
        SigningRepresentative = "signing_representative" => "signing representative",
        /// The bank.
        Bank = "bank",
        /// The account.
        Account = "account",
        /// The number under which it pays taxes.
        TaxNumber = "tax_number" => "tax number",
    }
}

/// The two parties to a contract.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Parties {
    /// The seller.
    #[doc(alias = "甲方")]
    pub supplier: Party,
    /// The buyer.
    #[doc(alias = "乙方")]
    pub customer: Party,
}

pub(super) fn is_written(text: &str) -> bool {
    !text.trim().is_empty()
}

/// The texts of a group in one, those that are blank as a dash; nothing where all are empty.
fn joined<const N: usize>(texts: [&String; N]) -> String {
    if texts.iter().all(|text| text.is_empty()) {
        return String::new();
    }
    texts.map(|text| if text.is_empty() { "–" } else { text.as_str() }).join(", ")
}

impl GoodsLine {
    pub(crate) fn told(&self) -> String {
        let Self { variety, brand, specification, quantity, price } = self;
        format!("{quantity} of {variety} {brand} {specification} at {price}")
    }

    pub(super) fn is_written(&self) -> bool {
        is_written(&self.variety) && is_written(&self.specification) && self.quantity > 0
    }
}

impl Delivery {
    pub(crate) fn told(&self) -> String {
        let Self { time, place, transport, cost } = self;
        joined([time, place, transport, cost])
    }

    pub(super) fn is_written(&self) -> bool {
        let Self { time, place, transport, cost } = self;
        [time, place, transport, cost].into_iter().all(|text| is_written(text))
    }
}

impl TradePolicy {
    pub(crate) fn told(&self) -> String {
        let Self { rebate, annual_bonus, promotion, advertising, staff } = self;
        joined([rebate, annual_bonus, promotion, advertising, staff])
    }

    pub(super) fn is_written(&self) -> bool {
        let Self { rebate, annual_bonus, promotion, advertising, staff } = self;
        [rebate, annual_bonus, promotion, advertising, staff]
            .into_iter()
            .all(|text| is_written(text))
    }
}

impl Party {
    pub(crate) fn told(&self) -> String {
        let Self { name, address, representative, account, tax_number, .. } = self;
        let Self { contact, legal_representative, bank, .. } = self;
        let first = joined([name, address, representative, account, tax_number]);
        let more = joined([contact, legal_representative, bank]);
        if more.is_empty() { first } else { format!("{first}, {more}") }
    }

    /// The things that the party does not state, in their order.
    ///
    /// # Rule
    ///
    /// > S5: a party states eight things: name, address, contact, legal representative, signing
    /// > representative, bank, account, tax number.
    ///
    /// A contract is submitted with five of them, as ever; the policy of clauses asks for all.
    #[doc(alias = "合同主体信息")]
    pub fn unstated(&self) -> Vec<PartyItem> {
        let of = |item: &PartyItem| match item {
            PartyItem::Name => &self.name,
            PartyItem::Address => &self.address,
            PartyItem::Contact => &self.contact,
            PartyItem::LegalRepresentative => &self.legal_representative,
            PartyItem::SigningRepresentative => &self.representative,
            PartyItem::Bank => &self.bank,
            PartyItem::Account => &self.account,
            PartyItem::TaxNumber => &self.tax_number,
        };
        PartyItem::ALL.into_iter().filter(|item| !is_written(of(item))).collect()
    }

    pub(super) fn texts(&mut self) -> [&mut String; 8] {
        let Self {
            name,
            address,
            representative,
            account,
            tax_number,
            contact,
            legal_representative,
            bank,
        } = self;
        [name, address, representative, account, tax_number, contact, legal_representative, bank]
    }

    pub(super) fn is_written(&self) -> bool {
        let Self { name, address, representative, account, tax_number, .. } = self;
        [name, address, representative, account, tax_number]
            .into_iter()
            .all(|text| is_written(text))
    }
}
