//! The model of orders and dropout: rhythms, the rates of a book, signals.

mod cadence;
mod call_threshold;
mod closed_form;
mod gap;
mod lapse_signal;
mod moments;
mod policy;
mod prior;
mod regularity;
mod rhythm;

pub use cadence::Cadence;
pub use call_threshold::CallThreshold;
pub(crate) use closed_form::{BetaParameters, ClosedForm};
pub use gap::Gap;
pub use lapse_signal::LapseSignal;
pub(crate) use lapse_signal::first_day;
pub use moments::Moments;
pub use policy::{Dropout, LapsePolicy, Rates};
pub use prior::Prior;
pub use regularity::{LastGaps, regularity};
pub use rhythm::{OrderDays, Rhythm};
