mod case;
mod case_error;
mod case_step;
mod closing;
mod condition_state;
mod remedy;
mod take;
mod terms;

pub use case::Case;
pub use case_error::CaseError;
pub use case_step::CaseStep;
pub use closing::{CaseStatus, Closing};
pub(crate) use condition_state::ConditionState;
pub use remedy::{FoundCause, PlannedRemedy, RemedyEnd, RemedyOutcome};
pub(crate) use terms::CaseTerms;
