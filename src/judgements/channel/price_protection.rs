use crate::calendar::{AsOf, Day};
use crate::money::Amount;

/// Units of a product that a customer bought at one price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct BoughtLot {
    /// The day.
    pub day: Day,
    /// The units.
    pub units: u32,
    /// The price of a unit.
    #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
    pub price: Amount,
    /// The units of the lot that serial numbers prove to be there; `None` without serial numbers.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub proved: Option<u32>,
}

/// A cut of a price, with the terms of its protection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PriceCut {
    /// The first day of the new price.
    pub day: Day,
    /// The new price of a unit.
    #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
    pub price: Amount,
    /// The days before the cut in which units must have been bought; sample clauses have 30.
    pub bought_within: u16,
    /// The days after the cut within which the credit is claimed; sample clauses have 30.
    pub claimed_within: u16,
}

/// The credit of a customer after a price cut.
///
/// # Rule
///
/// > S8: credit = (price paid − new price) × the units still there that were bought in the days
/// > before the cut. The latest units are taken to be still there; serial numbers decide instead
/// > where they are given. A lot that cost less than the new price has no credit.
#[doc(alias = "价格保护")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PriceProtection {
    /// The units that are protected.
    pub units: u32,
    /// The credit.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::money::minor::serialize"))]
    pub credit: Amount,
    /// The last day on which it is claimed.
    pub last_day: Day,
}

impl PriceProtection {
    /// The protection of a stock at the cut; `None` when the credit does not fit an amount.
    ///
    /// Lots of the day of the cut and later were bought at the new price and are left out.
    pub fn try_new(cut: &PriceCut, stock: u32, lots: &[BoughtLot]) -> Option<Self> {
        let eve = cut.day.checked_offset(-1)?;
        let days = AsOf::new(eve).last_days(cut.bought_within);
        let mut lots: Vec<&BoughtLot> = lots.iter().filter(|it| it.day <= eve).collect();
        lots.sort_by_key(|it| std::cmp::Reverse(it.day));
        let (mut left, mut units, mut credit) = (stock, 0_u32, Amount::ZERO);
        for lot in lots.into_iter().filter(|it| days.contains(it.day)) {
            let there = lot.proved.map_or(lot.units, |it| it.min(lot.units)).min(left);
            left = left.checked_sub(there)?;
            let fall = lot.price.checked_sub(cut.price)?;
            if fall.is_positive() {
                units = units.checked_add(there)?;
                let more = fall.minor().checked_mul(there.into())?;
                credit = credit.checked_add(Amount::from_minor(more))?;
            }
        }
        let last_day = cut.day.checked_offset(cut.claimed_within.into())?;
        Some(Self { units, credit, last_day })
    }
}
