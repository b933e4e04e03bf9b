use crate::account::FactName;
use crate::valid::codes;

/// The reason for which nothing was erased.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EraseError {
    /// The ledger has no such customer.
    #[error("there is no customer at position {position}")]
    UnknownCustomer {
        /// The position.
        position: u32,
    },
    /// The customer is erased already.
    #[error("the customer is erased already")]
    Erased,
    /// The customer has no such fact.
    #[error("there is no {name} to erase")]
    Unknown {
        /// The name.
        name: FactName,
    },
    /// Money is open.
    #[error("{balance} is open with the customer, and {orders} in orders")]
    MoneyOpen {
        /// Open items less credit.
        balance: String,
        /// Open orders.
        orders: String,
    },
    /// The customer takes part in a merge that holds.
    #[error("the customer takes part in a merge: undo it first")]
    Merged,
}

codes! {
    EraseError {
        UnknownCustomer = "unknown_customer",
        Erased = "erased_already",
        Unknown = "unknown_fact",
        MoneyOpen = "money_open",
        Merged = "in_a_merge",
    }
}
