//! The consequences of merging two customers.

mod batch_error;
mod merge_preview;
mod rehearsal;
mod united_card;

pub use batch_error::MergeBatchError;
pub use merge_preview::{MergeFigures, MergePreview, TermClash};
pub use rehearsal::{MergeConflict, MergeRehearsal, RehearsedMerge};
