use crate::valid::codes;

/// The reason for which a book cannot be reviewed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReviewError {
    /// The net purchases of a customer do not fit an amount.
    #[error("customer {customer}: net purchases of {minor} minor units do not fit an amount")]
    Overflow {
        /// The name of the customer.
        customer: String,
        /// The net purchases in minor units.
        minor: i128,
    },
}

codes! {
    ReviewError {
        Overflow = "overflow",
    }
}
