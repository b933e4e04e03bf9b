use std::collections::BTreeSet;
use std::fmt;

use super::{RenewalPolicyDraft, TermStage};
use crate::calendar::{AsOf, Day, WorkCalendarDraft};
use crate::contract::{Contract, Renewal, TermPeriod};
use crate::id::ContractId;

/// The days of one term ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct TermAhead {
    /// The term.
    pub period: TermPeriod,
    /// The first day on which it is watched; `None` where it has no end.
    pub watched_from: Option<Day>,
    /// The last day on which we can act on its end; `None` where it has no end.
    pub act_by: Option<Day>,
}

/// A notice about a contract: at most one for a contract, an end and a stage, however often the
/// notices are asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ContractNotice {
    /// The contract.
    pub contract: ContractId,
    /// The last day of the term that the notice is about.
    pub end: Day,
    /// The stage that was entered.
    pub stage: TermStage,
}

/// The term that runs on a date and those that follow if nobody acts, as many as asked for. A
/// contract that is renewed by agreement, or whose end is known, has no more than are agreed.
///
/// # Rule
///
/// > S5: the notice calendar, several terms ahead, each notice from its own end.
#[doc(alias = "续约日历")]
pub fn notice_calendar(
    contract: &Contract,
    t: AsOf,
    terms: u16,
    policy: &RenewalPolicyDraft,
    calendar: &WorkCalendarDraft,
) -> Vec<TermAhead> {
    let schedule = contract.schedule();
    let Some(bound) = contract.bound_period(t) else { return Vec::new() };
    let (first, last) = match contract.term_clause().renewal {
        Renewal::Tacit { .. } => {
            let running = schedule.last_begun(t.day()).or_else(|| schedule.period(0));
            let is_ending = contract.is_ending(t);
            (running.map_or(bound.number, |it| it.number), is_ending.then_some(bound.number))
        }
        Renewal::None | Renewal::Express { .. } => (bound.number, Some(bound.number)),
    };
    let is_agreed = |number: &u16| last.is_none_or(|last| *number <= last);
    let numbers = (first..=u16::MAX).take_while(is_agreed).take(terms.into());
    let periods = numbers.map_while(|number| schedule.period(number));
    let ahead = periods.map(|period| TermAhead {
        period,
        watched_from: policy.watched_from(period, calendar),
        act_by: policy.act_by(period, calendar),
    });
    ahead.collect()
}

/// The notices about contracts that are due on a date, without those that were given: what is
/// watched, renews by silence, may be renewed, or is being sold off.
pub fn due_notices<'a>(
    contracts: impl IntoIterator<Item = &'a Contract>,
    t: AsOf,
    given: &BTreeSet<ContractNotice>,
    policy: &RenewalPolicyDraft,
    calendar: &WorkCalendarDraft,
) -> Vec<ContractNotice> {
    let notice = |contract: &Contract| {
        let reading = policy.read(contract, t, calendar)?;
        let end = match reading.stage {
            TermStage::Watched | TermStage::WillRenew => reading.period.days.to()?,
            TermStage::ToRenew | TermStage::SellOff => reading.bound_until?,
            TermStage::NotBegun | TermStage::Running | TermStage::Ending | TermStage::Over => {
                return None;
            }
        };
        let (contract, stage) = (contract.id().clone(), reading.stage);
        Some(ContractNotice { contract, end, stage })
    };
    let due = contracts.into_iter().filter_map(notice);
    let mut due: Vec<_> = due.filter(|notice| !given.contains(notice)).collect();
    due.sort_by(|a, b| (a.end, a).cmp(&(b.end, b)));
    due.dedup();
    due
}

impl fmt::Display for TermAhead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.period.days.fmt(f)?;
        match (self.watched_from, self.act_by) {
            (Some(from), Some(by)) => write!(f, ": watched from {from}, act by {by}"),
            (None | Some(_), None) | (None, Some(_)) => Ok(()),
        }
    }
}

impl fmt::Display for ContractNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { contract, end, stage } = self;
        write!(f, "{contract}: {}, end {end}", stage.code().replace('_', " "))
    }
}
