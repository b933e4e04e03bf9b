//! The consequences of merging two customers.

mod batch_error;
mod conflict;
mod merge_preview;
mod rehearsal;
mod united_card;
#[cfg(feature = "serde")]
mod written;

pub use batch_error::MergeBatchError;
pub use conflict::MergeConflict;
pub use merge_preview::{MergeFigures, MergePreview, TermClash};
pub use rehearsal::{MergeRehearsal, RehearsedMerge};
pub(super) use united_card::united_card;
