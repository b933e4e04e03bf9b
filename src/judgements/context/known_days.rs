use crate::calendar::{AsOf, Day, DaySpans, Window, WorkCalendarDraft};
use crate::evidence::NotJudged;
use crate::feed::{Feed, FeedPolicyDraft, KnownFeeds, Watermarks};

/// The days that the rules read as far as they are known: closed days, gaps, and the last days of
/// feeds and calendar. Most contexts have none of it, see [`KnownDays::is_plain`], so questions
/// about it stand apart from the code that every customer goes through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct KnownDays {
    closed: DaySpans,
    /// The closed days and the days of gaps in sales: nobody's own days.
    idle: DaySpans,
    sales_gaps: DaySpans,
    expenses_gaps: DaySpans,
    watermarks: Watermarks,
    grace_days: u16,
    calendar_ends: Option<i32>,
}

impl KnownDays {
    pub(super) fn of_calendar(t: AsOf, calendar: &WorkCalendarDraft) -> Self {
        let closed = calendar.closed_days();
        let calendar_ends = calendar.ends_before(t.day());
        Self { idle: closed.clone(), closed, calendar_ends, ..Self::default() }
    }

    pub(super) fn with_feeds(self, known: &KnownFeeds, policy: FeedPolicyDraft) -> Self {
        let gaps = |feed| {
            let gaps = known.gaps.iter().filter(move |gap| gap.feed() == feed);
            gaps.map(|gap| gap.days())
        };
        Self {
            idle: DaySpans::new(self.closed.windows().chain(gaps(Feed::Sales))),
            sales_gaps: DaySpans::new(gaps(Feed::Sales)),
            expenses_gaps: DaySpans::new(gaps(Feed::Expenses)),
            watermarks: known.watermarks,
            grace_days: policy.grace_days,
            ..self
        }
    }

    /// Returns `true` when it changes no judgement.
    pub(super) fn is_plain(&self) -> bool {
        self.idle.is_empty()
            && self.expenses_gaps.is_empty()
            && self.watermarks == Watermarks::default()
            && self.calendar_ends.is_none()
    }

    /// The days that are nobody's own days; `None` without any.
    pub(super) fn idle(&self) -> Option<&DaySpans> {
        Some(&self.idle).filter(|idle| !idle.is_empty())
    }

    /// The last day up to another on which we are open.
    pub(super) fn open_up_to(&self, day: Day) -> Day {
        self.closed.last_outside(day)
    }

    /// The reason for which an arm that reads the calendar is silent.
    #[cold]
    fn lacks_calendar(&self) -> Option<NotJudged> {
        self.calendar_ends.map(NotJudged::CalendarEnds)
    }

    /// The reason for which an arm that reads a feed up to a day is silent.
    #[cold]
    fn lacks_feed(&self, feed: Feed, until: Day) -> Option<NotJudged> {
        let complete_to = self.watermarks.get(feed)?;
        let reason = match feed {
            Feed::Sales => NotJudged::SalesCompleteTo(complete_to),
            Feed::Receivables => NotJudged::ReceivablesCompleteTo(complete_to),
            Feed::Expenses => NotJudged::ExpensesCompleteTo(complete_to),
            // The register alone watches reports of incidents: what was reported stands.
            Feed::Incidents => return None,
        };
        (until > complete_to.offset(i32::from(self.grace_days))).then_some(reason)
    }

    /// The reason for which an arm that compares the facts of a window is silent.
    #[cold]
    fn lacks_window(&self, feed: Feed, window: Window) -> Option<NotJudged> {
        self.lacks_feed(feed, window.until).or_else(|| match feed {
            Feed::Sales => self.sales_gaps.first_in(window).map(NotJudged::SalesMissing),
            Feed::Expenses => self.expenses_gaps.first_in(window).map(NotJudged::ExpensesMissing),
            // Neither a debt nor an incident is compared with another time.
            Feed::Receivables | Feed::Incidents => None,
        })
    }
}

/// The question of an arm: whether what it reads is known. Always so in a plain context.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Needs<'a>(pub(super) Option<&'a KnownDays>);

impl Needs<'_> {
    /// Returns `true` in a plain context, in which everything is known.
    #[inline]
    pub(crate) const fn is_sure(self) -> bool {
        self.0.is_none()
    }

    /// The reason for which an arm that reads the calendar is silent.
    #[inline]
    pub(crate) fn calendar(self) -> Option<NotJudged> {
        self.0?.lacks_calendar()
    }

    /// The reason for which an arm that reads a feed up to a day is silent.
    #[inline]
    pub(crate) fn feed_up_to(self, feed: Feed, until: Day) -> Option<NotJudged> {
        self.0?.lacks_feed(feed, until)
    }

    /// The reason for which an arm that compares the facts of a window is silent: the feed does
    /// not reach its end, or has a gap inside.
    #[inline]
    pub(crate) fn feed_in(self, feed: Feed, window: Window) -> Option<NotJudged> {
        self.0?.lacks_window(feed, window)
    }
}
