use std::collections::BTreeSet;
use std::fmt;

use super::due_promise::{DuePromise, promises};
use super::overload::ReplayedDays;
use super::{IntegrityRules, LimitReplay, Overload};
use crate::account::AccountView;
use crate::calendar::{AsOf, Day, Month, Period, Window};
use crate::measure::{Proportion, ProportionInterval, Quotient, proven};
use crate::money::{Amount, Currency, Total};
use crate::trade::{Breach, BreachKind};

/// A broken promise to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenPromise {
    /// The day on which it was due.
    pub due: Day,
    /// The amount.
    pub amount: Amount,
    /// The reason why it is not counted against the customer.
    pub overload: Option<Overload>,
}

/// The breaches that end the trade with a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "knock_out", rename_all = "snake_case")
)]
pub enum BreachKnockOut {
    /// A grave breach was upheld.
    Grave {
        /// Its kind.
        kind: BreachKind,
        /// Its day.
        on: Day,
    },
    /// Breaches were upheld in two quarters or more.
    Repeated {
        /// The days of the breaches.
        days: Vec<Day>,
    },
}

/// Integrity of a customer over time, as of a day. Written with amounts in major units, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "信誉")]
pub struct Integrity {
    /// The currency of the amounts.
    pub currency: Currency,
    /// `true` when the record is long enough to judge.
    pub is_known: bool,
    /// Promises kept, of all that count.
    pub kept: Proportion,
    /// The interval of that share; `None` without promises.
    pub interval: Option<ProportionInterval>,
    /// The share of the promised money that was paid in time; `None` without any.
    pub kept_by_value: Option<Quotient>,
    /// The promises that were broken, by day.
    pub broken: Vec<BrokenPromise>,
    /// The breaches that knock out.
    pub knock_out: Option<BreachKnockOut>,
}

impl Integrity {
    /// Reads integrity from the invoices and breaches of an account as of `t`.
    ///
    /// # Rule
    ///
    /// > S15: integrity is judged over 36 months and on at least 12, not on one event. Each item
    /// > due is a promise: kept when money settled it in time. A part in dispute falls due when the
    /// > dispute is settled. A promise broken after we let an order or a delivery through beyond
    /// > the limit proposed on its day, or while the plan of the year exceeded 150 % of the best 12
    /// > months, is shown as our overload and does not count. One grave upheld breach in 24 months,
    /// > or two of any kind in two quarters, knock out.
    ///
    /// Items settled otherwise than by money, as by a credit note, are no promise kept or broken.
    /// A write-off after the due day breaks the promise by its sum, since nobody paid that. Small
    /// change that is still open or was written off has no say, and money that we sent back was
    /// never promised. A dispute that begins after the last day to pay excuses
    /// nothing.
    ///
    /// Overloads are those of [`Overload`].
    pub fn read(
        rules: &IntegrityRules,
        account: AccountView<'_>,
        replay: LimitReplay<'_>,
        t: AsOf,
    ) -> Self {
        let window = last_months(t, rules.window_months);
        let due = |it: &DuePromise| window.contains(it.due);
        let promises: Vec<DuePromise> =
            promises(rules, account, t).into_iter().filter(due).collect();
        let mut replayed = ReplayedDays::new(rules, account, replay);
        let mut broken = Vec::new();
        let (mut kept, mut all) = (0_u32, 0_u32);
        let (mut kept_value, mut value) = (Total::ZERO, Total::ZERO);
        for promise in promises {
            let overload = if promise.is_kept {
                None
            } else {
                let overload = replayed.overload(promise.issued, promise.due);
                let DuePromise { due, amount, .. } = promise;
                broken.push(BrokenPromise { due, amount, overload });
                overload
            };
            if overload.is_none() {
                all = proven!(all.checked_add(1), else all, "a book holds fewer invoices");
                value = value.plus(promise.amount);
            }
            if promise.is_kept {
                kept = proven!(kept.checked_add(1), else kept, "a book holds fewer invoices");
                kept_value = kept_value.plus(promise.amount);
            }
        }
        broken.sort_by_key(|it| (it.due, it.amount));
        let is_known = has_record(account, t, rules.least_record_months);
        let counted = Proportion::try_new(kept, all);
        let counted = proven!(counted, else Proportion::NONE, "promises kept are promises");
        Self {
            currency: account.currency(),
            is_known,
            kept: counted,
            interval: counted.interval(),
            kept_by_value: Quotient::try_new(kept_value.minor(), value.minor()),
            broken,
            knock_out: knock_out(rules, account.breaches(), t),
        }
    }

    /// The share of promises kept in parts per million, rounded down; `None` without promises or
    /// while the record is too short.
    pub fn kept_parts(&self) -> Option<i64> {
        let (kept, all) = (i64::from(self.kept.part()), i64::from(self.kept.whole()));
        let parts = kept.checked_mul(1_000_000)?.checked_div(all)?;
        self.is_known.then_some(parts)
    }

    /// The broken promises that are our overload.
    pub fn overloads(&self) -> impl Iterator<Item = &BrokenPromise> {
        self.broken.iter().filter(|it| it.overload.is_some())
    }
}

/// The last months up to `t`.
fn last_months(t: AsOf, months: u8) -> Window {
    Window { after: t.day().months_earlier(months.into()), until: t.day() }
}

/// Returns `true` when a customer started these months ago or earlier.
pub(super) fn has_record(account: AccountView<'_>, t: AsOf, months: u8) -> bool {
    account.start(t).is_some_and(|start| start <= last_months(t, months).after)
}

fn knock_out(rules: &IntegrityRules, breaches: &[Breach], t: AsOf) -> Option<BreachKnockOut> {
    let window = last_months(t, rules.breach_months);
    let upheld = breaches.iter().filter(|it| it.upheld && window.contains(it.date));
    if let Some(grave) = upheld.clone().find(|it| rules.grave.contains(&it.kind)) {
        return Some(BreachKnockOut::Grave { kind: grave.kind, on: grave.date });
    }
    let habitual = upheld.filter(|it| rules.habitual.contains(&it.kind));
    let days: Vec<Day> = habitual.map(|it| it.date).collect();
    let quarters: BTreeSet<Month> =
        days.iter().map(|day| Period::Quarter.first_month(*day)).collect();
    let is_habit = days.len() >= usize::from(rules.breaches) && quarters.len() > 1;
    is_habit.then_some(BreachKnockOut::Repeated { days })
}

impl fmt::Display for BreachKnockOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Grave { kind, on } => write!(f, "{kind} of {on} was upheld"),
            Self::Repeated { days } => {
                write!(f, "{} breaches were upheld, the last of", days.len())?;
                days.last().map_or(Ok(()), |day| write!(f, " {day}"))
            }
        }
    }
}

impl fmt::Display for Integrity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} promises kept", self.kept)?;
        if let Some(interval) = self.interval {
            write!(f, " ({interval})")?;
        }
        let ours = self.overloads().count();
        if ours > 0 {
            write!(f, "; {ours} broken while we overloaded the customer")?;
        }
        if !self.is_known {
            f.write_str("; the record is too short to judge")?;
        }
        self.knock_out.as_ref().map_or(Ok(()), |it| write!(f, "; knock-out: {it}"))
    }
}
