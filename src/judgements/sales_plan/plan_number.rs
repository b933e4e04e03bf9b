use std::fmt;

use crate::money::{Amount, Currency};

/// A target or a result: an amount or a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum PlanNumber {
    /// An amount in minor units.
    Amount(#[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))] Amount),
    /// A quantity in base units of the product.
    Quantity(i64),
}

impl PlanNumber {
    /// The number: minor units of an amount, base units of a quantity.
    pub const fn number(self) -> i64 {
        match self {
            Self::Amount(amount) => amount.minor(),
            Self::Quantity(number) => number,
        }
    }

    /// Returns `true` for an amount.
    pub const fn is_amount(self) -> bool {
        match self {
            Self::Amount(_) => true,
            Self::Quantity(_) => false,
        }
    }

    /// Another number of this kind.
    pub(super) const fn with(self, number: i64) -> Self {
        match self {
            Self::Amount(_) => Self::Amount(Amount::from_minor(number)),
            Self::Quantity(_) => Self::Quantity(number),
        }
    }

    /// The number as a person reads it: `CNY 1,200.00`, or `35`.
    pub fn with_currency(self, currency: Currency) -> impl fmt::Display + fmt::Debug + Copy {
        Spoken { number: self, currency }
    }
}

#[derive(Debug, Clone, Copy)]
struct Spoken {
    number: PlanNumber,
    currency: Currency,
}

impl fmt::Display for Spoken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            PlanNumber::Amount(amount) => amount.to_total().with_currency(self.currency).fmt(f),
            PlanNumber::Quantity(number) => number.fmt(f),
        }
    }
}
