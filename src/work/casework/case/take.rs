use super::case::Case;
use super::case_error::CaseError;
use super::case_step::CaseStep;
use super::closing::Closing;
use super::condition_state::ConditionState;
use super::remedy::{FoundCause, PlannedRemedy, RemedyEnd, RemedyOutcome};
use super::terms::CaseTerms;
use crate::calendar::Day;
use crate::handling::{HandlingAct, HandlingPolicy, HandlingStage, HandlingStep, within};
use crate::id::{CauseId, StaffId};
use crate::lifecycle::{Reason, Stage};
use crate::warning::{Level, Rule};

/// The door through which a step comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    /// It is new: the policy says whether it is taken.
    New,
    /// It was taken before, whatever the policy says now: only its turn and its text are checked.
    Past,
}

/// Steps of people, as far as the case alone is concerned.
impl Case {
    /// Takes a step of a person.
    pub(crate) fn step(
        &mut self,
        step: CaseStep,
        by: &StaffId,
        on: Day,
        state: ConditionState,
        terms: CaseTerms<'_>,
        door: Door,
    ) -> Result<(), CaseError> {
        match door {
            Door::New => self.check_step(&step, by, on, state, terms)?,
            Door::Past => self.check_past(&step)?,
        }
        if let Some(step) = self.handling_step(&step, state)? {
            self.handling.apply(&step, by, on, &terms);
        }
        match step {
            CaseStep::Acknowledge => {
                let is_seen = self.handling.stage() == HandlingStage::Acknowledged;
                if is_seen && state.is_clear && self.may_clear_by_itself() {
                    self.handling.end(Closing::SelfCleared, on);
                }
            }
            CaseStep::RecordCause { cause, evidence, is_primary } => {
                let found = FoundCause { cause, evidence, by: by.clone(), on };
                if is_primary {
                    self.causes.insert(0, found);
                } else {
                    self.causes.push(found);
                }
            }
            CaseStep::PlanRemedy { remedy, owner, due } => {
                let known = terms.policy.taxonomy.get(*self.handling.subject()).remedy(&remedy);
                let usual = known.map_or(0, |it| it.due_days);
                let due = due.unwrap_or_else(|| terms.working_days_after(on, usual));
                self.remedies.push(PlannedRemedy { remedy, owner, due, end: None });
            }
            CaseStep::CompleteRemedy { place, outcome } => {
                if outcome == RemedyOutcome::Lost && *self.handling.subject() == Rule::Loss {
                    self.lost_by.push(by.clone());
                }
                self.end_remedy(place, RemedyEnd::Done(outcome));
                self.finish(by, on, state, terms);
            }
            CaseStep::CancelRemedy { place, why } => {
                self.end_remedy(place, RemedyEnd::Cancelled(why));
                self.finish(by, on, state, terms);
            }
            CaseStep::Resolve => self.lowest_since_resolved = state.seen,
            // The condition, and news of the shelf, are the episode's.
            CaseStep::Reset { .. }
            | CaseStep::Unshelve
            | CaseStep::Assign { .. }
            | CaseStep::Investigate
            | CaseStep::Dismiss { .. }
            | CaseStep::AcceptRisk { .. }
            | CaseStep::Shelve { .. }
            | CaseStep::Withdraw { .. }
            | CaseStep::Close => {}
        }
        Ok(())
    }

    fn end_remedy(&mut self, place: usize, end: RemedyEnd) {
        if let Some(remedy) = self.remedies.get_mut(place) {
            remedy.end = Some(end);
        }
    }

    /// Finishes the handling when no remedy is left to be done.
    fn finish(&mut self, by: &StaffId, on: Day, state: ConditionState, terms: CaseTerms<'_>) {
        if self.remedies.iter().any(|it| it.end.is_none()) {
            return;
        }
        let is_done = self.is_anything_done();
        let step = if is_done { HandlingStep::Finish } else { HandlingStep::Drop };
        self.handling.apply(&step, by, on, &terms);
        if is_done {
            self.lowest_since_resolved = state.seen;
        }
    }

    /// The end of a case that somebody closes.
    fn closing(&self, state: ConditionState) -> Closing {
        if self.is_lost() && !state.is_clear { Closing::Lost } else { self.closing_when_clear() }
    }

