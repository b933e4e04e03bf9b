//! The audit of customer cards, the manager's side of the card (S1): the weekly check of a
//! salesperson, the checks and debriefs of the manager.
//!
//! | type | meaning |
//! |---|---|
//! | [`AuditPolicy`], [`AuditPolicyDraft`] | the bounds of an audit, and their plain form |
//! | [`AuditedCustomer`], [`AuditScope`] | a customer as an audit reads it; whose cards, when |
//! | [`CardAudit`] | the result: findings, counts, checks without data |
//! | [`AuditedCard`], [`CardFault`], [`StaleField`] | a card with faults; a fault with figures |
//! | [`RubberStamp`] | a day on which too much was confirmed without a look |
//! | [`Imbalance`] | sales and collection out of balance |
//! | [`AuditCheck`] | the nine checks, (a) to (i) |
//! | [`AuditCounts`], [`CardCount`] | written in time, complete, current, consulted, returned |
//! | [`Supervision`] | the checks and debriefs of managers |
//! | [`SupervisionError`] | a check or a debrief that is refused |
//! | [`SupervisionFinding`] | a salesperson who was not checked or not debriefed |
//! | [`DebriefItem`] | a customer on the agenda of a debrief |
//! | [`VisitPreparation`] | the look at a card before a visit |
//!
//! | check (S1) | finding | needs |
//! |---|---|---|
//! | (a) | a visit not written up in time; after a first visit also the basics | interactions |
//! | (b) | a mandatory field without a value | assignments or custody |
//! | (c) | a value older than its importance allows | assignments or custody |
//! | (d) | a visit without a look at the card before | interactions, consultations |
//! | (e) | a loan past its last day; a card out on days without a visit | custody, interactions |
//! | (f) | a field in conflict | assignments or custody |
//! | (g) | a sensitive fact past its last day | assignments or custody; the last days |
//! | (h) | many fields confirmed in a day without a visit or a document | interactions |
//! | (i) | collection behind billing, or too much overdue | receivables |
//!
//! A check whose facts the book does not have is not judged: missing data is never a good mark.
//!
//! System of the domain: [S1].
//!
//! [S1]: crate::docs::domain#s1

mod audit;
mod balance;
mod card_fault;
mod checks;
mod counts;
mod field_rules;
mod policy;
mod rubber_stamp;
mod scope;
mod supervision;
mod visit_talk;

pub use audit::{AuditedCard, CardAudit};
pub use balance::Imbalance;
pub use card_fault::{AuditCheck, CardFault, StaleField};
pub use counts::{AuditCounts, CardCount};
pub use policy::{AuditPolicy, AuditPolicyDraft};
pub use rubber_stamp::RubberStamp;
pub use scope::{AuditScope, AuditedCustomer};
pub use supervision::{Supervision, SupervisionError, SupervisionFinding};
pub use visit_talk::{DebriefItem, VisitPreparation};
