use crate::calendar::Day;
use crate::id::CustomerKey;
use crate::valid::codes;

/// The reason for which customers are not merged, or a merge is not undone. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MergeError {
    /// There is no such customer.
    #[error("there is no customer at position {}", customer.position())]
    UnknownCustomer {
        /// The customer.
        customer: CustomerKey,
    },
    /// A customer cannot be merged into itself.
    #[error("a customer cannot be merged into itself")]
    Itself,
    /// The survivor is merged into the other, itself or through further customers.
    #[error(
        "the customer that is to go on is merged into this one, straight or through others, by \
         merges begun by {on}: a circle"
    )]
    Circle {
        /// The first day by which every merge on the way has begun.
        on: Day,
    },
    /// The customer is merged already on a day from `on` on.
    #[error("the customer is merged into another from {from} on already, was to be from {on}")]
    Merged {
        /// The first day of the merge that holds.
        from: Day,
        /// The refused day.
        on: Day,
    },
    /// The customer is not merged on the day.
    #[error("the customer is not merged into another on {on}")]
    NotMerged {
        /// The day.
        on: Day,
    },
    /// The running totals of both together do not fit.
    #[error("the running totals of both customers together do not fit")]
    Overflow,
}

codes! {
    MergeError {
        UnknownCustomer = "unknown_customer",
        Itself = "merge_into_itself",
        Circle = "merge_in_a_circle",
        Merged = "merged_already",
        NotMerged = "not_merged",
        Overflow = "overflow",
    }
}
