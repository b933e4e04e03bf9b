//! Sales progress (S21.2): plan, last year, frequency, decline.

mod decline;
mod frequency;
mod period_arms;
mod period_progress;
#[cfg(any(feature = "toml", feature = "json"))]
mod progress_figures;
mod progress_policy;
mod progress_reading;
mod usual_order;

pub use decline::{DeclineReading, DeclineRules};
pub use frequency::FrequencyRules;
pub use period_progress::PeriodProgress;
#[cfg(any(feature = "toml", feature = "json"))]
pub(crate) use progress_figures::ProgressFigures;
pub use progress_policy::{ProgressPolicy, ProgressPolicyDraft};
pub use progress_reading::ProgressReading;
pub use usual_order::UsualOrderRules;
