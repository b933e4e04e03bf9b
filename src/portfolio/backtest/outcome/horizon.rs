use std::num::NonZeroU16;

use crate::book::Book;
use crate::calendar::{AsOf, Day, Window};
use crate::feed::Feed;

/// The days after a past day, as they are known on a later day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Horizon {
    /// The past day.
    pub(super) after: AsOf,
    /// The last of the days.
    pub(super) last: Day,
    /// The last day whose facts are known.
    pub(super) known: AsOf,
}

impl Horizon {
    pub(super) fn new(after: AsOf, days: NonZeroU16, known: AsOf) -> Self {
        Self { after, last: after.day().offset(i32::from(days.get())), known }
    }

    /// The last of the days whose facts are known.
    pub(super) fn until(self) -> Day {
        self.last.min(self.known.day())
    }

    /// Tells whether all days are over and no fact of a feed is missing on them.
    pub(super) fn is_known(self, book: &Book, feed: Feed) -> bool {
        self.has_all(book, feed, Window { after: self.after.day(), until: self.last })
    }

    /// Tells whether the days are over and no fact of a feed is missing on them.
    pub(super) fn has_all(self, book: &Book, feed: Feed, days: Window) -> bool {
        let feeds = book.feed_statements().as_of(self.known);
        let complete_to = feeds.watermarks.get(feed).unwrap_or(days.until);
        let gap = feeds.gaps_in(feed, days).next();
        self.known.sees(days.until) && days.until <= complete_to && gap.is_none()
    }
}
