use super::Rounding;
use crate::measure::{Ratio, proven, split};

mod sealed {
    /// Whole minor units (cents, fen) of a currency that the owner of the amount knows.
    ///
    /// The range is that of `i64`: 92 quadrillion cents. Arithmetic is checked; sums of many
    /// amounts are [`Total`](crate::money::Total)s. An amount does not know its currency: print it
    /// as [`Money::new(amount, book.currency())`](crate::money::Money::new).
    ///
    /// ```
    /// use guanxi::money::Amount;
    ///
    /// let twelve = Amount::from_minor(1_200);
    /// assert_eq!(twelve.checked_add(Amount::from_minor(34)), Some(Amount::from_minor(1_234)));
    /// assert_eq!(Amount::MAX.checked_add(twelve), None);
    /// ```
    #[doc(alias = "金额")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub struct Amount(i64);

    impl Amount {
        /// An amount of minor units.
        pub const fn from_minor(minor: i64) -> Self {
            Self(minor)
        }

        /// The amount in minor units.
        pub const fn minor(self) -> i64 {
            self.0
        }
    }
}
pub use sealed::Amount;

impl Amount {
    /// The amount 0.
    pub const ZERO: Self = Self::from_minor(0);
    /// The largest amount.
    pub const MAX: Self = Self::from_minor(i64::MAX);
    /// The smallest amount.
    pub const MIN: Self = Self::from_minor(i64::MIN);

    /// The sum, or `None` when it does not fit.
    ///
    /// ```
    /// # use guanxi::money::Amount;
    /// assert_eq!(Amount::MIN.checked_add(Amount::from_minor(-1)), None);
    /// ```
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.minor().checked_add(other.minor()) {
            Some(minor) => Some(Self::from_minor(minor)),
            None => None,
        }
    }

    /// The difference, or `None` when it does not fit.
    ///
    /// ```
    /// # use guanxi::money::Amount;
    /// assert_eq!(Amount::MAX.checked_sub(Amount::MAX), Some(Amount::ZERO));
    /// ```
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.minor().checked_sub(other.minor()) {
            Some(minor) => Some(Self::from_minor(minor)),
            None => None,
        }
    }

    /// The rest without a part of the amount; neither is negative, and the part is not larger.
    #[inline]
    pub(crate) const fn less(self, part: Self) -> Self {
        let rest = self.minor().checked_sub(part.minor());
        Self::from_minor(proven!(rest, else 0, "a part is not larger than the whole"))
    }

    /// Tells whether the amount is above zero.
    pub const fn is_positive(self) -> bool {
        self.minor() > 0
    }

    /// Tells whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.minor() < 0
    }

    /// A share of the amount, rounded to the minor unit; `None` when it does not fit.
    ///
    /// ```
    /// use guanxi::measure::Ratio;
    /// use guanxi::money::{Amount, Rounding};
    ///
    /// let insured = Amount::from_minor(50_000_00);
    /// let covered = insured.share(Ratio::from_percent(50), Rounding::TowardZero);
    /// assert_eq!(covered, Some(Amount::from_minor(25_000_00)));
    /// ```
    pub fn share(self, ratio: Ratio, rounding: Rounding) -> Option<Self> {
        // At most 2^63 · 2^32: well inside 128 bits.
        let millionths = i128::from(ratio.parts_per_million());
        let product = i128::from(self.minor()).checked_mul(millionths)?;
        let rounded = rounding.divide(product, 1_000_000)?;
        i64::try_from(rounded).ok().map(Self::from_minor)
    }

    /// Splits the amount in proportion to the weights, by largest remainder, ties to the earlier
    /// part. The parts re-sum to the amount, to the minor unit. `None` when no weight is positive.
    ///
    /// ```
    /// use guanxi::money::Amount;
    ///
    /// let parts = Amount::from_minor(100).split(&[1, 1, 1]).ok_or("no weight")?;
    /// assert_eq!(parts, [34, 33, 33].map(Amount::from_minor));
    /// # Ok::<(), &str>(())
    /// ```
    #[doc(alias = "分摊")]
    pub fn split(self, weights: &[u32]) -> Option<Vec<Self>> {
        self.split_by(&weights.iter().map(|it| Self::from_minor((*it).into())).collect::<Vec<_>>())
    }

    /// Splits the amount in proportion to amounts, by largest remainder, ties to the earlier part.
    /// The parts re-sum to the amount, to the minor unit. A weight of 0 or below gets nothing, the
    /// last part included. `None` when no weight is positive.
    ///
    /// ```
    /// use guanxi::money::Amount;
    ///
    /// let lines = [100_00, 0, 100_00, 100_00].map(Amount::from_minor);
    /// let parts = Amount::from_minor(10_00).split_by(&lines).ok_or("no weight")?;
    /// assert_eq!(parts, [3_34, 0, 3_33, 3_33].map(Amount::from_minor));
    /// # Ok::<(), &str>(())
    /// ```
    #[doc(alias = "分摊")]
    pub fn split_by(self, weights: &[Self]) -> Option<Vec<Self>> {
        let weights: Vec<i64> = weights.iter().map(|it| it.minor()).collect();
        let parts = split(self.minor(), &weights)?;
        Some(parts.into_iter().map(Self::from_minor).collect())
    }
}
