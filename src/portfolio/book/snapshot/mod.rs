//! A book as data, to be kept and read back.

mod book_snapshot;
mod entry;
mod pack;
mod packed_facts;
mod packed_form;
mod packed_kind;
mod packed_rows;
mod read_error;
mod reader;
mod take_packed;

pub use book_snapshot::BookSnapshot;
pub use entry::{
    BookEntry, BookHead, CustomerEntry, ErasureEntry, FactEntry, GroupEntry, MergeEntry,
    ReminderEntry,
};
pub use packed_facts::{PackedFacts, PackedFactsError};
pub use read_error::BookReadError;
pub use reader::BookReader;
