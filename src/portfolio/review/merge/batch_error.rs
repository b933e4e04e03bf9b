use super::MergeConflict;
use crate::book::BookError;
use crate::valid::codes;

/// The reason for which a batch of merges is not made. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MergeBatchError {
    /// Conflicts are open.
    #[error("conflicts are open: {}", listed(conflicts))]
    Open {
        /// All conflicts, in the order of the merges.
        conflicts: Vec<MergeConflict>,
    },
    /// The book refuses a merge.
    #[error(transparent)]
    Refused(#[from] BookError),
}

codes! {
    MergeBatchError {
        Open = "merge_conflicts_open",
    }
    passing {
        MergeBatchError::Refused(reason) => reason.code(),
    }
}

fn listed(conflicts: &[MergeConflict]) -> String {
    let all: Vec<String> = conflicts.iter().map(ToString::to_string).collect();
    all.join("; ")
}
