//! The effects of an episode as a listener hears them, its reminders, and the reasons of closings.

use guanxi::calendar::Day;
use guanxi::casework::{
    Case, CasePolicy, CaseStatus, CaseStep, Closing, Deadline, Effect, Episode, Input, RemedyEnd,
    RemedyOutcome, SELF_CLEARED,
};
use guanxi::warning::{Level, Rule};
use proptest::prelude::*;

use super::acts::{Taken, Told};

/// What somebody knows who only hears the effects.
#[derive(Debug, Default)]
pub(crate) struct Listener {
    pub(crate) told: Option<Level>,
    pub(crate) is_clear: bool,
    pub(crate) raised: u32,
    pub(crate) closed: u32,
    /// The customer was given up, and has not bought since.
    pub(crate) is_given_up: bool,
}

impl Listener {
    pub(crate) fn hears(&mut self, effect: &Effect) -> Result<(), TestCaseError> {
        match effect {
            Effect::Raised { level, .. } => {
                prop_assert!(self.told.is_none() && !self.is_given_up);
                (self.told, self.is_clear) = (Some(*level), false);
                self.raised += 1;
            }
            Effect::Escalated { from, to } => {
                prop_assert!(self.told == Some(*from) && to > from && !self.is_clear);
                self.told = Some(*to);
            }
            Effect::DeEscalated { from, to } => {
                prop_assert!(self.told == Some(*from) && to < from && !self.is_clear);
                self.told = Some(*to);
            }
            Effect::Recovered { from } => {
                prop_assert!(self.told == Some(*from) && !self.is_clear);
                self.is_clear = true;
            }
            Effect::CameBack { level } => {
                prop_assert!(self.told.is_some());
                (self.told, self.is_clear) = (Some(*level), false);
            }
            Effect::Closed(closing) => {
                prop_assert!(self.told.is_some());
                self.is_given_up = *closing == Closing::Lost;
                self.told = None;
                self.closed += 1;
            }
            // A customer becomes lost whether or not a case is open.
            Effect::Repeated | Effect::Lost => {}
            Effect::Silent { .. }
            | Effect::Inhibited(_)
            | Effect::Released
            | Effect::Unshelved(_)
            | Effect::Reminder(_)
            | Effect::DeadlineMissed(_)
            | Effect::HandOver
            | Effect::CauseSuggested(_)
            | Effect::RiskExpired => prop_assert!(self.told.is_some(), "{effect:?}"),
        }
        Ok(())
    }
}

pub(crate) const fn is_taking_steps(status: CaseStatus) -> bool {
    match status {
        CaseStatus::New
        | CaseStatus::Acknowledged
        | CaseStatus::Investigating
        | CaseStatus::CauseKnown
        | CaseStatus::Handling
        | CaseStatus::Reopened => true,
        CaseStatus::Resolved | CaseStatus::RiskAccepted(_) | CaseStatus::Closed(_) => false,
    }
}

/// When somebody is to be reminded, in the plainest way.
#[derive(Debug, Default)]
pub(crate) struct Reminders {
    pub(crate) count: u32,
    pub(crate) on: Day,
}

impl Reminders {
    pub(crate) fn after(from: Day, days: u32, policy: &CasePolicy) -> Day {
        let (mut day, mut left) = (from, days);
        while left > 0 {
            day = day.offset(1);
            left -= u32::from(policy.calendar.is_worked(day));
        }
        day
    }

    pub(crate) fn begin(&mut self, on: Day, policy: &CasePolicy) {
        *self = Self { count: 0, on: Self::after(on, 1, policy) };
    }

    pub(crate) fn expected(
        &mut self,
        taken: &Taken,
        now: &Episode,
        on: Day,
        policy: &CasePolicy,
    ) -> Vec<Effect> {
        let status = |it: &Episode| it.open_case().map(Case::status);
        let (was, is) = (status(&taken.before), status(now));
        let times = |it: &Episode| it.open_case().map(Case::times_reopened);
        let is_reopened = times(&taken.before).is_some_and(|was| Some(was) < times(now));
        let was_accepted = matches!(was, Some(CaseStatus::RiskAccepted(_)));
        let is_accepted = matches!(is, Some(CaseStatus::RiskAccepted(_)));
        let is_raised = taken.effects.iter().any(|it| matches!(it, Effect::Raised { .. }));
        let is_step = matches!(taken.input, Input::Step { .. });
        if is_reopened || is_raised || is_step || (was_accepted && !is_accepted) {
            self.begin(on, policy);
        }
        let is_shelved = |it: &Episode| it.open_case().is_some_and(|case| case.shelf().is_some());
        let waits = |it: &Episode| it.open_case().is_some_and(|case| case.handling().is_held());
        let (before, is_over) = (&taken.before, |was: bool, is: bool| was && !is);
        // What goes on again is told on its day, and nobody is reminded of it besides.
        if is_over(is_shelved(before), is_shelved(now)) || is_over(waits(before), waits(now)) {
            self.on = self.on.max(Self::after(on, 1, policy));
        }
        let Some(case) = now.open_case() else { return Vec::new() };
        let is_held = now.held_back_by().is_some() || now.is_lost();
        if is_held || case.shelf().is_some() || !is_taking_steps(case.status()) || on < self.on {
            return Vec::new();
        }
        let reminder = Effect::Reminder(self.count);
        self.count += 1;
        let apart = 2_u32.pow(self.count.min(16)).min(u32::from(policy.reminder_days));
        self.on = Self::after(on, apart, policy);
        vec![reminder]
    }
}

