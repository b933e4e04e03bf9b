use std::fmt;
use std::ops::RangeInclusive;

use super::handling::Handling;
use super::handling_effect::HandlingEffect;
use super::handling_error::{HandlingError, HandlingStepError};
use super::handling_step::HandlingStep;
use super::shelf::Shelf;
use super::stage::{HandlingAct, HandlingStage};
use super::status::Status;
use super::subject::{HandlingPolicy, Subject};
use crate::calendar::Day;
use crate::id::StaffId;
use crate::lifecycle::{Admission, Entry, Stage, Step, Trail, TrailError, TurnError};

/// Steps of people.
impl<K: Subject> Handling<K> {
    /// Takes a step of a trail, after the events of the day. A step that is sent again is taken
    /// once.
    ///
    /// # Errors
    ///
    /// As [`check_step`](Self::check_step), and when the entry cannot follow the trail or is dated
    /// before the case was opened or its stage began. Nothing has changed then.
    pub fn take(
        &mut self,
        trail: &mut Trail<HandlingStep<K::Closing>>,
        entry: Entry<HandlingStep<K::Closing>>,
        policy: &impl HandlingPolicy<K::Severity>,
    ) -> Result<Vec<HandlingEffect>, HandlingStepError<K::Severity>> {
        let Some((on, mut next)) = self.admit(trail, &entry)? else { return Ok(Vec::new()) };
        let effects = next.pass_day(on, policy);
        next.check_turn(entry.step.act())?;
        let content = next.check_content(&entry.step, &entry.by, on, policy);
        content.map_err(HandlingStepError::Content)?;
        self.put(trail, entry, next, policy)?;
        Ok(effects)
    }

    /// Takes a step that was taken before, as a stored trail is told once more. The step stands:
    /// its turn is checked, and not the days and the people that the policy allows now.
    ///
    /// A policy of today may know other deadlines than that of the day. Where the step shows that
    /// one was missed by then, it was: the case had become new again. What the days between have
    /// brought was told then, and is not told again.
    ///
    /// # Errors
    ///
    /// When the act is out of turn, and when the entry cannot follow the trail or is dated before
    /// the case was opened or its stage began. Nothing has changed then.
    pub fn take_again(
        &mut self,
        trail: &mut Trail<HandlingStep<K::Closing>>,
        entry: Entry<HandlingStep<K::Closing>>,
        policy: &impl HandlingPolicy<K::Severity>,
    ) -> Result<(), HandlingStepError<K::Severity>> {
        let Some((on, mut next)) = self.admit(trail, &entry)? else { return Ok(()) };
        next.pass_day(on, policy);
        if let Err(refused) = next.check_turn(entry.step.act()) {
            if next.stage() != HandlingStage::Acknowledged {
                return Err(refused.into());
            }
            next.move_in_time(on);
            next.check_turn(entry.step.act())?;
        }
        self.put(trail, entry, next, policy)
    }

    /// The day of an entry that may follow, with the state to which it is to be applied; `None`
    /// when it is known.
    fn admit(
        &self,
        trail: &Trail<HandlingStep<K::Closing>>,
        entry: &Entry<HandlingStep<K::Closing>>,
    ) -> Result<Option<(Day, Self)>, TrailError> {
        if trail.admit(entry)? == Admission::Known {
            return Ok(None);
        }
        let (on, last) = (entry.on, self.status_since());
        if on < last {
            Err(TrailError::BackDated { on, last })
        } else {
            Ok(Some((on, self.clone())))
        }
    }

    /// Takes an entry that was checked.
    fn put(
        &mut self,
        trail: &mut Trail<HandlingStep<K::Closing>>,
        entry: Entry<HandlingStep<K::Closing>>,
        mut next: Self,
        policy: &impl HandlingPolicy<K::Severity>,
    ) -> Result<(), HandlingStepError<K::Severity>> {
        next.apply(&entry.step, &entry.by, entry.on, policy);
        trail.try_push(entry)?;
        *self = next;
        Ok(())
    }

    /// Checks whether an act is in turn: by the table of the stage, and by whether the case is on a
    /// shelf.
    ///
    /// # Errors
    ///
    /// When it is not, with the acts that the stage allows.
    pub fn check_turn(&self, act: HandlingAct) -> Result<(), TurnError<HandlingStage>> {
        self.stage().try_after(act)?;
        let is_in_turn = match act {
            HandlingAct::Shelve => self.shelf.is_none(),
            HandlingAct::Unshelve => self.shelf.is_some(),
            HandlingAct::Assign
            | HandlingAct::Acknowledge
            | HandlingAct::Investigate
            | HandlingAct::FindCause
            | HandlingAct::Plan
            | HandlingAct::Finish
            | HandlingAct::Drop
            | HandlingAct::Resolve
            | HandlingAct::Dismiss
            | HandlingAct::AcceptRisk
            | HandlingAct::Close
            | HandlingAct::Withdraw
            | HandlingAct::Resume
            | HandlingAct::Reopen
            | HandlingAct::End => true,
        };
        if is_in_turn {
            return Ok(());
        }
        Err(TurnError { stage: self.stage(), act, allowed: self.stage().allowed() })
    }

