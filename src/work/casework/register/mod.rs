mod book_step;
mod customer_context;
mod evaluations;
mod flood;
mod notice;
mod register;
mod register_error;
mod snapshot;
mod spending;
mod watermarks;

pub use customer_context::{CustomerContext, RaisedArm};
pub use evaluations::Evaluations;
pub use notice::{Notice, WarningKey};
pub use register::Register;
pub use register_error::RegisterError;
pub use snapshot::RegisterSnapshot;
pub use spending::Spending;
pub use watermarks::Watermarks;
