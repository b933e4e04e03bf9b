//! Many customers at once: the book, its review and the policy of both.

pub mod book;
pub mod policy;
