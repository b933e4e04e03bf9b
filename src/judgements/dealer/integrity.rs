use std::collections::BTreeSet;
use std::fmt;

use super::IntegrityRules;
use crate::account::AccountView;
use crate::calendar::{AsOf, Day, Month, Period, Window};
use crate::credit::{CreditMeans, CreditSales, Exposure, ProposalPolicy};
use crate::means::{MeansCount, MeansKind};
use crate::measure::{Proportion, ProportionInterval, Quotient, Score, proven};
use crate::money::{Amount, Currency, Money, Total};
use crate::receivable::{SmallChange, settle, settled_items};
use crate::trade::{Breach, BreachKind};

/// The inputs from which the credit limit of a past day is proposed again (S20): the measure of
/// what the customer could carry.
#[derive(Debug, Clone, Copy)]
pub struct LimitReplay<'a> {
    /// The policy of proposed limits.
    pub proposal: &'a ProposalPolicy,
    /// The credit score of the customer, where there is one; with its counted capital it caps the
    /// limit.
    pub score: Option<Score>,
    /// The days of its terms.
    pub terms_days: u16,
}

/// The reason why a broken promise is ours: the customer was loaded beyond its means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overload {
    /// Exposure stood above the limit that would have been proposed on the day of the promise.
    Limit {
        /// The exposure.
        exposure: Total,
        /// The proposed limit.
        limit: Amount,
    },
    /// The plan of the year stood above the share of the best 12 months.
    Plan {
        /// The plan of the calendar year.
        plan: Total,
        /// The best 12 months before.
        best: Total,
    },
}

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

/// A promise to pay, kept or not.
#[derive(Debug, Clone, Copy)]
struct DuePromise {
    due: Day,
    amount: Amount,
    is_kept: bool,
}

