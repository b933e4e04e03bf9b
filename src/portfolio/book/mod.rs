//! A book of customers: their names and cards, and the ledger of their facts.
//!
//! | type | what it is |
//! |---|---|
//! | [`Book`] | customers by name, their cards, and the ledger of their facts |
//! | [`Recorded`] | the fate of a batch of facts |
//! | [`OnRefusal`], [`RefusedFact`] | the handling of a batch after a refusal; a refused fact |
//! | [`OrderDesk`] | limits of groups, reminders and reservations, looked up by an order check |
//! | [`OrderInputs`] | the inputs of an order check that a book does not hold |
//! | [`SentReminder`] | a reminder that was sent to a customer |
//! | [`OrderDeskError`] | the reason why an order was not checked or its credit not reserved |
//! | [`Customers`] | names, cards and merges of the customers, to be changed |
//! | [`BookSnapshot`] | a whole book as data |
//! | [`BookEntry`], [`BookReader`] | a book as a stream of entries; its reader |
//! | [`BookHead`], [`CustomerEntry`], [`FactEntry`] | its version, customers and facts |
//! | [`PackedFacts`], [`PackedFactsError`] | facts in columns; why they hold none |
//! | [`MergeEntry`], [`ErasureEntry`] | its merges and marks of erasure |
//! | [`GroupEntry`], [`ReminderEntry`] | its groups and reminders |
//! | [`BookReadError`] | the reason why a written book was not read |
//! | [`BookError`] | the reason for which a book did not do as asked |
//!
//! A book is judged by a [review](crate::review).

mod book;
mod book_error;
mod customers;
mod order_desk;
mod recorded;
mod snapshot;

pub use book::Book;
pub use book_error::BookError;
pub use customers::Customers;
pub use order_desk::{OrderDesk, OrderDeskError, OrderInputs, SentReminder};
pub use recorded::{OnRefusal, Recorded, RefusedFact};
pub use snapshot::{
    BookEntry, BookHead, BookReadError, BookReader, BookSnapshot, CustomerEntry, ErasureEntry,
    FactEntry, GroupEntry, MergeEntry, PackedFacts, PackedFactsError, ReminderEntry,
};
