//! Enquiries of customers and their signals of buying (S2).
//!
//! | type | meaning |
//! |---|---|
//! | [`Enquiry`], [`EnquiryOpening`] | an enquiry with its steps, a fact; its beginning |
//! | [`EnquiryStage`], [`EnquiryAct`] | the stages and the acts |
//! | [`EnquiryStep`], [`EnquiryEvent`] | a step; a step that was taken |
//! | [`QuestionTopic`] | the topic of a question of the customer |
//! | [`BuyingSignal`] | a question after a quote that tells of a wish to buy |
//! | [`EnquiryFinding`] | an enquiry without a quote, a quote that lapses |
//! | [`EnquiryPolicy`], [`EnquiryPolicyDraft`] | the days for a quote, and the plain form |
//! | [`EnquiryStepError`], [`EnquiryFault`] | a step that is refused; its wrong content |
//!
//! The stage after each act; a dash stands where the act is refused:
//!
//! | stage | quote | ask | order | lose | lapse |
//! |---|---|---|---|---|---|
//! | open | quoted | open | – | lost | – |
//! | quoted | quoted | quoted | ordered | lost | lapsed |
//! | ordered | – | – | – | – | – |
//! | lost | – | – | – | – | – |
//! | lapsed | quoted | – | – | – | – |
//!
//! System of the domain: [S2].
//!
//! [S2]: crate::docs::domain#s2

mod enquiry;
mod finding;
mod policy;
mod step;

pub use enquiry::{Enquiry, EnquiryFault, EnquiryOpening, EnquiryStepError};
pub use finding::{BuyingSignal, EnquiryFinding};
pub use policy::{EnquiryPolicy, EnquiryPolicyDraft};
pub use step::{EnquiryAct, EnquiryEvent, EnquiryStage, EnquiryStep, QuestionTopic};
