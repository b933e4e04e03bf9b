use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::measure::{plain_decimal, proven, write_micros};

/// A text that is no number of sigmas.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a number of sigmas between 0 and {max} with at most two digits after the point", max = Sigmas::MAX)]
pub struct SigmasError {
    text: String,
}

mod sealed {
    /// A number of standard deviations, in whole hundredths, as a policy states it: `"2.5"`.
    ///
    /// ```
    /// use guanxi::lapse::Sigmas;
    /// assert_eq!("2.5".parse(), Ok(Sigmas::from_hundredths(250)));
    /// assert!("2.505".parse::<Sigmas>().is_err());
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(into = "String"))]
    #[cfg_attr(
        feature = "schemars",
        derive(schemars::JsonSchema),
        schemars(with = "String", extend("pattern" = r"^[0-9]+([.][0-9]{1,2}0*)?$"))
    )]
    pub struct Sigmas(u16);

    impl Sigmas {
        /// The largest number, 655.35.
        pub const MAX: Self = Self(u16::MAX);

        /// A number of hundredths of a standard deviation.
        pub const fn from_hundredths(hundredths: u16) -> Self {
            Self(hundredths)
        }

        /// The number in hundredths.
        pub const fn hundredths(self) -> u16 {
            self.0
        }
    }
}
pub use sealed::Sigmas;

impl Sigmas {
    /// The number in millionths.
    pub(super) fn micros(self) -> u64 {
        let micros = u64::from(self.hundredths()).checked_mul(10_000);
        proven!(micros, else 0, "16 bits times 14")
    }
}

impl fmt::Display for Sigmas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_micros(f, self.micros().into())
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

crate::valid::text_form!(Sigmas, "a number as text, such as \"2.5\"");
