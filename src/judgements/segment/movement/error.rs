use crate::calendar::AsOf;
use crate::id::CustomerKey;
use crate::money::Currency;
use crate::valid::codes;

/// The reason why two reviews cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MovementError {
    /// The reviews are in two currencies.
    #[error("the first review is in {before}, the second in {after}")]
    Currencies {
        /// The currency of the first review.
        before: Currency,
        /// The currency of the second review.
        after: Currency,
    },
    /// The second review lies before the first.
    #[error("the second review is of {}, before the first of {}", after.day(), before.day())]
    Backwards {
        /// The day of the first review.
        before: AsOf,
        /// The day of the second review.
        after: AsOf,
    },
    /// The reviews are of two books, and no list says which customers are one.
    #[error("the reviews are of two books: state which of their customers are one")]
    OtherBook,
    /// A customer without a name cannot be found in another book.
    #[error("the customer at position {} has no name to be found by", customer.position())]
    NoName {
        /// The customer.
        customer: CustomerKey,
    },
    /// There is no group of that number.
    #[error(
        "the customer at position {} is in group {group}, the groups are 0..{groups}",
        customer.position()
    )]
    NoSuchGroup {
        /// The customer.
        customer: CustomerKey,
        /// The number of its group.
        group: usize,
        /// The number of groups.
        groups: usize,
    },
    /// The customers of a review do not ascend, or one is there twice.
    #[error(
        "the customer at position {} cannot follow the one at position {}",
        customer.position(),
        last.position()
    )]
    OutOfOrder {
        /// The customer.
        customer: CustomerKey,
        /// The customer before it.
        last: CustomerKey,
    },
    /// The purchases of customers that are one do not fit an amount together.
    #[error(
        "the purchases of all that are one with the customer at position {} come to {minor} \
         minor units, more than an amount holds",
        customer.position()
    )]
    Overflow {
        /// The customer as which they are counted.
        customer: CustomerKey,
        /// The sum in minor units.
        minor: i128,
    },
    /// A review of a series does not lie in the month after the one before.
    #[error("the review of {} is not of the month after {}", after.day(), before.day())]
    NotMonthly {
        /// The day of the review before.
        before: AsOf,
        /// The day of the review.
        after: AsOf,
    },
}

codes! {
    MovementError {
        Currencies = "reviews_in_two_currencies",
        Backwards = "reviews_backwards",
        OtherBook = "reviews_of_two_books",
        NoName = "customer_without_name",
        NoSuchGroup = "group_out_of_range",
        OutOfOrder = "customers_out_of_order",
        Overflow = "overflow",
        NotMonthly = "reviews_not_monthly",
    }
}

/// The reason why a list of merged customers is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MergeListError {
    /// A customer is merged into two others.
    #[error(
        "the customer at position {} is merged into the one at position {} already, was to be \
         merged into the one at position {}",
        customer.position(),
        known.position(),
        survivor.position()
    )]
    Twice {
        /// The customer.
        customer: CustomerKey,
        /// The survivor that is listed already.
        known: CustomerKey,
        /// The survivor that was refused.
        survivor: CustomerKey,
    },
    /// A customer would come to be merged into itself.
    #[error("the customer at position {} would be merged into itself", customer.position())]
    Circle {
        /// The customer.
        customer: CustomerKey,
    },
}

codes! {
    MergeListError {
        Twice = "merged_twice",
        Circle = "merge_in_a_circle",
    }
}
