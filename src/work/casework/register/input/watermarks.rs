use crate::calendar::Day;
use crate::casework::policy::CasePolicy;
use crate::feed::Feed;
use crate::feed::Watermarks;

impl Watermarks {
    /// The last day of a feed that is stale on a day: more working days lie between than the policy
    /// allows.
    ///
    /// ```
    /// use guanxi::casework::{CasePolicy, Feed, Watermarks};
    /// let policy = CasePolicy::default();
    /// let last = "2026-03-02".parse()?;
    /// let told = Watermarks { sales: Some(last), ..Watermarks::default() };
    /// assert_eq!(told.stale_since(Feed::Sales, "2026-03-05".parse()?, &policy), None);
    /// assert_eq!(told.stale_since(Feed::Sales, "2026-03-06".parse()?, &policy), Some(last));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    #[doc(alias = "数据过期")]
    pub fn stale_since(&self, feed: Feed, on: Day, policy: &CasePolicy) -> Option<Day> {
        let last = self.get(feed)?;
        (policy.working_days_after(last, policy.feed_days) < on).then_some(last)
    }
}
