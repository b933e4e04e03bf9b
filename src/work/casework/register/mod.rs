mod answers;
mod book_step;
mod change_log;
mod customer_context;
mod evaluations;
mod flood;
mod notice;
mod register;
mod register_error;
mod snapshot;
mod spending;
mod watermarks;

pub(crate) use change_log::ChangeLog;
pub use change_log::RegisterMark;
pub use customer_context::{CustomerContext, RaisedArm};
pub use evaluations::Evaluations;
pub(crate) use flood::RaiseRates;
pub use notice::{NamedNotice, Notice, WarningKey};
pub use register::Register;
pub use register_error::RegisterError;
pub use snapshot::{
    CustomerFile, DeltaError, PolicyMatch, RegisterDelta, RegisterSnapshot, Restored,
    SavedCustomer, UnknownMark,
};
pub use spending::Spending;
