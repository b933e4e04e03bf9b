use super::ObjectionStage;
use crate::calendar::Day;
use crate::id::{ObjectionKindId, QuestionId};
use crate::lifecycle::{ContentError, StepError};
use crate::valid::codes;

/// The reason why an objection is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ObjectionError {
    /// The policy has no guide to the kind, so nobody knows what to establish.
    #[error("the policy has no guide to objections of kind {kind}")]
    NoGuide {
        /// The kind.
        kind: ObjectionKindId,
    },
}

codes! {
    ObjectionError {
        NoGuide = "objection_without_guide",
    }
}

/// The content for which a step of an objection is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ObjectionFault {
    /// The step is dated before the objection.
    #[error("a step of {on} cannot come before the objection of {raised}")]
    BeforeObjection {
        /// The day of the step.
        on: Day,
        /// The day of the objection.
        raised: Day,
    },
    /// The question does not belong to the kind.
    #[error("an objection of kind {kind} does not ask for {question}")]
    OtherQuestion {
        /// The kind of the objection.
        kind: ObjectionKindId,
        /// The question.
        question: QuestionId,
    },
    /// The policy has no guide to the kind.
    #[error(transparent)]
    NoGuide(#[from] ObjectionError),
}

codes! {
    ObjectionFault {
        BeforeObjection = "before_objection",
        OtherQuestion = "other_question",
    }
    passing {
        Self::NoGuide(error) => error.code(),
    }
}

impl ContentError for ObjectionFault {
    fn code(&self) -> &'static str {
        self.code()
    }
}

/// The refusal of a step of an objection.
pub type ObjectionStepError = StepError<ObjectionStage, ObjectionFault>;
