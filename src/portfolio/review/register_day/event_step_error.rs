use crate::book::BookError;
use crate::casework::RegisterError;
use crate::valid::codes;

/// The refusal of an event, by the book or by the register. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EventStepError {
    /// The book refused it.
    #[error(transparent)]
    Book(#[from] BookError),
    /// The register refused the step.
    #[error(transparent)]
    Register(#[from] RegisterError),
}

codes! {
    EventStepError {}
    passing {
        Self::Book(reason) => reason.code(),
        Self::Register(reason) => reason.code(),
    }
}
