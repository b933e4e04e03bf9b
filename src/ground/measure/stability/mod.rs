//! The move of shares of classes.

mod stability_index;

pub use stability_index::StabilityIndex;
