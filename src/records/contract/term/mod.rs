//! The term of a contract: renewal, notice, and the terms one after the other.

mod notice_period;
mod renewal;
mod schedule;
mod step_error;
mod term_clause;

pub use notice_period::NoticePeriod;
pub use renewal::Renewal;
pub use schedule::{TermPeriod, TermSchedule};
pub use step_error::TermStepError;
pub use term_clause::TermClause;
