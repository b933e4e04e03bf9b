use crate::calendar::Day;
use crate::lapse::Parameter;
use crate::measure::plural;
use crate::money::Money;
use crate::valid::codes;

/// The reason why no value of a customer can be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ValueError {
    /// The spread of margins in the book has no mean.
    #[error("the parameter q of the spread of margins must exceed {}, was {q}", Parameter::ONE)]
    NoMean {
        /// The parameter offered.
        q: Parameter,
    },
    /// The margin of the orders is not above zero, for which the model is not made.
    #[error("the margin of {} must be above 0, was {margin}", counted(*orders))]
    Margin {
        /// The orders.
        orders: u32,
        /// Their margin together.
        margin: Money,
    },
    /// There is a margin, and no order.
    #[error("the margin of a customer without orders must be 0, was {margin}")]
    NoOrders {
        /// The margin.
        margin: Money,
    },
    /// The expected margin of an order does not fit.
    #[error(
        "the expected margin of an order must fit into {max} minor units, that after {} with a \
         margin of {margin} does not",
        counted(*orders),
        max = i64::MAX
    )]
    MeanOutOfRange {
        /// The orders.
        orders: u32,
        /// Their margin together.
        margin: Money,
    },
    /// The expected margin of an order is not above zero: there is nothing to value.
    #[error("the expected margin of an order must be above 0, was {margin}")]
    ExpectedMargin {
        /// The expected margin.
        margin: Money,
    },
    /// The value does not fit.
    #[error(
        "the value of {} at {margin} an order must fit into {max} minor units",
        spanned(*months),
        max = ValueError::MOST_MINOR
    )]
    OutOfRange {
        /// The months.
        months: u8,
        /// The expected margin of an order.
        margin: Money,
    },
    /// The months reach beyond the calendar.
    #[error("{} from {from} must end by {max}, the last day of the calendar", spanned(*months), max = Day::MAX)]
    BeyondCalendar {
        /// The months.
        months: u8,
        /// The day from which they run.
        from: Day,
    },
}

impl ValueError {
    /// The largest value in minor units: 2^53, beyond which a minor unit is finer than the number.
    pub(super) const MOST_MINOR: i64 = 1 << 53;
}

codes! {
    ValueError {
        NoMean = "spend_without_mean",
        Margin = "margin_not_positive",
        NoOrders = "margin_without_orders",
        MeanOutOfRange = "mean_margin_out_of_range",
        ExpectedMargin = "expected_margin_not_positive",
        OutOfRange = "value_out_of_range",
        BeyondCalendar = "months_beyond_calendar",
    }
}

fn counted(orders: u32) -> String {
    format!("{orders} {}", plural(orders, "order", "orders"))
}

fn spanned(months: u8) -> String {
    format!("{months} {}", plural(months, "month", "months"))
}
