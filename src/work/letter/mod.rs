//! Letters of customers (客户来函) and calls to the hotline, from the receipt to the answer (S26).
//!
//! | type | meaning |
//! |---|---|
//! | [`Letter`], [`LetterOpening`] | a letter with its steps; its receipt |
//! | [`LetterStage`], [`LetterAct`] | the stages and the acts |
//! | [`LetterStep`], [`LetterEvent`] | a step; a step that was taken |
//! | [`LetterAnswer`] | the sense of an answer |
//! | [`LetterPolicy`], [`LetterPolicyDraft`] | the days until the answer, and the plain form |
//! | [`LetterFinding`] | a letter that waits for too long |
//! | [`LetterFault`], [`LetterStepError`] | wrong content; a step that is refused |
//!
//! A holding answer is kept and moves no day, and a thank-you does not reopen a letter. A call to
//! the [hotline](crate::hotline) becomes a letter or a complaint, never neither.
//!
//! The stage after each act; a dash stands where the act is refused:
//!
//! | stage | acknowledge | hold off | ask again about | answer | thank for | forward | withdraw |
//! |---|---|---|---|---|---|---|---|
//! | received | acknowledged | acknowledged | received | answered | – | forwarded | withdrawn |
//! | acknowledged | – | acknowledged | acknowledged | answered | – | forwarded | withdrawn |
//! | answered | – | – | acknowledged | – | answered | – | – |
//! | forwarded | – | – | – | – | – | – | – |
//! | withdrawn | – | – | – | – | – | – | – |
//!
//! Systems of the domain: [S26], [S27].
//!
//! [S26]: crate::docs::domain#s26
//! [S27]: crate::docs::domain#s27

mod fault;
mod letter;
mod policy;
mod step;

pub use fault::{LetterFault, LetterStepError};
pub use letter::{Letter, LetterFinding, LetterOpening};
pub use policy::{LetterPolicy, LetterPolicyDraft};
pub use step::{LetterAct, LetterAnswer, LetterEvent, LetterStage, LetterStep};
