use super::complaint::{APART, is_reopening, last};
use super::{
    Complaint, ComplaintAct, ComplaintEvent, ComplaintFault, ComplaintInputs, ComplaintSeverity,
    ComplaintStage, ComplaintStep, ComplaintStepError, ComplaintTerms,
};
use crate::calendar::{AsOf, Day};
use crate::id::ComplaintId;
use crate::lifecycle::{
    Clock, ClockTerms, Count, Pause, PauseError, PauseGrant, Progress, RoleRule, Step as _,
    StepRules,
};
use crate::money::{Amount, Money};

/// Steps, and their checks.
impl Complaint {
    /// Takes a step. A step whose number is known with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`ComplaintStepError`], in the order of its cases. Nothing has changed then.
    pub fn apply(
        &mut self,
        event: ComplaintEvent,
        inputs: &ComplaintInputs<'_>,
    ) -> Result<Progress<ComplaintStage>, ComplaintStepError> {
        let rules = self.rules(&event, inputs);
        let checked = self.check(&event, inputs);
        self.trail.take_checked(event, &rules, |_| checked)
    }

    /// Everything that stands in the way of a step, in the order of the checks. Empty when it would
    /// be taken or is known.
    pub fn blockers(
        &self,
        event: &ComplaintEvent,
        inputs: &ComplaintInputs<'_>,
    ) -> Vec<ComplaintStepError> {
        let rules = self.rules(event, inputs);
        self.trail().blockers(event, &rules, |_| self.check(event, inputs))
    }

