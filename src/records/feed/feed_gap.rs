use std::fmt;

use super::Feed;
use crate::calendar::{Day, Window};

/// A gap that ends before it begins.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a gap of {feed} from {from} ends on that day or later, was {to}")]
pub struct FeedGapError {
    feed: Feed,
    from: Day,
    to: Day,
}

/// Days inside a feed whose facts are missing: from the first to the last, both included.
///
/// # Rule
///
/// > Days of a gap are no silence, and a window or base that touches a gap is compared with
/// > nothing.
///
/// A debt has neither window nor base: it goes by what is recorded, whatever gaps the receivables
/// have.
///
/// ```
/// use guanxi::feed::{Feed, FeedGap};
///
/// let gap = FeedGap::try_new(Feed::Sales, "2026-03-02".parse()?, "2026-03-04".parse()?)?;
/// assert_eq!((gap.days().days(), gap.to_string()),
///     (3, "gap of sales from 2026-03-02 to 2026-03-04".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "数据缺口")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "Written", into = "Written")
)]
pub struct FeedGap {
    feed: Feed,
    from: Day,
    to: Day,
}

impl FeedGap {
    /// A gap of a feed.
    ///
    /// # Errors
    ///
    /// When the last day lies before the first.
    pub fn try_new(feed: Feed, from: Day, to: Day) -> Result<Self, FeedGapError> {
        if to < from { Err(FeedGapError { feed, from, to }) } else { Ok(Self { feed, from, to }) }
    }

    /// The feed.
    pub const fn feed(self) -> Feed {
        self.feed
    }

    /// The first day.
    pub const fn from(self) -> Day {
        self.from
    }

    /// The last day.
    pub const fn to(self) -> Day {
        self.to
    }

    /// The days.
    pub const fn days(self) -> Window {
        Window::inclusive(self.from, self.to)
    }
}

impl fmt::Display for FeedGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "gap of {} from {} to {}", self.feed, self.from, self.to)
    }
}

/// The form in which a gap is written.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    feed: Feed,
    from: Day,
    to: Day,
}

#[cfg(feature = "serde")]
impl From<FeedGap> for Written {
    fn from(FeedGap { feed, from, to }: FeedGap) -> Self {
        Self { feed, from, to }
    }
}

#[cfg(feature = "serde")]
impl TryFrom<Written> for FeedGap {
    type Error = FeedGapError;

    fn try_from(Written { feed, from, to }: Written) -> Result<Self, FeedGapError> {
        Self::try_new(feed, from, to)
    }
}
