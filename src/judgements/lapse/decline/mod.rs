//! Decline: a customer's months against the market and its own noise.

mod decline_measure;
mod decline_signal;
mod fewer_order_days;
mod market;
mod market_totals;
mod run_length;
mod year_on_year;

pub use decline_measure::DeclineMeasure;
pub use decline_signal::DeclineSignal;
pub use fewer_order_days::{OrderFrequency, fewer_order_days};
pub use market::Market;
pub use market_totals::MarketTotals;
pub use run_length::RunLength;
pub use year_on_year::{MonthPair, YearOnYear};
