//! Steps of a register for some customers of a book, without a review.

mod event_step_error;
mod register_day;

pub use event_step_error::EventStepError;
pub use register_day::RegisterDay;
