//! Everything recorded about a customer, and the view that judgements read.
//!
//! | type | use |
//! |---|---|
//! | [`Fact`], [`FactKind`] | one thing that happened or was agreed, and its kind |
//! | [`CustomerFact`] | a fact and the customer that it is about |
//! | [`FactName`] | the name of a fact, by which it is revised |
//! | [`Ledger`] | the facts of many customers, by position of the customer |
//! | [`Account`] | the facts of one customer |
//! | [`AccountAsOf`] | the account of a customer as it was known on a day |
//! | [`AccountView`] | the facts and terms of one customer as judgements see them |
//! | [`CustomerTerm`], [`TermKind`] | a term of a customer: limit, attitude, group and others |
//! | [`CustomerTerms`], [`TermStatement`] | all terms as of a day; one term with its day |
//! | [`MergeSpan`], [`MergeError`] | the days on which a customer is another's; a refusal |
//! | [`Erasure`], [`OpenMoney`], [`EraseError`] | the mark of an erasure; a choice; a refusal |
//! | [`GroupOrders`] | a product group of a customer, with its order days |
//! | [`Feeds`] | the first day of each feed of a book |
//! | [`EarlyFact`] | a fact before the stated first day of its customer |
//! | [`RecordError`] | the reason why a fact was not recorded |
//! | [`RecordedFact`], [`FactContent`] | a fact as it comes out of a ledger |
//! | [`ReviseError`] | the reason why a fact was not revised |
//! | [`FactColumns`] | facts in columns, as data frames hold them |
//! | [`DatedColumns`] | sales or expenses in columns |
//! | [`InvoiceColumns`], [`PaymentColumns`] | invoices and payments in columns |
//! | [`ReceivableColumns`] | invoices and the payments that name them, in columns |
//! | [`MonthlyColumns`] | plans or budgets in columns |
//! | [`LoadError`] | the reason why columns were not loaded |
//!
//! Every type of fact is found here too, so that `use guanxi::account::{Invoice, Sale}` suffices.
//!
//! Facts are refused, never repaired. [`Ledger::record`] records one fact, or returns an error that
//! names the fact, the field, the value and the bound, and changes nothing. A repeated document is
//! told apart from one that comes again with other content. Back-dated facts land in their place.

mod account;
mod as_of;
mod differences;
mod dossier_view;
mod early_fact;
mod erase;
mod error;
mod fact;
mod fact_name;
mod feed;
mod ledger;
mod ledger_operations;
mod load;
mod merge;
mod past;
mod record;
mod recorded_fact;
mod revise;
mod terms;
mod versions;
mod view;

pub use account::Account;
pub use as_of::AccountAsOf;
pub use early_fact::EarlyFact;
pub use erase::{EraseError, Erasure, OpenMoney};
pub use error::RecordError;
pub use fact::{CustomerFact, Fact, FactKind};
pub use fact_name::FactName;
pub use feed::Feeds;
pub use ledger::{GroupOrders, Ledger};
pub use load::{
    DatedColumns, FactColumns, InvoiceColumns, LoadError, MonthlyColumns, PaymentColumns,
    ReceivableColumns,
};
pub use merge::{MergeError, MergeSpan};
pub use recorded_fact::{FactContent, RecordedFact};
pub use revise::ReviseError;
pub use terms::{CustomerTerm, CustomerTerms, TermKind, TermStatement};
pub use view::AccountView;

pub(crate) use as_of::{AccountReader, KnownAccount};

pub(crate) use fact::facts;
pub(crate) use past::FactReader;

macro_rules! export_facts {
    (
        documented {
            $($(#[$about:meta])* $Kind:ident($($fact:ident)::+) = $word:literal,
                $table:ident: [$Entry:ty] by $record:ident;)*
        }
        monthly {
            $($(#[$month_about:meta])* $MonthKind:ident($($month:ident)::+) = $month_word:literal,
                $months:ident: [$Month:ty] by $record_month:ident;)*
        }
        listed {
            $($(#[$list_about:meta])* $ListKind:ident($ListType:ty) = $list_word:literal,
                $list:ident: [$($item:ident)::+] by $record_listed:ident;)*
        }
        kept {
            $($(#[$kept_about:meta])* $KeptKind:ident($KeptType:ty) = $kept_word:literal,
                $kept:ident: [$($kept_item:ident)::+] by $record_kept:ident;)*
        }
    ) => {
        $(pub use $($fact)::+;)*
        $(pub use $($month)::+;)*
        $(pub use $($item)::+;)*
        $(pub use $($kept_item)::+;)*
    };
}

facts!(export_facts);
