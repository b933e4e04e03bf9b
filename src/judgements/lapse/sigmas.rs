use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::measure::{plain_decimal, write_micros};

/// What is wrong with a number of sigmas.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a number of sigmas between 0 and {max} with at most two digits after the point", max = Sigmas::MAX)]
pub struct SigmasError {
    text: String,
}

mod sealed {
    /// So many standard deviations, in whole hundredths, as a policy states them: `"2.5"`.
    ///
    /// ```
    /// use guanxi::lapse::Sigmas;
    /// assert_eq!("2.5".parse(), Ok(Sigmas::from_hundredths(250)));
    /// assert!("2.505".parse::<Sigmas>().is_err());
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(
        feature = "serde",
        derive(serde::Serialize, serde::Deserialize),
        serde(try_from = "String", into = "String")
    )]
    pub struct Sigmas(u16);

    impl Sigmas {
        /// The most, 655.35.
        pub const MAX: Self = Self(u16::MAX);

        /// So many hundredths of a standard deviation.
        ///
        /// ```
        /// # use guanxi::lapse::Sigmas;
        /// assert_eq!(Sigmas::from_hundredths(167).to_string(), "1.67");
        /// ```
        pub const fn from_hundredths(hundredths: u16) -> Self {
            Self(hundredths)
        }

        /// The number in hundredths.
        ///
        /// ```
        /// # use guanxi::lapse::Sigmas;
        /// assert_eq!(Sigmas::MAX.hundredths(), 65_535);
        /// ```
        pub const fn hundredths(self) -> u16 {
            self.0
        }
    }

    /// How far something lies from what was to be expected, in millionths of its standard deviation,
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
        /// A deviation of so many millionths.
        ///
        /// ```
        /// # use guanxi::lapse::Deviation;
        /// assert_eq!(Deviation::from_micros(0), Deviation::default());
        /// ```
        pub const fn from_micros(micros: i64) -> Self {
            Self(micros)
        }

        /// The deviation in millionths.
        ///
        /// ```
        /// # use guanxi::lapse::Deviation;
        /// assert_eq!(Deviation::default().micros(), 0);
        /// ```
        pub const fn micros(self) -> i64 {
            self.0
        }
    }
}
pub use sealed::{Deviation, Sigmas};

impl Deviation {
    /// Whether it lies strictly more than so many sigmas below.
    ///
    /// ```
    /// # use guanxi::lapse::{Deviation, Sigmas};
    /// let two = Sigmas::from_hundredths(200);
    /// assert!(Deviation::from_micros(-2_000_001).is_below_by(two));
    /// assert!(!Deviation::from_micros(-2_000_000).is_below_by(two));
    /// ```
    pub fn is_below_by(self, sigmas: Sigmas) -> bool {
        self.micros() < i64::from(sigmas.hundredths()).saturating_mul(-10_000)
    }

    /// The deviation in a sentence, with two digits, rounded toward zero so that nothing reads as
    /// reached before it is.
    pub(crate) fn spoken(self) -> SpokenDeviation {
        SpokenDeviation(self)
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct SpokenDeviation(Deviation);

impl fmt::Display for SpokenDeviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = self.0.micros().unsigned_abs() / 10_000;
        let side = if self.0.micros() < 0 { "below" } else { "above" };
        write_micros(f, i128::from(hundredths.saturating_mul(10_000)))?;
        write!(f, " sigmas {side}")
    }
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_micros(f, i128::from(self.micros()))
    }
}

impl fmt::Display for Sigmas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_micros(f, i128::from(self.hundredths()).saturating_mul(10_000))
    }
}

impl FromStr for Sigmas {
    type Err = SigmasError;

    fn from_str(text: &str) -> Result<Self, SigmasError> {
        let error = || SigmasError { text: text.to_owned() };
        let number = plain_decimal(text).ok_or_else(error)?.normalize();
        if number.scale() > 2 {
            return Err(error());
        }
        let hundredths = number.checked_mul(Decimal::ONE_HUNDRED).ok_or_else(error)?;
        u16::try_from(hundredths).map(Self::from_hundredths).map_err(|_| error())
    }
}

crate::valid::text_form!(Sigmas);
