//! Integers beyond 128 bits, and divisions that cost a multiplication.

mod divisor;
mod exact_sum;
mod fitting;
mod sums_below;
mod wide;

pub(crate) use divisor::{Divisor, trillionths_of};
pub(crate) use exact_sum::is_negative_sum;
pub(crate) use fitting::{fitting_difference, fitting_sum};
pub(crate) use sums_below::sums_below;
pub(crate) use wide::{Wide, compare_products};
