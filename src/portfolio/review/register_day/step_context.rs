use crate::casework::Watermarks;
use crate::id::CustomerKey;

/// Facts that a step of the register needs besides the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StepContext<'a> {
    /// The day up to which each feed is complete; for one without it the day that is
    /// [stated in the book](crate::book::Book::feed_statements).
    pub watermarks: Watermarks,
    /// Customers to whom deliveries are on hold, ascending.
    pub on_hold: &'a [CustomerKey],
}
