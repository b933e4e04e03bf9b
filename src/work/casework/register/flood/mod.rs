mod raise_rates;

pub(crate) use raise_rates::{RaiseRates, begins_to_judge};
