use crate::calendar::Day;
use crate::casework::episode::EpisodeError;
use crate::id::CustomerKey;
use crate::measure::plural;
use crate::valid::codes;
use crate::warning::Rule;

/// The refusal of a step of the register, or of an input of one episode.
///
/// A register holds keys and no names, so it names a customer by its position in the book:
/// `Book::name` gives the name of the key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// A step is dated before the last one.
    #[error("a step of {on} cannot follow one of {last}")]
    OutOfOrder {
        /// The day of the step.
        on: Day,
        /// The day of the last one.
        last: Day,
    },
    /// The number was given to another step.
    #[error(
        "step {number} was taken on {taken}, with other content than that of {on}: it needs a \
         number of its own"
    )]
    NumberTaken {
        /// The number.
        number: u64,
        /// The day of the step that has it.
        taken: Day,
        /// The day of the step.
        on: Day,
    },
    /// A part of the book is stepped before the whole book ever was.
    #[error("step {number} is of a part of the book: a register begins with the whole book")]
    NoBaseline {
        /// The number of the step.
        number: u64,
    },
    /// The number is that of another silence.
    #[error("silence {number} was recorded with other content")]
    SilenceTaken {
        /// The number.
        number: u64,
    },
    /// There is no such silence to be ended.
    #[error("there is no silence {number} that can be ended on {on}")]
    NoSilence {
        /// The number.
        number: u64,
        /// The day.
        on: Day,
    },
    /// A column is not as long as that of the customers.
    #[error(
        "the column of {rule} has {found} {}, that of the customers {wanted}",
        plural(*found, "row", "rows")
    )]
    ColumnLength {
        /// The rule.
        rule: Rule,
        /// The rows of its column.
        found: usize,
        /// The rows of the customers.
        wanted: usize,
    },
    /// Customers come twice, or not in the order of their keys.
    #[error("customers must ascend, the one at row {row} does not")]
    Unordered {
        /// The row.
        row: usize,
    },
    /// A rule of a customer has two trails.
    #[error("{rule} of the customer at position {position} has two trails", position = customer.position())]
    Twice {
        /// The customer.
        customer: CustomerKey,
        /// The rule.
        rule: Rule,
    },
    /// An episode refused its input.
    #[error("{rule} of the customer at position {position}: {refused}", position = customer.position())]
    Episode {
        /// The customer.
        customer: CustomerKey,
        /// The rule.
        rule: Rule,
        /// The reason.
        refused: EpisodeError,
    },
}

codes! {
    RegisterError {
        OutOfOrder = "step_of_register_out_of_order",
        NumberTaken = "step_number_taken",
        NoBaseline = "no_baseline",
        SilenceTaken = "silence_number_taken",
        NoSilence = "no_such_silence",
        ColumnLength = "column_length",
        Unordered = "unordered_customers",
        Twice = "trail_twice",
    }
    passing {
        RegisterError::Episode { refused, .. } => refused.code(),
    }
}
