use super::FactKind;
use crate::calendar::Day;
use crate::intake::{Fault, Record};
use crate::money::Currency;
use crate::trade::DocumentStage;

/// The reason why a fact was not recorded. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// The very same fact is recorded already.
    #[error("{kind} {name} is recorded already, with the same content")]
    Duplicate {
        /// The kind of the fact.
        kind: FactKind,
        /// Its number, or what else tells it apart.
        name: String,
    },
    /// A fact of that name is recorded with other content.
    #[error("{kind} {name} is recorded already with other content: {recorded}")]
    Conflict {
        /// The kind of the fact.
        kind: FactKind,
        /// Its number, or what else tells it apart.
        name: String,
        /// The recorded content.
        recorded: String,
    },
    /// A field breaks its bound.
    #[error("{field} of {kind} {name} must {bound}, was {found}")]
    OutOfBounds {
        /// The kind of the fact.
        kind: FactKind,
        /// Its number, or what else tells it apart.
        name: String,
        /// The field.
        field: &'static str,
        /// The bound, such as `be positive`.
        bound: String,
        /// The value.
        found: String,
    },
    /// The amount is in another currency than the book.
    #[error("{kind} {name} is in {found}, the book is in {expected}")]
    Currency {
        /// The kind of the fact.
        kind: FactKind,
        /// Its number, or what else tells it apart.
        name: String,
        /// The currency of the book.
        expected: Currency,
        /// The currency of the fact.
        found: Currency,
    },
    /// The payment or hand-over names an invoice that the customer does not have.
    #[error("{kind} {name} names invoice {invoice}, which is not an invoice of the customer")]
    UnknownInvoice {
        /// The kind of the fact.
        kind: FactKind,
        /// The number of the payment, or of the document that hands its value to the invoice.
        name: String,
        /// The number of the invoice.
        invoice: String,
    },
    /// The hand-over takes value from a document that the customer does not have at that stage.
    #[error(
        "hand-over {name} takes from {source_stage} {from}, which is not a document of the customer"
    )]
    UnknownSource {
        /// The number of the document that takes the value.
        name: String,
        /// The stage that the value leaves.
        source_stage: DocumentStage,
        /// The document that it leaves.
        from: String,
    },
    /// A running total of the customer would not fit.
    #[error("{kind} {name} of {amount} takes a running total of the customer out of range")]
    Overflow {
        /// The kind of the fact.
        kind: FactKind,
        /// Its number, or what else tells it apart.
        name: String,
        /// The amount.
        amount: String,
    },
    /// There is no room for more facts of the kind.
    #[error("{kind} {name} finds no room: 4,294,967,295 facts of a kind are the most")]
    Full {
        /// The kind of the fact.
        kind: FactKind,
        /// Its number, or what else tells it apart.
        name: String,
    },
    /// The relationship would end before it started.
    #[error("the end of the relationship must not be before {start}, its start, was {on}")]
    EndedBeforeStart {
        /// The day of the end.
        on: Day,
        /// The start of the customer.
        start: Day,
    },
    /// The ledger has no such customer.
    #[error("there is no customer at position {position}")]
    UnknownCustomer {
        /// The position.
        position: u32,
    },
}

impl RecordError {
    /// The error about a field of a fact.
    pub(crate) fn at_fault(kind: FactKind, fact: &impl Record, fault: Fault) -> Self {
        let name = fact.name().into_owned();
        match fault {
            Fault::Currency { expected, found } => Self::Currency { kind, name, expected, found },
            Fault::OutOfBounds { field, bound, found } => {
                Self::OutOfBounds { kind, name, field, bound, found }
            }
        }
    }
}