    fn rules<'a>(
        &self,
        event: &ComplaintEvent,
        inputs: &ComplaintInputs<'a>,
    ) -> StepRules<'a, ComplaintStage> {
        let ComplaintTerms { policy, calendar } = inputs.terms;
        let (mut role, mut last_day) = (RoleRule::Anyone, None);
        let act = event.step.act();
        if act == ComplaintAct::Decide {
            let decider = policy.decider.as_ref();
            role = decider.map_or(role, |role| RoleRule::Holder { role, held: inputs.held });
        }
        if act == ComplaintAct::Resolve {
            let terms = ClockTerms::new(Count::Working, policy.at_once_days);
            last_day = Clock::new(terms, self.opening().on).due(last(), calendar);
        }
        if act == ComplaintAct::Reopen || act == ComplaintAct::ReopenHigher {
            let closed = self.trail().last_of(ComplaintAct::Close, last());
            last_day = closed.map(|it| it.on.offset(policy.reopen_days.into()));
        }
        StepRules { role, apart: &APART, round: None, last_day, ..StepRules::at(self.last_stage()) }
    }

    /// Checks the content of a step.
    fn check(
        &self,
        event: &ComplaintEvent,
        inputs: &ComplaintInputs<'_>,
    ) -> Result<(), ComplaintFault> {
        let (on, received) = (event.on, self.opening().on);
        if on < received {
            return Err(ComplaintFault::BeforeReceipt { on, received });
        }
        self.check_impartial(event)?;
        match &event.step {
            ComplaintStep::Assess(assessment) => {
                let severity = assessment.severity;
                if assessment.touches_safety && severity < ComplaintSeverity::Critical {
                    return Err(ComplaintFault::Safety { severity });
                }
                Ok(())
            }
            ComplaintStep::Pause { until, .. } => self.check_pause(event, *until, inputs),
            ComplaintStep::Resume => match self.paused_until(on) {
                Some(_) => Ok(()),
                None => Err(ComplaintFault::NotPaused { on }),
            },
            ComplaintStep::HoldOff { until, .. } => self.check_hold(on, *until, inputs),
            ComplaintStep::Resolve { .. } => self.check_at_once(),
            ComplaintStep::GrantGoodwill { sum, .. } => {
                self.check_at_once()?;
                check_goodwill(*sum, inputs)
            }
            ComplaintStep::Finish => {
                self.open_remedy(last()).map(drop).ok_or(ComplaintFault::NoRemedy)
            }
            ComplaintStep::Close { .. } => self.check_close(on, inputs),
            ComplaintStep::Merge { into: other, .. }
            | ComplaintStep::MarkDuplicate { of: other, .. } => self.check_other(other),
            ComplaintStep::Reopen { .. } => {
                let before = self.trail().iter().find(|it| is_reopening(it.step.act()));
                before.map_or(Ok(()), |it| Err(ComplaintFault::SecondReopening { before: it.on }))
            }
            ComplaintStep::Acknowledge { .. }
            | ComplaintStep::Assign { .. }
            | ComplaintStep::Investigate
            | ComplaintStep::Inform(_)
            | ComplaintStep::AskAgain
            | ComplaintStep::Decide { .. }
            | ComplaintStep::Tell { .. }
            | ComplaintStep::Accept
            | ComplaintStep::Reject { .. }
            | ComplaintStep::Escalate { .. }
            | ComplaintStep::Withdraw(_)
            | ComplaintStep::ReopenHigher { .. } => Ok(()),
        }
    }

    /// Keeps the one complained of from judging the own case.
    fn check_impartial(&self, event: &ComplaintEvent) -> Result<(), ComplaintFault> {
        let judges = [
            ComplaintAct::Investigate,
            ComplaintAct::Resolve,
            ComplaintAct::GrantGoodwill,
            ComplaintAct::Decide,
        ];
        let is_own = self.opening().complained_of.as_ref() == Some(&event.by);
        if is_own && judges.contains(&event.step.act()) {
            return Err(ComplaintFault::ComplainedOf { by: event.by.clone() });
        }
        Ok(())
    }

    fn check_pause(
        &self,
        event: &ComplaintEvent,
        until: Day,
        inputs: &ComplaintInputs<'_>,
    ) -> Result<(), ComplaintFault> {
        let (on, by) = (event.on, &event.by);
        if let Some(until) = self.paused_until(on) {
            return Err(ComplaintFault::Paused { until });
        }
        let ComplaintStep::Pause { agreed_by, .. } = &event.step else { return Ok(()) };
        let second = agreed_by.as_ref();
        if second == Some(by) {
            return Err(ComplaintFault::OwnConsent { by: by.clone() });
        }
        let grant = if second.is_some() { PauseGrant::ByTwo } else { PauseGrant::ByOne };
        let pause = Pause::try_new(on, until).ok().filter(|_| on < until);
        let pause = pause.ok_or(ComplaintFault::NoPause { on, until })?;
        // The pauses of all rounds: a rejected answer gives nobody another month.
        let policy = inputs.terms.policy;
        let (most, terms) = (policy.most_paused, policy.told_terms(None));
        let mut clock = Clock::with_pauses(terms, self.opening().on, self.pauses(last()));
        match clock.try_pause(pause, AsOf::new(on), grant) {
            Ok(()) => Ok(()),
            Err(PauseError::TooLong { most, days }) => {
                Err(ComplaintFault::PausedTooLong { most, days })
            }
            Err(PauseError::NotPausable | PauseError::Backwards { .. }) => {
                Err(ComplaintFault::PausedTooLong { most, days: 1 })
            }
        }
    }

    fn check_hold(
        &self,
        on: Day,
        until: Day,
        inputs: &ComplaintInputs<'_>,
    ) -> Result<(), ComplaintFault> {
        let last = inputs.terms.longest_due(self, last());
        match last.filter(|last| until <= on || *last < until) {
            Some(last) => Err(ComplaintFault::HoldDay { on, last, until }),
            None => Ok(()),
        }
    }

    fn check_at_once(&self) -> Result<(), ComplaintFault> {
        if self.severity(last()) == Some(ComplaintSeverity::Critical) {
            return Err(ComplaintFault::CriticalAtOnce);
        }
        Ok(())
    }

    fn check_close(&self, on: Day, inputs: &ComplaintInputs<'_>) -> Result<(), ComplaintFault> {
        if let Some(remedy) = self.open_remedy(last()) {
            return Err(ComplaintFault::RemedyOpen { by: remedy.by });
        }
        match inputs.terms.objection_until(self, last()) {
            Some(until) if on <= until => Err(ComplaintFault::StillTime { on, until }),
            Some(_) | None => Ok(()),
        }
    }

    fn check_other(&self, other: &ComplaintId) -> Result<(), ComplaintFault> {
        if self.opening().id == *other {
            return Err(ComplaintFault::Itself { id: other.clone() });
        }
        Ok(())
    }
}

fn check_goodwill(sum: Money, inputs: &ComplaintInputs<'_>) -> Result<(), ComplaintFault> {
    let (policy, currency) = (inputs.terms.policy, sum.currency());
    let money = |amount: Amount| Money::new(amount, currency);
    let most = policy.goodwill.to_minor_ceil(currency);
    if !sum.amount().is_positive() || sum.amount() > most {
        return Err(ComplaintFault::GoodwillSum { sum, most: money(most) });
    }
    let most = policy.goodwill_of_year.to_minor_ceil(currency);
    let of_year = inputs.goodwill_before.plus(sum.amount());
    if of_year > most.to_total() {
        let sum = of_year.with_currency(currency).to_string();
        return Err(ComplaintFault::GoodwillOfYear { sum, most: money(most) });
    }
    Ok(())
}
