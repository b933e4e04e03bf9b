use crate::account::FactKind;
use crate::measure::plural;
use crate::valid::codes;

/// The reason why columns were not loaded. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The columns differ in length.
    #[error(
        "{kind} columns differ in length: {expected} {}, {found} in another column",
        plural(*expected, "customer", "customers")
    )]
    Length {
        /// The kind of the facts.
        kind: FactKind,
        /// The length of the column of customers.
        expected: usize,
        /// The length of another column.
        found: usize,
    },
    /// A row names a customer that the book does not have.
    #[error("{kind} row {row}: there is no customer at position {position}")]
    UnknownCustomer {
        /// The kind of the facts.
        kind: FactKind,
        /// The row, from 0.
        row: usize,
        /// The position.
        position: u32,
    },
    /// A field of a row breaks its bound.
    #[error("{kind} row {row}: {field} must {bound}, was {found}")]
    OutOfBounds {
        /// The kind of the facts.
        kind: FactKind,
        /// The row, from 0.
        row: usize,
        /// The field.
        field: &'static str,
        /// The bound, such as `be positive`.
        bound: &'static str,
        /// The value.
        found: i64,
    },
    /// A month stands twice for a customer.
    #[error(
        "{kind} columns agree an amount twice for a month of the customer at position {position}"
    )]
    Repeated {
        /// The kind of the facts.
        kind: FactKind,
        /// The position of the customer.
        position: u32,
    },
    /// A running total of a customer would not fit.
    #[error(
        "{kind} columns take a running total of the customer at position {position} out of range"
    )]
    Overflow {
        /// The kind of the facts.
        kind: FactKind,
        /// The position of the customer.
        position: u32,
    },
    /// There is no room for more facts of the kind.
    #[error("{kind} columns find no room: 4,294,967,295 facts of a kind are the most")]
    Full {
        /// The kind of the facts.
        kind: FactKind,
    },
}

codes! {
    LoadError {
        Length = "column_length",
        UnknownCustomer = "unknown_customer",
        OutOfBounds = "out_of_bounds",
        Repeated = "month_twice",
        Overflow = "overflow",
        Full = "no_room",
    }
}

impl LoadError {
    /// The position of the customer that the error is about.
    pub(crate) const fn position(&self) -> Option<u32> {
        match self {
            Self::Repeated { position, .. } | Self::Overflow { position, .. } => Some(*position),
            Self::Length { .. }
            | Self::UnknownCustomer { .. }
            | Self::OutOfBounds { .. }
            | Self::Full { .. } => None,
        }
    }
}
