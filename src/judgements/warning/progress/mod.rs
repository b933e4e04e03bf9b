//! Sales progress (S21.2): plan, last year, frequency, decline.

mod decline;
mod frequency;
mod progress_policy;
mod progress_reading;

pub use decline::{DeclineReading, DeclineRules};
pub use frequency::FrequencyRules;
pub use progress_policy::{ProgressPolicy, ProgressPolicyDraft};
pub use progress_reading::ProgressReading;
