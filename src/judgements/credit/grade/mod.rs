//! Credit grades and the trade that each allows.

mod credit_grades;

pub use credit_grades::{CreditGrade, CreditGrades, CreditGradesDraft, GradedTerms};
