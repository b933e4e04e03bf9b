//! The silence between us and the customers of a review.

mod customer_silence;

pub use customer_silence::CustomerSilence;

pub(super) use customer_silence::silences;
