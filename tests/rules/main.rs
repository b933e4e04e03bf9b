//! The rules of the domain, one function for each sentence, with their boundaries by hand.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod s01_customer;
mod s05_contract;
