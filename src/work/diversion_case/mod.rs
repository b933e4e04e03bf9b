//! Cases of diversion (窜货), from the report to the close (S9).
//!
//! | type | meaning |
//! |---|---|
//! | [`DiversionCase`], [`DiversionOpening`] | a case with its steps; its beginning |
//! | [`DiversionStage`], [`DiversionAct`] | the stages and the acts |
//! | [`DiversionStep`], [`DiversionEvent`] | a step; a step that was taken |
//! | [`DiversionTerms`] | policy, calendar, other cases and share for a step |
//! | [`DiversionStepError`], [`DiversionFault`] | a step that is refused; its wrong content |
//!
//! The customer is heard before anybody decides: its answer, or the end of its time, comes first.
//! The person who verified a report does not decide on it. A decision can be appealed against once,
//! and another person decides then. One set of facts has one case and one sanction.
//!
//! The stage after each act; a dash stands where the act is refused:
//!
//! | stage | verify | hear | uphold | reject | leave unproven | appeal | sanction | close |
//! |---|---|---|---|---|---|---|---|---|
//! | reported | verified | – | – | – | – | – | – | closed |
//! | verified | – | heard | – | – | – | – | – | – |
//! | heard | – | – | upheld | not upheld | not proven | – | – | – |
//! | upheld | – | – | – | – | – | appealed | sanctioned | – |
//! | not upheld | – | – | – | – | – | – | – | closed |
//! | not proven | – | – | – | – | – | – | – | closed |
//! | appealed | – | – | upheld | not upheld | not proven | – | – | – |
//! | sanctioned | – | – | – | – | – | appealed | – | closed |
//! | closed | – | – | – | – | – | – | – | – |
//!
//! Only an upheld case makes a [`Breach`](crate::trade::Breach), by
//! [`DiversionCase::breach`].
//!
//! System of the domain: [S9].
//!
//! [S9]: crate::docs::domain#s9

mod diversion_case;
mod fault;
mod step;

pub use diversion_case::{DiversionCase, DiversionOpening, DiversionTerms};
pub use fault::{DiversionFault, DiversionStepError};
pub use step::{DiversionAct, DiversionEvent, DiversionStage, DiversionStep};
