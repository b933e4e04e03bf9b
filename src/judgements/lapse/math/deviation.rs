use std::fmt;

use super::Sigmas;
use crate::measure::{Excess, write_micros};

mod sealed {
    /// The distance of a figure from its expected value, in millionths of its standard deviation,
    /// rounded once where it was computed; negative when below.
    ///
    /// Printed with at most six digits.
    ///
    /// ```
    /// use guanxi::lapse::Deviation;
    /// assert_eq!(Deviation::from_micros(-1_670_000).to_string(), "-1.67");
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub struct Deviation(i64);

    impl Deviation {
        /// A deviation of a number of millionths.
        pub const fn from_micros(micros: i64) -> Self {
            Self(micros)
        }

        /// The deviation in millionths.
        pub const fn micros(self) -> i64 {
            self.0
        }
    }
}
pub use sealed::Deviation;

impl Deviation {
    /// A deviation of a number of sigmas below.
    #[cfg(any(feature = "toml", feature = "json"))]
    pub(crate) fn below(sigmas: Sigmas) -> Self {
        let micros = i64::from(sigmas.hundredths()).checked_mul(-10_000);
        Self::from_micros(crate::measure::proven!(micros, else 0, "16 bits times 14"))
    }

    /// Tells whether it lies strictly more than a number of sigmas below.
    ///
    /// ```
    /// # use guanxi::lapse::{Deviation, Sigmas};
    /// let two = Sigmas::from_hundredths(200);
    /// assert!(Deviation::from_micros(-2_000_001).is_below_by(two));
    /// assert!(!Deviation::from_micros(-2_000_000).is_below_by(two));
    /// ```
    pub fn is_below_by(self, sigmas: Sigmas) -> bool {
        self.micros() < 0 && self.micros().unsigned_abs() > sigmas.micros()
    }

    /// The deviation in a sentence, with two digits, rounded toward zero so that nothing reads as
    /// reached before it is.
    pub(crate) fn spoken(self) -> SpokenDeviation {
        SpokenDeviation(self)
    }
}

/// A deviation as a sentence says it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SpokenDeviation(Deviation);

impl fmt::Display for SpokenDeviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micros = self.0.micros().unsigned_abs();
        let hundredths = micros.excess_over(micros % 10_000);
        let side = if self.0.micros() < 0 { "below" } else { "above" };
        write_micros(f, i128::from(hundredths))?;
        write!(f, " sigmas {side}")
    }
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_micros(f, i128::from(self.micros()))
    }
}
