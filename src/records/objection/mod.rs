//! Objections of customers: what must be established, what comes next, which answers work (S4).
//!
//! An objection is a wish for more to be known. Each kind names what to establish before it is
//! answered, and the next step.
//!
//! | type | meaning |
//! |---|---|
//! | [`Objection`], [`ObjectionOpening`] | an objection with its steps; its beginning |
//! | [`ObjectionStage`], [`ObjectionAct`] | the stages and the acts |
//! | [`ObjectionStep`], [`ObjectionEvent`] | a step; a step that was taken |
//! | [`ObjectionFinding`] | a fault in the handling |
//! | [`answer_rates`], [`AnswerRate`] | the outcomes of answers, by kind and answer |
//! | [`common_objections`], [`CommonObjection`] | kinds that many customers raise |
//! | [`CustomerObjections`] | the objections of one customer, as its account has them |
//! | [`ObjectionPolicy`], [`ObjectionPolicyDraft`], [`ObjectionGuide`] | the kinds and the bounds |
//! | [`ObjectionError`] | an objection of a kind without a guide |
//! | [`ObjectionStepError`], [`ObjectionFault`] | a step that is refused; its wrong content |
//!
//! The stage after each act; a dash stands where the act is refused:
//!
//! | stage | establish | answer | follow up | advance | repeat | close |
//! |---|---|---|---|---|---|---|
//! | open | being established | answered | – | – | – | closed |
//! | being established | being established | answered | – | – | – | closed |
//! | answered | – | – | answered | overcome | repeated | closed |
//! | repeated | being established | answered | – | – | – | closed |
//! | overcome | – | – | – | – | – | – |
//! | closed | – | – | – | – | – | – |
//!
//! System of the domain: [S4].
//!
//! [S4]: crate::docs::domain#s4

mod error;
mod finding;
mod objection;
mod policy;
mod rates;
mod step;

pub use error::{ObjectionError, ObjectionFault, ObjectionStepError};
pub use finding::ObjectionFinding;
pub use objection::{Objection, ObjectionOpening};
pub use policy::{ObjectionGuide, ObjectionPolicy, ObjectionPolicyDraft};
pub use rates::{AnswerRate, CommonObjection, CustomerObjections, answer_rates, common_objections};
pub use step::{ObjectionAct, ObjectionEvent, ObjectionStage, ObjectionStep};
