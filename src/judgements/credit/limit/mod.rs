//! Limits in force, and the pools that customers share.

mod group_tree;
mod limit_in_force;
mod limit_resolution;
mod pool;

pub use group_tree::{GroupNode, GroupTree};
pub use limit_in_force::LimitInForce;
pub(crate) use limit_in_force::share_of_limit;
pub use limit_resolution::{LimitResolution, LimitSource, NotInForce, SupersededLimit};
pub use pool::{Pool, PoolKind};
