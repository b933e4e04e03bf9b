use crate::bridge::BridgeError;
use crate::id::CustomerId;
use crate::review::ReviewError;
use crate::segment::{MergeListError, MovementError};
use crate::valid::codes;

/// The reason why the change between two reviews cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChangeError {
    /// A merge names a customer that is in neither book.
    #[error("customer {customer} is in neither book")]
    UnknownCustomer {
        /// The name.
        customer: CustomerId,
    },
    /// The reviews cannot be compared.
    #[error(transparent)]
    Movement(#[from] MovementError),
    /// The list of merged customers contradicts itself.
    #[error(transparent)]
    Merges(#[from] MergeListError),
    /// The days make no bridge.
    #[error(transparent)]
    Bridge(#[from] BridgeError),
    /// The first day cannot be reviewed under the policy of the second.
    #[error(transparent)]
    Review(#[from] ReviewError),
}

codes! {
    ChangeError {
        UnknownCustomer = "unknown_customer",
    }
    passing {
        Self::Movement(reason) => reason.code(),
        Self::Merges(reason) => reason.code(),
        Self::Bridge(reason) => reason.code(),
        Self::Review(reason) => reason.code(),
    }
}
