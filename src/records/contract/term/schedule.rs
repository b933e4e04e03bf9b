use std::fmt;

use super::{Renewal, TermClause};
use crate::calendar::{Day, Validity};
use crate::measure::proven;
use crate::valid::Violations;

/// One term of a contract: the first, or one that follows by renewal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct TermPeriod {
    /// The number of renewals before it: 0 for the first term.
    pub number: u16,
    /// The days, both included.
    pub days: Validity,
    /// The last day on which notice can be given for its end; `None` where no notice is agreed.
    pub notice_by: Option<Day>,
}

/// The terms of a contract one after the other, as the clause has them, whatever steps are taken.
///
/// # Rule
///
/// > S5: `start_k = anchor + (init + (k − 1) · len)` months, `end_k` the day before `start_{k+1}`;
/// > months are counted from the anchor, never from the last result. `notice_k = end_k − notice`,
/// > from the renewed end.
///
/// The anchor is the first day of the contract where the first term is a whole number of months,
/// and otherwise the day after its end.
///
/// ```
/// use guanxi::calendar::Validity;
/// use guanxi::contract::{NoticePeriod, Renewal, TermClause, TermSchedule};
/// use guanxi::day;
///
/// let first = Validity::try_new(day!(2024, 8, 29), Some(day!(2025, 8, 28)))?;
/// let notice = Some(NoticePeriod::Months(2));
/// let clause = TermClause { renewal: Renewal::tacit(12), notice, ..TermClause::default() };
/// let schedule = TermSchedule::new(first, clause);
/// let second = schedule.period_on(day!(2026, 2, 11)).ok_or("runs on by silence")?;
/// assert_eq!(second.to_string(), "2025-08-29 to 2026-08-28, notice by 2026-06-28");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "合同续期日程")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TermSchedule {
    first: Validity,
    clause: TermClause,
}

impl TermSchedule {
    /// The terms that begin with a first one.
    pub const fn new(first: Validity, clause: TermClause) -> Self {
        Self { first, clause }
    }

    /// The clause.
    pub const fn clause(&self) -> TermClause {
        self.clause
    }

    /// The term after a number of renewals; `None` where the clause has no such renewal.
    pub fn period(&self, number: u16) -> Option<TermPeriod> {
        if !self.clause.renewal.allows(number) {
            return None;
        }
        let to = match number {
            0 => self.first.to(),
            _ => Some(self.start(number.checked_add(1)?)?.offset(-1)),
        };
        let days = Validity::try_new(self.start(number)?, to).ok()?;
        let notice_by = self.clause.notice.zip(to).map(|(notice, last)| notice.before(last));
        Some(TermPeriod { number, days, notice_by })
    }

    /// The term in which a day lies, renewed as often as it takes; `None` before the first term and
    /// after the last.
    pub fn period_on(&self, day: Day) -> Option<TermPeriod> {
        self.last_begun(day).filter(|period| period.days.contains(day))
    }

    /// The last term that has begun by a day; `None` before the first.
    pub fn last_begun(&self, day: Day) -> Option<TermPeriod> {
        if day < self.first.from() {
            return None;
        }
        let most = u16::try_from(self.renewals_before(day)).ok()?;
        let numbers = (0..=most).rev();
        numbers.filter_map(|it| self.period(it)).find(|period| period.days.from() <= day)
    }

    /// Checks the clause beside the first term.
    ///
    /// # Rule
    ///
    /// > S5: refused are a renewal of no length and a notice that is longer than its term.
    pub(crate) fn check(&self, found: &mut Violations) {
        let Self { first, clause } = *self;
        if let Some(months) = clause.renewal.months() {
            found.within("renewal", |found| found.at_least("months", 1, months));
        }
        if let Renewal::Tacit { most: Some(most), .. } = clause.renewal {
            found.within("renewal", |found| found.at_least("most", 1, most));
        }
        if first.to().is_none() {
            let without_end = "must be left out where the term has no end";
            if clause.renewal != Renewal::None {
                found.add("renewal", format!("{without_end}, was: {}", clause.renewal));
            }
            if let Some(notice) = clause.notice {
                found.add("notice", format!("{without_end}, was {notice}"));
            }
            return;
        }
        for period in [0, 1].into_iter().filter_map(|number| self.period(number)) {
            let from = period.days.from();
            if let Some(by) = period.notice_by.filter(|by| *by < from) {
                found.add(
                    "notice",
                    format!("must lie in the term from {from}, would have to be given by {by}"),
                );
                return;
            }
        }
    }

    /// The first day of a term, whatever the clause allows.
    fn start(&self, number: u16) -> Option<Day> {
        let from = self.first.from();
        let Some(before) = number.checked_sub(1) else { return Some(from) };
        let months = self.clause.renewal.months()?;
        let next = self.first.to()?.checked_offset(1)?;
        let initial = u32::try_from(next.month().months_since(from.month())).ok()?;
        let (anchor, initial) =
            if from.months_later(initial) == next { (from, initial) } else { (next, 0) };
        let further = u32::from(before).checked_mul(months.into());
        let further = proven!(further, else 0, "two numbers of 16 bits");
        Some(anchor.months_later(initial.checked_add(further)?))
    }

    /// A bound for the renewals that lie before a day.
    fn renewals_before(&self, day: Day) -> u32 {
        let since = self.first.to().map(|to| day.month().months_since(to.month()));
        let since = since.and_then(|months| u32::try_from(months).ok());
        let each = self.clause.renewal.months().map(u32::from);
        let whole = since.zip(each).and_then(|(since, each)| since.checked_div(each));
        whole.and_then(|whole| whole.checked_add(1)).unwrap_or_default()
    }
}

impl fmt::Display for TermPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.days.fmt(f)?;
        match self.notice_by {
            Some(by) => write!(f, ", notice by {by}"),
            None => Ok(()),
        }
    }
}
