use super::case::{Case, Shelf, Stand};
use super::case_error::CaseError;
use super::case_status::{CaseStatus, Closing};
use super::case_step::CaseStep;
use super::remedy::{FoundCause, PlannedRemedy, RemedyEnd, RemedyOutcome};
use crate::calendar::Day;
use crate::casework::policy::{CasePolicy, SELF_CLEARED};
use crate::id::StaffId;
use crate::warning::{Level, Rule};

impl Case {
    /// Takes a step of somebody, as far as the case alone is concerned.
    pub(crate) fn step(
        &mut self,
        step: CaseStep,
        by: &StaffId,
        on: Day,
        stand: Stand,
        policy: &CasePolicy,
    ) -> Result<(), CaseError> {
        self.may(&step, by, on, stand, policy)?;
        match step {
            CaseStep::Assign { to } => self.owner = Some(to),
            CaseStep::Acknowledge => self.acknowledge(on, stand),
            CaseStep::Investigate => self.stand(CaseStatus::Investigating, on),
            CaseStep::RecordCause { cause, evidence, is_primary } => {
                let found = FoundCause { cause, evidence, by: by.clone(), on };
                if is_primary {
                    self.causes.insert(0, found);
                } else {
                    self.causes.push(found);
                }
                if self.status == CaseStatus::Investigating {
                    // What was planned before is still to be done.
                    let is_planned = self.remedies.iter().any(|it| it.end.is_none());
                    let status =
                        if is_planned { CaseStatus::Handling } else { CaseStatus::CauseKnown };
                    self.stand(status, on);
                }
            }
            CaseStep::PlanRemedy { remedy, owner, due } => {
                let usual =
                    policy.taxonomy.of(self.rule).remedy(&remedy).map_or(0, |it| it.due_days);
                let due = due.unwrap_or_else(|| policy.working_days_after(on, usual));
                self.remedies.push(PlannedRemedy { remedy, owner, due, end: None });
                self.stand(CaseStatus::Handling, on);
            }
            CaseStep::CompleteRemedy { place, outcome } => {
                if outcome == RemedyOutcome::Lost && self.rule == Rule::Loss {
                    self.lost_by.push(by.clone());
                }
                self.end_remedy(place, RemedyEnd::Done(outcome), on, stand);
            }
            CaseStep::CancelRemedy { place, why } => {
                self.end_remedy(place, RemedyEnd::Cancelled(why), on, stand);
            }
            CaseStep::Resolve => self.resolve(on, stand),
            CaseStep::Dismiss { .. } => self.stand(CaseStatus::Closed(Closing::Dismissed), on),
            CaseStep::AcceptRisk { until, .. } => self.stand(CaseStatus::RiskAccepted(until), on),
            CaseStep::Shelve { until, is_once, .. } => {
                self.shelf = Some(Shelf { until, is_once });
            }
            CaseStep::Close => self.stand(CaseStatus::Closed(self.closing(stand)), on),
            // The condition and what is told are the episode's.
            CaseStep::Reset { .. } | CaseStep::Unshelve => {}
        }
        Ok(())
    }

    fn acknowledge(&mut self, on: Day, stand: Stand) {
        let status = if self.status == CaseStatus::Reopened {
            CaseStatus::Investigating
        } else if stand.is_clear && self.may_clear_by_itself() {
            CaseStatus::Closed(Closing::SelfCleared)
        } else {
            CaseStatus::Acknowledged
        };
        self.stand(status, on);
    }

    /// A watch that clears needs nobody; a loss is followed to its cause.
    pub(crate) fn may_clear_by_itself(&self) -> bool {
        self.highest == Level::Watch && self.rule != Rule::Loss
    }

    /// Whether it is resolved, and the customer lost for all that was done.
    pub(crate) fn is_lost(&self) -> bool {
        self.status == CaseStatus::Resolved && !self.lost_by.is_empty()
    }

