#[cfg(feature = "serde")]
mod check;
mod delta_error;
mod register_delta;
mod register_snapshot;
mod restored;
mod saved_customer;
#[cfg(feature = "serde")]
mod written;

pub use delta_error::{DeltaError, UnknownMark};
pub use register_delta::RegisterDelta;
pub use register_snapshot::RegisterSnapshot;
pub(super) use restored::restore;
pub use restored::{PolicyMatch, Restored};
pub use saved_customer::{CustomerFile, SavedCustomer};
