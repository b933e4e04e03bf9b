//! A book of customers, its policy, and its review.

pub mod book;
pub mod policy;
pub mod review;
