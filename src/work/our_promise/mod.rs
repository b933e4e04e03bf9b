//! Promises of ours to customers (承诺), from the word given to the word kept (S25).
//!
//! | type | meaning |
//! |---|---|
//! | [`OurPromise`], [`OurPromiseOpening`] | a promise with its steps; the word given |
//! | [`OurPromiseKind`], [`OurPromiseSource`] | the kind, and the occasion |
//! | [`OurPromiseStage`], [`OurPromiseAct`] | the stages and the acts |
//! | [`OurPromiseStep`], [`OurPromiseEvent`] | a step; a step that was taken |
//! | [`OurPromiseState`] | open, late, kept, kept late, broken, released |
//! | [`OurPromiseRate`] | promises counted by person and kind |
//! | [`OurPromiseFault`], [`OurPromiseStepError`] | wrong content; a step that is refused |
//!
//! A resolution of a meeting (会议决议) is a promise, too, and so is a support that stands in a plan.
//! Promises that are owed go along when a customer changes hands: [`OurPromise::commitment`].
//!
//! The stage after each act; a dash stands where the act is refused:
//!
//! | stage | hand over | keep | break | release |
//! |---|---|---|---|---|
//! | given | given | kept | broken | released |
//! | kept | – | – | – | – |
//! | broken | – | – | – | – |
//! | released | – | – | – | – |
//!
//! Systems of the domain: [S25], [S26].
//!
//! [S25]: crate::docs::domain#s25
//! [S26]: crate::docs::domain#s26

mod fault;
mod our_promise;
mod owed;
mod step;

pub use fault::{OurPromiseFault, OurPromiseStepError};
pub use our_promise::{
    OurPromise, OurPromiseKind, OurPromiseOpening, OurPromiseSource, OurPromiseState,
};
pub use owed::OurPromiseRate;
pub use step::{OurPromiseAct, OurPromiseEvent, OurPromiseStage, OurPromiseStep};
