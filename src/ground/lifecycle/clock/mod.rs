//! Deadlines in days, with pauses.

mod deadline;
mod pause;
mod terms;

pub use deadline::{Clock, Lateness};
pub use pause::{Pause, PauseError, PauseGrant};
pub use terms::{ClockTerms, Count, Roll};
