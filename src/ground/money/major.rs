use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::currency::power_of_ten;
use super::{Amount, Currency};
use crate::measure::{Excess, plain_decimal, proven};

/// A text that is no amount of a policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not an amount of major units between 0 and {max} with at most four digits after the point", max = Major::MAX)]
pub struct MajorError {
    text: String,
}

/// A non-negative amount in major units of whatever currency the book has, as a policy states it:
/// `"1.00"`.
///
/// Four digits after the point, as many as any currency has. In a currency with fewer it is
/// compared, never rounded into it.
///
/// ```
/// use guanxi::money::{Amount, Major};
///
/// let tolerance: Major = "1.00".parse()?;
/// assert_eq!(tolerance.to_minor_ceil("CNY".parse()?), Amount::from_minor(100));
/// assert_eq!(tolerance.to_minor_ceil("JPY".parse()?), Amount::from_minor(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(into = "String"))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(with = "String", extend("pattern" = r"^[0-9]+([.][0-9]{1,4}0*)?$"))
)]
pub struct Major(i64);

impl Major {
    /// The largest amount of a policy.
    pub const MAX: Self = Self(i64::MAX);

    /// A whole number of major units.
    ///
    /// ```
    /// # use guanxi::money::Major;
    /// assert_eq!(Major::from_units(5).to_string(), "5");
    /// ```
    pub const fn from_units(units: u32) -> Self {
        #[expect(clippy::as_conversions, reason = "widening, in a const fn")]
        let parts = (units as i64).checked_mul(10_000);
        Self(proven!(parts, else 0, "32 bits times 14"))
    }

    /// The smallest amount in the currency that is not below this one: an amount `x` is below the
    /// policy's iff it is below that amount, because `x` is whole.
    ///
    /// ```
    /// # use guanxi::money::{Amount, Major};
    /// let half: Major = "0.005".parse()?;
    /// assert_eq!(half.to_minor_ceil("CNY".parse()?), Amount::from_minor(1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_minor_ceil(self, currency: Currency) -> Amount {
        let digits = Currency::MAX_DIGITS.excess_over(currency.minor_digits());
        let unit = i64::from(power_of_ten(digits));
        let whole = proven!(self.0.checked_div(unit), else 0, "a power of ten is not 0");
        let has_rest = self.0.checked_rem(unit).is_some_and(|rest| rest > 0);
        let minor = whole.checked_add(i64::from(has_rest));
        Amount::from_minor(proven!(minor, else whole, "a whole with a rest is below a tenth"))
    }
}

impl Major {
    /// The amount in ten-thousandths of a major unit.
    pub(crate) const fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// An amount of ten-thousandths of a major unit, not negative.
    pub(crate) const fn from_ten_thousandths(parts: i64) -> Self {
        Self(if parts < 0 { 0 } else { parts })
    }

    /// The amount in millionths of a minor unit of the currency.
    pub(crate) fn micro_minor(self, currency: Currency) -> i128 {
        let each = u64::from(currency.minor_per_major()).checked_mul(100);
        let each = i128::from(proven!(each, else 0, "a currency has at most four digits"));
        proven!(i128::from(self.0).checked_mul(each), else 0, "63 and 20 bits")
    }

    /// The amount in the currency; `None` where the currency has too few digits for it.
    pub(crate) fn to_minor_exact(self, currency: Currency) -> Option<Amount> {
        let digits = Currency::MAX_DIGITS.excess_over(currency.minor_digits());
        let unit = i64::from(power_of_ten(digits));
        let is_whole = self.0.checked_rem(unit) == Some(0);
        self.0.checked_div(unit).filter(|_| is_whole).map(Amount::from_minor)
    }
}

impl fmt::Display for Major {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::new(self.0, 4).normalize().fmt(f)
    }
}

impl FromStr for Major {
    type Err = MajorError;

    fn from_str(text: &str) -> Result<Self, MajorError> {
        let error = || MajorError { text: text.to_owned() };
        let number = plain_decimal(text).ok_or_else(error)?.normalize();
        if number.scale() > 4 || number.is_sign_negative() && !number.is_zero() {
            return Err(error());
        }
        number
            .checked_mul(Decimal::from(10_000))
            .and_then(|parts| i64::try_from(parts).ok())
            .map(Self)
            .ok_or_else(error)
    }
}

crate::valid::text_form!(Major, "an amount as text, such as \"1000\"");
