//! The cheapest steps of a customer to a grade.

mod frontier;
mod grade_way;

pub(super) use grade_way::Ways;
pub use grade_way::{DevelopmentStep, GradeWay};
