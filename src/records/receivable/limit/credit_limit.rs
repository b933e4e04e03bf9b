use std::fmt;

use crate::money::{Amount, Currency, Money, MoneyError};

/// The most that a customer may owe.
///
/// `NotSet` is not zero: it states that nobody has agreed a limit. An amount of zero states *cash
/// only*.
///
/// ```
/// use guanxi::money::Currency;
/// use guanxi::receivable::CreditLimit;
///
/// let cny = Currency::CNY;
/// assert_eq!(CreditLimit::try_from_text("", cny)?, CreditLimit::NotSet);
/// assert_eq!(CreditLimit::try_from_text("unlimited", cny)?, CreditLimit::Unlimited);
/// assert_ne!(CreditLimit::try_from_text("0", cny)?, CreditLimit::NotSet);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "信用额度")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "WrittenLimit", into = "WrittenLimit")
)]
pub enum CreditLimit {
    /// No limit is agreed.
    #[default]
    NotSet,
    /// Anything may be owed.
    Unlimited,
    /// An amount in minor units of the book, not negative; zero is cash only.
    Amount(Amount),
}

/// The reason why a credit limit is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CreditLimitError {
    /// The limit is below zero.
    #[error("a credit limit is not negative, was {limit}")]
    Negative {
        /// The refused limit.
        limit: Money,
    },
    /// The limit is below zero, and comes without a currency.
    #[error("a credit limit is not negative, was {minor} minor units")]
    NegativeMinor {
        /// The refused limit in minor units.
        minor: i64,
    },
    /// The limit is in another currency than the book.
    #[error("the credit limit {limit} is in {found}, the book is in {expected}", found = limit.currency())]
    Currency {
        /// The refused limit.
        limit: Money,
        /// The currency of the book.
        expected: Currency,
    },
    /// The text is neither empty, nor `unlimited`, nor an amount.
    #[error(transparent)]
    Amount(#[from] MoneyError),
}

/// The form in which a limit is written: the currency is that of the book around it.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenLimit {
    NotSet,
    Unlimited,
    MinorUnits(i64),
}

#[cfg(feature = "serde")]
impl From<CreditLimit> for WrittenLimit {
    fn from(limit: CreditLimit) -> Self {
        match limit {
            CreditLimit::NotSet => Self::NotSet,
            CreditLimit::Unlimited => Self::Unlimited,
            CreditLimit::Amount(amount) => Self::MinorUnits(amount.minor()),
        }
    }
}

#[cfg(feature = "serde")]
impl TryFrom<WrittenLimit> for CreditLimit {
    type Error = CreditLimitError;

    fn try_from(written: WrittenLimit) -> Result<Self, CreditLimitError> {
        match written {
            WrittenLimit::NotSet => Ok(Self::NotSet),
            WrittenLimit::Unlimited => Ok(Self::Unlimited),
            WrittenLimit::MinorUnits(minor) if minor < 0 => {
                Err(CreditLimitError::NegativeMinor { minor })
            }
            WrittenLimit::MinorUnits(minor) => Ok(Self::Amount(Amount::from_minor(minor))),
        }
    }
}

impl CreditLimit {
    /// A limit of an amount, for a customer or a group of a book in a currency.
    ///
    /// A limit stands in minor units of its book and names no currency. So money becomes a limit
    /// only where the currency of the book is stated beside it.
    ///
    /// # Errors
    ///
    /// When the amount is negative, or in another currency than the book.
    ///
    /// ```
    /// # use guanxi::{money::Currency, receivable::CreditLimit};
    /// let dinars = CreditLimit::try_from_money("KWD 10.000".parse()?, Currency::EUR);
    /// assert_eq!(
    ///     dinars.unwrap_err().to_string(),
    ///     "the credit limit KWD 10.000 is in KWD, the book is in EUR",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn try_from_money(limit: Money, book: Currency) -> Result<Self, CreditLimitError> {
        if limit.currency() != book {
            return Err(CreditLimitError::Currency { limit, expected: book });
        }
        if limit.amount().is_negative() {
            return Err(CreditLimitError::Negative { limit });
        }
        Ok(Self::Amount(limit.amount()))
    }

    /// Reads a limit as files hold it: an empty text, `unlimited`, or an amount in major units of
    /// the currency of the book.
    ///
    /// # Errors
    ///
    /// When the text is anything else, or the amount is negative.
    ///
    /// ```
    /// # use guanxi::{money::Currency, receivable::CreditLimit};
    /// let error = CreditLimit::try_from_text("-5", Currency::CNY).unwrap_err();
    /// assert_eq!(error.to_string(), "a credit limit is not negative, was CNY -5.00");
    /// ```
    pub fn try_from_text(text: &str, currency: Currency) -> Result<Self, CreditLimitError> {
        match text {
            "" => Ok(Self::NotSet),
            "unlimited" => Ok(Self::Unlimited),
            amount => Self::try_from_money(Money::try_from_text(amount, currency)?, currency),
        }
    }

    /// The limit in the form of a column: `not_set`, `unlimited` or major units.
    pub fn plain(self, currency: Currency) -> impl fmt::Display {
        PlainLimit { limit: self, currency }
    }

    /// The stricter of two limits that both have to hold.
    ///
    /// # Rule
    ///
    /// > S20: the meet of limits. One that is not set states nothing, so the other one holds;
    /// > unlimited gives way to any amount; of two amounts the smaller one holds.
    ///
    /// Associative, commutative and idempotent, with `NotSet` as the neutral element.
    ///
    /// ```
    /// use guanxi::money::Amount;
    /// use guanxi::receivable::CreditLimit::{Amount as Of, NotSet, Unlimited};
    ///
    /// let (own, pool) = (Of(Amount::from_minor(20_000)), Of(Amount::from_minor(15_000)));
    /// assert_eq!(own.meet(pool), pool);
    /// assert_eq!(NotSet.meet(pool), pool);
    /// assert_eq!(Unlimited.meet(own), own);
    /// assert_eq!(Unlimited.meet(NotSet), Unlimited);
    /// ```
    pub fn meet(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotSet, limit) | (limit, Self::NotSet) => limit,
            (Self::Unlimited, Self::Unlimited) => Self::Unlimited,
            (Self::Unlimited, amount @ Self::Amount(_))
            | (amount @ Self::Amount(_), Self::Unlimited) => amount,
            (Self::Amount(one), Self::Amount(two)) => Self::Amount(one.min(two)),
        }
    }

    /// The limit in words: `not set`, `unlimited` or the amount.
    pub fn spoken(self, currency: Currency) -> String {
        match self {
            Self::NotSet => "not set".to_owned(),
            Self::Unlimited => "unlimited".to_owned(),
            Self::Amount(limit) => limit.to_total().with_currency(currency).to_string(),
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct PlainLimit {
    limit: CreditLimit,
    currency: Currency,
}

impl fmt::Display for PlainLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.limit {
            CreditLimit::NotSet => f.write_str("not_set"),
            CreditLimit::Unlimited => f.write_str("unlimited"),
            CreditLimit::Amount(amount) => write!(f, "{}", amount.to_total().plain(self.currency)),
        }
    }
}
