//! A fact, its kind, and the list of the kinds from which both are made.
//!
//! Each kind is one entry in the list `facts!`. Types, tables and functions of an account are made
//! from the list, so that no kind is left out anywhere.

mod fact;
mod facts;

pub use fact::{CustomerFact, Fact, FactKind};
pub(crate) use facts::facts;
