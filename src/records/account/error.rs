use super::FactKind;
use crate::calendar::{Day, Validity};
use crate::id::{CustomerKey, DocumentId};
use crate::intake::{Fault, Field, Listed, Record};
use crate::money::Currency;
use crate::trade::{DocumentFlow, DocumentStage};
use crate::valid::{Difference, codes};

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
    #[error(
        "{kind} {name} is recorded already with other content: {}",
        Difference::listed(differences)
    )]
    Conflict {
        /// The kind of the fact.
        kind: FactKind,
        /// Its number, or what else tells it apart.
        name: String,
        /// The fields that differ, each with both values: at least one.
        differences: Vec<Difference>,
        /// The customer under whom the fact is recorded, where that is another.
        owner: Option<CustomerKey>,
    },
    /// A fact of another name is recorded for days of this one, where a day has one at most: a
    /// holder of a role, a post of a person with the same part in buying, a loan of the card, a
    /// dispute, a temporary limit. The recorded one is revised first.
    #[error("{kind} {name} overlaps one that is recorded: {offered} against {recorded}")]
    Overlap {
        /// The kind of the facts.
        kind: FactKind,
        /// The name of the fact that was offered.
        name: String,
        /// The days of the fact that was offered.
        offered: Validity,
        /// The days of the recorded fact.
        recorded: Validity,
    },
    /// The last version of the fact of that name is void.
    /// [`Ledger::revise`](super::Ledger::revise) brings it back, recording it again does not.
    #[error("{kind} {name} is void from {from} on; a later version brings it back")]
    Void {
        /// The kind of the fact.
        kind: FactKind,
        /// Its number, or what else tells it apart.
        name: String,
        /// The day from which it is void.
        from: Day,
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

codes! {
    RecordError {
        Duplicate = "duplicate",
        Conflict = "conflict",
        Overlap = "overlap",
        Void = "void",
        OutOfBounds = "out_of_bounds",
        Currency = "currency",
        UnknownInvoice = "unknown_invoice",
        UnknownSource = "unknown_source",
        Overflow = "overflow",
        Full = "no_room",
        EndedBeforeStart = "ended_before_start",
        UnknownCustomer = "unknown_customer",
    }
}

impl RecordError {
    /// The error about a customer that the ledger does not have.
    #[cold]
    pub(super) fn unknown_customer(key: CustomerKey) -> Self {
        Self::UnknownCustomer { position: key.position() }
    }

    /// The error about a fact that names an invoice which is none of the customer's.
    pub(super) fn unknown_invoice(kind: FactKind, name: &str, invoice: &DocumentId) -> Self {
        let (name, invoice) = (name.to_owned(), invoice.to_string());
        Self::UnknownInvoice { kind, name, invoice }
    }

    /// The error about a document flow from a document which is none of the customer's.
    pub(super) fn unknown_source(flow: &DocumentFlow) -> Self {
        let DocumentFlow { from, to, .. } = flow;
        Self::UnknownSource {
            name: to.document.to_string(),
            source_stage: from.stage,
            from: from.document.to_string(),
        }
    }

    /// The error about a recorded fact that rules another out.
    pub(super) fn conflict(kind: FactKind, offered: &impl Record, recorded: Vec<Field>) -> Self {
        let name = offered.name().into_owned();
        let differences = Difference::between(recorded, offered.fields());
        Self::Conflict { kind, name, differences, owner: None }
    }

    /// The error about a fact that another of its list rules out.
    pub(super) fn ruled_out(kind: FactKind, offered: &impl Listed, recorded: &impl Listed) -> Self {
        let is_of_one_name = offered.number() == recorded.number();
        match offered.sole_days().zip(recorded.sole_days()).filter(|_| !is_of_one_name) {
            Some((days, recorded)) => {
                let name = offered.name().into_owned();
                Self::Overlap { kind, name, offered: days, recorded }
            }
            None => Self::conflict(kind, offered, recorded.fields()),
        }
    }

    /// The error about a fact that is recorded under `owner`, where that is another customer.
    pub(super) fn of_another(self, owner: CustomerKey, key: CustomerKey) -> Self {
        if owner == key {
            return self;
        }
        let Self::Conflict { kind, name, mut differences, .. } = self else { return self };
        differences.push(Difference::of_customers(owner, key));
        Self::Conflict { kind, name, differences, owner: Some(owner) }
    }

    /// The error with the names of customers in the place of their positions. The customer for whom
    /// the fact was offered is named `offered`.
    pub(crate) fn with_names<'n>(
        mut self,
        offered: &str,
        name: impl FnOnce(CustomerKey) -> &'n str,
    ) -> Self {
        if let Self::Conflict { differences, owner: Some(owner), .. } = &mut self {
            let recorded = name(*owner);
            if !recorded.is_empty() && !offered.is_empty() {
                for it in differences.iter_mut() {
                    it.with_names(recorded, offered);
                }
            }
        }
        self
    }

    /// The error about a field of a fact.
    #[cold]
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
