//! Terms of a customer: agreed or declared, each from a day on.

mod customer_term;
mod customer_terms;
mod term_trail;

pub use customer_term::{CustomerTerm, TermKind, TermStatement};
pub use customer_terms::CustomerTerms;
pub(crate) use term_trail::TermTrail;
