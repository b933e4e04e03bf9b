//! The consequences of merging two customers.

mod merge_preview;
mod rehearsal;

pub use merge_preview::{MergeFigures, MergePreview, TermClash};
pub use rehearsal::{MergeConflict, MergeRehearsal, RehearsedMerge};
