//! What is done to a book after its facts are recorded, against naive second models: customers that
//! are merged and separated, facts and customers that are erased, facts that are void, and feeds.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    clippy::match_wildcard_for_single_variants,
    clippy::too_many_lines,
    reason = "a test may panic, and works out again what the library says in the plainest way"
)]

mod answers;
mod erasures;
mod extremes;
mod feeds;
mod flows;
mod merges;
mod story;
#[path = "../trails/mod.rs"]
mod trails;
mod voids;
