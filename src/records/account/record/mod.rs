//! Recording facts: check everything first, then change.
//!
//! Most facts are recorded by the function of their sort: documented, monthly or listed. Those that
//! refer to other facts have a file of their own.

mod beside_versions;
mod contract;
mod document_flow;
mod invoice_parts;
mod parallel;
mod payment;
mod plain;
mod sale;

use beside_versions::{note_beside_versions, refuse_beside_versions};
use contract::record_contract;
use document_flow::record_document_flow;
use invoice_parts::{record_dispute, record_instalments};
use payment::record_payment;
use plain::{check, insert_listed, record_document, record_listed, record_month, refuse_listed};
use sale::record_sale;

pub(super) use beside_versions::refuse_names;
pub(super) use invoice_parts::{demand_dispute, demand_instalments};
pub(super) use parallel::record_in_parallel;
pub(super) use payment::keeper;

use super::{Fact, Ledger, RecordError, facts};
use crate::id::CustomerKey;

macro_rules! define_record {
    ($($section:ident {
        $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
            $table:ident: [$Entry:ty] by $record:ident;)*
    })*) => {
        /// Records a fact by the function that the list of facts names.
        fn record_by_kind(
            ledger: &mut Ledger,
            key: CustomerKey,
            fact: &Fact,
        ) -> Result<(), RecordError> {
            match fact {
                $($(Fact::$Kind(fact) => $record(ledger, key, fact),)*)*
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

/// Records a fact.
pub(super) fn record(
    ledger: &mut Ledger,
    key: CustomerKey,
    fact: &Fact,
) -> Result<(), RecordError> {
    let key = keeper(ledger, key, fact);
    if ledger.firm_feeds.is_none() {
        return record_by_kind(ledger, key, fact);
    }
    refuse_beside_versions(ledger, key, fact)?;
    record_by_kind(ledger, key, fact)?;
    note_beside_versions(ledger, key, fact);
    Ok(())
}
