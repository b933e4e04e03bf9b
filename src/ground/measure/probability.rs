use std::fmt;

use super::{Ratio, write_micros};

/// What is wrong with a probability.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a probability is at most {max} parts per trillion, was {parts}", max = Probability::ONE.parts_per_trillion())]
pub struct ProbabilityError {
    parts: u64,
}

mod sealed {
    use super::ProbabilityError;

    /// A probability in whole parts per trillion (10⁻¹²), rounded once where it was computed and an
    /// integer from then on.
    ///
    /// Printed with at most six digits, rounded half up.
    ///
    /// ```
    /// use guanxi::measure::Probability;
    /// let half = Probability::try_from_parts_per_trillion(500_000_000_000)?;
    /// assert_eq!(half.to_string(), "0.5");
    /// # Ok::<(), guanxi::measure::ProbabilityError>(())
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Probability(u64);

    impl Probability {
        /// Impossible.
        pub const ZERO: Self = Self(0);
        /// Certain.
        pub const ONE: Self = Self(1_000_000_000_000);

        /// A probability of so many parts per trillion.
        ///
        /// # Errors
        ///
        /// When there are more than 10¹² parts.
        ///
        /// ```
        /// # use guanxi::measure::Probability;
        /// assert!(Probability::try_from_parts_per_trillion(1_000_000_000_001).is_err());
        /// ```
        pub const fn try_from_parts_per_trillion(parts: u64) -> Result<Self, ProbabilityError> {
            if parts <= Self::ONE.0 { Ok(Self(parts)) } else { Err(ProbabilityError { parts }) }
        }

        /// The probability in parts per trillion.
        ///
        /// ```
        /// # use guanxi::measure::Probability;
        /// assert_eq!(Probability::ONE.parts_per_trillion(), 1_000_000_000_000);
        /// ```
        pub const fn parts_per_trillion(self) -> u64 {
            self.0
        }

        /// The probability that the event does not happen.
        ///
        /// ```
        /// # use guanxi::measure::Probability;
        /// assert_eq!(Probability::ONE.complement(), Probability::ZERO);
        /// ```
        pub const fn complement(self) -> Self {
            // Never above ONE, so the difference cannot wrap.
            Self(Self::ONE.0.saturating_sub(self.0))
        }
    }
}
pub use sealed::Probability;

impl Probability {
    /// Whether the probability is strictly below a ratio.
    ///
    /// ```
    /// # use guanxi::measure::{Probability, Ratio};
    /// let exact = Probability::try_from_parts_per_trillion(700_000_000_000)?;
    /// assert!(!exact.is_below(Ratio::from_percent(70)));
    /// # Ok::<(), guanxi::measure::ProbabilityError>(())
    /// ```
    pub fn is_below(self, ratio: Ratio) -> bool {
        self.parts_per_trillion() < u64::from(ratio.parts_per_million()).saturating_mul(1_000_000)
    }
}

impl Probability {
    /// The probability for a sentence: what rounds to nothing is said to be below what can be
    /// printed.
    pub(crate) fn spoken(self) -> SpokenProbability {
        SpokenProbability(self)
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct SpokenProbability(Probability);

impl fmt::Display for SpokenProbability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.0.parts_per_trillion();
        if parts < 1_000_000 {
            return f.write_str("below 0.000001");
        }
        self.0.fmt(f)
    }
}

impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micros = self.parts_per_trillion().saturating_add(500_000).checked_div(1_000_000);
        write_micros(f, i128::from(micros.unwrap_or(0)))
    }
}
