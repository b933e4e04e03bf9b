use super::{Contract, ContractAct, ContractOrigin, ContractStatus, ContractStep};
use super::{ContractEvent, ContractStepError, Renewal, TermPeriod, TermStepError};
use crate::calendar::{AsOf, Day, Validity};
use crate::lifecycle::{Admission, Apart, Reason, Stage, Step};

/// The pairs of acts that one person may not both take between two submissions.
const APART: &[Apart<ContractAct>] =
    &[Apart { one: ContractAct::Submit, other: ContractAct::Approve }];

/// The reading of the trail, and the checks of a step.
impl Contract {
    /// The status right after the last step that is seen, before the calendar is asked.
    pub(super) fn reached(&self, t: AsOf) -> ContractStatus {
        let first = match self.origin() {
            ContractOrigin::SignedElsewhere { signed } if t.sees(signed) => ContractStatus::Signed,
            ContractOrigin::SignedElsewhere { .. } | ContractOrigin::Drafted => {
                ContractStatus::Drafted
            }
        };
        self.trail().stage(first, t)
    }

    /// The last term that binds by what is seen on a date.
    ///
    /// # Rule
    ///
    /// > S5: by silence the term that runs, and the next one too once the last day for notice has
    /// > gone by; after a notice the term that it ended. By agreement as many terms as were agreed.
    pub fn bound_period(&self, t: AsOf) -> Option<TermPeriod> {
        let schedule = self.schedule();
        match schedule.clause().renewal {
            Renewal::None => schedule.period(0),
            Renewal::Express { .. } => {
                let seen = self.trail().seen(t).iter();
                let renewals = seen.filter(|it| it.step.act() == ContractAct::Renew).count();
                schedule.period(u16::try_from(renewals).ok()?)
            }
            Renewal::Tacit { .. } => match self.trail().last_of(ContractAct::DeclineRenewal, t) {
                Some(event) => self.renewed_past(event.on.offset(-1)),
                None => self.renewed_past(t.day().offset(-1)),
            },
        }
    }

    /// The days for which the contract is bound by what is seen on a date: from its first day to
    /// the end of the last term that binds, cut before a termination. `None` when there are none.
    pub fn bound_term(&self, t: AsOf) -> Option<Validity> {
        let days = Validity::try_new(self.term().from(), self.bound_period(t)?.days.to()).ok()?;
        let days = match self.notice_given(t) {
            Some((effective, _)) => days.before(effective)?,
            None => days,
        };
        match self.last_since_reopened(ContractAct::Terminate, t) {
            Some(event) => days.before(event.on),
            None => Some(days),
        }
    }

    /// The days for which the contract is bound by what is seen on a date, without those between a
    /// termination and the reopening after it.
    pub fn bound_days(&self, t: AsOf) -> Vec<Validity> {
        let mut days: Vec<Validity> = self.bound_term(t).into_iter().collect();
        for gap in self.interruptions(t) {
            let after = gap.to().and_then(|to| to.checked_offset(1)).map(Validity::open_ended);
            let parts =
                |it: Validity| [it.before(gap.from()), after.and_then(|it2| it.overlap(it2))];
            days = days.into_iter().flat_map(parts).flatten().collect();
        }
        days
    }

    /// The last step of an act that is seen, unless the contract was reopened after it.
    fn last_since_reopened(&self, act: ContractAct, t: AsOf) -> Option<&ContractEvent> {
        let seen = self.trail().seen(t).iter().rev();
        let since = seen.take_while(|event| event.step.act() != ContractAct::Reopen);
        since.into_iter().find(|event| event.step.act() == act)
    }

