use std::fmt;

use crate::calendar::Day;
use crate::customer::EntrySource;
use crate::key_account::error::{above_zero, not_negative};
use crate::key_account::{FractionInterval, KeyAccountError, MoneyInterval};
use crate::measure::Quotient;
use crate::money::Money;
use crate::wallet::WalletShare;

/// The total that a customer buys from all suppliers, as somebody stated it.
#[doc(alias = "客户采购总额")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct StatedTotal {
    /// The total, as an interval where only bounds are known.
    pub total: MoneyInterval,
    /// The source.
    pub source: EntrySource,
    /// The day on which it was stated.
    pub on: Day,
}

/// The share of a customer's purchases that we have.
///
/// # Rule
///
/// > S16: share of wallet is ours over the total; a total of which only bounds are known gives an
/// > interval. A total below ours is refused.
///
/// ```
/// use guanxi::customer::EntrySource;
/// use guanxi::day;
/// use guanxi::key_account::{MoneyInterval, StatedTotal, WalletInterval};
///
/// let total = MoneyInterval::try_new("CNY 100".parse()?, "CNY 160".parse()?)?;
/// let stated = StatedTotal { total, source: EntrySource::Stated, on: day!(2026, 3, 1) };
/// let share = WalletInterval::try_new("CNY 40".parse()?, stated)?;
/// assert_eq!(share.share().to_string(), "25% to 40%");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "钱包份额")]
#[doc(alias = "采购占比")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct WalletInterval {
    ours: Money,
    stated: StatedTotal,
    share: FractionInterval,
}

impl WalletInterval {
    /// The share of what the customer bought from us in a stated total.
    ///
    /// # Errors
    ///
    /// When ours is negative, the total is not positive or below ours, or the currencies differ.
    pub fn try_new(ours: Money, stated: StatedTotal) -> Result<Self, KeyAccountError> {
        let (low, high) = (stated.total.low(), stated.total.high());
        MoneyInterval::try_new(Money::zero(ours.currency()), Money::zero(low.currency()))?;
        not_negative("what the customer bought from us", ours)?;
        above_zero("the total of the customer's purchases", low)?;
        if low.amount() < ours.amount() {
            return Err(KeyAccountError::PartAboveWhole {
                part: "what the customer bought from us",
                part_value: ours,
                whole: "the total of its purchases",
                whole_value: low,
            });
        }
        let share = |total: Money| {
            let part =
                Quotient::try_new(ours.amount().minor().into(), total.amount().minor().into());
            part.ok_or(KeyAccountError::TooWide { what: "a share of wallet" })
        };
        let share = FractionInterval { low: share(high)?, high: share(low)? };
        Ok(Self { ours, stated, share })
    }

    /// The share by a fact of the account, whose total is known.
    ///
    /// # Errors
    ///
    /// As [`try_new`](Self::try_new).
    pub fn try_from_fact(fact: &WalletShare) -> Result<Self, KeyAccountError> {
        let WalletShare { day, ours, total, source, .. } = fact;
        let total = MoneyInterval::exactly(*total);
        Self::try_new(*ours, StatedTotal { total, source: *source, on: *day })
    }

    /// The purchases from us.
    pub const fn ours(&self) -> Money {
        self.ours
    }

    /// The total, with its source.
    pub const fn stated(&self) -> &StatedTotal {
        &self.stated
    }

    /// The share.
    pub const fn share(&self) -> FractionInterval {
        self.share
    }
}

impl fmt::Display for WalletInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ours, stated, share } = self;
        let StatedTotal { total, source, on } = stated;
        write!(f, "{share} of its purchases: {ours} of {total} ({source}, {on})")
    }
}
