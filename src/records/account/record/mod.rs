//! Recording facts: check everything first, then change. A fact that is only tried passes the same
//! checks and changes nothing.
//!
//! Most facts are recorded by the function of their sort: documented, monthly or listed. Those that
//! refer to other facts have a file of their own.

mod beside_merges;
mod beside_versions;
mod contract;
mod document_flow;
mod named_invoice;
mod parallel;
mod payment;
mod plain;
mod sale;
mod target;

use beside_merges::refuse_beside_merges;
use beside_versions::{note_beside_versions, refuse_beside_versions};
use contract::record_contract;
use document_flow::record_document_flow;
use payment::record_payment;
use plain::{
    check, insert_listed, record_boxed, record_document, record_kept, record_listed, record_month,
    refuse_listed,
};
use sale::record_sale;

pub(super) use beside_merges::{holder, owner};
pub(super) use beside_versions::refuse_names;
pub(super) use named_invoice::demand_invoice;
pub(super) use parallel::record_in_parallel;
pub(super) use target::{Target, Trial};

use super::ledger::DocumentName;
use super::past::{Recorded, note_merged};
use super::{Fact, FactKind, Ledger, RecordError, facts};
use crate::id::CustomerKey;
use crate::intake::Record;

macro_rules! define_record {
    ($($section:ident {
        $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
            $table:ident: [$Entry:ty] by $record:ident;)*
    })*) => {
        /// Records a fact by the function that the list of facts names.
        fn record_by_kind(
            target: &mut impl Target,
            key: CustomerKey,
            fact: &Fact,
        ) -> Result<(), RecordError> {
            match fact {
                $($(Fact::$Kind(fact) => $record(target, key, fact),)*)*
            }
        }

        /// Checks the fields of a fact.
        pub(super) fn check_fact(ledger: &Ledger, fact: &Fact) -> Result<(), RecordError> {
            let kind = fact.kind();
            match fact {
                $($(Fact::$Kind(fact) => check(ledger, kind, fact),)*)*
            }
        }
    };
}

facts!(define_record);

/// Records a fact, or tries it.
pub(super) fn record(
    target: &mut impl Target,
    key: CustomerKey,
    fact: &Fact,
) -> Result<(), RecordError> {
    if target.ledger().is_plain() {
        return record_by_kind(target, key, fact);
    }
    target.ledger().demand_customer(key)?;
    let key = owner(target.ledger(), key, fact);
    refuse_beside_merges(target.ledger(), key, fact)?;
    let has_versions = target.ledger().has_versions();
    if has_versions {
        refuse_beside_versions(target.ledger(), key, fact)?;
    }
    record_by_kind(target, key, fact)?;
    if let Some(ledger) = target.change() {
        if has_versions {
            note_beside_versions(ledger, key, fact);
        }
        note_merged(ledger, key, &[fact, fact]);
    }
    Ok(())
}

/// The error with what differs from the recorded document, where it is a conflict.
#[cold]
fn told(
    ledger: &Ledger,
    kind: FactKind,
    document: DocumentName<'_>,
    offered: &impl Record,
    error: RecordError,
) -> RecordError {
    if !matches!(error, RecordError::Conflict { .. }) {
        return error;
    }
    let documents = ledger.tables.documents(kind);
    let Some((handle, header)) = documents.and_then(|it| it.find(kind, document)) else {
        return error;
    };
    let recorded = Recorded::of(ledger, header.customer);
    let recorded = recorded.and_then(|it| it.document(kind, handle));
    let fields = recorded.as_ref().map_or_else(Vec::new, Fact::fields);
    RecordError::conflict(kind, offered, fields).of_another(header.customer, document.customer)
}
