//! S11: customers classified by their purchases.
//!
//! | type | meaning |
//! |---|---|
//! | [`Class`] | A, B or C |
//! | [`Cuts`] | the smallest amounts of A and of B |
//! | [`AbcPolicy`], [`AbcMethod`] | the cuts of a set of purchases |
//! | [`CutSearch`], [`Tally`] | the cuts over parts that are never brought together |

mod class;
mod cut_search;
mod falling;
mod policy;

pub use class::{Class, Cuts};
pub use cut_search::{CutSearch, CutShares, Tally};
pub use policy::{AbcMethod, AbcPolicy, AbcPolicyDraft, ColumnError};

pub(super) use falling::Falling;