    /// Checks a step: its turn, the codes and the condition, and at last days and people.
    pub(super) fn check_step(
        &self,
        step: &CaseStep,
        by: &StaffId,
        on: Day,
        state: ConditionState,
        terms: CaseTerms<'_>,
    ) -> Result<(), CaseError> {
        self.check_turn(step)?;
        self.check_codes(step, on, terms)?;
        self.check_texts(step)?;
        self.check_condition(step, by, state)?;
        match self.handling_step(step, state)? {
            Some(step) => Ok(self.handling.check_content(&step, by, on, &terms)?),
            None => Ok(()),
        }
    }

    /// Checks a step that was taken before: what no policy can change.
    fn check_past(&self, step: &CaseStep) -> Result<(), CaseError> {
        self.check_turn(step)?;
        self.check_texts(step)
    }

    fn check_turn(&self, step: &CaseStep) -> Result<(), CaseError> {
        let is_in_turn = match step.act() {
            Some(act) => self.handling.check_turn(act).is_ok(),
            None => may_reset(self.handling.stage()),
        };
        if is_in_turn {
            return Ok(());
        }
        let (status, allowed) = (self.status(), self.acts_in_turn());
        Err(CaseError::OutOfTurn { step: step.name(), status, allowed })
    }

    /// The acts of people that are in turn.
    fn acts_in_turn(&self) -> Vec<HandlingAct> {
        use HandlingAct::{End, Reopen, Resume};
        let mut acts = self.handling.stage().allowed();
        acts.retain(|act| {
            !matches!(act, Resume | Reopen | End) && self.handling.check_turn(*act).is_ok()
        });
        acts
    }

    /// Checks causes and remedies against the policy.
    fn check_codes(&self, step: &CaseStep, on: Day, terms: CaseTerms<'_>) -> Result<(), CaseError> {
        let taxonomy = terms.policy.taxonomy.get(*self.handling.subject());
        match step {
            CaseStep::RecordCause { cause, .. } => {
                let codes = taxonomy.causes.iter().map(CauseId::as_str);
                known(taxonomy.knows_cause(cause), cause.as_str(), codes)
            }
            CaseStep::PlanRemedy { remedy, due, .. } => {
                let codes = taxonomy.remedies.iter().map(|it| it.code.as_str());
                known(taxonomy.remedy(remedy).is_some(), remedy.as_str(), codes)?;
                let last = terms.working_days_after(on, terms.policy.remedy_days);
                if let Some(due) = due {
                    within(HandlingAct::Plan, *due, on..=last)?;
                }
                Ok(())
            }
            CaseStep::CompleteRemedy { .. }
            | CaseStep::CancelRemedy { .. }
            | CaseStep::Reset { .. }
            | CaseStep::Assign { .. }
            | CaseStep::Acknowledge
            | CaseStep::Investigate
            | CaseStep::Resolve
            | CaseStep::Dismiss { .. }
            | CaseStep::AcceptRisk { .. }
            | CaseStep::Shelve { .. }
            | CaseStep::Unshelve
            | CaseStep::Withdraw { .. }
            | CaseStep::Close => Ok(()),
        }
    }

    /// Checks what a step says and the place of the remedy that it names.
    fn check_texts(&self, step: &CaseStep) -> Result<(), CaseError> {
        match step {
            CaseStep::CompleteRemedy { place, .. } | CaseStep::CancelRemedy { place, .. } => {
                self.check_remedy(*place)?;
            }
            CaseStep::RecordCause { .. }
            | CaseStep::PlanRemedy { .. }
            | CaseStep::Reset { .. }
            | CaseStep::Assign { .. }
            | CaseStep::Acknowledge
            | CaseStep::Investigate
            | CaseStep::Resolve
            | CaseStep::Dismiss { .. }
            | CaseStep::AcceptRisk { .. }
            | CaseStep::Shelve { .. }
            | CaseStep::Unshelve
            | CaseStep::Withdraw { .. }
            | CaseStep::Close => {}
        }
        step.check_texts()
    }

