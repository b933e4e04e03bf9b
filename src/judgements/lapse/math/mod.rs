//! Numbers and calculations of statistics, without a customer.

mod average_run;
mod binomial;
mod deviation;
mod gamma_derivatives;
mod newton;
mod parameter;
mod rounding;
mod sigmas;

pub use deviation::Deviation;
pub use parameter::{Parameter, ParameterError};
pub use sigmas::{Sigmas, SigmasError};

pub(crate) use average_run::months_within;
pub(crate) use binomial::lower_tail;
pub(crate) use gamma_derivatives::{digamma, trigamma};
pub(crate) use newton::{Peak, Surface, greatest};
pub(crate) use rounding::to_probability;
