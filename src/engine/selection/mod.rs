//! Cuts of a column of numbers by the sum above them: in linear time, without sorting.
//!
//! A number is the positive part of a 64-bit integer. A condition tells of a sum and the total of
//! all numbers whether the sum is still short; it turns from yes to no once as the sum grows. The
//! *cut* is the smallest number for which the sum of all larger ones is short.
//!
//! One pass adds up the numbers in buckets, which are in order, so that walking them from the top
//! tells in which of them the cut lies: its [`Bracket`]. A second pass picks the few numbers of the
//! bracket, and sorting those tells the cut.

mod block;
mod bracket;
mod bucket_sums;
mod selection;
mod step_sums;

pub(crate) use block::{CutsAbove, positive_part};
pub(crate) use bracket::Bracket;
pub(crate) use bucket_sums::BucketSums;
pub(crate) use selection::{Selection, as_integer};