    /// Checks the state of the condition.
    fn check_condition(
        &self,
        step: &CaseStep,
        by: &StaffId,
        state: ConditionState,
    ) -> Result<(), CaseError> {
        match step {
            CaseStep::Resolve => {
                cleared(state.is_clear, state, step)?;
                let level = self.highest_level();
                if self.is_self_caused() && level > Level::Watch {
                    return Err(CaseError::SelfCleared { level });
                }
                Ok(())
            }
            CaseStep::Close if self.closing(state) == Closing::Lost => self.check_lost(by),
            CaseStep::Close => cleared(state.is_verified, state, step),
            CaseStep::Withdraw { .. } if state.is_lost => self.check_lost(by),
            CaseStep::Withdraw { .. } if state.is_unjudged => Ok(()),
            CaseStep::Withdraw { .. } => Err(CaseError::StillJudged),
            CaseStep::Assign { .. }
            | CaseStep::Acknowledge
            | CaseStep::Investigate
            | CaseStep::RecordCause { .. }
            | CaseStep::PlanRemedy { .. }
            | CaseStep::CompleteRemedy { .. }
            | CaseStep::CancelRemedy { .. }
            | CaseStep::Reset { .. }
            | CaseStep::Dismiss { .. }
            | CaseStep::AcceptRisk { .. }
            | CaseStep::Shelve { .. }
            | CaseStep::Unshelve => Ok(()),
        }
    }

    fn check_remedy(&self, place: usize) -> Result<(), CaseError> {
        let is_open = self.remedies.get(place).is_some_and(|it| it.end.is_none());
        let count = self.remedies.len();
        if is_open { Ok(()) } else { Err(CaseError::NoRemedy { place, count }) }
    }

    /// Nobody gives up a customer alone, at whatever level.
    fn check_lost(&self, by: &StaffId) -> Result<(), CaseError> {
        if self.handling.answerable() == Some(by) || self.lost_by.contains(by) {
            return Err(CaseError::Lost { level: self.highest_level(), by: by.clone() });
        }
        Ok(())
    }

    /// The step of handling in a step of a case. The end of a remedy is one only when it is the
    /// last, and a reset is none.
    fn handling_step(
        &self,
        step: &CaseStep,
        state: ConditionState,
    ) -> Result<Option<HandlingStep<Closing>>, CaseError> {
        Ok(Some(match step {
            CaseStep::Assign { to } => HandlingStep::Assign { to: to.clone() },
            CaseStep::Acknowledge => HandlingStep::Acknowledge,
            CaseStep::Investigate => HandlingStep::Investigate,
            CaseStep::RecordCause { is_primary, .. } => {
                HandlingStep::FindCause { is_primary: *is_primary }
            }
            CaseStep::PlanRemedy { .. } => HandlingStep::Plan,
            CaseStep::Resolve => HandlingStep::Resolve,
            CaseStep::Dismiss { why, requested_by } => HandlingStep::Dismiss {
                why: reason(step, why)?,
                requested_by: requested_by.clone(),
                end: Closing::Dismissed,
            },
            CaseStep::AcceptRisk { until, why, requested_by } => HandlingStep::AcceptRisk {
                until: *until,
                why: reason(step, why)?,
                requested_by: requested_by.clone(),
            },
            CaseStep::Shelve { until, is_once, why } => {
                HandlingStep::Shelve { until: *until, is_once: *is_once, why: reason(step, why)? }
            }
            CaseStep::Unshelve => HandlingStep::Unshelve,
            CaseStep::Withdraw { why } => HandlingStep::Withdraw {
                why: reason(step, why)?,
                end: if state.is_lost { Closing::Lost } else { Closing::NoLongerJudged },
            },
            CaseStep::Close => HandlingStep::Close { end: self.closing(state) },
            CaseStep::CompleteRemedy { .. }
            | CaseStep::CancelRemedy { .. }
            | CaseStep::Reset { .. } => return Ok(None),
        }))
    }
}

/// Tests whether a condition may be reset by hand: its cause is known.
pub(crate) const fn may_reset(stage: HandlingStage) -> bool {
    matches!(stage, HandlingStage::CauseKnown | HandlingStage::Handling | HandlingStage::Resolved)
}

fn reason(step: &CaseStep, why: &str) -> Result<Reason, CaseError> {
    let blank = |_| CaseError::Blank { step: step.name(), what: "a reason" };
    Reason::try_new(why).map_err(blank)
}

fn known<'a>(
    is_known: bool,
    code: &str,
    codes: impl Iterator<Item = &'a str>,
) -> Result<(), CaseError> {
    if is_known {
        return Ok(());
    }
    let known = codes.map(str::to_owned).collect();
    Err(CaseError::UnknownCode { code: code.to_owned(), known })
}

fn cleared(is_cleared: bool, state: ConditionState, step: &CaseStep) -> Result<(), CaseError> {
    if is_cleared {
        return Ok(());
    }
    let condition = if state.is_clear { "clear, but not for long enough" } else { "raised" };
    Err(CaseError::NotClear { step: step.name(), condition: condition.to_owned() })
}
