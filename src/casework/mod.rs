//! What becomes of a warning over time (S22): conditions that do not flap, do not repeat themselves and
//! are not forgotten.
//!
//! | type | what it is |
//! |---|---|
//! | [`Condition`] | what the data says over time: clear, pending, raised, recovering |
//! | [`Look`] | what one evaluation of a rule found |
//! | [`Change`] | what a look changed, for others to act on |
//! | [`ConditionPolicy`] | days and looks that raise and clear a level; latches; when data is stale |
//!
//! A condition is a value: a look gives the next one and what changed. Nothing is sent and nothing is
//! stored here.

mod condition;
mod policy;
mod streak;

pub use condition::{Change, Condition, Look, LookRefused, Phase};
pub use policy::{ConditionDraft, ConditionPolicy, HitsOf, Timing};
