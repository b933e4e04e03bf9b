//! Margin of a customer, the cost of serving it, and the whale curve of all customers.

mod activity;
mod customer_margin;
mod receivable_cost;
mod whale_curve;

pub use activity::{Activity, ActivityCost, ActivityRate, CapacityUse};
pub use customer_margin::CustomerMargin;
pub use receivable_cost::receivable_cost;
pub use whale_curve::{CustomerProfit, WhaleCurve, WhaleStep};
