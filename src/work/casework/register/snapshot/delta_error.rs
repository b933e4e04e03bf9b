use super::saved_customer::SavedCustomer;
use crate::casework::register::RegisterMark;
use crate::valid::{Violations, codes};
use crate::warning::Rule;

/// A mark since which the changes of a register are not known: take a whole snapshot.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "changes are known since {first}..={last}, not since {mark}",
    first = first.changes(), last = last.changes(), mark = mark.changes()
)]
pub struct UnknownMark {
    /// The mark.
    pub mark: RegisterMark,
    /// The first mark since which changes are known: that of the save that was restored.
    pub first: RegisterMark,
    /// The mark of today.
    pub last: RegisterMark,
}

/// Changes or files that do not fit a snapshot. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeltaError {
    /// The snapshot was written before registers had a version.
    #[error("a register without a version takes no changes: restore it and save it anew")]
    NoVersion,
    /// The changes do not begin where the snapshot ends.
    #[error(
        "changes since {from} do not follow a snapshot of {mark}",
        from = from.changes(), mark = mark.changes()
    )]
    Gap {
        /// The save after which the changes begin.
        from: RegisterMark,
        /// The mark of the snapshot.
        mark: RegisterMark,
    },
    /// The state of an episode is changed that the snapshot does not have.
    #[error("the snapshot has no {rule} of customer {customer}")]
    Unknown {
        /// The customer.
        customer: SavedCustomer,
        /// The rule.
        rule: Rule,
    },
    /// The changes and the snapshot contradict each other.
    #[error("changes contradict the snapshot: {0}")]
    Contradicts(Violations),
    /// A customer has two files.
    #[error("the snapshot has a file of customer {customer} already")]
    Twice {
        /// The customer.
        customer: SavedCustomer,
    },
}

codes! {
    DeltaError {
        NoVersion = "no_version",
        Gap = "changes_apart",
        Unknown = "unknown_episode",
        Contradicts = "contradicting_changes",
        Twice = "file_twice",
    }
}
