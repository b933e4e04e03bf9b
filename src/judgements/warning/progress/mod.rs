//! Sales progress (S21.2): plan, last year, frequency, decline.

mod decline;
mod frequency;
mod progress_policy;

pub use decline::{DeclineDraft, DeclineReading};
pub use frequency::FrequencyDraft;
pub use progress_policy::{ProgressPolicy, ProgressPolicyDraft, ProgressReading};
