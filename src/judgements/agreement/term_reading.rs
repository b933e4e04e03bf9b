use std::fmt;

use super::RenewalPolicyDraft;
use super::renewal_policy::renewable_until;
use crate::calendar::{AsOf, Day, Validity, WorkCalendarDraft};
use crate::contract::{Contract, ContractStatus, Renewal, TermPeriod};
use crate::valid::words;

words! {
    /// The stage of a signed contract by the calendar alone.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum TermStage as "a stage of a term" {
        /// Signed, its term not begun.
        NotBegun = "not_begun" => "not begun",
        /// In force, its end far off.
        Running = "running",
        /// The last day to act is near: decline, renew, or prepare a successor.
        #[doc(alias = "到期预警")]
        Watched = "watched",
        /// The last day for notice has gone by and nobody declined: the next term binds.
        #[doc(alias = "自动续约")]
        WillRenew = "will_renew" => "will renew",
        /// Notice was given: it ends on a day that is known.
        Ending = "ending",
        /// It ended, and can still be renewed by agreement.
        #[doc(alias = "待续签")]
        ToRenew = "to_renew" => "to renew",
        /// It ended, and stock may still be sold.
        #[doc(alias = "清货期")]
        SellOff = "sell_off" => "sell off",
        /// It ended.
        Over = "over",
    }
}

/// The term of a signed contract as of a day: its stage, and the days that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct TermReading {
    /// The stage.
    pub stage: TermStage,
    /// The term that runs, or the last one.
    pub period: TermPeriod,
    /// The last day on which we can act on the end of the term; `None` where there is nothing to
    /// act on.
    pub act_by: Option<Day>,
    /// The last day on which the contract binds by what is known; `None` without end.
    pub bound_until: Option<Day>,
    /// The last day of the stage after the end: to renew, or to sell off.
    pub until: Option<Day>,
}

impl TermReading {
    /// Returns `true` when we can no longer act in time although the term is not renewed yet: only
    /// a notice that arrives today helps.
    pub fn is_late_to_act(&self, t: AsOf) -> bool {
        self.stage == TermStage::Watched && self.act_by.is_some_and(|by| by < t.day())
    }
}

impl RenewalPolicyDraft {
    /// The term of a contract as of a day; `None` while it is not signed.
    ///
    /// # Rule
    ///
    /// > S5: `Watched` from `notice_k − lead`; `WillRenew` when the last day for notice has gone by
    /// > and nobody acted, with the day until which we are bound; `ToRenew` within the grace after
    /// > the end of a contract that is renewed by agreement; `SellOff` while stock may be sold.
    ///
    /// ```
    /// use guanxi::agreement::{RenewalPolicy, TermStage};
    /// use guanxi::calendar::{AsOf, Validity, WorkCalendar};
    /// use guanxi::contract::{Contract, NoticePeriod, Renewal, TermClause};
    /// use guanxi::day;
    ///
    /// let year = Validity::try_new(day!(2026, 1, 1), Some(day!(2026, 12, 31)))?;
    /// let mut contract = Contract::signed_elsewhere("C-1".parse()?, day!(2025, 12, 20), year)?;
    /// let notice = Some(NoticePeriod::Months(3));
    /// let renewal = Renewal::tacit(12);
    /// contract.agree_term(TermClause { renewal, notice, ..TermClause::default() })?;
    /// let (policy, calendar) = (RenewalPolicy::default(), WorkCalendar::default());
    /// let read = |day| policy.read(&contract, AsOf::new(day), &calendar).ok_or("signed");
    /// assert_eq!(read(day!(2026, 7, 31))?.stage, TermStage::Running);
    /// assert_eq!(
    ///     read(day!(2026, 8, 1))?.to_string(),
    ///     "watched: 2026-01-01 to 2026-12-31, act by 2026-09-30"
    /// );
    /// assert_eq!(
    ///     read(day!(2026, 10, 1))?.to_string(),
    ///     "will renew: 2026-01-01 to 2026-12-31, bound until 2027-12-31"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "合同台账")]
    pub fn read(
        &self,
        contract: &Contract,
        t: AsOf,
        calendar: &WorkCalendarDraft,
    ) -> Option<TermReading> {
        match contract.status(t) {
            ContractStatus::Drafted | ContractStatus::InReview | ContractStatus::Approved => None,
            ContractStatus::Signed => {
                let period = contract.schedule().period(0)?;
                let bound_until = contract.bound_term(t).and_then(Validity::to);
                Some(TermReading {
                    stage: TermStage::NotBegun,
                    period,
                    act_by: None,
                    bound_until,
                    until: None,
                })
            }
            ContractStatus::InForce => self.read_running(contract, t, calendar),
            status @ (ContractStatus::Expired | ContractStatus::Terminated) => {
                self.read_ended(contract, t, status)
            }
        }
    }

