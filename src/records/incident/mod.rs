//! Major incidents at the customer: theft, accident, split, illness, fire, lawsuit, change of owner
//! (S21.5).
//!
//! Incidents are reported, not measured. The [`Credibility`] of an [`Incident`] caps the level of
//! the warning, and its [`Impact`] is the degree to which it hits the customer's business.
//!
//! | type | meaning |
//! |---|---|
//! | [`IncidentKind`] | the seven kinds that S21 names, and any other by its own word |
//! | [`OtherIncident`] | the word of an incident that has no kind of its own |
//! | [`ImpactError`] | a number that is no impact |
//! | [`for_each_open`] | visits the incidents that are known and not resolved as of a day |
//!
//! System of the domain: [S21].
//!
//! [S21]: crate::docs::domain#s21

mod fact;
mod kind;
mod open;

pub use fact::{Credibility, Impact, ImpactError, Incident};
pub use kind::{IncidentKind, OtherIncident};
pub use open::for_each_open;
