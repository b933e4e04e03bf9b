use crate::id::CriterionId;
use crate::key_account::KeyAccountError;
use crate::measure::Score;
use crate::scorecard::{CriterionResult, Evaluation};

/// A criterion without an answer, with its points of 100.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct OpenCriterion {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its weight, in points of 100.
    pub weight: u8,
}

mod sealed {
    use super::{KeyAccountError, OpenCriterion, Score};

    /// The score of an account on an axis: from that of the answers there are to that with the best
    /// marks for all that is missing.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct AxisReading {
        low: Score,
        high: Score,
        open: Vec<OpenCriterion>,
    }

    impl AxisReading {
        /// The scores from one to another, and the criteria without an answer.
        ///
        /// # Errors
        ///
        /// When the low end lies above the high end.
        pub fn try_new(
            low: Score,
            high: Score,
            open: Vec<OpenCriterion>,
        ) -> Result<Self, KeyAccountError> {
            if low > high {
                let (low, high) = (low.to_string(), high.to_string());
                return Err(KeyAccountError::Backwards { what: "a score", low, high });
            }
            Ok(Self { low, high, open })
        }

        /// A score that is known.
        pub const fn exactly(score: Score) -> Self {
            Self { low: score, high: score, open: Vec::new() }
        }

        /// The lowest score.
        pub const fn low(&self) -> Score {
            self.low
        }

        /// The highest score.
        pub const fn high(&self) -> Score {
            self.high
        }

        /// The criteria without an answer.
        pub fn open(&self) -> &[OpenCriterion] {
            &self.open
        }
    }
}
pub use sealed::AxisReading;

impl AxisReading {
    /// The reading of an evaluation on the scorecard of the axis.
    ///
    /// # Errors
    ///
    /// None for an evaluation that a card made: its low end is not above its high end.
    pub fn try_from_evaluation(evaluation: &Evaluation) -> Result<Self, KeyAccountError> {
        let open = evaluation.criteria.iter().filter_map(|it| match it.result {
            CriterionResult::Unknown(_) => {
                Some(OpenCriterion { criterion: it.criterion.clone(), weight: it.weight })
            }
            CriterionResult::Known { .. } => None,
        });
        Self::try_new(evaluation.score.low, evaluation.score.high, open.collect())
    }

    /// The criterion without an answer that weighs most; of equal ones the first.
    pub(super) fn heaviest(&self) -> Option<&OpenCriterion> {
        self.open().iter().rev().max_by_key(|it| it.weight)
    }
}