    fn read_running(
        &self,
        contract: &Contract,
        t: AsOf,
        calendar: &WorkCalendarDraft,
    ) -> Option<TermReading> {
        let bound = contract.bound_period(t)?;
        let period = match contract.term_clause().renewal {
            Renewal::Tacit { .. } => contract.schedule().period_on(t.day()).unwrap_or(bound),
            Renewal::None | Renewal::Express { .. } => bound,
        };
        let bound_until = contract.bound_term(t).and_then(Validity::to);
        let act_by = self.act_by(period, calendar);
        let stage = if contract.is_ending(t) {
            TermStage::Ending
        } else if bound.number > period.number {
            TermStage::WillRenew
        } else if self.watched_from(period, calendar).is_some_and(|from| t.sees(from)) {
            TermStage::Watched
        } else {
            TermStage::Running
        };
        let act_by = match stage {
            TermStage::Running | TermStage::Watched => act_by,
            TermStage::NotBegun
            | TermStage::WillRenew
            | TermStage::Ending
            | TermStage::ToRenew
            | TermStage::SellOff
            | TermStage::Over => None,
        };
        Some(TermReading { stage, period, act_by, bound_until, until: None })
    }

    fn read_ended(
        &self,
        contract: &Contract,
        t: AsOf,
        status: ContractStatus,
    ) -> Option<TermReading> {
        let (period, clause) = (contract.bound_period(t)?, contract.term_clause());
        let bound_until = contract.bound_term(t).and_then(Validity::to);
        let renewable = bound_until.and_then(|last| renewable_until(last, clause));
        let renewable = renewable.filter(|_| status == ContractStatus::Expired);
        let sold_off = bound_until.map(|last| self.sell_off_until(last, clause));
        let open = |until: Option<Day>| until.filter(|until| t.day() <= *until);
        let (stage, until) = match (open(renewable), open(sold_off)) {
            (Some(until), _) => (TermStage::ToRenew, Some(until)),
            (None, Some(until)) => (TermStage::SellOff, Some(until)),
            (None, None) => (TermStage::Over, None),
        };
        Some(TermReading { stage, period, act_by: None, bound_until, until })
    }

    /// The first later day on which the calendar alone changes the reading of a contract, by what
    /// is known on the date; `None` when nothing changes any more. The application schedules the
    /// next look for that day instead of looking every day.
    pub fn next_day(
        &self,
        contract: &Contract,
        t: AsOf,
        calendar: &WorkCalendarDraft,
    ) -> Option<Day> {
        let known = contract.known_on(t);
        let now = self.read(&known, t, calendar)?;
        let clause = known.term_clause();
        let bound = known.bound_period(t);
        let next = bound.and_then(|it| known.schedule().period(it.number.checked_add(1)?));
        let mut days = vec![known.term().from()];
        for period in [Some(now.period), bound, next].into_iter().flatten() {
            days.push(period.days.from());
            days.extend(self.watched_from(period, calendar));
            days.extend(period.notice_by.and_then(|by| by.checked_offset(1)));
            days.extend(period.days.to().and_then(|to| to.checked_offset(1)));
        }
        let ends = [now.bound_until, bound.and_then(|it| it.days.to())];
        for last in ends.into_iter().flatten() {
            let until = [renewable_until(last, clause), Some(self.sell_off_until(last, clause))];
            let until = until.into_iter().flatten().chain([last]);
            days.extend(until.filter_map(|day| day.checked_offset(1)));
        }
        days.extend(known.notice_given(t).map(|(effective, _)| effective));
        days.sort_unstable();
        let changes = |day: &Day| self.read(&known, AsOf::new(*day), calendar) != Some(now);
        days.into_iter().filter(|day| *day > t.day()).find(changes)
    }
}

impl fmt::Display for TermReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { stage, period, act_by, bound_until, until } = self;
        write!(f, "{}: {}", stage.code().replace('_', " "), period.days)?;
        match (stage, act_by, bound_until, until) {
            (TermStage::Running | TermStage::Watched, Some(by), _, _) => {
                write!(f, ", act by {by}")
            }
            (TermStage::WillRenew, _, Some(until), _) => write!(f, ", bound until {until}"),
            (TermStage::Ending, _, Some(last), _) => write!(f, ", ends with {last}"),
            (TermStage::ToRenew | TermStage::SellOff, _, _, Some(until)) => {
                write!(f, ", until {until}")
            }
            (
                TermStage::NotBegun
                | TermStage::Running
                | TermStage::Watched
                | TermStage::WillRenew
                | TermStage::Ending
                | TermStage::ToRenew
                | TermStage::SellOff
                | TermStage::Over,
                _,
                _,
                _,
            ) => Ok(()),
        }
    }
}
