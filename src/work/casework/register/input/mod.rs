mod customer_context;
mod evaluations;
mod watermarks;

pub use customer_context::CustomerContext;
pub use evaluations::Evaluations;
