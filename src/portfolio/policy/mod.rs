//! Every policy of the crate as one document: load, validate, compare, apply.
//!
//! | type | what it is |
//! |---|---|
//! | [`PolicyDraft`] | plain data: public fields, defaults, serde; unknown fields are refused |
//! | [`Policy`] | the document, checked: it cannot contradict itself |
//! | `PolicyChange` | one field in which two policies differ (feature `serde` names the paths) |
//!
//! [`Policy::default`] is the default of every section. A draft becomes a policy through one door,
//! which names everything that is wrong with it. A section is added by one line of one list.

mod competition;
#[cfg(feature = "serde")]
mod flatten;
mod policies;
mod policy;
#[cfg(feature = "serde")]
mod policy_change;

pub use policy::{Policy, PolicyDraft};
#[cfg(feature = "serde")]
pub use policy_change::PolicyChange;
