use std::fmt;

use super::{Ratio, proven, write_micros};

/// A number of parts that is no probability.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a probability is at most {max} parts per trillion, was {parts}", max = Probability::ONE.parts_per_trillion())]
pub struct ProbabilityError {
    parts: u64,
}

mod sealed {
    use super::{ProbabilityError, proven};

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
        /// The probability of an impossible event.
        pub const ZERO: Self = Self(0);
        /// The probability of a certain event.
        pub const ONE: Self = Self(1_000_000_000_000);

        /// A probability of a number of parts per trillion.
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
            Self(proven!(Self::ONE.0.checked_sub(self.0), else 0, "never above one"))
        }
    }
}
pub use sealed::Probability;

impl Probability {
    /// Tells whether the probability is strictly below a ratio.
    ///
    /// ```
    /// # use guanxi::measure::{Probability, Ratio};
    /// let exact = Probability::try_from_parts_per_trillion(700_000_000_000)?;
    /// assert!(!exact.is_below(Ratio::from_percent(70)));
    /// # Ok::<(), guanxi::measure::ProbabilityError>(())
    /// ```
    pub fn is_below(self, ratio: Ratio) -> bool {
        let bound = u64::from(ratio.parts_per_million()).checked_mul(1_000_000);
        self.parts_per_trillion() < proven!(bound, else 0, "32 bits times 20")
    }
}

impl Probability {
    /// The probability for a sentence: in percent with a digit after the point, `24.2%`. One that
    /// is all but impossible or certain is said to be so: `below 0.1%`, `above 99.9%`.
    ///
    /// ```
    /// # use guanxi::measure::Probability;
    /// let spoken = |parts| Probability::try_from_parts_per_trillion(parts).map(|it| it.spoken());
    /// assert_eq!(spoken(242_113_000_000)?.to_string(), "24.2%");
    /// assert_eq!(spoken(12)?.to_string(), "below 0.1%");
    /// # Ok::<(), guanxi::measure::ProbabilityError>(())
    /// ```
    pub const fn spoken(self) -> SpokenProbability {
        SpokenProbability(self)
    }
}

/// A probability as a sentence has it, see [`Probability::spoken`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpokenProbability(Probability);

/// A thousandth in parts per trillion.
const THOUSANDTH: u64 = 1_000_000_000;

impl fmt::Display for SpokenProbability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.0.parts_per_trillion();
        if self.0 == Probability::ONE {
            return f.write_str("100%");
        }
        if parts < THOUSANDTH {
            return f.write_str("below 0.1%");
        }
        if parts > 999 * THOUSANDTH {
            return f.write_str("above 99.9%");
        }
        let half_up = parts.checked_add(THOUSANDTH / 2);
        let tenths = proven!(half_up, else 0, "40 bits") / THOUSANDTH;
        match (tenths / 10, tenths % 10) {
            (percent, 0) => write!(f, "{percent}%"),
            (percent, tenth) => write!(f, "{percent}.{tenth}%"),
        }
    }
}

impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half_up = self.parts_per_trillion().checked_add(500_000);
        let micros = proven!(half_up, else 0, "40 bits") / 1_000_000;
        write_micros(f, i128::from(micros))
    }
}
