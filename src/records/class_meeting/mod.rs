//! Classification meetings (客户分类检查会议): decisions about the class of a customer (S11).
//!
//! | type | meaning |
//! |---|---|
//! | [`ClassDecision`] | a decision beside the computed class, with reason and end |
//! | [`ClassRuling`] | the class is confirmed, or overruled by another |
//!
//! System of the domain: [S11].
//!
//! [S11]: crate::docs::domain#s11

mod class_decision;

pub use class_decision::{ClassDecision, ClassRuling};
