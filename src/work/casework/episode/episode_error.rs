use crate::casework::case::CaseError;
use crate::casework::condition::EvaluationError;
use crate::warning::Rule;

/// The refusal of an input of an episode. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EpisodeError {
    /// An evaluation was refused.
    #[error(transparent)]
    Evaluation(#[from] EvaluationError),
    /// A step was refused.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// The trail cannot come from an episode.
    #[error("what stands at place {place} of a history cannot have followed what stands before")]
    Trail {
        /// The place, from 0.
        place: usize,
    },
    /// A rule of a customer has two trails.
    #[error("{rule} of the customer at position {position} has two histories")]
    Twice {
        /// The position of the customer.
        position: u32,
        /// The rule.
        rule: Rule,
    },
}