pub(crate) const fn is_lost(step: &CaseStep) -> bool {
    matches!(step, CaseStep::CompleteRemedy { outcome: RemedyOutcome::Lost, .. })
}

pub(crate) const DEADLINES: [Deadline; 3] =
    [Deadline::Acknowledge, Deadline::Cause, Deadline::Remedy];

/// What a case that was closed by this has to show for it.
pub(crate) fn closed_for_a_reason(closing: Closing, told: &Told) -> Result<(), TestCaseError> {
    let case = told.episode.case().unwrap();
    prop_assert_eq!(case.status(), CaseStatus::Closed(closing));
    let closed = told.episode.closed_cases().last().unwrap();
    prop_assert_eq!((closed.closing, closed.closed), (closing, told.on));
    prop_assert_eq!((closed.ordinal, closed.opened), (told.episode.ordinal(), case.opened()));
    let steps = || {
        let of_case = told.episode.trail().iter().filter(|it| it.on >= case.opened());
        of_case.filter_map(|it| match &it.input {
            Input::Step { by, step, .. } => Some((by, step)),
            _ => None,
        })
    };
    match closing {
        Closing::Remedied => {
            prop_assert!(case.causes().iter().all(|it| !it.evidence.is_empty()));
            prop_assert!(closed.cause_found.is_some() && closed.resolved.is_some());
            let is_done =
                case.remedies().iter().any(|it| matches!(it.end, Some(RemedyEnd::Done(_))));
            // Steps older than the policy keeps are no longer in the trail.
            let is_cut = told.episode.trail().first().is_none_or(|it| it.on > case.opened());
            let is_resolved = is_cut || steps().any(|(_, step)| *step == CaseStep::Resolve);
            let is_of_itself = case.causes()[0].cause.as_str() == SELF_CLEARED;
            prop_assert!(is_done || (is_resolved && !is_of_itself));
        }
        Closing::NoLongerJudged => {
            let (_, step) = steps().next_back().unwrap();
            let is_withdrawn = matches!(step, CaseStep::Withdraw { .. });
            prop_assert!(is_withdrawn);
            prop_assert!(told.episode.condition().phase().level().is_none());
        }
        Closing::Lost if matches!(steps().next_back(), Some((_, CaseStep::Withdraw { .. }))) => {
            prop_assert!(told.episode.is_lost());
            prop_assert_ne!(steps().next_back().map(|(by, _)| by), case.owner());
        }
        Closing::Lost => {
            prop_assert_eq!(told.episode.rule(), Rule::Loss);
            prop_assert!(!case.causes().is_empty() && closed.resolved.is_some());
            prop_assert!(told.episode.condition().phase().level().is_some());
            let lost = Some(RemedyEnd::Done(RemedyOutcome::Lost));
            prop_assert!(case.remedies().iter().any(|it| it.end == lost));
            // By one who neither owns it nor found that it is lost.
            let (by, step) = steps().next_back().unwrap();
            prop_assert_eq!(step, &CaseStep::Close);
            prop_assert_ne!(Some(by), case.owner());
            let finder = steps().rfind(|(_, step)| is_lost(step));
            prop_assert!(finder.is_some_and(|(finder, _)| finder != by));
        }
        Closing::SelfCleared => {
            prop_assert_eq!(closed.highest, Level::Watch);
            // Nobody has seen to it, which is not enough for a loss; or somebody has found that it
            // was so, and nothing was left to be done.
            let main = case.causes().first().map(|it| it.cause.as_str());
            if closed.resolved.is_some() {
                prop_assert_eq!(main, Some(SELF_CLEARED));
                prop_assert!(steps().any(|(_, step)| *step == CaseStep::Resolve));
            } else {
                prop_assert_ne!(told.episode.rule(), Rule::Loss);
            }
        }
        Closing::RiskPassed => {
            prop_assert!(!case.causes().is_empty());
            let is_accepted = steps().any(|(_, step)| matches!(step, CaseStep::AcceptRisk { .. }));
            prop_assert!(is_accepted);
        }
        Closing::Dismissed => {
            let is_dismissed = steps().any(|(_, step)| matches!(step, CaseStep::Dismiss { .. }));
            prop_assert!(is_dismissed);
        }
    }
    Ok(())
}
