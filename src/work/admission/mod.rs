//! The admission of new customers (客户准入, S15): from the application over checks, approvals and a
//! trial to a customer that is confirmed, or to an end.
//!
//! | type | meaning |
//! |---|---|
//! | [`CustomerAdmission`], [`AdmissionOpening`] | the admission of a customer; its beginning |
//! | [`AdmissionStage`], [`AdmissionAct`] | the stages and the acts |
//! | [`AdmissionStep`], [`AdmissionEvent`] | a step; a step that was taken |
//! | [`FirstTerms`] | the terms on which a customer begins |
//! | [`AdmissionFacts`] | the facts about the customer that are checked |
//! | [`AdmissionGap`] | a requirement that is not met |
//! | [`AdmissionInputs`] | facts, roles and policy for a step |
//! | [`AdmissionPolicy`], [`AdmissionPolicyDraft`] | the requirements, and the plain form |
//! | [`AdmissionStepError`], [`AdmissionFault`] | a step that is refused; its wrong content |
//! | [`AdmissionFinding`] | undecided, overdue, or sold to without admission |
//! | [`TrialFigures`] | purchases in the trial against its plan |
//!
//! The stage after each act; a dash stands where the act is refused:
//!
//! | stage | submit | approve | return | admit | extend | confirm | end | refuse | withdraw |
//! |---|---|---|---|---|---|---|---|---|---|
//! | applied | submitted | – | – | – | – | – | – | refused | withdrawn |
//! | submitted | – | submitted | applied | on trial | – | – | – | refused | withdrawn |
//! | on trial | – | – | – | – | on trial | confirmed | ended | – | – |
//! | confirmed | – | – | – | – | – | – | – | – | – |
//! | ended | – | – | – | – | – | – | – | – | – |
//! | refused | – | – | – | – | – | – | – | – | – |
//! | withdrawn | – | – | – | – | – | – | – | – | – |
//!
//! | requirement (S15) | gap where it is not met |
//! |---|---|
//! | a number of a register whose check holds | [`AdmissionGap::NoNumber`] |
//! | no two numbers where a company has one | [`AdmissionGap::Contradiction`] |
//! | no other record of the same customer | [`AdmissionGap::Duplicate`] |
//! | the permits of its kind of business | [`AdmissionGap::Permit`] |
//! | the mandatory fields of the card | [`AdmissionGap::Field`] |
//! | no mandatory field in conflict | [`AdmissionGap::FieldInConflict`] |
//! | rights that nobody else holds | [`AdmissionGap::Rights`] |
//! | first terms within what may be granted | `Limit`, `PaymentDays`, `Plan` of [`AdmissionGap`] |
//!
//! Refusals come in the order of every [lifecycle](crate::lifecycle#order-of-refusal). Stored steps
//! are read back by the table alone, whatever the policy says today.
//!
//! System of the domain: [S15].
//!
//! [S15]: crate::docs::domain#s15

mod customer_admission;
mod fault;
mod finding;
mod policy;
mod requirements;
mod step;

pub use customer_admission::{AdmissionInputs, AdmissionOpening, CustomerAdmission};
pub use fault::{AdmissionFault, AdmissionStepError};
pub use finding::{AdmissionFinding, TrialFigures};
pub use policy::{AdmissionPolicy, AdmissionPolicyDraft};
pub use requirements::{AdmissionFacts, AdmissionGap};
pub use step::{AdmissionAct, AdmissionEvent, AdmissionStage, AdmissionStep, FirstTerms};
