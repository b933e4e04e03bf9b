//! A book as data, to be kept and read back.

mod book_snapshot;
mod entry;
mod reader;

pub use book_snapshot::BookSnapshot;
pub use entry::{
    BookEntry, BookHead, CustomerEntry, ErasureEntry, FactEntry, GroupEntry, MergeEntry,
    ReminderEntry,
};
pub use reader::{BookReadError, BookReader};
