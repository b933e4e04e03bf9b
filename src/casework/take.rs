use super::case::Stand;
use super::case_policy::CasePolicy;
use super::case_step::{CaseRefused, CaseStep};
use super::effect::{Effect, Inhibitor};
use super::episode::{Episode, EpisodeRefused};
use super::history::{Input, Observation};
use super::look::{Look, LookRefused};
use crate::calendar::{AsOf, Day};
use crate::id::{CauseId, StaffId};

/// How an episode takes what it is told.
impl Episode {
    pub(super) fn take(
        &mut self,
        input: &Input,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<Vec<Effect>, EpisodeRefused> {
        let on = t.day();
        if let Some(last) = self.last.filter(|last| on < *last) {
            return Err(match input {
                Input::Look { .. } => LookRefused::OutOfOrder { on, last }.into(),
                Input::Step { .. } | Input::Day | Input::AcceptBatch | Input::RejectBatch => {
                    CaseRefused::BackDated { on, last }.into()
                }
            });
        }
        let mut effects = Vec::new();
        let mut suggested: &[CauseId] = &[];
        match input {
            Input::Look { evaluation, seen } => {
                self.look(*evaluation, seen, t, policy)?;
                suggested = &seen.suggested;
            }
            Input::Step { by, step, .. } => {
                // What the day brings comes first, and is kept only when the step is taken.
                let history = std::mem::take(&mut self.history);
                let before = self.clone();
                self.history = history;
                self.pass_time(on, policy, &mut effects);
                if let Err(refused) = self.person(step.clone(), by, on, policy, &mut effects) {
                    let history = std::mem::take(&mut self.history);
                    *self = Self { history, ..before };
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
        seen: &Observation,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<(), LookRefused> {
        let Observation { look, class, inhibited_by, is_boosted, suggested: _ } = *seen;
        let conditions = policy.condition(self.rule);
        let was = self.condition.phase().level();
        self.condition = self.condition.look_again(evaluation, look, t, conditions)?.0;
        if let Look::Seen { raised, .. } = look {
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

    /// Takes a step of somebody.
    fn person(
        &mut self,
        step: CaseStep,
        by: &StaffId,
        on: Day,
        policy: &CasePolicy,
        effects: &mut Vec<Effect>,
    ) -> Result<(), CaseRefused> {
        let stand = self.stand(on, policy);
        let case = self.case.as_mut().filter(|case| case.status.is_open());
        let Some(case) = case else {
            return Err(CaseRefused::NoCase { step: step.name() });
        };
        let (is_reset, is_unshelved) =
            (matches!(step, CaseStep::Reset { .. }), matches!(step, CaseStep::Unshelve));
        case.step(step, by, on, stand, policy)?;
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
            self.inhibited_by = self.inhibited_by.filter(|by| *by != Inhibitor::SuspectBatch);
            if is_bad {
                self.condition = self.condition.reset().0;
            }
        }
    }
}
