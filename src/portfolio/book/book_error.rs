use crate::account::{LoadError, RecordError};
use crate::id::CustomerId;

/// What went wrong with a book. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BookError {
    /// The customer is registered already.
    #[error("customer {customer} is registered already")]
    Registered {
        /// Who.
        customer: CustomerId,
    },
    /// There is no such customer.
    #[error("there is no customer {customer}")]
    Unknown {
        /// Who.
        customer: CustomerId,
    },
    /// The book has no customer with that key.
    #[error("there is no customer at position {position}")]
    UnknownKey {
        /// The position of the key.
        position: u32,
    },
    /// A fact about a customer is refused.
    #[error("customer {customer}: {refusal}")]
    Refused {
        /// About whom.
        customer: String,
        /// Why.
        refusal: RecordError,
    },
    /// Columns of facts are refused.
    #[error("{error}{whose}")]
    Columns {
        /// Why.
        error: LoadError,
        /// The name of the customer whose row or total it was, in brackets, where there is one.
        whose: String,
    },
    /// There is no room for so many more customers.
    #[error("{more} customers find no room: 2,147,483,648 customers are the most")]
    NoRoom {
        /// How many more.
        more: u32,
    },
    /// There is no room for another customer.
    #[error("customer {customer} finds no room: 2,147,483,648 customers are the most")]
    Full {
        /// Who.
        customer: CustomerId,
    },
}
