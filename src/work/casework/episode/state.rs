use super::closed_case::ClosedCase;
use super::effect::{Effect, Inhibitor};
use super::episode_error::EpisodeError;
use super::event::{EvaluationInContext, Input};
use crate::calendar::{AsOf, Day};
use crate::casework::case::{
    Case, CaseError, CaseStatus, CaseStep, CaseTerms, Closing, ConditionState, Door,
};
use crate::casework::condition::{Condition, Evaluation, EvaluationError, next_silence};
use crate::casework::policy::CasePolicy;
use crate::engine::digest;
use crate::id::{CauseId, StaffId};
use crate::lifecycle::TrailError;
use crate::segment::Class;
use crate::warning::{Level, Rule};

/// The state to which the trail of an episode leads.
#[expect(clippy::struct_excessive_bools, reason = "each is a question that a step asks")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EpisodeState {
    pub(super) rule: Rule,
    pub(super) ordinal: u32,
    pub(super) condition: Condition,
    pub(super) clear_since: Option<Day>,
    /// The level that the last evaluation saw.
    pub(super) seen: Option<Level>,
    /// The day of the last input.
    pub(super) last: Option<Day>,
    pub(super) class: Class,
    pub(super) case: Option<Case>,
    pub(super) closed: Vec<ClosedCase>,
    /// Up to this level nothing is raised, until the day is over.
    pub(super) mute: Option<(Level, Day)>,
    /// The customer is lost: nothing is raised until the condition has cleared.
    pub(super) is_given_up: bool,
    pub(super) inhibited_by: Option<Inhibitor>,
    pub(super) withheld: Option<Withheld>,
    pub(super) is_boosted: bool,
    /// The customer is lost, by the data: its loss is no longer judged.
    pub(super) is_lost: bool,
    /// `true` if it was told that the customer is lost.
    pub(super) is_lost_told: bool,
}

/// A warning that would have been raised but for what holds it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Withheld {
    pub(super) by: Inhibitor,
    /// The day on which it is raised if it still stands; `None` while it is held back.
    pub(super) release: Option<Day>,
}

/// The form of the news that a case was raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// A notice of its own tells it.
    Each,
    /// A list tells it: nothing is due before somebody takes it up.
    List,
    /// It was told when the input was taken: nothing goes out by itself.
    Past,
}

impl EpisodeState {
    /// The state of a rule that was never evaluated.
    pub(super) fn new(rule: Rule) -> Self {
        Self {
            rule,
            ordinal: 0,
            condition: Condition::default(),
            clear_since: None,
            seen: None,
            last: None,
            class: Class::C,
            case: None,
            closed: Vec::new(),
            mute: None,
            is_given_up: false,
            inhibited_by: None,
            withheld: None,
            is_boosted: false,
            is_lost: false,
            is_lost_told: false,
        }
    }

    /// The state without its closed cases.
    pub(super) fn without_closed(&self) -> Self {
        Self {
            rule: self.rule,
            ordinal: self.ordinal,
            condition: self.condition,
            clear_since: self.clear_since,
            seen: self.seen,
            last: self.last,
            class: self.class,
            case: self.case.clone(),
            closed: Vec::new(),
            mute: self.mute,
            is_given_up: self.is_given_up,
            inhibited_by: self.inhibited_by,
            withheld: self.withheld,
            is_boosted: self.is_boosted,
            is_lost: self.is_lost,
            is_lost_told: self.is_lost_told,
        }
    }

    /// The case, when it is open.
    pub(super) fn open_case(&self) -> Option<&Case> {
        self.case.as_ref().filter(|case| case.status().is_open())
    }

    pub(super) fn open_case_mut(&mut self) -> Option<&mut Case> {
        self.case.as_mut().filter(|case| case.status().is_open())
    }

