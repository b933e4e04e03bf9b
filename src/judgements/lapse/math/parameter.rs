use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::measure::{plain_decimal, write_micros};

/// A text that is no parameter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a number between 0.000001 and {max} with at most six digits after the point", max = Parameter::MAX)]
pub struct ParameterError {
    text: String,
}

mod sealed {
    /// A positive number of a model, with at most six digits after the point: `"0.5"`.
    ///
    /// ```
    /// use guanxi::lapse::Parameter;
    /// let half: Parameter = "0.5".parse()?;
    /// assert_eq!(half.to_string(), "0.5");
    /// assert!("0".parse::<Parameter>().is_err());
    /// # Ok::<(), guanxi::lapse::ParameterError>(())
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(into = "String"))]
    #[cfg_attr(
        feature = "schemars",
        derive(schemars::JsonSchema),
        schemars(with = "String", extend("pattern" = r"^[0-9]+([.][0-9]{1,6}0*)?$"))
    )]
    pub struct Parameter(u64);

    impl Parameter {
        /// The largest parameter, one million.
        pub const MAX: Self = Self(1_000_000_000_000);

        /// The parameter of a number of millionths; `None` for 0 and beyond a million.
        pub(crate) const fn try_from_micros(micros: u64) -> Option<Self> {
            if micros == 0 || micros > Self::MAX.0 { None } else { Some(Self(micros)) }
        }

        /// The parameter of a number of thousandths, for bounds that the code states: 1 at least,
        /// 10^9 at most.
        pub(crate) const fn from_thousandths<const THOUSANDTHS: u64>() -> Self {
            const { assert!(THOUSANDTHS > 0 && THOUSANDTHS <= 1_000_000_000, "a parameter") };
            Self(const { THOUSANDTHS * 1000 })
        }

        /// The parameter in millionths.
        pub(crate) const fn micros(self) -> u64 {
            self.0
        }

        /// The default of the first parameter of dropout.
        pub(crate) const HALF: Self = Self(500_000);
        pub(crate) const ONE: Self = Self(1_000_000);
        pub(crate) const THREE: Self = Self(3_000_000);
        pub(crate) const SIXTY: Self = Self(60_000_000);
    }
}
pub use sealed::Parameter;

impl Parameter {
    /// The number to calculate with.
    #[expect(
        clippy::as_conversions,
        clippy::cast_precision_loss,
        clippy::disallowed_types,
        clippy::float_arithmetic,
        reason = "at most 10^12 millionths: 40 bits, exact in an f64"
    )]
    pub(crate) fn value(self) -> f64 {
        self.micros() as f64 / 1e6
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_micros(f, i128::from(self.micros()))
    }
}

impl FromStr for Parameter {
    type Err = ParameterError;

    fn from_str(text: &str) -> Result<Self, ParameterError> {
        let error = || ParameterError { text: text.to_owned() };
        let number = plain_decimal(text).ok_or_else(error)?.normalize();
        if number.scale() > 6 {
            return Err(error());
        }
        let micros = number.checked_mul(Decimal::from(1_000_000)).ok_or_else(error)?;
        u64::try_from(micros).ok().and_then(Self::try_from_micros).ok_or_else(error)
    }
}

crate::valid::text_form!(Parameter, "a number as text, such as \"0.5\"");
