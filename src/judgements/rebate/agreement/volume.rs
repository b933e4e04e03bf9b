use crate::money::{Amount, Total};

/// A volume that counts for a rebate: minor units of the currency where the base is an amount,
/// whole units where it is a quantity. Negative where more was returned than bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Volume(i64);

impl Volume {
    /// The volume 0.
    pub const ZERO: Self = Self(0);

    /// A quantity in whole units.
    pub const fn from_quantity(quantity: i64) -> Self {
        Self(quantity)
    }

    /// An amount.
    pub const fn from_amount(amount: Amount) -> Self {
        Self(amount.minor())
    }

    /// A sum of amounts; `None` where it does not fit.
    pub fn from_total(total: Total) -> Option<Self> {
        total.to_amount().map(Self::from_amount)
    }

    /// The minor units or whole units.
    pub const fn units(self) -> i64 {
        self.0
    }

    /// The volume as an amount, for a base in amounts.
    pub const fn to_amount(self) -> Amount {
        Amount::from_minor(self.0)
    }

    /// The difference; `None` where it does not fit.
    pub(crate) fn less(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
}
