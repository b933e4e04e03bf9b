use crate::account::{EraseError, LoadError, MergeError, RecordError, ReviseError};
use crate::id::{CustomerId, CustomerKey};
use crate::valid::codes;

/// The reason why a book refused a request. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BookError {
    /// The customer is registered already.
    #[error("customer {customer} is registered already")]
    Registered {
        /// The customer.
        customer: CustomerId,
    },
    /// There is no such customer.
    #[error("there is no customer {customer}")]
    Unknown {
        /// The customer.
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
        /// The name of the customer.
        customer: String,
        /// The reason.
        refusal: RecordError,
    },
    /// A version of a fact is refused.
    #[error("customer {customer}: {refusal}")]
    Revision {
        /// The name of the customer.
        customer: String,
        /// The reason.
        refusal: Box<ReviseError>,
    },
    /// A merge, or its undoing, is refused.
    #[error("customer {customer}: {refusal}")]
    Merge {
        /// The name of the customer that is merged.
        customer: String,
        /// The reason.
        refusal: MergeError,
    },
    /// An erasure is refused.
    #[error("customer {customer}: {refusal}")]
    NotErased {
        /// The name of the customer.
        customer: String,
        /// The reason.
        refusal: EraseError,
    },
    /// Columns of facts are refused.
    #[error("{error}{whose}")]
    Columns {
        /// The reason.
        error: LoadError,
        /// The name of the customer whose row or total it was, in brackets, where there is one.
        whose: String,
    },
    /// There is no room for this number of customers.
    #[error("{more} customers find no room: 2,147,483,648 customers are the most")]
    NoRoom {
        /// The number of customers to open.
        more: u32,
    },
    /// There is no room for another customer.
    #[error("customer {customer} finds no room: 2,147,483,648 customers are the most")]
    Full {
        /// The customer.
        customer: CustomerId,
    },
}

codes! {
    BookError {
        Registered = "registered_already",
        Unknown = "unknown_id",
        UnknownKey = "unknown_customer",
        NoRoom = "no_room_for_customers",
        Full = "no_room_for_customer",
    }
    passing {
        BookError::Refused { refusal, .. } => refusal.code(),
        BookError::Revision { refusal, .. } => refusal.code(),
        BookError::Merge { refusal, .. } => refusal.code(),
        BookError::NotErased { refusal, .. } => refusal.code(),
        BookError::Columns { error, .. } => error.code(),
    }
}

impl BookError {
    /// The refusal of a fact, or of a version of it, of a customer with this name. Others that the
    /// refusal is about are named by `name`.
    pub(super) fn revision<'n>(
        customer: &str,
        refusal: ReviseError,
        name: impl FnOnce(CustomerKey) -> &'n str,
    ) -> Self {
        let whose = customer.to_owned();
        let ReviseError::Fact(refusal) = refusal else {
            return Self::Revision { customer: whose, refusal: Box::new(refusal) };
        };
        if let RecordError::UnknownCustomer { position } = refusal {
            return Self::UnknownKey { position };
        }
        Self::Refused { customer: whose, refusal: refusal.with_names(customer, name) }
    }

    /// The refusal of an erasure at a customer with this name.
    pub(super) fn not_erased(customer: &str, refusal: EraseError) -> Self {
        if let EraseError::UnknownCustomer { position } = refusal {
            return Self::UnknownKey { position };
        }
        Self::NotErased { customer: customer.to_owned(), refusal }
    }
}
