use super::{Feed, FeedGap};
use crate::calendar::Day;

/// A statement on a feed.
#[doc(alias = "数据源声明")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[non_exhaustive]
pub enum FeedStatement {
    /// The feed is complete up to a day, and nothing is known of later ones. A later statement
    /// takes the place of an earlier one, also when its day is earlier: an import that was thought
    /// to be complete may turn out not to be.
    #[doc(alias = "数据截止日")]
    Complete {
        /// The feed.
        feed: Feed,
        /// The last day.
        to: Day,
    },
    /// The facts of some days are missing.
    Gap(FeedGap),
    /// The facts of a gap have been recorded since.
    Filled(FeedGap),
}

/// A statement with the day from which it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct StatedFeed {
    /// The day from which it is known; `None` when it holds on all days.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub known_from: Option<Day>,
    /// The statement.
    pub statement: FeedStatement,
}
