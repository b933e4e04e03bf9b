use crate::calendar::{AsOf, Day};
use crate::id::CustomerKey;
use crate::valid::codes;

/// The reason why there is no bridge.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BridgeError {
    /// A window has no day.
    #[error("a window that ends on {until} must begin by then, was to begin after {after}")]
    EmptyWindow {
        /// The day before its first.
        after: Day,
        /// Its last day.
        until: Day,
    },
    /// The second window does not begin and end after the first.
    #[error(
        "the second window, after {second_after} and up to {second_until}, must begin and end \
         later than the first, after {first_after} and up to {first_until}"
    )]
    Backwards {
        /// The day before the first window.
        first_after: Day,
        /// The last day of the first window.
        first_until: Day,
        /// The day before the second window.
        second_after: Day,
        /// The last day of the second window.
        second_until: Day,
    },
    /// The second window is not over.
    #[error("the second window ends on {until}, later than {}", t.day())]
    NotOver {
        /// The last day of the second window.
        until: Day,
        /// The day as of which purchases are known.
        t: AsOf,
    },
    /// The customers do not ascend, or one is there twice.
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
    /// A customer is counted as new although it bought before the second window.
    #[error(
        "the customer at position {} bought before the second window, so it ordered before it",
        customer.position()
    )]
    NeverOrdered {
        /// The customer.
        customer: CustomerKey,
    },
}

codes! {
    BridgeError {
        EmptyWindow = "empty_window",
        Backwards = "windows_backwards",
        NotOver = "window_not_over",
        OutOfOrder = "customers_out_of_order",
        NeverOrdered = "bought_without_order",
    }
}
