//! The number of calls on each account, as advice: answers of a person in, a plan out.

mod call_plan;
mod call_response;
mod envelope;
mod error;

pub use call_plan::{CallAdvice, CallPlan, CallPlanLine};
pub use call_response::{CallLevel, CallResponse};
pub use error::CallPlanError;
