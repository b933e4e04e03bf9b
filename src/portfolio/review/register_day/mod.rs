//! Steps of a register for some customers of a book, without a review.

mod coming_days;
mod customer_context;
mod event_step_error;
mod next_evaluation;
mod register_day;
mod step_context;

pub use coming_days::ComingDays;
pub(super) use customer_context::{context_for_register, customer_context};
pub use event_step_error::EventStepError;
pub use next_evaluation::NextEvaluation;
pub use register_day::RegisterDay;
pub use step_context::StepContext;
