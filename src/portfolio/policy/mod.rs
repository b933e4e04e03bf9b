//! The whole policy as one value: load, validate, compare, apply.
//!
//! | type | what it is |
//! |---|---|
//! | [`PolicyDraft`] | plain data: public fields, defaults, serde; unknown fields are refused |
//! | [`Policy`] | the same, checked: it cannot contradict itself |
//! | `Change` | one field in which two policies differ (feature `serde`, whose field names are the paths) |
//! | [`Assessor`] | a policy with every window worked out for one day |
//! | [`Readings`] | what all rules have read of one customer, from which evidence is told |
//! | [`Judgement`] | what it comes to, without the evidence: what a review keeps, and what a stream of events asks for |
//!
//! [`Policy::default`] is the default of every rule. A draft becomes a policy through one door,
//! which names everything that is wrong with it.

mod assessor;
#[cfg(feature = "serde")]
mod compare;
mod document;
#[cfg(feature = "serde")]
mod flatten;
mod given;
mod judgement;

pub use assessor::{Assessor, Readings};
#[cfg(feature = "serde")]
pub use compare::Change;
pub use document::{Policy, PolicyDraft};
pub(crate) use judgement::Draft;
pub use judgement::Judgement;
