//! Major incidents at the customer: theft, accident, split, illness, fire, lawsuit, change of owner
//! (S21.5).
//!
//! Reported, not measured: an [`Incident`] has a [`Credibility`] that caps what may be concluded
//! from it and an [`Impact`] that says how hard it hits.
//!
//! System of the domain: [S21].
//!
//! [S21]: crate::docs::domain#s21

mod fact;
mod kind;
mod open;

pub use fact::{Credibility, Impact, ImpactError, Incident};
pub use kind::IncidentKind;
pub use open::for_each_open;
