//! Limits in force, and the pools that customers share.

mod group_tree;
mod limit_resolution;
mod pool;

pub use group_tree::{GroupNode, GroupTree};
pub(crate) use limit_resolution::in_force as limit_in_force;
pub use limit_resolution::{LimitResolution, LimitSource, NotInForce, SupersededLimit};
pub use pool::{Pool, PoolKind};