    pub(super) const fn terms<'a>(&self, policy: &'a CasePolicy) -> CaseTerms<'a> {
        CaseTerms { class: self.class, policy }
    }

    /// Takes an input.
    pub(super) fn take(
        &mut self,
        input: &Input,
        t: AsOf,
        policy: &CasePolicy,
        door: Door,
    ) -> Result<Vec<Effect>, EpisodeError> {
        let on = t.day();
        if let Some(last) = self.last_after(on) {
            return Err(match input {
                Input::Evaluation { .. } => EvaluationError::OutOfOrder { on, last }.into(),
                Input::Step { .. } | Input::Day | Input::AcceptBatch | Input::RejectBatch => {
                    CaseError::from(TrailError::BackDated { on, last }).into()
                }
            });
        }
        let mut effects = Vec::new();
        let (mut suggested, mut telling): (&[CauseId], _) = (&[], Telling::Each);
        match input {
            Input::Evaluation { evaluation, seen } => {
                self.evaluate(*evaluation, seen, t, policy)?;
                suggested = &seen.suggested;
                telling = if seen.is_baseline { Telling::List } else { Telling::Each };
            }
            Input::Step { by, step, .. } => {
                let before = self.case.clone();
                if let Err(refused) = self.person(step, by, on, policy, door, &mut effects) {
                    self.case = before;
                    return Err(refused.into());
                }
            }
            Input::Day => {}
            Input::AcceptBatch => self.end_batch(false),
            Input::RejectBatch => self.end_batch(true),
        }
        let telling = if door == Door::Past { Telling::Past } else { telling };
        self.settle(on, policy, telling, &mut effects);
        self.hint(suggested, &mut effects);
        self.last = Some(on);
        Ok(effects)
    }

    fn evaluate(
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
            is_baseline,
            arms,
            is_lost,
        } = *seen;
        let conditions = policy.condition(self.rule);
        let was = self.condition.phase().level();
        let (step, arms) = ((evaluation, is_baseline), arms.of_rule(self.rule));
        let condition = self.condition.after(step, (found, arms), t, conditions)?;
        self.condition = condition.with_content(digest(seen));
        if let Evaluation::Seen { raised, .. } = found {
            self.seen = raised;
        }
        match (was, self.condition.phase().level()) {
            (Some(_), None) => self.clear_since = Some(t.day()),
            (None, Some(_)) => self.clear_since = None,
            (Some(_), Some(_)) | (None, None) => {}
        }
        (self.class, self.inhibited_by, self.is_boosted) = (class, inhibited_by, is_boosted);
        if self.rule == Rule::Loss {
            self.is_lost = is_lost;
            self.is_lost_told &= is_lost;
        }
        Ok(())
    }

    /// The day of the last input, when it is later than a day.
    pub(super) fn last_after(&self, on: Day) -> Option<Day> {
        self.last.filter(|last| on < *last)
    }

    /// Takes a step of a person, after the day has passed. Where it is refused, the case may have
    /// changed and nothing else.
    pub(super) fn person(
        &mut self,
        step: &CaseStep,
        by: &StaffId,
        on: Day,
        policy: &CasePolicy,
        door: Door,
        effects: &mut Vec<Effect>,
    ) -> Result<(), CaseError> {
        self.pass_time(on, policy, effects);
        let state = self.condition_state(on, policy);
        let terms = self.terms(policy);
        let Some(case) = self.open_case_mut() else {
            return Err(CaseError::NoCase { step: step.name() });
        };
        let (is_reset, is_unshelved) =
            (matches!(step, CaseStep::Reset { .. }), matches!(step, CaseStep::Unshelve));
        case.take_up(on, terms);
        case.step(step.clone(), by, on, state, terms, door)?;
        case.handling.touch(on, &terms);
        let is_over = |case: &Case| case.status() == CaseStatus::Closed(Closing::NoLongerJudged);
        // Silent arms would go on keeping what nobody judges.
        if is_reset || self.case.as_ref().is_some_and(is_over) {
            self.condition = self.condition.reset();
            self.clear_since = Some(on);
        }
        if is_unshelved {
            self.unshelve(on, policy, effects);
        }
        Ok(())
    }

    /// The state of the condition for a step.
    fn condition_state(&self, on: Day, policy: &CasePolicy) -> ConditionState {
        let is_clear = self.condition.phase().level().is_none();
        ConditionState {
            is_clear,
            is_verified: is_clear && self.is_verified(on, policy),
            is_unjudged: self.is_unjudged(on, policy),
            is_lost: self.is_lost,
            seen: self.seen,
        }
    }

    /// Tells once that the customer is lost, as soon as anything is told of it, if it still is.
    pub(super) fn tell_lost(&mut self, effects: &mut Vec<Effect>) {
        if self.is_lost && !self.is_lost_told && self.is_heard() {
            self.is_lost_told = true;
            effects.push(Effect::Lost);
        }
    }

    /// Tests whether news of the condition are told: nothing holds the warning back, and its case
    /// lies on no shelf.
    pub(super) fn is_heard(&self) -> bool {
        let is_shelved = self.open_case().is_some_and(|case| case.shelf().is_some());
        !is_shelved && self.inhibited_by.is_none()
    }

    /// Takes note that its customer is no longer reviewed: nothing judges its condition.
    pub(super) fn leave_review(&mut self, on: Day, policy: &CasePolicy) {
        self.condition = self.condition.unreviewed(on, policy.condition(self.rule));
    }

    /// Sets the silence in which the episode lies, without an evaluation; `None` ends one.
    pub(super) fn set_silence(&mut self, number: Option<u64>) {
        match self.inhibited_by {
            None | Some(Inhibitor::Silence(_)) => {
                self.inhibited_by = number.map(Inhibitor::Silence);
            }
            Some(Inhibitor::Influence(_) | Inhibitor::Flood) => {}
        }
    }

    /// The next day on which a silence of arms is told, so long as nothing about the case changes.
    pub(super) fn next_silence(&self, policy: &CasePolicy) -> Option<Day> {
        let timing = &policy.condition(self.rule).timing;
        let next = next_silence(&self.condition, policy.silent_days, timing);
        next.filter(|_| self.hears_of_silences())
    }

    /// Tests whether a silence of arms would be told. A lost customer has a notice of its own.
    pub(super) fn hears_of_silences(&self) -> bool {
        self.open_case().is_some() && self.is_heard() && !self.is_lost
    }

    /// The day on which a flood that holds it back times out; `None` twice where none does.
    #[expect(clippy::option_option, reason = "a flood may have no time-out")]
    pub(super) fn flood_until(&self) -> Option<Option<Day>> {
        self.withheld.filter(|it| it.by == Inhibitor::Flood).map(|it| it.release)
    }

    fn end_batch(&mut self, is_bad: bool) {
        if self.is_flooded() {
            self.withheld = None;
            self.inhibited_by = self.inhibited_by.filter(|by| *by != Inhibitor::Flood);
            if is_bad {
                self.condition = self.condition.reset();
            }
        }
    }
}
