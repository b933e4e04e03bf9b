//! Recording facts: check everything first, then change.
//!
//! Most facts are recorded by the function of their sort: documented, monthly or listed. Those that
//! refer to other facts have a file of their own.

mod contract;
mod document_flow;
mod parallel;
mod payment;
mod plain;
mod sale;

use contract::record_contract;
use document_flow::record_document_flow;
use payment::record_payment;
use plain::{check, insert_listed, record_document, record_listed, record_month, refuse_listed};
use sale::record_sale;

pub(super) use parallel::record_in_parallel;

use super::{Fact, Ledger, RecordError, facts};
use crate::id::CustomerKey;

macro_rules! define_record {
    ($($section:ident {
        $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
            $table:ident: [$Entry:ty] by $record:ident;)*
    })*) => {
        /// Records a fact by the function that the list of facts names.
        pub(super) fn record(
            ledger: &mut Ledger,
            key: CustomerKey,
            fact: &Fact,
        ) -> Result<(), RecordError> {
            match fact {
                $($(Fact::$Kind(fact) => $record(ledger, key, fact),)*)*
            }
        }
    };
}

facts!(define_record);
