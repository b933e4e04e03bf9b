use std::fmt;

use super::{Amount, Currency};
use crate::measure::proven;

mod sealed {
    use super::Amount;
    use crate::engine::{fitting_difference, fitting_sum};

    /// A sum of amounts in minor units.
    ///
    /// 128 bits hold the sum of 2⁶⁴ amounts, more than any program can add up, so adding cannot
    /// overflow and needs no check.
    ///
    /// ```
    /// use guanxi::money::{Amount, Total};
    ///
    /// let total = Total::ZERO.plus(Amount::MAX).plus(Amount::MAX);
    /// assert_eq!(total.to_amount(), None, "too large for one amount");
    /// assert_eq!(total.minor(), 2 * i128::from(i64::MAX));
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub struct Total(i128);

    impl Total {
        /// The total 0.
        pub const ZERO: Self = Self(0);

        /// A total of minor units.
        pub(crate) const fn from_minor(minor: i128) -> Self {
            Self(minor)
        }

        /// The total in minor units.
        pub const fn minor(self) -> i128 {
            self.0
        }

        /// The sum with an amount or another total.
        pub fn plus(self, other: impl Into<Self>) -> Self {
            // Fewer than 2^64 amounts ever meet, see the type.
            Self(fitting_sum(self.0, other.into().0))
        }

        /// The difference to an amount or another total.
        pub fn minus(self, other: impl Into<Self>) -> Self {
            Self(fitting_difference(self.0, other.into().0))
        }
    }

    impl From<Amount> for Total {
        fn from(amount: Amount) -> Self {
            Self(i128::from(amount.minor()))
        }
    }
}
pub use sealed::Total;

impl Total {
    /// The total as an amount, or `None` when it is too large for one.
    pub fn to_amount(self) -> Option<Amount> {
        i64::try_from(self.minor()).ok().map(Amount::from_minor)
    }

    /// Tells whether the total is above zero.
    pub const fn is_positive(self) -> bool {
        self.minor() > 0
    }

    /// The total, or 0 when it is negative.
    ///
    /// ```
    /// # use guanxi::money::{Amount, Total};
    /// assert_eq!(Total::from(Amount::MIN).or_zero(), Total::ZERO);
    /// ```
    pub fn or_zero(self) -> Self {
        self.max(Self::ZERO)
    }

    /// The total without its sign.
    pub(crate) fn size(self) -> Self {
        if self.is_positive() { self } else { Self::ZERO.minus(self) }
    }

    /// The total as a plain decimal number with the digits of the currency: `-1234.50`.
    ///
    /// ```
    /// use guanxi::money::{Amount, Currency, Total};
    ///
    /// let total = Total::from(Amount::from_minor(-123_450));
    /// assert_eq!(total.plain("CNY".parse()?).to_string(), "-1234.50");
    /// assert_eq!(total.plain("JPY".parse()?).to_string(), "-123450");
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub fn plain(self, currency: Currency) -> impl fmt::Display + fmt::Debug + Copy {
        PlainTotal { total: self, currency }
    }

    /// The total as a person reads it: `CNY -1,234.50`.
    ///
    /// ```
    /// use guanxi::money::{Amount, Total};
    ///
    /// let total = Total::from(Amount::from_minor(123_450));
    /// assert_eq!(total.with_currency("CNY".parse()?).to_string(), "CNY 1,234.50");
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub fn with_currency(self, currency: Currency) -> impl fmt::Display + fmt::Debug + Copy {
        SpokenTotal(PlainTotal { total: self, currency })
    }
}

impl Amount {
    /// The amount as a total.
    pub fn to_total(self) -> Total {
        Total::from(self)
    }
}

impl FromIterator<Amount> for Total {
    fn from_iter<I: IntoIterator<Item = Amount>>(amounts: I) -> Self {
        amounts.into_iter().fold(Self::ZERO, Self::plus)
    }
}

/// A total in major units, digits only.
#[derive(Debug, Clone, Copy)]
struct PlainTotal {
    total: Total,
    currency: Currency,
}

impl PlainTotal {
    /// Sign, major units and minor units.
    fn parts(self) -> (&'static str, u128, u128) {
        let size = self.total.minor().unsigned_abs();
        let per_major = u128::from(self.currency.minor_per_major());
        let parts = size.checked_div(per_major).zip(size.checked_rem(per_major));
        let (major, minor) = proven!(parts, else (size, 0), "a power of ten is not 0");
        (if self.total < Total::ZERO { "-" } else { "" }, major, minor)
    }

    fn write_minor(self, f: &mut fmt::Formatter<'_>, minor: u128) -> fmt::Result {
        match usize::from(self.currency.minor_digits()) {
            0 => Ok(()),
            digits => write!(f, ".{minor:0digits$}"),
        }
    }
}

impl fmt::Display for PlainTotal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, major, minor) = self.parts();
        write!(f, "{sign}{major}")?;
        self.write_minor(f, minor)
    }
}

#[derive(Debug, Clone, Copy)]
struct SpokenTotal(PlainTotal);

impl fmt::Display for SpokenTotal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, major, minor) = self.0.parts();
        write!(f, "{} {sign}", self.0.currency)?;
        let digits = major.to_string();
        let groups = digits.as_bytes().rchunks(3).rev();
        for (place, group) in groups.enumerate() {
            let comma = if place == 0 { "" } else { "," };
            write!(f, "{comma}{}", String::from_utf8_lossy(group))?;
        }
        self.0.write_minor(f, minor)
    }
}
