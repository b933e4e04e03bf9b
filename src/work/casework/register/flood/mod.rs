mod held_flood;
mod raise_rates;

pub use held_flood::HeldFlood;
pub(crate) use raise_rates::{RaiseRates, begins_to_judge};
