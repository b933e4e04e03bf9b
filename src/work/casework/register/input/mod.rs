mod customer_context;
mod evaluations;
mod watermarks;

pub use customer_context::{CustomerContext, RaisedArm};
pub use evaluations::Evaluations;
