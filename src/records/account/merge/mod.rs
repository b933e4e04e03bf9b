//! Customers that turned out to be one: whose facts are whose, as of any day.

mod merge_error;
mod merge_groups;
mod merge_span;
mod merges;

pub use merge_error::MergeError;
pub use merge_span::MergeSpan;
pub(crate) use merges::Merges;
