use super::{Feed, FeedError, FeedGap, FeedStatement, StatedFeed, Watermarks};
use crate::calendar::{AsOf, Day, Window};

/// The statements on the feeds of a book, each with the day from which it is known. As of `t` the
/// last one of each feed stands that was known then.
///
/// # Rule
///
/// > A feed may state up to which day it is complete, and gaps inside it.
///
/// ```
/// use guanxi::feed::{Feed, FeedStatement, FeedStatements};
///
/// let sales_to = |to| FeedStatement::Complete { feed: Feed::Sales, to };
/// let mut feeds = FeedStatements::default();
/// feeds.state("2026-03-10".parse()?, sales_to("2026-03-08".parse()?))?;
/// feeds.state("2026-03-20".parse()?, sales_to("2026-03-19".parse()?))?;
/// let known = feeds.as_of("2026-03-15".parse()?);
/// assert_eq!(known.watermarks.sales, Some("2026-03-08".parse()?));
/// assert_eq!(feeds.as_of("2026-03-09".parse()?), Default::default(), "nothing was stated yet");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "Vec<StatedFeed>", into = "Vec<StatedFeed>")
)]
pub struct FeedStatements {
    /// By the day from which they are known, those of all days first; those of one day as they
    /// were stated.
    stated: Vec<StatedFeed>,
}

/// The state of the feeds as of a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownFeeds {
    /// The day up to which each feed is complete.
    pub watermarks: Watermarks,
    /// The gaps that are not filled.
    pub gaps: Vec<FeedGap>,
}

impl KnownFeeds {
    /// The gaps of a feed that touch some days.
    pub(crate) fn gaps_in(&self, feed: Feed, days: Window) -> impl Iterator<Item = FeedGap> {
        let of_feed = self.gaps.iter().copied().filter(move |it| it.feed() == feed);
        of_feed.filter(move |it| it.from() <= days.until && days.after < it.to())
    }
}

impl FeedStatements {
    /// States something that is known from a day on.
    ///
    /// # Errors
    ///
    /// When the feed would be complete up to a later day than that, the gap would begin after it,
    /// or the gap that is filled is not known by then. Then nothing has changed.
    pub fn state(&mut self, on: Day, statement: FeedStatement) -> Result<(), FeedError> {
        match statement {
            FeedStatement::Complete { feed, to } if to > on => {
                return Err(FeedError::BeyondToday { feed, on, complete_to: to });
            }
            FeedStatement::Gap(gap) if gap.from() > on => {
                return Err(FeedError::GapToCome { on, gap });
            }
            FeedStatement::Filled(gap) if !self.has_stated(gap, Some(on)) => {
                return Err(FeedError::UnknownGap { gap });
            }
            FeedStatement::Complete { .. } | FeedStatement::Gap(_) | FeedStatement::Filled(_) => {}
        }
        self.insert(Some(on), statement);
        Ok(())
    }

    /// States something that holds on all days before which nothing else was known: what a file
    /// says without a day of its own.
    ///
    /// # Errors
    ///
    /// When the gap that is filled was never stated for all days. Then nothing has changed.
    pub fn state_for_all_days(&mut self, statement: FeedStatement) -> Result<(), FeedError> {
        if let FeedStatement::Filled(gap) = statement
            && !self.has_stated(gap, None)
        {
            return Err(FeedError::UnknownGap { gap });
        }
        self.insert(None, statement);
        Ok(())
    }

    /// Takes a statement that came out of others.
    pub(crate) fn take(&mut self, stated: StatedFeed) -> Result<(), FeedError> {
        let StatedFeed { known_from, statement } = stated;
        match known_from {
            Some(on) => self.state(on, statement),
            None => self.state_for_all_days(statement),
        }
    }

    /// The state of the feeds as it was known at `t`.
    pub fn as_of(&self, t: AsOf) -> KnownFeeds {
        let is_known = |it: &&StatedFeed| it.known_from.is_none_or(|day| t.sees(day));
        Self::known(self.stated.iter().take_while(is_known))
    }

    /// The statements in an order in which they can be stated again.
    pub fn statements(&self) -> &[StatedFeed] {
        &self.stated
    }

    /// Tells whether a gap has been stated that is known from a day or earlier.
    fn has_stated(&self, gap: FeedGap, by: Option<Day>) -> bool {
        let mut known = self.stated.iter().take_while(|it| it.known_from <= by);
        known.any(|it| it.statement == FeedStatement::Gap(gap))
    }

    fn insert(&mut self, known_from: Option<Day>, statement: FeedStatement) {
        let place = self.stated.partition_point(|it| it.known_from <= known_from);
        self.stated.insert(place, StatedFeed { known_from, statement });
    }

    fn known<'a>(stated: impl Iterator<Item = &'a StatedFeed>) -> KnownFeeds {
        let mut known = KnownFeeds::default();
        for StatedFeed { statement, .. } in stated {
            match *statement {
                FeedStatement::Complete { feed, to } => {
                    *known.watermarks.get_mut(feed) = Some(to);
                }
                FeedStatement::Gap(gap) if known.gaps.contains(&gap) => {}
                FeedStatement::Gap(gap) => known.gaps.push(gap),
                FeedStatement::Filled(gap) => known.gaps.retain(|it| *it != gap),
            }
        }
        known
    }
}

impl TryFrom<Vec<StatedFeed>> for FeedStatements {
    type Error = FeedError;

    /// States all of them one after the other.
    fn try_from(all: Vec<StatedFeed>) -> Result<Self, FeedError> {
        let mut feeds = Self::default();
        all.into_iter().try_for_each(|stated| feeds.take(stated))?;
        Ok(feeds)
    }
}

impl From<FeedStatements> for Vec<StatedFeed> {
    fn from(feeds: FeedStatements) -> Self {
        feeds.stated
    }
}
