//! Erasure: a fact or a whole customer is gone from every day, and only that it was erased remains.

mod erase_error;
mod erasure;

pub use erase_error::EraseError;
pub(crate) use erasure::Erasures;
pub use erasure::{Erasure, OpenMoney};
