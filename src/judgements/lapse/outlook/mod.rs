//! The outlook on a customer: orders to come, and their value.

mod customer_value;
mod order_outlook;
mod rank_correlation;
mod spend;
mod value_error;

pub use customer_value::{CustomerValue, ValueHorizon};
pub use order_outlook::{ExpectedOrders, OrderOutlook, OrderRange};
pub use rank_correlation::RankCorrelation;
pub use spend::{SpendHistory, SpendPrior};
pub use value_error::ValueError;
