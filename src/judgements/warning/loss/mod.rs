//! Customer loss (S21.4): silence, hard cap, narrowing.

mod bought_once;
#[cfg(any(feature = "toml", feature = "json"))]
mod loss_figures;
mod loss_method;
mod loss_policy;
mod loss_reading;
mod narrowing;
mod next_alarm;
mod year_purchases;

pub use bought_once::BoughtOnceRules;
#[cfg(any(feature = "toml", feature = "json"))]
pub(crate) use loss_figures::LossFigures;
pub use loss_method::LossMethod;
pub(crate) use loss_policy::LossOutcome;
pub use loss_policy::{LossPolicy, LossPolicyDraft};
pub use loss_reading::LossReading;
pub use narrowing::{GroupSignal, LostGroup, NarrowingReading, NarrowingRules};
pub(crate) use year_purchases::YearPurchases;
