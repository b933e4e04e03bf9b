//! Major incidents at the customer: theft, accident, split, illness, fire, lawsuit, change of owner
//! (S21.5).
//!
//! Incidents are reported, not measured. The [`Credibility`] of an [`Incident`] caps the level of
//! the warning, and its [`Impact`] is the degree to which it hits the customer's business.
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
