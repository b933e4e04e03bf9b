//! The consequences of merging two customers.

mod merge_preview;

pub use merge_preview::{MergeFigures, MergePreview, TermClash};
