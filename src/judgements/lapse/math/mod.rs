//! Numbers and calculations of statistics, without a customer.

mod average_run;
mod binomial;
mod deviation;
mod parameter;
mod rounding;
mod sigmas;
mod simplex;

pub use deviation::Deviation;
pub use parameter::{Parameter, ParameterError};
pub use sigmas::{Sigmas, SigmasError};

pub(crate) use average_run::months_within;
pub(crate) use binomial::lower_tail;
pub(crate) use rounding::to_probability;
pub(crate) use simplex::least;
