//! The full text of every error and of a sentence of every arm: what is said is part of the
//! interface.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    clippy::inconsistent_digit_grouping,
    reason = "a test may panic; a table of messages is as long as the messages are many"
)]

mod agreements;
mod book;
mod casework;
mod credit;
mod ground;
mod identity;
mod loss;
#[cfg(feature = "toml")]
mod policy_files;
#[cfg(feature = "toml")]
mod policy_problems;
#[cfg(all(feature = "toml", feature = "schemars"))]
mod policy_schema;
#[cfg(feature = "toml")]
mod policy_tests;
mod records;
mod sales;
mod serving;
mod standing;
mod systems;
mod withheld;

#[path = "../rules/given.rs"]
#[allow(dead_code, reason = "the rules ask for more than the messages do")]
mod given;

use std::fmt::Display;

pub(crate) const T: &str = "2026-03-31";
/// Half of February and of the first quarter of 2026.
pub(crate) const HALF: &str = "2026-02-14";

#[track_caller]
pub(crate) fn refused<T: std::fmt::Debug, E: Display>(outcome: Result<T, E>) -> String {
    outcome.unwrap_err().to_string()
}

#[track_caller]
pub(crate) fn misread<T: std::str::FromStr<Err: Display> + std::fmt::Debug>(text: &str) -> String {
    refused(text.parse::<T>())
}
