use super::feed::Feed;
use crate::calendar::Day;
use crate::casework::policy::CasePolicy;

/// Up to which day each feed has told everything. `None` where nobody keeps watch over it: it then
/// never counts as stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Watermarks {
    /// Of sales.
    pub sales: Option<Day>,
    /// Of invoices and payments.
    pub receivables: Option<Day>,
    /// Of expenses.
    pub expenses: Option<Day>,
    /// Of incidents.
    pub incidents: Option<Day>,
}

impl Watermarks {
    /// The last day of a feed.
    ///
    /// ```
    /// # use guanxi::casework::{Watermarks, Feed};
    /// assert_eq!(Watermarks::default().of(Feed::Sales), None);
    /// ```
    pub const fn of(&self, feed: Feed) -> Option<Day> {
        match feed {
            Feed::Sales => self.sales,
            Feed::Receivables => self.receivables,
            Feed::Expenses => self.expenses,
            Feed::Incidents => self.incidents,
        }
    }

    /// Since when a feed is stale on a day: its last day lies more working days back than the policy
    /// allows.
    ///
    /// ```
    /// use guanxi::casework::{CasePolicy, Watermarks, Feed};
    /// let policy = CasePolicy::default();
    /// let last = "2026-03-02".parse()?;
    /// let watermarks = Watermarks { sales: Some(last), ..Watermarks::default() };
    /// assert_eq!(watermarks.stale_since(Feed::Sales, "2026-03-05".parse()?, &policy), None);
    /// assert_eq!(watermarks.stale_since(Feed::Sales, "2026-03-06".parse()?, &policy), Some(last));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    #[doc(alias = "数据过期")]
    pub fn stale_since(&self, feed: Feed, on: Day, policy: &CasePolicy) -> Option<Day> {
        let last = self.of(feed)?;
        (policy.working_days_after(last, policy.feed_days) < on).then_some(last)
    }
}
