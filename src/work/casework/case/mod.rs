mod case;
mod case_error;
mod case_move;
mod case_status;
mod case_step;
mod case_turn;
mod remedy;

pub(crate) use case::Stand;
pub use case::{Case, Shelf};
pub use case_error::CaseError;
pub use case_status::{CaseStatus, Closing, Deadline};
pub use case_step::CaseStep;
pub use remedy::{FoundCause, PlannedRemedy, RemedyEnd, RemedyOutcome};
