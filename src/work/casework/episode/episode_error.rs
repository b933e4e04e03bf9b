use crate::casework::case::CaseError;
use crate::casework::condition::EvaluationError;
use crate::valid::codes;

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
    /// An input of a trail that is read back cannot have followed the one before.
    #[error("at place {place} of a trail: {refused}")]
    AtPlace {
        /// The place, from 0.
        place: usize,
        /// The reason.
        refused: Box<EpisodeError>,
    },
    /// The trail cannot come from an episode.
    #[error("what stands at place {place} of a trail cannot have followed what stands before")]
    Trail {
        /// The place, from 0.
        place: usize,
    },
}

codes! {
    EpisodeError {
        Trail = "impossible_trail",
    }
    passing {
        EpisodeError::Evaluation(reason) => reason.code(),
        EpisodeError::Case(reason) => reason.code(),
        EpisodeError::AtPlace { refused, .. } => refused.code(),
    }
}
