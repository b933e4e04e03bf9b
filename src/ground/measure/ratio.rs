use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::proven;
use crate::engine::compare_products;

/// A text that is no ratio.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RatioError {
    /// The text has no percent sign at its end.
    #[error("a ratio is written with a percent sign, as \"80%\", was {text:?}")]
    NoPercentSign {
        /// The text that was read.
        text: String,
    },
    /// The part before the percent sign is no decimal number.
    #[error("{text:?} is not a number of percent")]
    NotANumber {
        /// The text that was read.
        text: String,
    },
    /// The ratio has more digits than parts per million can hold.
    #[error("{percent}% is finer than a millionth, the finest ratio is 0.0001%")]
    TooFine {
        /// The refused percentage.
        percent: Decimal,
    },
    /// The ratio is negative or too large.
    #[error("{percent}% lies outside 0%..={max}", max = Ratio::MAX)]
    OutOfRange {
        /// The refused percentage.
        percent: Decimal,
    },
}

mod sealed {
    /// A non-negative ratio in whole parts per million, as a policy states it: `"80%"`.
    ///
    /// Compares two amounts without dividing them, see
    /// [`is_exceeded_by`](super::Ratio::is_exceeded_by).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(into = "String"))]
    #[cfg_attr(
        feature = "schemars",
        derive(schemars::JsonSchema),
        schemars(with = "String", extend("pattern" = r"^[0-9]+([.][0-9]{1,4}0*)?%$"))
    )]
    pub struct Ratio(u32);

    impl Ratio {
        /// The largest ratio, 429,496.7295 %.
        pub const MAX: Self = Self(u32::MAX);

        /// A ratio in parts per million: `1_000_000` is 100 %.
        ///
        /// ```
        /// use guanxi::measure::Ratio;
        /// assert_eq!(Ratio::from_parts_per_million(15_000), "1.5%".parse()?);
        /// # Ok::<(), guanxi::measure::RatioError>(())
        /// ```
        pub const fn from_parts_per_million(parts: u32) -> Self {
            Self(parts)
        }

        /// The ratio in parts per million.
        ///
        /// ```
        /// # use guanxi::measure::Ratio;
        /// assert_eq!(Ratio::from_percent(80).parts_per_million(), 800_000);
        /// ```
        pub const fn parts_per_million(self) -> u32 {
            self.0
        }
    }
}
pub use sealed::Ratio;

impl Ratio {
    /// The ratio 0 %.
    pub const ZERO: Self = Self::from_parts_per_million(0);
    /// The ratio 100 %.
    pub const ONE: Self = Self::from_percent(100);

    /// A whole number of percent.
    ///
    /// ```
    /// # use guanxi::measure::Ratio;
    /// assert_eq!(Ratio::from_percent(80).to_string(), "80%");
    /// ```
    pub const fn from_percent(percent: u16) -> Self {
        #[expect(clippy::as_conversions, reason = "widening, in a const fn")]
        let parts = (percent as u32).checked_mul(10_000);
        Self::from_parts_per_million(proven!(parts, else 0, "16 bits times 14"))
    }

    /// Tells whether `part / whole` is strictly above the ratio, without a division. The question
    /// makes sense for a positive `whole` only; otherwise the answer is `part > 0`.
    ///
    /// ```
    /// # use guanxi::measure::Ratio;
    /// let eighty = Ratio::from_percent(80);
    /// assert!(!eighty.is_exceeded_by(8_000, 10_000));
    /// assert!(eighty.is_exceeded_by(8_001, 10_000));
    /// ```
    #[inline]
    pub fn is_exceeded_by(self, part: i128, whole: i128) -> bool {
        self.compare(part, whole).is_gt()
    }

    /// Tells whether `part / whole` is strictly below the ratio.
    ///
    /// ```
    /// # use guanxi::measure::Ratio;
    /// assert!(Ratio::from_percent(95).is_missed_by(94, 100));
    /// assert!(!Ratio::from_percent(95).is_missed_by(95, 100));
    /// ```
    #[inline]
    pub fn is_missed_by(self, part: i128, whole: i128) -> bool {
        self.compare(part, whole).is_lt()
    }

    /// Compares `part / whole` with the ratio; a whole that is not positive counts as 0.
    #[inline]
    fn compare(self, part: i128, whole: i128) -> std::cmp::Ordering {
        let ratio = i128::from(self.parts_per_million());
        compare_products(part, 1_000_000, whole.max(0), ratio)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = Decimal::new(i64::from(self.parts_per_million()), 4).normalize();
        write!(f, "{percent}%")
    }
}

impl FromStr for Ratio {
    type Err = RatioError;

    fn from_str(text: &str) -> Result<Self, RatioError> {
        let Some(number) = text.strip_suffix('%') else {
            return Err(RatioError::NoPercentSign { text: text.to_owned() });
        };
        let percent = super::plain_decimal(number)
            .ok_or_else(|| RatioError::NotANumber { text: text.to_owned() })?
            .normalize();
        if percent.scale() > 4 {
            return Err(RatioError::TooFine { percent });
        }
        percent
            .checked_mul(Decimal::from(10_000))
            .and_then(|parts| u32::try_from(parts).ok())
            .map(Self::from_parts_per_million)
            .ok_or(RatioError::OutOfRange { percent })
    }
}

crate::valid::text_form!(Ratio, "a ratio such as \"80%\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for parts in [0, 1, 9_999, 10_000, 800_000, 1_000_000, 1_234_567, u32::MAX] {
            let ratio = Ratio::from_parts_per_million(parts);
            assert_eq!(ratio.to_string().parse(), Ok(ratio));
        }
    }

    #[test]
    fn a_text_that_is_no_ratio_is_refused() {
        assert!(matches!("0.8".parse::<Ratio>(), Err(RatioError::NoPercentSign { .. })));
        assert!(matches!("x%".parse::<Ratio>(), Err(RatioError::NotANumber { .. })));
        assert!(matches!("0.00001%".parse::<Ratio>(), Err(RatioError::TooFine { .. })));
        assert!(matches!("-1%".parse::<Ratio>(), Err(RatioError::OutOfRange { .. })));
        assert!(matches!("429496.7296%".parse::<Ratio>(), Err(RatioError::OutOfRange { .. })));
    }
}
