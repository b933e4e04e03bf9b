//! The own days of a customer: those on which an order could be expected of it.

mod circle;
mod own_days;
mod season;
mod season_rules;

pub use own_days::OwnDays;
pub use season::Season;
pub use season_rules::SeasonRules;
