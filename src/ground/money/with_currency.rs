use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::{Amount, Currency, CurrencyError, Rounding, Total};
#[cfg(feature = "serde")]
use crate::engine::ShortText;
use crate::engine::read_digits;
use crate::measure::plain_decimal;

/// A number, a text or a sum that is no money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// The number has digits that the currency does not carry.
    #[error("amount \"{number}\" has more digits than {currency} carries ({})", currency.minor_digits())]
    TooManyDigits {
        /// The refused number.
        number: Decimal,
        /// The currency.
        currency: Currency,
    },
    /// The number is too large.
    #[error(
        "amount \"{number}\" {currency} lies outside {}..={}",
        Total::from(Amount::MIN).plain(*currency),
        Total::from(Amount::MAX).plain(*currency)
    )]
    OutOfRange {
        /// The refused number.
        number: Decimal,
        /// The currency.
        currency: Currency,
    },
    /// The text is no decimal number.
    #[error("amount {text:?} is not a plain decimal number of at most 28 digits")]
    NotANumber {
        /// The text that was read.
        text: String,
    },
    /// The currencies differ.
    #[error("{found} cannot be added to {expected}")]
    CurrencyMismatch {
        /// The currency of the first amount.
        expected: Currency,
        /// The currency of the other.
        found: Currency,
    },
    /// A sum does not fit.
    #[error("the sum of {first} and {second} does not fit")]
    Overflow {
        /// The first amount.
        first: Money,
        /// The second amount.
        second: Money,
    },
    /// The text does not start with a currency code.
    #[error(transparent)]
    Currency(#[from] CurrencyError),
}

/// An amount with its currency, for every place where two currencies could meet.
///
/// Held at the scale of its currency, so equal amounts print and serialise alike (`"CNY 12.50"`).
/// A number in a file, with the currency stated elsewhere, is read by
/// [`try_from_text`](Self::try_from_text).
///
/// ```
/// use guanxi::money::Money;
///
/// let price: Money = "CNY 12.50".parse()?;
/// assert_eq!(price.checked_add("CNY 0.5".parse()?)?.to_string(), "CNY 13.00");
/// assert!(price.checked_add("USD 1".parse()?).is_err());
/// # Ok::<(), guanxi::money::MoneyError>(())
/// ```
#[doc(alias = "金额")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(with = "String", extend("pattern" = r"^[A-Z]{3} -?[0-9][0-9,]*([.][0-9]+)?$"))
)]
pub struct Money {
    amount: Amount,
    currency: Currency,
}

impl Money {
    /// An amount of minor units in a currency.
    ///
    /// ```
    /// # use guanxi::money::{Amount, Money};
    /// assert_eq!(Money::new(Amount::from_minor(5), "CNY".parse()?).to_string(), "CNY 0.05");
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub const fn new(amount: Amount, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// The money of amount 0 in a currency.
    ///
    /// ```
    /// # use guanxi::money::Money;
    /// assert_eq!(Money::zero("CNY".parse()?).to_string(), "CNY 0.00");
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub const fn zero(currency: Currency) -> Self {
        Self::new(Amount::ZERO, currency)
    }

    /// A decimal number of major units, exactly.
    ///
    /// # Errors
    ///
    /// When the number has more digits than the currency carries, or is too large.
    ///
    /// ```
    /// use guanxi::money::Money;
    /// use rust_decimal::Decimal;
    ///
    /// let cny = "CNY".parse()?;
    /// assert_eq!(Money::try_from_decimal(Decimal::new(1_250, 3), cny)?.to_string(), "CNY 1.25");
    /// let error = Money::try_from_decimal(Decimal::new(12_345, 3), cny).unwrap_err();
    /// assert_eq!(error.to_string(), r#"amount "12.345" has more digits than CNY carries (2)"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn try_from_decimal(number: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let exact = number.normalize();
        if exact.scale() > u32::from(currency.minor_digits()) {
            return Err(MoneyError::TooManyDigits { number, currency });
        }
        exact
            .checked_mul(Decimal::from(currency.minor_per_major()))
            .and_then(|minor| i64::try_from(minor).ok())
            .map(|minor| Self::new(Amount::from_minor(minor), currency))
            .ok_or(MoneyError::OutOfRange { number, currency })
    }

