//! The vocabulary of judgement, shared by warnings, order checks and whatever judges next.
//!
//! | type | meaning |
//! |---|---|
//! | [`Finding`] | result of one arm or check: raised, quiet, not judged |
//! | [`NotJudged`] | reason for which an arm is not judged |
//! | [`Unjudged`] | an arm or check that is not judged, with the reason |
//! | [`Outcome`] | result of a rule, for columns |
//! | [`Verdict`] | result of a rule with its [`Evidence`], or with the [`Reasons`] for none |
//! | [`Evidence`] | the sentence of a judgement and the [`Figure`]s behind it |
//! | [`Value`] | a value with its [`Unit`] |
//! | [`BeforeAfter`] | the two sides of a comparison |
//!
//! The numbers printed are the numbers compared: a figure is taken from the reading that decided,
//! never computed again.

mod before_after;
mod evidence;
mod figure;
mod finding;
mod not_judged;
mod verdict;
#[cfg(feature = "serde")]
mod written;

pub use before_after::BeforeAfter;
pub use evidence::Evidence;
pub use figure::{Figure, Unit, Value};
pub use finding::Finding;
pub use not_judged::{NotJudged, Reasons, Unjudged};
pub use verdict::{Outcome, Verdict};
