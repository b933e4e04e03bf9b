//! The hand-over of a customer to whoever takes it on (S1).
//!
//! | type | meaning |
//! |---|---|
//! | [`HandOver`] | all that goes along, as one value that prints as a page |
//! | [`HandOverRequest`] | the customer, from whom to whom, and the facts |
//! | [`HandOverParties`] | from whom and to whom |
//! | [`HandOverPolicy`], [`HandOverPolicyDraft`] | the days ahead, and the plain form |
//! | [`HandOverError`] | a hand-over that cannot be |
//! | [`Commitment`] | a promise that we made to the customer |
//! | [`OpenWarning`] | an open case of a warning |
//! | [`OpenMatter`], [`MatterKind`] | a complaint, letter, return, claim … that is open; its kind |
//! | [`HandedPerson`] | a person at the customer |
//! | [`HandedContract`], [`HandedTerms`] | a contract; the terms that are agreed |
//! | [`HandedSales`], [`HandedDebt`] | sales against plan; what is owed |
//! | [`HandedGaps`] | fields to fill, to confirm, to clear up; never recorded |
//! | [`DueSoon`], [`DueEvent`] | a date that is due; the event of that day |
//!
//! | section (S1) | content |
//! |---|---|
//! | snapshot | importance, first day, last order, card |
//! | people and coverage | posts, roles, last contact; roles without anybody |
//! | agreed terms | payment terms, limit, contracts with their last days |
//! | sales against plan | complete months of the year, and the month that runs |
//! | owed and promised | debt, open orders, promises that we made |
//! | open | cases of warnings, matters in hand, objections, enquiries, loans of the card |
//! | dates due | 60 days ahead |
//! | missing or stale | fields of the card |
//! | not recorded, to be asked | fields without any entry or ruling |
//! | only in the leaver's head | people whom only the leaver met |
//!
//! System of the domain: [S1].
//!
//! [S1]: crate::docs::domain#s1

mod due_soon;
mod hand_over;
mod open_matter;
mod page;
mod policy;
mod request;
mod sections;

pub use due_soon::{DueEvent, DueSoon};
pub use hand_over::HandOver;
pub use open_matter::{MatterKind, OpenMatter};
pub use policy::{HandOverPolicy, HandOverPolicyDraft};
pub use request::{Commitment, HandOverError, HandOverParties, HandOverRequest, OpenWarning};
pub use sections::{
    HandedContract, HandedDebt, HandedGaps, HandedPerson, HandedSales, HandedTerms,
};
