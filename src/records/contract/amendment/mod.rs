//! Amendments: other content of some groups of clauses from a day on, reviewed and signed.

mod amendment;
mod amendment_step;
mod error;

pub use amendment::Amendment;
pub use amendment_step::{AmendmentAct, AmendmentStage, AmendmentStep};
pub use error::{AmendmentError, AmendmentStepError};
