//! Days: deadlines with pauses, days in a stage, days from asking to answer.

mod deadline;
mod journey;
mod journey_figures;
mod pause;
mod stage_days;
mod terms;
mod turn;

pub use deadline::{Clock, Lateness};
pub use journey::{Journey, JourneyPart};
pub use journey_figures::JourneyFigures;
pub use pause::{Pause, PauseError, PauseGrant};
pub use stage_days::StageDays;
pub use terms::{ClockTerms, Count, Roll};
pub use turn::{TakesTurns, Turn, TurnReading};
