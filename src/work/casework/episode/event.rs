use super::effect::Inhibitor;
use crate::calendar::Day;
use crate::casework::case::CaseStep;
use crate::casework::condition::Evaluation;
use crate::id::{CauseId, StaffId};
use crate::segment::Class;

/// An evaluation of a rule, with everything that acts on it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub struct EvaluationInContext {
    /// The result of the rule.
    #[cfg_attr(feature = "serde", serde(rename = "look"))]
    pub evaluation: Evaluation,
    /// The class of the customer, by which deadlines go.
    pub class: Class,
    /// The inhibitor that holds the warning back.
    pub inhibited_by: Option<Inhibitor>,
    /// `true` if a raised level counts one higher.
    pub is_boosted: bool,
    /// Causes that other warnings suggest.
    pub suggested: Vec<CauseId>,
}

impl EvaluationInContext {
    /// An evaluation on which nothing acts.
    pub const fn new(evaluation: Evaluation, class: Class) -> Self {
        Self { evaluation, class, inhibited_by: None, is_boosted: false, suggested: Vec::new() }
    }
}

/// An input of an episode.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum Input {
    /// An evaluation of its rule, numbered by the caller. A number that comes twice in a row
    /// changes nothing.
    #[cfg_attr(feature = "serde", serde(rename = "look"))]
    Evaluation {
        /// The number of the evaluation.
        evaluation: u64,
        /// The result, with everything that acts on it.
        seen: EvaluationInContext,
    },
    /// A step of a person, numbered by the caller. A number that was applied changes nothing.
    Step {
        /// The number of the step.
        number: u64,
        /// The staff member.
        by: StaffId,
        /// The step.
        step: CaseStep,
    },
    /// A day has come: deadlines, shelves and reminders.
    Day,
    /// A batch that was held back is good: its warnings are raised.
    AcceptBatch,
    /// A batch that was held back is bad: its warnings are dropped as if never raised.
    RejectBatch,
}

/// An entry of the trail of an episode. Evaluations that found the same and changed nothing are
/// kept as one, and so are days.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub struct Event {
    /// The input.
    pub input: Input,
    /// The first day on which it came.
    pub on: Day,
    /// The last day on which it came.
    pub until: Day,
    /// The number of times that it came.
    pub times: u32,
}

impl Event {
    pub(super) const fn once(input: Input, on: Day) -> Self {
        Self { input, on, until: on, times: 1 }
    }

    /// `true` if an episode keeps such an entry: one that came once has one day, and only
    /// evaluations and days come more often.
    pub(super) fn is_well_formed(&self) -> bool {
        match (&self.input, self.times) {
            (_, 1) => self.on == self.until,
            (Input::Evaluation { .. } | Input::Day, times) => times > 1 && self.on <= self.until,
            (Input::Step { .. } | Input::AcceptBatch | Input::RejectBatch, _) => false,
        }
    }

    /// Counts an input that is alike. Gives back any other, which begins an entry of its own.
    pub(super) fn count(&mut self, input: Input, on: Day) -> Option<Input> {
        let Some(times) = self.times.checked_add(1) else { return Some(input) };
        match (&mut self.input, input) {
            (
                Input::Evaluation { evaluation, seen },
                Input::Evaluation { evaluation: next, seen: now },
            ) if *seen == now => *evaluation = next,
            (Input::Day, Input::Day) => {}
            (_, other) => return Some(other),
        }
        self.until = on;
        self.times = times;
        None
    }
}
