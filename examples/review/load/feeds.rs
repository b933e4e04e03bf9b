//! What is known of the sources of facts: watermarks, gaps and closed days.

use guanxi::calendar::{Day, WorkCalendarDraft};
use guanxi::feed::{Feed, FeedGap, FeedStatement};
use guanxi::policy::PolicyDraft;

use super::Loader;
use super::table::{Row, Table};

pub(crate) const WATERMARKS: Table =
    Table { name: "watermarks.csv", columns: &["feed", "complete_to"], optional: &[] };
pub(crate) const GAPS: Table =
    Table { name: "gaps.csv", columns: &["feed", "from", "to"], optional: &[] };
pub(crate) const CLOSED_DAYS: Table =
    Table { name: "closed_days.csv", columns: &["day"], optional: &[] };

impl Loader {
    /// The last day up to which a feed is complete, known on all days.
    pub(crate) fn watermark(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (feed, to): (Feed, Day) = (row.parse("feed")?, row.day("complete_to")?);
        let is_it = |it: &FeedStatement| matches!(it, FeedStatement::Complete { feed: stated, .. } if *stated == feed);
        if self.has_stated(is_it) {
            return Err(format!("feed: the watermark of {feed} is stated already"));
        }
        self.state(FeedStatement::Complete { feed, to })
    }

    /// Days of a feed whose facts are missing, known on all days.
    pub(crate) fn gap(&mut self, row: &Row<'_>) -> Result<(), String> {
        let gap = FeedGap::try_new(row.parse("feed")?, row.day("from")?, row.day("to")?);
        let gap = FeedStatement::Gap(gap.map_err(|error| format!("to: {error}"))?);
        if self.has_stated(|it| *it == gap) {
            return Err("the gap is stated already".to_owned());
        }
        self.state(gap)
    }

    /// A day on which the company is closed.
    pub(crate) fn closed_day(&mut self, row: &Row<'_>) -> Result<(), String> {
        let day: Day = row.day("day")?;
        let is_new = self.closed_days.insert(day);
        if is_new { Ok(()) } else { Err(format!("day: {day} is stated already")) }
    }

    fn has_stated(&self, is_it: impl Fn(&FeedStatement) -> bool) -> bool {
        self.book.feed_statements().statements().iter().any(|it| is_it(&it.statement))
    }

    fn state(&mut self, statement: FeedStatement) -> Result<(), String> {
        let stated = self.book.feed_statements_mut().state_for_all_days(statement);
        stated.map_err(|error| error.to_string())
    }
}

/// A policy with closed days beside those of its calendar. They are known of all years.
pub(crate) fn with_closed_days(
    draft: PolicyDraft,
    closed_days: impl IntoIterator<Item = Day>,
) -> PolicyDraft {
    let mut calendar = draft.progress.calendar.clone();
    calendar.holidays.extend(closed_days);
    draft.with_calendar(WorkCalendarDraft { last_year: None, ..calendar })
}
