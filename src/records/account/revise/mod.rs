//! Revising facts: a version of a recorded fact, known from a day on.
//!
//! The version is checked first. Then the customer's facts are composed anew, and the tables take
//! what stands now; the versions before it stay beside them.

mod against;
mod beside;
mod contract_step;
mod dependents;
mod erase;
mod error;
mod feeds;
mod late;
mod lines;
mod revise;

pub(super) use contract_step::take_contract_step;
pub(super) use erase::{check_customer, erase_customer, erase_fact};
pub use error::ReviseError;
pub(super) use feeds::feeds_at;
pub(super) use late::record_known;
pub(super) use lines::{revise_one, revise_or_void_lines};