    /// A decimal number of major units, rounded to the digits of the currency.
    ///
    /// # Errors
    ///
    /// When the number is too large.
    ///
    /// ```
    /// use guanxi::money::{Money, Rounding};
    /// use rust_decimal::Decimal;
    ///
    /// let money = Money::rounded(Decimal::new(29, 1), "JPY".parse()?, Rounding::TowardZero)?;
    /// assert_eq!(money.to_string(), "JPY 2");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rounded(
        number: Decimal,
        currency: Currency,
        rounding: Rounding,
    ) -> Result<Self, MoneyError> {
        let digits = u32::from(currency.minor_digits());
        Self::try_from_decimal(number.round_dp_with_strategy(digits, rounding.strategy()), currency)
    }

    /// A plain decimal number of major units, as a file holds it.
    ///
    /// # Errors
    ///
    /// When the text is no decimal number, has more digits than the currency carries, or is too
    /// large.
    ///
    /// ```
    /// # use guanxi::money::Money;
    /// assert_eq!(Money::try_from_text("1234.5", "CNY".parse()?)?.to_string(), "CNY 1,234.50");
    /// assert!(Money::try_from_text("1e18", "CNY".parse()?).is_err());
    /// # Ok::<(), guanxi::money::MoneyError>(())
    /// ```
    pub fn try_from_text(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let number = plain_decimal(text);
        let number = number.ok_or_else(|| MoneyError::NotANumber { text: text.to_owned() })?;
        Self::try_from_decimal(number, currency)
    }

    /// The amount in minor units.
    pub const fn amount(self) -> Amount {
        self.amount
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The money as a decimal number of major units.
    ///
    /// ```
    /// # use guanxi::money::Money;
    /// assert_eq!("CNY 1.5".parse::<Money>()?.to_decimal().to_string(), "1.50");
    /// # Ok::<(), guanxi::money::MoneyError>(())
    /// ```
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.amount.minor(), u32::from(self.currency.minor_digits()))
    }

    /// The sum.
    ///
    /// # Errors
    ///
    /// When the currencies differ or the sum does not fit.
    ///
    /// ```
    /// # use guanxi::money::Money;
    /// let one: Money = "CNY 1".parse()?;
    /// assert_eq!(one.checked_add(one)?.to_string(), "CNY 2.00");
    /// # Ok::<(), guanxi::money::MoneyError>(())
    /// ```
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        let amount = self.in_currency_of(other)?.checked_add(other.amount);
        self.with(amount, other)
    }

    /// The difference.
    ///
    /// # Errors
    ///
    /// When the currencies differ or the difference does not fit.
    ///
    /// ```
    /// # use guanxi::money::Money;
    /// let one: Money = "CNY 1".parse()?;
    /// assert_eq!(one.checked_sub(one)?, Money::zero("CNY".parse()?));
    /// # Ok::<(), guanxi::money::MoneyError>(())
    /// ```
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        let amount = self.in_currency_of(other)?.checked_sub(other.amount);
        self.with(amount, other)
    }

    /// The sum of the parts, 0 when there is none.
    ///
    /// # Errors
    ///
    /// When a part is in another currency or the sum does not fit.
    ///
    /// ```
    /// # use guanxi::money::Money;
    /// let cny = "CNY".parse()?;
    /// let parts = ["CNY 1".parse()?, "CNY 2".parse()?];
    /// assert_eq!(Money::try_sum(cny, parts)?.to_string(), "CNY 3.00");
    /// # Ok::<(), guanxi::money::MoneyError>(())
    /// ```
    pub fn try_sum(
        currency: Currency,
        parts: impl IntoIterator<Item = Self>,
    ) -> Result<Self, MoneyError> {
        parts.into_iter().try_fold(Self::zero(currency), Self::checked_add)
    }

    fn in_currency_of(self, other: Self) -> Result<Amount, MoneyError> {
        if self.currency == other.currency {
            return Ok(self.amount);
        }
        Err(MoneyError::CurrencyMismatch { expected: self.currency, found: other.currency })
    }

    fn with(self, amount: Option<Amount>, other: Self) -> Result<Self, MoneyError> {
        amount
            .map(|amount| Self::new(amount, self.currency))
            .ok_or(MoneyError::Overflow { first: self, second: other })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Total::from(self.amount).with_currency(self.currency).fmt(f)
    }
}

/// The minor units of a number of at most 18 digits with all minor digits of the currency or none;
/// `None` for any other text.
fn plain_minor(number: &str, currency: Currency) -> Option<i64> {
    let size = number.strip_prefix('-');
    let (size, is_negative) = size.map_or((number, false), |size| (size, true));
    let per_major = u64::from(currency.minor_per_major());
    let (units, fraction) = match size.split_once('.') {
        None => (size, 0),
        Some((units, digits)) => {
            let is_whole = digits.len() == usize::from(currency.minor_digits());
            (units, read_digits(digits.as_bytes()).filter(|_| is_whole)?)
        }
    };
    let units = read_digits(units.as_bytes())?.checked_mul(per_major)?;
    let minor = i64::try_from(units.checked_add(fraction)?).ok()?;
    if is_negative { minor.checked_neg() } else { Some(minor) }
}

/// Tells whether the commas of a number stand between groups of three digits before the point:
/// `1,234.50`.
fn is_grouped(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    let (units, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = units.split(',');
    groups.next().is_some_and(|first| (1..=3).contains(&first.len()))
        && groups.all(|group| group.len() == 3)
        && !fraction.contains(',')
}

impl FromStr for Money {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let (code, number) = text.split_once(' ').unwrap_or((text, ""));
        let currency = code.parse()?;
        if let Some(minor) = plain_minor(number, currency) {
            return Ok(Self::new(Amount::from_minor(minor), currency));
        }
        if !number.contains(',') {
            return Self::try_from_text(number, currency);
        }
        if !is_grouped(number) {
            return Err(MoneyError::NotANumber { text: number.to_owned() });
        }
        Self::try_from_text(&number.replace(',', ""), currency)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let minor = self.amount.minor();
        let mut text = ShortText::new();
        let digits = self.currency.minor_digits();
        let units = text.put_digits(minor.unsigned_abs(), digits);
        if digits > 0 {
            text.put(b'.');
        }
        text.put_number(units);
        if minor < 0 {
            text.put(b'-');
        }
        text.put(b' ');
        for byte in self.currency.code().bytes().rev() {
            text.put(byte);
        }
        to.serialize_str(text.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Money {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        crate::valid::read_text(from, "money such as \"CNY 12.50\"")
    }
}

impl TryFrom<String> for Money {
    type Error = MoneyError;

    fn try_from(text: String) -> Result<Self, MoneyError> {
        text.parse()
    }
}

impl From<Money> for String {
    fn from(money: Money) -> Self {
        let plain = Total::from(money.amount).plain(money.currency);
        format!("{} {plain}", money.currency)
    }
}
