//! The most likely parameters of a book.

mod fit;
mod fit_bounds;
mod histories;

pub use fit::{Fit, FitParameter};
pub use fit_bounds::{FitBounds, FitError, ParameterRange};
