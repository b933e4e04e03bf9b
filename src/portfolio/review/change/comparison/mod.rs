//! Two reviews of one book, customer by customer: of two days or by two policies.

mod compared_group;
mod compared_row;
mod customer_change;
mod level_movement;
mod review_comparison;
mod text;
#[cfg(feature = "serde")]
mod written;

use super::rows;

pub use compared_group::ComparedGroup;
pub use customer_change::{CustomerChange, ServiceChange};
pub use level_movement::{LevelChange, LevelMovement};
pub use review_comparison::ReviewComparison;
