//! The change between two reviews.

mod change_error;
mod comparison;
mod other_book;
mod review_bridge;
mod review_movement;
mod rows;
#[cfg(feature = "serde")]
mod written;

pub use change_error::ChangeError;
pub use comparison::{
    ComparedGroup, CustomerChange, LevelChange, LevelMovement, ReviewComparison, ServiceChange,
};
pub use other_book::NamedMerge;
pub use review_bridge::ReviewBridge;
pub use review_movement::{PolicyMovement, ReviewChange, ReviewMovement};
