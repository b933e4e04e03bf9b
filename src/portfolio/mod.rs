//! A book of customers, its policy, its review, and past days held against what came of them.

pub mod backtest;
pub mod book;
pub mod policy;
pub mod review;
#[cfg(feature = "schemars")]
pub mod schema;
