use super::effect::Inhibitor;
use crate::calendar::Day;
use crate::casework::case::CaseStep;
use crate::casework::condition::{Evaluation, SeenArms};
use crate::id::{CauseId, StaffId};
use crate::lifecycle::{Entry, TrailError};
use crate::segment::Class;

/// An evaluation of a rule, with everything that acts on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
    /// `true` in a baseline: what stands is raised without its days, and told by a list.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "crate::valid::is_default")
    )]
    pub is_baseline: bool,
    /// The arms of the rule that object, and those that are silent.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "crate::valid::is_default")
    )]
    pub arms: SeenArms,
    /// `true` if the customer is lost, and is no longer judged for that.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "crate::valid::is_default")
    )]
    pub is_lost: bool,
}

impl EvaluationInContext {
    /// An evaluation on which nothing acts.
    pub const fn new(evaluation: Evaluation, class: Class) -> Self {
        Self {
            evaluation,
            class,
            inhibited_by: None,
            is_boosted: false,
            suggested: Vec::new(),
            is_baseline: false,
            arms: SeenArms::NONE,
            is_lost: false,
        }
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
    /// An evaluation of its rule, numbered by the caller. A number that comes twice in a row with
    /// the same content changes nothing and says that it is repeated; with another day or content
    /// it is refused.
    #[cfg_attr(feature = "serde", serde(rename = "look"))]
    Evaluation {
        /// The number of the evaluation.
        evaluation: u64,
        /// The result, with everything that acts on it.
        seen: EvaluationInContext,
    },
    /// A step of a person, numbered by the caller. A number that was applied changes nothing and
    /// says that it is repeated; with another day or content it is refused, so long as the trail
    /// has the step.
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

/// An entry of the trail of an episode: an input with news, or a step of a person, with the days
/// after it that brought none.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub struct Event {
    /// The input.
    pub input: Input,
    /// The day on which it came.
    pub on: Day,
    /// The last day on which an input came since, without news.
    pub until: Day,
    /// The number of inputs: itself and those since that brought no news, as far as it fits.
    pub times: u32,
}

impl Event {
    pub(super) const fn once(input: Input, on: Day) -> Self {
        Self { input, on, until: on, times: 1 }
    }

    /// `true` if a trail that is kept in full has such an entry: one that came once has one day,
    /// and only evaluations and days come more often.
    pub(super) fn is_well_formed(&self) -> bool {
        match (&self.input, self.times) {
            (_, 1) => self.on == self.until,
            (Input::Evaluation { .. } | Input::Day, times) => times > 1 && self.on <= self.until,
            (Input::Step { .. } | Input::AcceptBatch | Input::RejectBatch, _) => false,
        }
    }

    /// The number of a step of a person.
    pub(super) const fn step_number(&self) -> Option<u64> {
        match self.input {
            Input::Step { number, .. } => Some(number),
            Input::Evaluation { .. } | Input::Day | Input::AcceptBatch | Input::RejectBatch => None,
        }
    }

    /// Checks that an input which is offered under the number of a step is that step.
    pub(super) fn check_repeated(&self, offered: &Input, day: Day) -> Result<(), TrailError> {
        if let (Input::Step { number, by, step }, Input::Step { by: other, step: offered, .. }) =
            (&self.input, offered)
        {
            let taken = Entry::new(step, self.on, by.clone());
            taken.admit_again(*number, &Entry::new(offered, day, other.clone()))?;
        }
        Ok(())
    }

    /// Counts inputs without news, the last of them on a day, so long as the number fits.
    pub(super) fn count_quiet(&mut self, on: Day, more: u32) {
        self.until = on;
        if let Some(times) = self.times.checked_add(more) {
            self.times = times;
        }
    }
}
