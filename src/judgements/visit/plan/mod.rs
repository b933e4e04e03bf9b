//! The plan of visits: inputs, placing, result.

mod days;
mod error;
mod make;
mod need;
mod visit_plan;

pub use error::VisitPlanError;
pub use need::{VisitNeed, VisitPurpose, VisitReason};
pub use visit_plan::{
    LeftOutReason, LeftOutVisit, PlanStep, PlannedDay, PlannedVisit, VisitPlan, VisitPlanRequest,
};

pub(super) use make::make_plan;
