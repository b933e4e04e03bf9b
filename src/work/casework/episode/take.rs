use super::effect::{Effect, Inhibitor};
use super::episode::Episode;
use super::episode_error::EpisodeError;
use super::event::{EvaluationInContext, Input};
use crate::calendar::{AsOf, Day};
use crate::casework::case::{CaseError, CaseStep, Stand};
use crate::casework::condition::{Evaluation, EvaluationError};
use crate::casework::policy::CasePolicy;
use crate::id::{CauseId, StaffId};

/// How an episode takes what it is told.
impl Episode {
    pub(crate) fn take(
        &mut self,
        input: &Input,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<Vec<Effect>, EpisodeError> {
        let on = t.day();
        if let Some(last) = self.last_after(on) {
            return Err(match input {
                Input::Evaluation { .. } => EvaluationError::OutOfOrder { on, last }.into(),
                Input::Step { .. } | Input::Day | Input::AcceptBatch | Input::RejectBatch => {
                    CaseError::BackDated { on, last }.into()
                }
            });
        }
        let mut effects = Vec::new();
        let mut suggested: &[CauseId] = &[];
        match input {
            Input::Evaluation { evaluation, seen } => {
                self.look(*evaluation, seen, t, policy)?;
                suggested = &seen.suggested;
            }
            Input::Step { by, step, .. } => {
                let before = self.case.clone();
                if let Err(refused) = self.person(step, by, on, policy, &mut effects) {
                    self.case = before;
                    return Err(refused.into());
                }
            }
            Input::Day => {}
            Input::AcceptBatch => self.end_batch(false),
            Input::RejectBatch => self.end_batch(true),
        }
        self.settle(on, policy, &mut effects);
        self.hint(suggested, &mut effects);
        self.last = Some(on);
        Ok(effects)
    }

    fn look(
        &mut self,
        evaluation: u64,
        seen: &EvaluationInContext,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<(), EvaluationError> {
        let EvaluationInContext {
            evaluation: found,
            class,
            inhibited_by,
            is_boosted,
            suggested: _,
        } = *seen;
        let conditions = policy.condition(self.rule);
        let was = self.condition.phase().level();
        self.condition = self.condition.look_again(evaluation, found, t, conditions)?.0;
        if let Evaluation::Seen { raised, .. } = found {
            self.seen = raised;
        }
        match (was, self.condition.phase().level()) {
            (Some(_), None) => self.clear_since = Some(t.day()),
            (None, Some(_)) => self.clear_since = None,
            (Some(_), Some(_)) | (None, None) => {}
        }
        (self.class, self.inhibited_by, self.is_boosted) = (class, inhibited_by, is_boosted);
        Ok(())
    }

    /// Whether a step would be taken if somebody took it now. Nothing changes; what the day has brought
    /// counts, as it would then.
    ///
    /// # Errors
    ///
    /// When [`apply`](Self::apply) would refuse the step, told under a number of its own, and for the same
    /// reason.
    ///
    /// ```
    /// use guanxi::casework::{CasePolicy, CaseStep, Episode, Input, Evaluation, EvaluationInContext};
    /// use guanxi::{segment::Class, warning::{Level, Rule}};
    ///
    /// let (policy, t, wang) = (CasePolicy::default(), "2026-03-02".parse()?, "Wang".parse()?);
    /// let mut episode = Episode::new(Rule::Progress);
    /// assert!(episode.check_step(&CaseStep::Acknowledge, &wang, t, &policy).is_err(), "there is no case");
    /// let seen = EvaluationInContext::new(Evaluation::at(Some(Level::Warning)), Class::A);
    /// episode.apply(Input::Evaluation { evaluation: 1, seen }, t, &policy)?;
    /// assert!(episode.check_step(&CaseStep::Acknowledge, &wang, t, &policy).is_ok());
    /// let early = episode.check_step(&CaseStep::Close, &wang, t, &policy);
    /// assert_eq!(early.unwrap_err().to_string(), "cannot close a case that is new");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check_step(
        &self,
        step: &CaseStep,
        by: &StaffId,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<(), EpisodeError> {
        let on = t.day();
        if let Some(last) = self.last_after(on) {
            return Err(CaseError::BackDated { on, last }.into());
        }
        Ok(self.without_past().person(step, by, on, policy, &mut Vec::new())?)
    }

    /// The day of the last input, when it is later: nothing is dated before it.
    fn last_after(&self, on: Day) -> Option<Day> {
        self.last.filter(|last| on < *last)
    }

    /// Takes a step of somebody, after what the day brings. Where it is refused, the case may have changed
    /// and nothing else.
    fn person(
        &mut self,
        step: &CaseStep,
        by: &StaffId,
        on: Day,
        policy: &CasePolicy,
        effects: &mut Vec<Effect>,
    ) -> Result<(), CaseError> {
        self.pass_time(on, policy, effects);
        let stand = self.stand(on, policy);
        let case = self.case.as_mut().filter(|case| case.status.is_open());
        let Some(case) = case else {
            return Err(CaseError::NoCase { step: step.name() });
        };
        let (is_reset, is_unshelved) =
            (matches!(step, CaseStep::Reset { .. }), matches!(step, CaseStep::Unshelve));
        case.step(step.clone(), by, on, stand, policy)?;
        case.remind_anew(on, policy);
        if is_reset {
            self.condition = self.condition.reset().0;
            self.clear_since = Some(on);
        }
        if is_unshelved {
            self.unshelve(effects);
        }
        Ok(())
    }

    /// How the condition stands for a step.
    fn stand(&self, on: Day, policy: &CasePolicy) -> Stand {
        let is_clear = self.condition.phase().level().is_none();
        Stand { is_clear, is_verified: is_clear && self.is_verified(on, policy), seen: self.seen }
    }

    fn end_batch(&mut self, is_bad: bool) {
        if self.is_suspect() {
            self.withheld = None;
            self.inhibited_by = self.inhibited_by.filter(|by| *by != Inhibitor::Flood);
            if is_bad {
                self.condition = self.condition.reset().0;
            }
        }
    }
}
