//! The data kept beside the table of a document, by the version that stands now.

use crate::account::ledger::{DocumentHeader, Ledger};
use crate::account::{Fact, FactKind, facts};
use crate::id::CustomerKey;
use crate::intake::{Documented, Plain};
use crate::receivable::Payment;
use crate::trade::Sale;

/// A documented fact with something that is kept outside its table.
trait Beside: Sized {
    /// Keeps the data of the version that stands now.
    fn note(_fact: &Self, _ledger: &mut Ledger, _key: CustomerKey, _handle: u32) {}

    /// Forgets what is kept of an erased document.
    fn forget(_ledger: &mut Ledger, _key: CustomerKey, _handle: u32) {}
}

/// A plain document keeps nothing beside its table.
impl<F: Plain> Beside for F {}

/// The product groups of a sale.
impl Beside for Sale {
    fn note(fact: &Self, ledger: &mut Ledger, _key: CustomerKey, handle: u32) {
        let groups = ledger.groups.handles(&fact.groups).unwrap_or_default();
        ledger.groups.note_version(handle, groups);
    }

    fn forget(ledger: &mut Ledger, _key: CustomerKey, handle: u32) {
        ledger.groups.forget(handle);
    }
}

/// A payment keeps the paper of which it is a share.
impl Beside for Payment {
    fn note(fact: &Self, ledger: &mut Ledger, key: CustomerKey, handle: u32) {
        <Self as Beside>::forget(ledger, key, handle);
        if let (Some(paper), Ok(sparse)) = (&fact.paper, ledger.sparse_mut(key)) {
            sparse.papers.push((handle, paper.clone()));
        }
    }

    fn forget(ledger: &mut Ledger, key: CustomerKey, handle: u32) {
        if let Some(sparse) = ledger.sparse.get_mut(&key) {
            sparse.papers.retain(|(payment, _)| *payment != handle);
        }
    }
}

macro_rules! define_beside {
    (
        documented {
            $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
                $table:ident: [$Entry:ty] by $record:ident;)*
        }
        $($section:ident {
            $($(#[$other_about:meta])* $OtherKind:ident($OtherType:ty) = $other_word:literal,
                $other:ident: [$Item:ty] by $record_other:ident;)*
        })*
    ) => {
        /// Keeps the data beside a document by the version that stands now.
        pub(super) fn note_document(
            ledger: &mut Ledger,
            key: CustomerKey,
            handle: u32,
            fact: &Fact,
        ) {
            match fact {
                $(Fact::$Kind(it) => {
                    let amount = it.amount().amount();
                    let header = DocumentHeader { customer: key, day: it.day(), amount };
                    ledger.tables.$table.documents_mut().revise(handle, header);
                    Beside::note(it, ledger, key, handle);
                })*
                $($(Fact::$OtherKind(_))|*)|* => {}
            }
        }

        /// Forgets what is kept of an erased document outside its table.
        pub(super) fn forget_document(
            ledger: &mut Ledger,
            key: CustomerKey,
            kind: FactKind,
            handle: u32,
        ) {
            match kind {
                $(FactKind::$Kind => <$Type as Beside>::forget(ledger, key, handle),)*
                $($(FactKind::$OtherKind |)*)* FactKind::Limit => {}
            }
        }
    };
}

facts!(define_beside);
