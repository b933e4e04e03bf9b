use super::effect::Inhibitor;
use crate::calendar::Day;
use crate::casework::case::CaseStep;
use crate::casework::condition::Evaluation;
use crate::id::{CauseId, StaffId};
use crate::segment::Class;

/// What one evaluation of a rule found, with what acts on it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub struct EvaluationInContext {
    /// What the rule says.
    #[cfg_attr(feature = "serde", serde(rename = "look"))]
    pub evaluation: Evaluation,
    /// The class of the customer, which deadlines go by.
    pub class: Class,
    /// What holds the warning back.
    pub inhibited_by: Option<Inhibitor>,
    /// Whether a raised level counts one higher.
    pub is_boosted: bool,
    /// Causes that other warnings suggest.
    pub suggested: Vec<CauseId>,
}

impl EvaluationInContext {
    /// A look at a customer of a class on which nothing acts.
    ///
    /// ```
    /// use guanxi::{casework::{Evaluation, EvaluationInContext}, segment::Class, warning::Level};
    /// let seen = EvaluationInContext::new(Evaluation::at(Some(Level::Watch)), Class::A);
    /// assert!(seen.inhibited_by.is_none() && !seen.is_boosted);
    /// ```
    pub const fn new(evaluation: Evaluation, class: Class) -> Self {
        Self { evaluation, class, inhibited_by: None, is_boosted: false, suggested: Vec::new() }
    }
}

/// What an episode is told.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum Input {
    /// An evaluation of its rule, numbered by whoever evaluates: the same number twice changes
    /// nothing.
    #[cfg_attr(feature = "serde", serde(rename = "look"))]
    Evaluation {
        /// The number of the evaluation.
        evaluation: u64,
        /// What it found.
        seen: EvaluationInContext,
    },
    /// Somebody does something, numbered by whoever records it: a number that was told before changes
    /// nothing.
    Step {
        /// The number of the step.
        number: u64,
        /// Who.
        by: StaffId,
        /// What.
        step: CaseStep,
    },
    /// A day has come: deadlines, shelves and reminders.
    Day,
    /// Somebody has found a suspect batch to be good: what it held back is raised.
    AcceptBatch,
    /// Somebody has found a suspect batch to be bad: what it held back never was.
    RejectBatch,
}

/// Something that an episode was told, as it is kept. Looks that found the same and changed nothing are
/// kept as one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub struct Event {
    /// What.
    pub input: Input,
    /// When, the first time.
    pub on: Day,
    /// When, the last time.
    pub until: Day,
    /// How many times.
    pub times: u32,
}

impl Event {
    pub(crate) const fn once(input: Input, on: Day) -> Self {
        Self { input, on, until: on, times: 1 }
    }

    /// Whether it can have been kept like this: once on one day, or more often where that is kept as one.
    pub(crate) fn is_kept_so(&self) -> bool {
        match (&self.input, self.times) {
            (_, 1) => self.on == self.until,
            (Input::Evaluation { .. } | Input::Day, times) => times > 1 && self.on <= self.until,
            (Input::Step { .. } | Input::AcceptBatch | Input::RejectBatch, _) => false,
        }
    }

    /// Takes a look that found the same; gives it back when it is another.
    pub(crate) fn again(&mut self, input: Input, on: Day) -> Option<Input> {
        match (&mut self.input, input) {
            (
                Input::Evaluation { evaluation, seen },
                Input::Evaluation { evaluation: next, seen: now },
            ) if *seen == now => {
                *evaluation = next;
                self.until = on;
                self.times = self.times.saturating_add(1);
                None
            }
            (Input::Day, Input::Day) => {
                self.until = on;
                self.times = self.times.saturating_add(1);
                None
            }
            (_, other) => Some(other),
        }
    }
}
