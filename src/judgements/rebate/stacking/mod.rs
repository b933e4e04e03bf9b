//! Rebates beside each other, and their allocation to products and lines.

mod allocation;
mod stack;

pub use allocation::{Allocation, AllocationError, AllocationLine};
pub use stack::{StackEntry, StackError, StackedReward, stacked_rewards};
