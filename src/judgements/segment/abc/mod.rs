//! S11: customers classified by their purchases.
//!
//! | type | meaning |
//! |---|---|
//! | [`Class`] | A, B or C |
//! | [`Cuts`] | the smallest amounts of A and of B |
//! | [`AbcPolicy`], [`AbcMethod`] | the cuts of a set of purchases |
//! | [`OneOffInClasses`] | the weight of one-offs in the amounts that are classed |
//! | [`ClassLines`], [`Reclassification`] | the lines at which a customer changes its class |
//! | [`ClassTransition`], [`ClassState`] | the step from the class before to the class now |
//! | [`GroupedAmounts`], [`GroupMember`] | amounts of groups, which share a class |
//! | [`CutSearch`], [`Tally`] | the cuts over parts that are never brought together |

mod class;
mod cut_search;
mod falling;
mod grouped;
mod lines;
mod policy;
mod reclassification;
mod transition;

pub use class::{Class, Cuts};
pub use cut_search::{CutSearch, CutShares, Tally};
pub use grouped::{GroupMember, GroupSumError, GroupedAmounts};
pub use lines::ClassLines;
pub use policy::{AbcMethod, AbcPolicy, AbcPolicyDraft, ColumnError, OneOffInClasses};
pub use reclassification::Reclassification;
pub use transition::{ClassBasis, ClassReason, ClassState, ClassTransition, PendingClass};

pub(super) use falling::Falling;
