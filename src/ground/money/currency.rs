use std::fmt;
use std::str::FromStr;

use crate::measure::proven;

/// A code that is no currency.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CurrencyError {
    /// ISO 4217 has no such code.
    #[error("{code:?} is not a currency code of ISO 4217")]
    Unknown {
        /// The text that was read.
        code: String,
    },
    /// The code stands for something without minor units, such as gold.
    #[error("{code} has no minor units, so no amount of it can be exact")]
    NoMinorUnits {
        /// The refused code.
        code: String,
    },
}

mod sealed {
    use super::CurrencyError;

    /// A currency of ISO 4217 that has minor units.
    ///
    /// ```
    /// use guanxi::money::Currency;
    ///
    /// let yuan: Currency = "CNY".parse()?;
    /// assert_eq!((yuan.code(), yuan.minor_digits()), ("CNY", 2));
    /// assert!("XAU".parse::<Currency>().is_err(), "gold has no minor units");
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    #[doc(alias = "币种")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(into = "String"))]
    #[cfg_attr(
        feature = "schemars",
        derive(schemars::JsonSchema),
        schemars(with = "String", extend("pattern" = "^[A-Z]{3}$"))
    )]
    pub struct Currency {
        listed: iso_currency::Currency,
        digits: u8,
    }

    impl Currency {
        /// The most minor digits that any currency has.
        pub const MAX_DIGITS: u8 = 4;

        /// Renminbi, the yuan.
        pub const CNY: Self = Self::listed(iso_currency::Currency::CNY, 2);
        /// Euro.
        pub const EUR: Self = Self::listed(iso_currency::Currency::EUR, 2);
        /// Pound sterling.
        pub const GBP: Self = Self::listed(iso_currency::Currency::GBP, 2);
        /// Hong Kong dollar.
        pub const HKD: Self = Self::listed(iso_currency::Currency::HKD, 2);
        /// Yen, which has no minor digits.
        pub const JPY: Self = Self::listed(iso_currency::Currency::JPY, 0);
        /// Won, which has no minor digits.
        pub const KRW: Self = Self::listed(iso_currency::Currency::KRW, 0);
        /// New Taiwan dollar.
        pub const TWD: Self = Self::listed(iso_currency::Currency::TWD, 2);
        /// United States dollar.
        pub const USD: Self = Self::listed(iso_currency::Currency::USD, 2);

        /// The Chilean unit of account: of the most minor digits, so no amount of a policy is
        /// rounded in it.
        #[cfg(any(feature = "toml", feature = "json"))]
        pub(crate) const CLF: Self = Self::listed(iso_currency::Currency::CLF, Self::MAX_DIGITS);

        const fn listed(listed: iso_currency::Currency, digits: u8) -> Self {
            Self { listed, digits }
        }

        /// The currency with a code.
        ///
        /// # Errors
        ///
        /// When ISO 4217 does not list the code, or lists it without minor units.
        ///
        /// ```
        /// # use guanxi::money::Currency;
        /// assert!(Currency::try_from_code("EUR").is_ok());
        /// assert!(Currency::try_from_code("eur").is_err());
        /// ```
        pub fn try_from_code(code: &str) -> Result<Self, CurrencyError> {
            let listed = iso_currency::Currency::from_code(code)
                .ok_or_else(|| CurrencyError::Unknown { code: code.to_owned() })?;
            listed
                .exponent()
                .and_then(|digits| u8::try_from(digits).ok())
                .filter(|digits| *digits <= Self::MAX_DIGITS)
                .map(|digits| Self { listed, digits })
                .ok_or_else(|| CurrencyError::NoMinorUnits { code: code.to_owned() })
        }

        /// The three letters.
        ///
        /// ```
        /// # use guanxi::money::Currency;
        /// assert_eq!("JPY".parse::<Currency>()?.code(), "JPY");
        /// # Ok::<(), guanxi::money::CurrencyError>(())
        /// ```
        pub fn code(self) -> &'static str {
            self.listed.code()
        }

        /// Digits after the point: 2 for the yuan, 0 for the yen, 3 for the Kuwaiti dinar.
        ///
        /// ```
        /// # use guanxi::money::Currency;
        /// assert_eq!("KWD".parse::<Currency>()?.minor_digits(), 3);
        /// # Ok::<(), guanxi::money::CurrencyError>(())
        /// ```
        pub const fn minor_digits(self) -> u8 {
            self.digits
        }
    }
}
pub use sealed::Currency;

impl Currency {
    /// Minor units in one major unit: 100 for the yuan.
    pub(super) fn minor_per_major(self) -> u32 {
        power_of_ten(self.minor_digits())
    }
}

/// 10 to the power of at most [`Currency::MAX_DIGITS`].
pub(super) fn power_of_ten(digits: u8) -> u32 {
    proven!(10_u32.checked_pow(u32::from(digits)), else 1, "at most four digits")
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = CurrencyError;

    fn from_str(code: &str) -> Result<Self, CurrencyError> {
        Self::try_from_code(code)
    }
}

crate::valid::text_form!(Currency, "the code of a currency such as \"CNY\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_constant_is_the_currency_that_is_listed() {
        let constants = [
            ("CNY", Currency::CNY),
            ("EUR", Currency::EUR),
            ("GBP", Currency::GBP),
            ("HKD", Currency::HKD),
            ("JPY", Currency::JPY),
            ("KRW", Currency::KRW),
            ("TWD", Currency::TWD),
            ("USD", Currency::USD),
        ];
        for (code, constant) in constants {
            assert_eq!(code.parse(), Ok(constant));
            assert_eq!(constant.code(), code);
        }
    }
}
