//! Customer loss (S21.4): silence, hard cap, narrowing.

mod bought_once;
mod loss_method;
mod loss_policy;
mod loss_reading;
mod narrowing;
mod next_alarm;
mod year_purchases;

pub use bought_once::BoughtOnceRules;
pub use loss_method::LossMethod;
pub(crate) use loss_policy::LossOutcome;
pub use loss_policy::{LossPolicy, LossPolicyDraft};
pub use loss_reading::LossReading;
pub use narrowing::{GroupSignal, LostGroup, NarrowingReading, NarrowingRules};
pub(crate) use year_purchases::YearPurchases;
