//! The yearly plan of support: its lines, the entries about them, and its reading as of a date.

mod entry;
mod finding;
mod reading;
mod support_plan;

pub use entry::{SupportEntry, SupportEvent};
pub use finding::SupportFinding;
pub use reading::{
    SupportKindReading, SupportLineReading, SupportPlanError, SupportPlanReading, SupportTotals,
};
pub use support_plan::{SupportLine, SupportPlan, SupportPlanDraft, split_among_lines};
