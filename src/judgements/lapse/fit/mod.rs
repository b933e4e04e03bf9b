//! The most likely parameters of a book.

mod fit;
mod fit_bounds;
mod histories;
mod zero_orders;

pub use fit::Fit;
pub use fit_bounds::{FitBounds, FitError, FitParameter, ParameterRange};
pub use zero_orders::ZeroOrders;
