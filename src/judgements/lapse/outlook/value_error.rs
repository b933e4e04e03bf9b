use crate::lapse::Parameter;
use crate::money::Money;
use crate::valid::codes;

/// The reason why no value of a customer can be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ValueError {
    /// The spread of margins in the book has no mean.
    #[error("q must exceed 1, below which the mean margin of the book is negative, was {q}")]
    NoMean {
        /// The parameter offered.
        q: Parameter,
    },
    /// The margin of the orders is not above zero, for which the model is not made.
    #[error("the margin of {orders} orders must be positive, was {margin}")]
    Margin {
        /// The orders.
        orders: u32,
        /// Their margin.
        margin: Money,
    },
    /// There is a margin, and no order.
    #[error("a customer without orders has no margin, was {margin}")]
    NoOrders {
        /// The margin.
        margin: Money,
    },
    /// The value does not fit, or the months reach beyond the calendar.
    #[error("the value of {months} months does not fit")]
    OutOfRange {
        /// The months.
        months: u8,
    },
}

codes! {
    ValueError {
        NoMean = "spend_without_mean",
        Margin = "margin_not_positive",
        NoOrders = "margin_without_orders",
        OutOfRange = "value_out_of_range",
    }
}
