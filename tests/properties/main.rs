//! Laws that hold whatever the facts: each against a naive definition written here, straight from
//! the rules.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    clippy::cast_lossless,
    clippy::cast_precision_loss,
    clippy::many_single_char_names,
    clippy::wildcard_enum_match_arm,
    clippy::too_many_lines,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a test may panic, and works out again what the library says in the plainest way"
)]

mod admissions;
mod arrears;
mod backtests;
mod baskets;
mod bills;
mod calibrations;
mod call_plans;
mod card_audits;
mod card_merges;
mod cards;
mod cases;
mod classes;
mod collections;
mod columns;
mod communications;
mod comparisons;
mod complaints;
mod conditions;
mod credit_trails;
mod credits;
mod deadlines;
mod debts;
mod decisive;
mod declines;
mod diversions;
mod duplicates;
mod funds;
mod goods_returns;
mod grades;
mod holds;
mod ids;
mod incremental;
mod key_accounts;
mod lapses;
mod letters;
mod lifecycles;
#[cfg(any(feature = "toml", feature = "json"))]
mod meanings;
#[cfg(any(feature = "toml", feature = "json"))]
mod meanings_of_customers;
mod measures;
mod messages_out;
mod movements;
mod narrowings;
#[cfg(feature = "serde")]
mod neighbours;
mod one_offs;
mod outcomes;
mod outlooks;
mod partial_steps;
mod phases;
mod plans;
mod policies;
mod policy_laws;
#[cfg(feature = "toml")]
mod policy_tests;
mod pools;
mod progress;
mod ratings;
mod rebates;
mod registers;
mod returns;
mod reviews;
mod rights;
mod saves;
#[cfg(all(feature = "schemars", feature = "toml"))]
mod schemas;
mod scorecards;
mod seasons;
mod segments;
mod selection;
mod services;
mod settlements;
mod strategies;
mod support_effects;
mod supports;
mod texts;
mod timelines;
mod visits;
mod withheld;
