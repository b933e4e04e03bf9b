use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::calendar::Day;
use crate::money::{Currency, Money, MoneyError, Rounding};

/// The reason for which an exchange rate or a conversion is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RateError {
    /// The rate is not above zero.
    #[error("the rate of {currency} must be above 0, was {rate}")]
    NotPositive {
        /// The currency.
        currency: Currency,
        /// The rate.
        rate: Decimal,
    },
    /// The currency has two rates from one day.
    #[error("the rate of {currency} stands twice for {day}")]
    Twice {
        /// The currency.
        currency: Currency,
        /// The day.
        day: Day,
    },
    /// There is no rate by that day.
    #[error("there is no rate of {currency} by {day}")]
    Missing {
        /// The currency.
        currency: Currency,
        /// The day.
        day: Day,
    },
    /// The product does not fit.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// The product has too many digits.
    #[error("{money} at {rate} has too many digits")]
    TooFine {
        /// The amount.
        money: Money,
        /// The rate.
        rate: Decimal,
    },
}

/// A rate from its day on: units of the currency of the book for one unit of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExchangeRate {
    /// The other currency.
    pub currency: Currency,
    /// The first day of the rate.
    pub from: Day,
    /// The rate, above zero.
    pub rate: Decimal,
}

/// Rates into the currency of a book, given by the caller: the latest by a day holds.
///
/// ```
/// use guanxi::credit::{ExchangeRate, ExchangeRates};
///
/// let currency = "USD".parse()?;
/// let january = ExchangeRate { currency, from: "2026-01-01".parse()?, rate: "7.1".parse()? };
/// let march = ExchangeRate { currency, from: "2026-03-01".parse()?, rate: "7.25".parse()? };
/// let rates = ExchangeRates::try_new("CNY".parse()?, [january, march])?;
/// let found = rates.convert("USD 10.01".parse()?, "2026-02-28".parse()?)?;
/// assert_eq!(found.to.to_string(), "CNY 71.07");
/// assert_eq!((found.on, found.is_rounded), (january.from, true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "汇率")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeRates {
    into: Currency,
    rates: BTreeMap<(Currency, Day), Decimal>,
}

/// A converted amount, with its rate and its rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Converted {
    /// The amount before.
    pub from: Money,
    /// The amount after, rounded half up to the minor unit.
    pub to: Money,
    /// The rate.
    pub rate: Decimal,
    /// The day of the rate.
    pub on: Day,
    /// True when anything was rounded.
    pub is_rounded: bool,
}

impl ExchangeRates {
    /// Makes rates into a currency, each valid from its day on.
    ///
    /// # Errors
    ///
    /// When a rate is not above zero, or a currency has two rates from one day.
    pub fn try_new(
        into: Currency,
        rates: impl IntoIterator<Item = ExchangeRate>,
    ) -> Result<Self, RateError> {
        let mut all = BTreeMap::new();
        for ExchangeRate { currency, from: day, rate } in rates {
            if rate <= Decimal::ZERO {
                return Err(RateError::NotPositive { currency, rate });
            }
            if all.insert((currency, day), rate).is_some() {
                return Err(RateError::Twice { currency, day });
            }
        }
        Ok(Self { into, rates: all })
    }

    /// Converts an amount by the latest rate by a day. An amount in the currency itself is returned
    /// as it is.
    ///
    /// # Errors
    ///
    /// When there is no rate by that day, or the result does not fit.
    pub fn convert(&self, money: Money, day: Day) -> Result<Converted, RateError> {
        let currency = money.currency();
        if currency == self.into {
            let (rate, is_rounded) = (Decimal::ONE, false);
            return Ok(Converted { from: money, to: money, rate, on: day, is_rounded });
        }
        let known = self.rates.range((currency, Day::MIN)..=(currency, day)).next_back();
        let ((_, on), rate) = known.ok_or(RateError::Missing { currency, day })?;
        let too_fine = RateError::TooFine { money, rate: *rate };
        let exact = money.to_decimal().checked_mul(*rate).ok_or(too_fine)?;
        let to = Money::rounded(exact, self.into, Rounding::HalfUp)?;
        let is_rounded = to.to_decimal() != exact;
        Ok(Converted { from: money, to, rate: *rate, on: *on, is_rounded })
    }
}
