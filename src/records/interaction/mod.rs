//! Interactions: every way in which our people and a customer's people meet (S2, S26).
//!
//! | type | meaning |
//! |---|---|
//! | [`Interaction`] | an interaction: day, kind, our people and theirs |
//! | [`InteractionKind`] | the kinds of interactions |
//! | [`InteractionError`] | an interaction that cannot be |
//!
//! The audit of cards, the cover of contacts and communication read the same fact: a visit is
//! recorded once.
//!
//! Systems of the domain: [S2], [S26].
//!
//! [S2]: crate::docs::domain#s2
//! [S26]: crate::docs::domain#s26

mod interaction;
mod kind;

pub use interaction::{Interaction, InteractionError};
pub use kind::InteractionKind;
