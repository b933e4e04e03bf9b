//! The hotline (热线): each call becomes a letter or a complaint, never neither (S26).
//!
//! | type | meaning |
//! |---|---|
//! | [`HotlineCall`] | a call as it was taken down |
//! | [`HotlineMatter`] | the matter: a question, or a complaint |
//! | [`HotlineCase`] | the letter or the complaint that the call became |
//! | [`UnfollowedCalls`] | recorded calls of a day that became neither |
//!
//! A call has no form without its matter, and each matter opens a case with a clock of its own: the
//! letter is answered within its days, the complaint is told its decision.
//!
//! Systems of the domain: [S26], [S27].
//!
//! [S26]: crate::docs::domain#s26
//! [S27]: crate::docs::domain#s27

mod hotline_call;
mod unfollowed_calls;

pub use hotline_call::{HotlineCall, HotlineCase, HotlineMatter};
pub use unfollowed_calls::UnfollowedCalls;