    /// How it ends when somebody closes it.
    fn closing(&self, stand: Stand) -> Closing {
        if self.is_lost() && !stand.is_clear { Closing::Lost } else { self.closing_when_clear() }
    }

    /// How it ends when its condition has stayed clear: where nothing was done since it last came back,
    /// and nothing but that is found to be its cause, it went away by itself.
    pub(crate) fn closing_when_clear(&self) -> Closing {
        if self.is_of_itself() && !self.is_anything_done() {
            Closing::SelfCleared
        } else {
            Closing::Remedied
        }
    }

    /// Whether the main cause is that it cleared by itself.
    fn is_of_itself(&self) -> bool {
        self.causes.first().is_some_and(|it| it.cause.as_str() == SELF_CLEARED)
    }

    /// Whether a remedy was done since it last came back.
    fn is_anything_done(&self) -> bool {
        let is_done = |it: &PlannedRemedy| matches!(it.end, Some(RemedyEnd::Done(_)));
        self.remedies.iter().skip(self.remedies_before_reopening).any(is_done)
    }

    fn resolve(&mut self, on: Day, stand: Stand) {
        self.stand(CaseStatus::Resolved, on);
        self.resolved = Some(on);
        self.lowest_since_resolved = stand.seen;
    }

    fn end_remedy(&mut self, place: usize, end: RemedyEnd, on: Day, stand: Stand) {
        if let Some(remedy) = self.remedies.get_mut(place) {
            remedy.end = Some(end);
        }
        if self.remedies.iter().any(|it| it.end.is_none()) {
            return;
        }
        if self.is_anything_done() {
            self.resolve(on, stand);
        } else {
            self.stand(CaseStatus::CauseKnown, on);
        }
    }

    /// Whether a step may be taken.
    fn may(
        &self,
        step: &CaseStep,
        by: &StaffId,
        on: Day,
        stand: Stand,
        policy: &CasePolicy,
    ) -> Result<(), CaseError> {
        let name = step.name();
        if !self.is_in_turn(step) {
            return Err(CaseError::OutOfTurn { step: name, status: self.status });
        }
        let taxonomy = policy.taxonomy.of(self.rule);
        match step {
            CaseStep::Assign { .. }
            | CaseStep::Acknowledge
            | CaseStep::Investigate
            | CaseStep::Unshelve => Ok(()),
            CaseStep::RecordCause { cause, evidence, .. } => {
                known(taxonomy.knows_cause(cause), cause.as_str())?;
                let is_blank =
                    evidence.is_empty() || evidence.iter().any(|it| it.trim().is_empty());
                said(if is_blank { "" } else { "it" }, name, "evidence")
            }
            CaseStep::PlanRemedy { remedy, due, .. } => {
                known(taxonomy.remedy(remedy).is_some(), remedy.as_str())?;
                let last = policy.working_days_after(on, policy.remedy_days);
                due.map_or(Ok(()), |due| within(due, on, last, name))
            }
            CaseStep::CompleteRemedy { place, .. } => self.is_to_be_done(*place),
            CaseStep::CancelRemedy { place, why } => {
                self.is_to_be_done(*place)?;
                said(why, name, "a reason")
            }
            CaseStep::Resolve => {
                cleared(stand.is_clear, stand, name)?;
                if self.is_of_itself() && self.highest > Level::Watch {
                    return Err(CaseError::SelfCleared { level: self.highest });
                }
                Ok(())
            }
            CaseStep::Reset { why } => said(why, name, "a reason"),
            CaseStep::Dismiss { why, requested_by } => {
                said(why, name, "a reason")?;
                self.takes_two(by == requested_by, by, name, policy)
            }
            CaseStep::AcceptRisk { until, why, requested_by } => {
                said(why, name, "a reason")?;
                within(*until, on.offset(1), on.offset(i32::from(policy.accept_days)), name)?;
                self.takes_two(by == requested_by, by, name, policy)
            }
            CaseStep::Shelve { until, why, .. } => {
                said(why, name, "a reason")?;
                let most = i32::from(*policy.shelf_days.of(self.notified_level));
                within(*until, on, on.offset(most), name)
            }
            CaseStep::Close => {
                // Where nobody owns it, who found the cause does not close it.
                let finder = self.causes.first().map(|found| &found.by);
                let is_owner = self.owner.as_ref().or(finder) == Some(by);
                if self.closing(stand) == Closing::Lost {
                    return self.is_lost_to_two(is_owner, by);
                }
                cleared(stand.is_verified, stand, name)?;
                self.takes_two(is_owner, by, name, policy)
            }
        }
    }

