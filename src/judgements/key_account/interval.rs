use std::fmt;

use super::KeyAccountError;
use crate::measure::Quotient;
use crate::money::Money;

mod sealed {
    use super::{KeyAccountError, Money};

    /// An amount of which only the bounds are known, both ends included. Both ends are equal where
    /// the amount is known.
    ///
    /// Written as `{"low": "CNY 100.00", "high": "CNY 160.00"}`.
    ///
    /// ```
    /// use guanxi::key_account::MoneyInterval;
    ///
    /// let total = MoneyInterval::try_new("CNY 100".parse()?, "CNY 160".parse()?)?;
    /// assert_eq!(total.to_string(), "CNY 100.00 to CNY 160.00");
    /// assert!(MoneyInterval::try_new(total.high(), total.low()).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    #[cfg_attr(
        feature = "serde",
        derive(serde::Serialize, serde::Deserialize),
        serde(try_from = "super::written::Ends", into = "super::written::Ends")
    )]
    pub struct MoneyInterval {
        low: Money,
        high: Money,
    }

    impl MoneyInterval {
        /// The amounts from one to another.
        ///
        /// # Errors
        ///
        /// When the low end lies above the high end, or the currencies differ.
        pub fn try_new(low: Money, high: Money) -> Result<Self, KeyAccountError> {
            // A sum tells whether the currencies are one.
            Money::zero(low.currency()).checked_add(Money::zero(high.currency()))?;
            if low.amount() > high.amount() {
                let (low, high) = (low.to_string(), high.to_string());
                return Err(KeyAccountError::Backwards { what: "an amount", low, high });
            }
            Ok(Self { low, high })
        }

        /// The interval of an amount that is known.
        pub const fn exactly(amount: Money) -> Self {
            Self { low: amount, high: amount }
        }

        /// The low end.
        pub const fn low(self) -> Money {
            self.low
        }

        /// The high end.
        pub const fn high(self) -> Money {
            self.high
        }
    }
}
pub use sealed::MoneyInterval;

#[cfg(feature = "serde")]
mod written {
    use super::{KeyAccountError, Money, MoneyInterval};

    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Ends {
        low: Money,
        high: Money,
    }

    impl TryFrom<Ends> for MoneyInterval {
        type Error = KeyAccountError;

        fn try_from(Ends { low, high }: Ends) -> Result<Self, KeyAccountError> {
            Self::try_new(low, high)
        }
    }

    impl From<MoneyInterval> for Ends {
        fn from(interval: MoneyInterval) -> Self {
            Self { low: interval.low(), high: interval.high() }
        }
    }
}

impl MoneyInterval {
    /// Returns `true` when an amount lies in the interval. One of another currency does not.
    pub fn contains(self, amount: Money) -> bool {
        amount.currency() == self.low().currency()
            && (self.low().amount()..=self.high().amount()).contains(&amount.amount())
    }

    /// The interval of the sum.
    pub(super) fn plus(self, other: Self) -> Result<Self, KeyAccountError> {
        let (low, high) =
            (self.low().checked_add(other.low())?, self.high().checked_add(other.high())?);
        Self::try_new(low, high)
    }

    /// The interval of the difference.
    pub(super) fn minus(self, other: Self) -> Result<Self, KeyAccountError> {
        let (low, high) =
            (self.low().checked_sub(other.high())?, self.high().checked_sub(other.low())?);
        Self::try_new(low, high)
    }
}

impl fmt::Display for MoneyInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.low() == self.high() {
            return self.low().fmt(f);
        }
        write!(f, "{} to {}", self.low(), self.high())
    }
}

/// A fraction of which only the bounds are known, both ends included.
///
/// Displayed in percent, rounded toward zero to one digit: `25% to 40%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct FractionInterval {
    /// The low end.
    pub low: Quotient,
    /// The high end.
    pub high: Quotient,
}

impl FractionInterval {
    /// Returns `true` when a fraction lies in the interval.
    pub fn contains(&self, fraction: Quotient) -> bool {
        self.low <= fraction && fraction <= self.high
    }
}

impl fmt::Display for FractionInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.low == self.high {
            return self.low.percent().fmt(f);
        }
        write!(f, "{} to {}", self.low.percent(), self.high.percent())
    }
}