    /// The days between a termination and the reopening after it, as far as both are seen: no
    /// contract binds on them.
    pub fn interruptions(&self, t: AsOf) -> impl Iterator<Item = Validity> + '_ {
        let seen = self.trail().seen(t).iter();
        let mut ended: Option<Day> = None;
        seen.filter_map(move |event| {
            match &event.step {
                ContractStep::Terminate { .. } => ended = Some(event.on),
                ContractStep::GiveNotice { effective, .. } => ended = Some(*effective),
                ContractStep::Reopen { .. } => {
                    let from = ended.take()?;
                    return Validity::open_ended(from).before(event.on);
                }
                ContractStep::Submit
                | ContractStep::Return
                | ContractStep::Approve
                | ContractStep::Sign
                | ContractStep::DeclineRenewal { .. }
                | ContractStep::NotifyBreach { .. }
                | ContractStep::AcceptCure
                | ContractStep::Renew => {}
            }
            None
        })
    }

    /// The first day on which the contract no longer binds by a notice of ordinary termination that
    /// is seen, and the day of the notice.
    pub fn notice_given(&self, t: AsOf) -> Option<(Day, Day)> {
        let event = self.last_since_reopened(ContractAct::GiveNotice, t)?;
        match event.step {
            ContractStep::GiveNotice { effective, .. } => Some((effective, event.on)),
            ContractStep::Submit
            | ContractStep::Return
            | ContractStep::Approve
            | ContractStep::Sign
            | ContractStep::Terminate { .. }
            | ContractStep::DeclineRenewal { .. }
            | ContractStep::NotifyBreach { .. }
            | ContractStep::AcceptCure
            | ContractStep::Renew
            | ContractStep::Reopen { .. } => None,
        }
    }

    /// Returns `true` when notice was given that is seen on a date: of no renewal, or of an
    /// ordinary termination.
    pub fn is_ending(&self, t: AsOf) -> bool {
        let declined = self.trail().last_of(ContractAct::DeclineRenewal, t);
        declined.is_some() || self.notice_given(t).is_some()
    }

    /// The last day on which the breach that was notified last can be cured; `None` without one, or
    /// once its cure was accepted.
    pub fn cure_until(&self, t: AsOf) -> Option<Day> {
        let mut open = None;
        for event in self.trail().seen(t) {
            match event.step.act() {
                ContractAct::NotifyBreach => open = Some(event.on),
                ContractAct::AcceptCure | ContractAct::Reopen => open = None,
                ContractAct::Submit
                | ContractAct::Return
                | ContractAct::Approve
                | ContractAct::Sign
                | ContractAct::Terminate
                | ContractAct::DeclineRenewal
                | ContractAct::GiveNotice
                | ContractAct::Renew => {}
            }
        }
        let days = self.term_clause().cure_days.unwrap_or_default();
        open.map(|on| on.offset(days.into()))
    }

    /// The term that binds when nobody has declined up to a day, that day included.
    fn renewed_past(&self, day: Day) -> Option<TermPeriod> {
        let schedule = self.schedule();
        let running = schedule.last_begun(day).or_else(|| schedule.period(0))?;
        let is_renewed = running.notice_by.is_some_and(|by| by <= day);
        let next = running.number.checked_add(1).and_then(|number| schedule.period(number));
        let is_over = running.days.is_over_on(day.offset(1));
        if is_renewed || is_over { next.or(Some(running)) } else { Some(running) }
    }

    /// The days on which the contract binds, as far as signature and termination are seen: the one
    /// definition behind coverage and the days of trade without a contract. The days of
    /// [`interruptions`](Self::interruptions) lie within and are none.
    pub(super) fn force(&self, t: AsOf) -> Option<Validity> {
        self.bound_term(t)?.overlap(Validity::open_ended(self.signed(t)?))
    }

    /// Returns `true` when the contract binds on a day, by what is seen on a date.
    pub(super) fn is_in_force_on(&self, day: Day, t: AsOf) -> bool {
        self.force(t).is_some_and(|days| days.contains(day))
            && !self.interruptions(t).any(|days| days.contains(day))
    }

    /// The day of the signature, here or elsewhere, where it is seen.
    pub fn signed(&self, t: AsOf) -> Option<Day> {
        match self.origin() {
            ContractOrigin::SignedElsewhere { signed } => Some(signed).filter(|day| t.sees(*day)),
            ContractOrigin::Drafted => {
                self.trail().last_of(ContractAct::Sign, t).map(|event| event.on)
            }
        }
    }

    /// Decides on a step by number, day, status, person and content. The clauses are the caller's
    /// to check.
    pub(super) fn check(&self, event: &ContractEvent) -> Result<Admission, ContractStepError> {
        let act = event.step.act();
        if self.admit(event)? == Admission::Known {
            return Ok(Admission::Known);
        }
        self.status(AsOf::new(event.on)).try_after(act)?;
        let round = self.trail().since(ContractAct::Submit);
        Apart::check(APART, round, act, &event.by)
            .map_err(|error| ContractStepError::OwnApproval { by: error.by })?;
        self.check_content(event)?;
        Ok(Admission::New)
    }

    /// Every clause group is mandatory.
    pub(super) fn check_clauses(&self) -> Result<(), ContractStepError> {
        let missing = self.clauses().missing();
        if missing.is_empty() { Ok(()) } else { Err(ContractStepError::ClausesMissing { missing }) }
    }

    /// Places a step after the last one, or after the signature elsewhere.
    fn admit(&self, event: &ContractEvent) -> Result<Admission, ContractStepError> {
        let (act, on) = (event.step.act(), event.on);
        let admission = self.trail().admit(event);
        let admission = admission.map_err(|error| ContractStepError::from_trail(error, act))?;
        match self.origin() {
            ContractOrigin::SignedElsewhere { signed: last } if on < last => {
                Err(ContractStepError::OutOfOrder { act, on, last })
            }
            ContractOrigin::SignedElsewhere { .. } | ContractOrigin::Drafted => Ok(admission),
        }
    }

    fn check_content(&self, event: &ContractEvent) -> Result<(), ContractStepError> {
        let (act, on) = (event.step.act(), event.on);
        match &event.step {
            ContractStep::Sign => check_term(self.term(), on),
            ContractStep::Terminate { reason } => {
                Reason::check(reason)
                    .map_err(|_| ContractStepError::NoReason { reason: reason.clone() })?;
                Ok(self.check_cure_over(on)?)
            }
            ContractStep::DeclineRenewal { reason } => {
                Ok(is_written(act, reason).and_then(|()| self.check_decline(on))?)
            }
            ContractStep::GiveNotice { effective, reason } => {
                Ok(is_written(act, reason).and_then(|()| self.check_notice(*effective, on))?)
            }
            ContractStep::NotifyBreach { breach } => Ok(is_written(act, breach)?),
            ContractStep::AcceptCure => Ok(self.open_breach(act, on).map(|_| ())?),
            ContractStep::Renew => Ok(self.check_renewal(on)?),
            ContractStep::Reopen { reason, .. } => {
                Ok(is_written(act, reason).and_then(|()| self.check_reopening(on))?)
            }
            ContractStep::Submit | ContractStep::Return | ContractStep::Approve => Ok(()),
        }
    }

    /// A renewal by silence is declined once.
    fn check_decline(&self, on: Day) -> Result<(), TermStepError> {
        let act = ContractAct::DeclineRenewal;
        match self.term_clause().renewal {
            Renewal::Tacit { .. } => {}
            Renewal::None | Renewal::Express { .. } => {
                return Err(TermStepError::NotAgreed { act });
            }
        }
        let given = self.trail().last_of(act, AsOf::new(on));
        let last = given.and_then(|_| self.bound_term(AsOf::new(on))?.to());
        last.map_or(Ok(()), |last| Err(TermStepError::NoticeGiven { last }))
    }

    /// Notice of an ordinary termination is given once, in time, and for a day after the minimum
    /// term.
    fn check_notice(&self, effective: Day, on: Day) -> Result<(), TermStepError> {
        let (act, clause) = (ContractAct::GiveNotice, self.term_clause());
        let notice = clause.termination.ok_or(TermStepError::NotAgreed { act })?;
        if let Some((given, _)) = self.notice_given(AsOf::new(on)) {
            return Err(TermStepError::NoticeGiven { last: given.offset(-1) });
        }
        let after_minimum = self.term().from().months_later(clause.minimum_months.into());
        let earliest = notice.after(on).max(after_minimum);
        if effective < earliest {
            return Err(TermStepError::NoticeTooShort { effective, earliest });
        }
        Ok(())
    }

    /// A contract whose clause gives days to cure is terminated for a breach that was notified and
    /// not cured.
    fn check_cure_over(&self, on: Day) -> Result<(), TermStepError> {
        if self.term_clause().cure_days.is_none() {
            return Ok(());
        }
        let until = self.open_breach(ContractAct::Terminate, on)?;
        if on <= until { Err(TermStepError::CureRunning { until }) } else { Ok(()) }
    }

    fn open_breach(&self, act: ContractAct, on: Day) -> Result<Day, TermStepError> {
        self.cure_until(AsOf::new(on)).ok_or(TermStepError::NoBreach { act })
    }

    /// A contract is reopened while the term lasts that its termination cut short: once terminated,
    /// no term is renewed by silence.
    fn check_reopening(&self, on: Day) -> Result<(), TermStepError> {
        let t = AsOf::new(on);
        let terminated = self.last_since_reopened(ContractAct::Terminate, t).map(|it| it.on);
        let ended = terminated.or_else(|| self.notice_given(t).map(|(effective, _)| effective));
        let period = ended.and_then(|ended| self.bound_period(AsOf::new(ended.offset(-1))));
        match period.and_then(|period| period.days.to()) {
            Some(to) if to < on => Err(TermStepError::ReopenedTooLate { on, to }),
            Some(_) | None => Ok(()),
        }
    }

    /// A renewal by agreement comes before the end, or within the days of the clause after it.
    fn check_renewal(&self, on: Day) -> Result<(), TermStepError> {
        let act = ContractAct::Renew;
        let Renewal::Express { grace_days, .. } = self.term_clause().renewal else {
            return Err(TermStepError::NotAgreed { act });
        };
        if let Some((given, _)) = self.notice_given(AsOf::new(on)) {
            return Err(TermStepError::NoticeGiven { last: given.offset(-1) });
        }
        let to = self.bound_period(AsOf::new(on)).and_then(|period| period.days.to());
        match to.map(|to| (to, to.offset(grace_days.into()))) {
            Some((to, last)) if last < on => Err(TermStepError::RenewedTooLate { on, to, last }),
            Some(_) | None => Ok(()),
        }
    }
}

fn is_written(act: ContractAct, text: &str) -> Result<(), TermStepError> {
    Reason::check(text).map_err(|_| TermStepError::Blank { act, text: text.to_owned() })
}

fn check_term(term: Validity, on: Day) -> Result<(), ContractStepError> {
    match term.to() {
        Some(to) if to < on => Err(ContractStepError::TermOver { on, to }),
        Some(_) | None => Ok(()),
    }
}
