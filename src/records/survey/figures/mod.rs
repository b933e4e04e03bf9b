//! The figures of each need, and the report on all of them.

mod matrix;
mod need;
mod opportunity;
mod report;
mod tally;

pub use matrix::MatrixCell;
pub use need::{AnswerDays, Lead, NeedFigures, NeedMeasures, TargetCounts, Weighting};
pub use opportunity::{Opportunity, OpportunityBand};
pub use report::SurveyReport;
