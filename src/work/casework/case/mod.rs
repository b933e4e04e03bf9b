mod case;
mod case_error;
mod case_step;
mod check;
mod closing;
mod condition_state;
mod remedy;
mod take;
mod terms;
#[cfg(feature = "serde")]
mod written;

pub use case::Case;
pub use case_error::CaseError;
pub use case_step::CaseStep;
pub(crate) use check::check_case;
pub use closing::{CaseStatus, Closing};
pub(crate) use condition_state::ConditionState;
pub use remedy::{FoundCause, PlannedRemedy, RemedyEnd, RemedyOutcome};
pub(crate) use take::{Door, may_reset};
pub(crate) use terms::CaseTerms;
#[cfg(feature = "serde")]
pub(crate) use written::WrittenCase;
