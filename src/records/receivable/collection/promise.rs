use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::money::{Amount, Total};
use crate::receivable::RecordedPayment;

/// A promise to pay an amount by a day.
#[doc(alias = "付款承诺")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// The day on which it was made.
    pub made: Day,
    /// The last day on which a payment keeps it.
    pub by: Day,
    /// The amount, in minor units of the book.
    pub amount: Amount,
}

/// The status of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PromiseStatus {
    /// Its day has not passed, and part of the amount is not paid yet.
    Open,
    /// The amount was paid in time.
    Kept,
    /// Its day has passed, and the amount was not paid in full.
    Broken,
}

impl fmt::Display for PromiseStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::Kept => "kept",
            Self::Broken => "broken",
        })
    }
}

/// The status of each promise of a customer at `t`, in the order given. Promises of a later day are
/// left out.
///
/// A promise that lacks no more than the tolerance, in minor units, is kept.
///
/// # Rule
///
/// > S10: a promise is kept by money paid from the day after it was made up to its day. Money keeps
/// > one promise only, the one whose day comes first.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::money::Amount;
/// use guanxi::receivable::{Payment, Promise, PromiseStatus, promises};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// account.record(Payment::new("P1".parse()?, "2026-03-15".parse()?, "CNY 500".parse()?))?;
/// let amount = Amount::from_minor(500_00);
/// let by = |day: &str| -> Result<Promise, guanxi::calendar::DayError> {
///     Ok(Promise { made: "2026-03-01".parse()?, by: day.parse()?, amount })
/// };
/// let made = [by("2026-03-20")?, by("2026-03-15")?];
/// let on = |t| promises(&made, account.view().payments(), Amount::ZERO, t);
/// assert_eq!(on("2026-03-20".parse()?), [PromiseStatus::Open, PromiseStatus::Kept]);
/// assert_eq!(on("2026-03-21".parse()?), [PromiseStatus::Broken, PromiseStatus::Kept]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn promises(
    made: &[Promise],
    payments: &[RecordedPayment],
    tolerance: Amount,
    t: AsOf,
) -> Vec<PromiseStatus> {
    let seen = payments.iter().filter(|payment| t.sees(payment.day()));
    let mut free: Vec<(Day, Total)> =
        seen.map(|payment| (payment.day(), payment.amount().to_total())).collect();
    free.sort_unstable();
    let mut order: Vec<(Day, Day, usize)> =
        made.iter().enumerate().map(|(place, it)| (it.by, it.made, place)).collect();
    order.sort_unstable();
    let mut found = vec![None; made.len()];
    for (.., place) in order {
        let Some(promise) = made.get(place).filter(|promise| t.sees(promise.made)) else {
            continue;
        };
        let mut lacking = promise.amount.to_total();
        let in_time = |day: Day| promise.made < day && day <= promise.by;
        for (_, left) in free.iter_mut().filter(|(day, _)| in_time(*day)) {
            let taken = (*left).min(lacking);
            *left = left.minus(taken);
            lacking = lacking.minus(taken);
        }
        let status = if lacking <= tolerance.to_total() {
            PromiseStatus::Kept
        } else if t.day() > promise.by {
            PromiseStatus::Broken
        } else {
            PromiseStatus::Open
        };
        if let Some(entry) = found.get_mut(place) {
            *entry = Some(status);
        }
    }
    found.into_iter().flatten().collect()
}
