//! The groups of a review, each as one customer.

mod group_call;
mod group_review;
#[cfg(feature = "serde")]
mod written;

pub use group_call::{GroupCall, GroupOrCustomer};
pub use group_review::{GroupReview, ReviewedGroup};
