//! Exposure by category, and amounts in other currencies.

mod exchange_rates;
mod exposure;
mod returned_goods;

pub use exchange_rates::{Converted, ExchangeRate, ExchangeRates, RateError};
pub use exposure::Exposure;
pub(crate) use exposure::{BesideBalance, covered, open_orders};
pub use returned_goods::ReturnedGoods;