impl Integrity {
    /// Reads integrity from the invoices and breaches of an account as of `t`.
    ///
    /// # Rule
    ///
    /// > S15: integrity is judged over 36 months and on at least 12, not on one event. Each item
    /// > due is a promise: kept when money settled it in time. A promise broken while exposure
    /// > exceeded the limit proposed on its day, or the plan of the year exceeded 150 % of the best
    /// > 12 months, is shown as our overload and does not count. One grave upheld breach in 24
    /// > months, or two of any kind in two quarters, knock out.
    ///
    /// Items settled otherwise than by money, as by a credit note, are no promise kept or broken.
    /// A write-off after the due day breaks the promise by its sum, since nobody paid that. Small
    /// change that is still open or was written off has no say, and money that we sent back was
    /// never promised.
    ///
    /// The limit of a past day is proposed from the sales of the 365 days before it and the capital
    /// counted by then. Where nothing can be proposed the customer is not called overloaded.
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
        let mut broken = Vec::new();
        let (mut kept, mut all) = (0_u32, 0_u32);
        let (mut kept_value, mut value) = (Total::ZERO, Total::ZERO);
        for promise in promises {
            let overload = if promise.is_kept {
                None
            } else {
                let overload = overload(rules, account, replay, promise.due);
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
    Window { after: t.day().months_earlier(months), until: t.day() }
}

/// Returns `true` when a customer started these months ago or earlier.
pub(super) fn has_record(account: AccountView<'_>, t: AsOf, months: u8) -> bool {
    account.start(t).is_some_and(|start| start <= last_months(t, months).after)
}

/// The items that have fallen due by `t`, each as a promise.
fn promises(rules: &IntegrityRules, account: AccountView<'_>, t: AsOf) -> Vec<DuePromise> {
    let grace = i32::from(rules.grace_days);
    let receivables = account.receivables();
    let settled = settled_items(receivables, t);
    let over = settled.iter().filter_map(|it| {
        let promise = |amount, is_kept| DuePromise { due: it.due, amount, is_kept };
        let Some(days) = it.days_beyond_terms() else {
            // As much is broken as nobody paid, as long as it was open as well.
            let is_late = it.settled.days_since(it.due) > grace;
            let off = receivables.written_off_by(it.invoice, it.settled);
            let off = off.to_amount().map_or(it.amount, |off| off.min(it.amount));
            return (is_late && !is_small(off.to_total())).then(|| promise(off, false));
        };
        t.sees(it.due).then(|| promise(it.amount, days <= grace))
    });
    let mut found: Vec<DuePromise> = over.collect();
    settle(receivables, t, |item| {
        let is_due = item.days_past_due > grace && !item.is_refund();
        if is_due && !is_small(item.undisputed().to_total()) {
            found.push(DuePromise { due: item.due, amount: item.open, is_kept: false });
        }
    });
    found
}

/// Returns `true` for an amount that has no say: nothing, and small change.
fn is_small(amount: Total) -> bool {
    amount.to_amount().is_some_and(|it| SmallChange::default().has(it))
}

/// The reason why a promise broken on a day is ours.
fn overload(
    rules: &IntegrityRules,
    account: AccountView<'_>,
    replay: LimitReplay<'_>,
    due: Day,
) -> Option<Overload> {
    let t = AsOf::new(due);
    let exposure = Exposure::from_account(account, t, None).total();
    let limit = replay.limit_on(account, t);
    let beyond = limit.filter(|limit| exposure > limit.to_total());
    let by_limit = beyond.map(|limit| Overload::Limit { exposure, limit });
    by_limit.or_else(|| plan_overload(rules, account, due))
}

impl LimitReplay<'_> {
    /// The limit that would have been proposed on a day; `None` where nothing speaks for any.
    fn limit_on(self, account: AccountView<'_>, t: AsOf) -> Option<Amount> {
        let sales = account.sales().net(t.last_days(YEAR)).or_zero().to_amount()?;
        let bought = account.sales().first_active_day().is_some_and(|day| t.sees(day));
        let counted = MeansCount::latest(account.means_counts(), MeansKind::Capital, t);
        let known = CreditMeans {
            score: self.score,
            means: counted.and_then(|it| it.means.quantity().money()).map(Money::amount),
            sales: bought.then_some(CreditSales { amount: sales, days: YEAR.into() }),
            terms_days: self.terms_days,
            insured: None,
        };
        self.proposal.propose(&known, account.currency()).ok().map(|it| it.limit)
    }
}

/// Days of sales from which a limit is proposed.
const YEAR: u16 = 365;

/// The plan of the calendar year of a day, where it exceeds the share of the best 12 months before
/// that year.
fn plan_overload(rules: &IntegrityRules, account: AccountView<'_>, due: Day) -> Option<Overload> {
    let january = Period::Year.first_month(due);
    let december = january.offset(MONTHS - 1);
    let of_year = account.plans().iter().filter(|it| (january..=december).contains(&it.month()));
    let plan: Total = of_year.map(|it| it.amount().to_total()).fold(Total::ZERO, Total::plus);
    let first = account.sales().first_active_day()?.month();
    let before = |month: &Month| Some(month.offset(-1));
    let ends = std::iter::successors(before(&january), before).take_while(|end| *end >= first);
    let year = |end: Month| {
        let window = Window::inclusive(end.offset(1 - MONTHS).first_day(), end.last_day());
        account.sales().net(window)
    };
    let best = ends.take(MOST_MONTHS).map(year).max()?;
    let share = Quotient::try_new(plan.minor(), best.minor())?;
    (share > rules.plan_share).then_some(Overload::Plan { plan, best })
}

const MONTHS: i32 = 12;

/// Months of sales that are searched for the best year: a hundred years.
const MOST_MONTHS: usize = 1_200;

fn knock_out(rules: &IntegrityRules, breaches: &[Breach], t: AsOf) -> Option<BreachKnockOut> {
    let window = last_months(t, rules.breach_months);
    let upheld = breaches.iter().filter(|it| it.upheld && window.contains(it.date));
    if let Some(grave) = upheld.clone().find(|it| rules.grave.contains(&it.kind)) {
        return Some(BreachKnockOut::Grave { kind: grave.kind, on: grave.date });
    }
    let days: Vec<Day> = upheld.map(|it| it.date).collect();
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