    /// Answers as [`step`](Self::step) would, and changes nothing.
    ///
    /// # Errors
    ///
    /// When the act is out of turn, a day lies outside what the policy allows, or it takes two
    /// people.
    pub fn check_step(
        &self,
        step: &HandlingStep<K::Closing>,
        by: &StaffId,
        on: Day,
        policy: &impl HandlingPolicy<K::Severity>,
    ) -> Result<(), HandlingStepError<K::Severity>> {
        self.check_turn(step.act())?;
        self.check_content(step, by, on, policy).map_err(HandlingStepError::Content)
    }

    /// Checks the content of a step that is in turn.
    ///
    /// # Errors
    ///
    /// When a day lies outside what the policy allows, or it takes two people.
    pub fn check_content(
        &self,
        step: &HandlingStep<K::Closing>,
        by: &StaffId,
        on: Day,
        policy: &impl HandlingPolicy<K::Severity>,
    ) -> Result<(), HandlingError<K::Severity>> {
        let act = step.act();
        match step {
            HandlingStep::Dismiss { requested_by, .. } => {
                self.takes_two(act, by, Some(requested_by), policy)
            }
            HandlingStep::AcceptRisk { until, requested_by, .. } => {
                let last = on.offset(i32::from(policy.accept_days()));
                within(act, *until, on.offset(1)..=last)
                    .and_then(|()| self.takes_two(act, by, Some(requested_by), policy))
            }
            HandlingStep::Shelve { until, .. } => {
                let last = on.offset(i32::from(policy.shelf_days(self.severity())));
                within(act, *until, on..=last)
            }
            HandlingStep::Close { .. } | HandlingStep::Withdraw { .. } => {
                self.takes_two(act, by, self.answerable(), policy)
            }
            HandlingStep::Assign { .. }
            | HandlingStep::Acknowledge
            | HandlingStep::Investigate
            | HandlingStep::FindCause { .. }
            | HandlingStep::Plan
            | HandlingStep::Finish
            | HandlingStep::Drop
            | HandlingStep::Resolve
            | HandlingStep::Unshelve => Ok(()),
        }
    }

    /// Takes a step of a person.
    ///
    /// # Errors
    ///
    /// As [`check_step`](Self::check_step). Nothing has changed then.
    pub fn step(
        &mut self,
        step: &HandlingStep<K::Closing>,
        by: &StaffId,
        on: Day,
        policy: &impl HandlingPolicy<K::Severity>,
    ) -> Result<(), HandlingStepError<K::Severity>> {
        self.check_step(step, by, on, policy)?;
        self.apply(step, by, on, policy);
        Ok(())
    }

    /// Takes a step that was checked.
    pub(crate) fn apply(
        &mut self,
        step: &HandlingStep<K::Closing>,
        by: &StaffId,
        on: Day,
        policy: &impl HandlingPolicy<K::Severity>,
    ) {
        let act = step.act();
        match step {
            HandlingStep::Assign { to } => self.owner = Some(to.clone()),
            HandlingStep::Acknowledge | HandlingStep::Investigate | HandlingStep::Resolve => {
                self.move_by(act, on);
            }
            HandlingStep::FindCause { is_primary } => {
                if *is_primary || self.found_by.is_none() {
                    self.found_by = Some(by.clone());
                }
                self.move_by(act, on);
                if self.has_open_remedy {
                    self.move_by(HandlingAct::Resume, on);
                }
            }
            HandlingStep::Plan => {
                self.has_open_remedy = true;
                self.move_by(act, on);
            }
            HandlingStep::Finish | HandlingStep::Drop => {
                self.has_open_remedy = false;
                self.move_by(act, on);
            }
            HandlingStep::Dismiss { end, .. }
            | HandlingStep::Withdraw { end, .. }
            | HandlingStep::Close { end } => {
                self.enter(Status::Closed(*end), on);
            }
            HandlingStep::AcceptRisk { until, .. } => {
                self.enter(Status::RiskAccepted(*until), on);
            }
            HandlingStep::Shelve { until, is_once, .. } => {
                self.put_on(Shelf { until: *until, is_once: *is_once }, on, policy);
            }
            HandlingStep::Unshelve => self.unshelve(on, policy),
        }
        self.touch(on, policy);
    }

    /// The person who may not close it alone: its owner, or, where nobody owns it, the person who
    /// found its primary cause.
    pub fn answerable(&self) -> Option<&StaffId> {
        self.owner.as_ref().or(self.found_by.as_ref())
    }

    fn takes_two(
        &self,
        act: HandlingAct,
        by: &StaffId,
        other: Option<&StaffId>,
        policy: &impl HandlingPolicy<K::Severity>,
    ) -> Result<(), HandlingError<K::Severity>> {
        let severity = self.highest_severity();
        if other == Some(by) && severity >= policy.four_eyes_from() {
            return Err(HandlingError::FourEyes { act, severity, by: by.clone() });
        }
        Ok(())
    }
}

/// Checks a day against those that are allowed.
pub(crate) fn within<S: fmt::Debug + fmt::Display>(
    act: HandlingAct,
    day: Day,
    allowed: RangeInclusive<Day>,
) -> Result<(), HandlingError<S>> {
    if allowed.contains(&day) {
        return Ok(());
    }
    let (first, last) = allowed.into_inner();
    Err(HandlingError::Day { act, day, first, last })
}
