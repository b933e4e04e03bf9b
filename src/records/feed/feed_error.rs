use super::{Feed, FeedGap};
use crate::calendar::Day;
use crate::valid::codes;

/// A statement on a feed that cannot be. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FeedError {
    /// A feed that is said to be complete up to a day that has yet to come.
    #[error("on {on} {feed} are complete up to that day at most, was {complete_to}")]
    BeyondToday {
        /// The feed.
        feed: Feed,
        /// The day of the statement.
        on: Day,
        /// The day up to which the feed would be complete.
        complete_to: Day,
    },
    /// A gap that has yet to begin.
    #[error("on {on} no gap is known that begins after that day, was the {gap}")]
    GapToCome {
        /// The day of the statement.
        on: Day,
        /// The gap.
        gap: FeedGap,
    },
    /// A gap that is filled, and was never stated.
    #[error("there is no {gap} to fill")]
    UnknownGap {
        /// The gap.
        gap: FeedGap,
    },
}

codes! {
    FeedError {
        BeyondToday = "complete_beyond_today",
        GapToCome = "gap_to_come",
        UnknownGap = "unknown_gap",
    }
}