    const fn is_in_turn(&self, step: &CaseStep) -> bool {
        use CaseStatus as S;
        match step {
            CaseStep::Assign { .. } => self.status.is_open(),
            CaseStep::Acknowledge => matches!(self.status, S::New | S::Reopened),
            CaseStep::Investigate => matches!(self.status, S::New | S::Reopened | S::Acknowledged),
            CaseStep::RecordCause { .. } => {
                matches!(self.status, S::Investigating | S::CauseKnown | S::Handling)
            }
            CaseStep::PlanRemedy { .. } | CaseStep::AcceptRisk { .. } => {
                matches!(self.status, S::CauseKnown | S::Handling)
            }
            CaseStep::CompleteRemedy { .. } | CaseStep::CancelRemedy { .. } => {
                matches!(self.status, S::Handling)
            }
            CaseStep::Resolve => matches!(self.status, S::CauseKnown),
            CaseStep::Reset { .. } => {
                matches!(self.status, S::CauseKnown | S::Handling | S::Resolved)
            }
            CaseStep::Dismiss { .. } => {
                matches!(self.status, S::New | S::Reopened | S::Acknowledged | S::Investigating)
            }
            CaseStep::Shelve { .. } => self.status.is_open() && self.shelf.is_none(),
            CaseStep::Unshelve => self.shelf.is_some(),
            CaseStep::Close => matches!(self.status, S::Resolved),
        }
    }

    fn is_to_be_done(&self, place: usize) -> Result<(), CaseError> {
        let is_open = self.remedies.get(place).is_some_and(|it| it.end.is_none());
        let count = self.remedies.len();
        if is_open { Ok(()) } else { Err(CaseError::NoRemedy { place, count }) }
    }

    /// Nobody gives up a customer alone, at whatever level.
    fn is_lost_to_two(&self, is_owner: bool, by: &StaffId) -> Result<(), CaseError> {
        if is_owner || self.lost_by.contains(by) {
            let (step, level) = ("close as lost", self.highest);
            return Err(CaseError::FourEyes { step, level, by: by.clone() });
        }
        Ok(())
    }

    fn takes_two(
        &self,
        is_one: bool,
        by: &StaffId,
        step: &'static str,
        policy: &CasePolicy,
    ) -> Result<(), CaseError> {
        let level = self.highest;
        if is_one && level >= policy.four_eyes_from {
            return Err(CaseError::FourEyes { step, level, by: by.clone() });
        }
        Ok(())
    }
}

fn said(text: &str, step: &'static str, what: &'static str) -> Result<(), CaseError> {
    if text.trim().is_empty() { Err(CaseError::Blank { step, what }) } else { Ok(()) }
}

fn known(is_known: bool, code: &str) -> Result<(), CaseError> {
    if is_known { Ok(()) } else { Err(CaseError::UnknownCode { code: code.to_owned() }) }
}

fn within(day: Day, first: Day, last: Day, step: &'static str) -> Result<(), CaseError> {
    if (first..=last).contains(&day) {
        Ok(())
    } else {
        Err(CaseError::Day { step, day, first, last })
    }
}

fn cleared(is_so: bool, stand: Stand, step: &'static str) -> Result<(), CaseError> {
    if is_so {
        return Ok(());
    }
    let condition = if stand.is_clear { "clear, but not for long enough" } else { "raised" };
    Err(CaseError::NotClear { step, condition: condition.to_owned() })
}
