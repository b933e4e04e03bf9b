use std::collections::BTreeSet;
use std::convert::Infallible;

use super::apart::Apart;
use super::refusal::{DeadlineError, RoleError};
use super::stage::{Stage, Step};
use super::step_error::StepError;
use super::trail::{Admission, Entry, Trail};
use crate::calendar::Day;
use crate::id::RoleId;

/// The role that a step takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleRule<'a> {
    /// No role is needed.
    Anyone,
    /// A role is needed.
    Holder {
        /// The role.
        role: &'a RoleId,
        /// The roles that the person holds.
        held: &'a BTreeSet<RoleId>,
    },
}

/// Everything that decides on one step besides its content, as a machine works it out for that
/// step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepRules<'a, G: Stage> {
    /// The stage on the day of the step.
    pub stage: G,
    /// The role that the step takes.
    pub role: RoleRule<'a>,
    /// The pairs of acts that one person may not both take.
    pub apart: &'a [Apart<G::Act>],
    /// The act that begins a new round: pairs are kept apart within a round. `None`: all steps are
    /// one round.
    pub round: Option<G::Act>,
    /// The last day for the step; `None` without a deadline.
    pub last_day: Option<Day>,
}

impl<G: Stage> StepRules<'_, G> {
    /// Rules that ask for nothing but the stage.
    pub const fn at(stage: G) -> Self {
        Self { stage, role: RoleRule::Anyone, apart: &[], round: None, last_day: None }
    }
}

/// The outcome of a step that was not refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Progress<G> {
    /// The step was known: nothing has changed.
    Known,
    /// The step was taken.
    Moved {
        /// The stage before.
        from: G,
        /// The stage after.
        to: G,
    },
}

impl<S: Step> Trail<S> {
    /// Takes a step whose content cannot be wrong.
    ///
    /// # Errors
    ///
    /// As [`check_step`](Self::check_step). Nothing has changed then.
    pub fn take(
        &mut self,
        entry: Entry<S>,
        rules: &StepRules<'_, S::Stage>,
    ) -> Result<Progress<S::Stage>, StepError<S::Stage>> {
        self.take_checked(entry, rules, |_| Ok::<(), Infallible>(()))
    }

    /// Takes a step, checking its content last.
    ///
    /// # Errors
    ///
    /// As [`check_step`](Self::check_step). Nothing has changed then.
    pub fn take_checked<C>(
        &mut self,
        entry: Entry<S>,
        rules: &StepRules<'_, S::Stage>,
        content: impl FnOnce(&S) -> Result<(), C>,
    ) -> Result<Progress<S::Stage>, StepError<S::Stage, C>> {
        let progress = self.check_step(&entry, rules, content)?;
        self.try_push(entry)?;
        Ok(progress)
    }

    /// Answers as [`take_checked`](Self::take_checked) would, and changes nothing.
    ///
    /// # Errors
    ///
    /// [`StepError`], in the order of its cases.
    pub fn check_step<C>(
        &self,
        entry: &Entry<S>,
        rules: &StepRules<'_, S::Stage>,
        content: impl FnOnce(&S) -> Result<(), C>,
    ) -> Result<Progress<S::Stage>, StepError<S::Stage, C>> {
        if self.admit(entry)? == Admission::Known {
            return Ok(Progress::Known);
        }
        let to = rules.stage.try_after(entry.step.act())?;
        rules.check_role(entry)?;
        self.check_apart(entry, rules)?;
        rules.check_deadline(entry)?;
        content(&entry.step).map_err(StepError::Content)?;
        Ok(Progress::Moved { from: rules.stage, to })
    }

    /// Everything that stands in the way of a step, in the order of the checks. Empty when the step
    /// would be taken or is known.
    pub fn blockers<C>(
        &self,
        entry: &Entry<S>,
        rules: &StepRules<'_, S::Stage>,
        content: impl FnOnce(&S) -> Result<(), C>,
    ) -> Vec<StepError<S::Stage, C>> {
        let admission = self.admit(entry);
        if admission == Ok(Admission::Known) {
            return Vec::new();
        }
        let all = [
            admission.err().map(StepError::from),
            rules.stage.try_after(entry.step.act()).err().map(StepError::from),
            rules.check_role(entry).err(),
            self.check_apart(entry, rules).err(),
            rules.check_deadline(entry).err(),
            content(&entry.step).err().map(StepError::Content),
        ];
        all.into_iter().flatten().collect()
    }

    fn check_apart<C>(
        &self,
        entry: &Entry<S>,
        rules: &StepRules<'_, S::Stage>,
    ) -> Result<(), StepError<S::Stage, C>> {
        let earlier = rules.round.map_or(self.entries(), |begin| self.since(begin));
        Ok(Apart::check(rules.apart, earlier, entry.step.act(), &entry.by)?)
    }
}

impl<G: Stage> StepRules<'_, G> {
    fn check_role<S: Step<Stage = G>, C>(&self, entry: &Entry<S>) -> Result<(), StepError<G, C>> {
        match self.role {
            RoleRule::Holder { role, held } if !held.contains(role) => {
                let (role, by) = (role.clone(), entry.by.clone());
                Err(RoleError { act: entry.step.act(), role, by }.into())
            }
            RoleRule::Holder { .. } | RoleRule::Anyone => Ok(()),
        }
    }

    fn check_deadline<S: Step<Stage = G>, C>(
        &self,
        entry: &Entry<S>,
    ) -> Result<(), StepError<G, C>> {
        match self.last_day {
            Some(last) if last < entry.on => {
                Err(DeadlineError { act: entry.step.act(), on: entry.on, last }.into())
            }
            Some(_) | None => Ok(()),
        }
    }
}
