use std::fmt;

use super::case_policy::CasePolicy;
use crate::calendar::Day;
use crate::warning::Rule;

/// Where facts come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Feed {
    /// Sales and returns.
    Sales,
    /// Invoices and payments.
    Receivables,
    /// Selling expenses.
    Expenses,
    /// Reports of incidents.
    Incidents,
}

impl Feed {
    /// All feeds.
    pub const ALL: [Self; 4] = [Self::Sales, Self::Receivables, Self::Expenses, Self::Incidents];

    /// Whether a rule reads it.
    ///
    /// ```
    /// use guanxi::{casework::Feed, warning::Rule};
    /// assert!(Feed::Sales.is_read_by(Rule::Expense) && !Feed::Sales.is_read_by(Rule::Debt));
    /// ```
    pub const fn is_read_by(self, rule: Rule) -> bool {
        match (self, rule) {
            (Self::Sales, Rule::Progress | Rule::Expense | Rule::Loss)
            | (Self::Receivables, Rule::Debt)
            | (Self::Expenses, Rule::Expense)
            | (Self::Incidents, Rule::Incident) => true,
            (Self::Sales, Rule::Debt | Rule::Incident)
            | (Self::Receivables, Rule::Progress | Rule::Expense | Rule::Loss | Rule::Incident)
            | (Self::Expenses, Rule::Debt | Rule::Progress | Rule::Loss | Rule::Incident)
            | (Self::Incidents, Rule::Debt | Rule::Progress | Rule::Expense | Rule::Loss) => false,
        }
    }
}

impl fmt::Display for Feed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sales => "sales",
            Self::Receivables => "receivables",
            Self::Expenses => "expenses",
            Self::Incidents => "incidents",
        })
    }
}

/// Up to which day each feed has told everything. `None` where nobody keeps watch over it: it then
/// never counts as stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cutoffs {
    /// Of sales.
    pub sales: Option<Day>,
    /// Of invoices and payments.
    pub receivables: Option<Day>,
    /// Of expenses.
    pub expenses: Option<Day>,
    /// Of incidents.
    pub incidents: Option<Day>,
}

impl Cutoffs {
    /// The last day of a feed.
    ///
    /// ```
    /// # use guanxi::casework::{Cutoffs, Feed};
    /// assert_eq!(Cutoffs::default().of(Feed::Sales), None);
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
    /// use guanxi::casework::{CasePolicy, Cutoffs, Feed};
    /// let policy = CasePolicy::default();
    /// let last = "2026-03-02".parse()?;
    /// let cutoffs = Cutoffs { sales: Some(last), ..Cutoffs::default() };
    /// assert_eq!(cutoffs.stale_since(Feed::Sales, "2026-03-05".parse()?, &policy), None);
    /// assert_eq!(cutoffs.stale_since(Feed::Sales, "2026-03-06".parse()?, &policy), Some(last));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    #[doc(alias = "数据过期")]
    pub fn stale_since(&self, feed: Feed, on: Day, policy: &CasePolicy) -> Option<Day> {
        let last = self.of(feed)?;
        (policy.working_days_after(last, policy.feed_days) < on).then_some(last)
    }
}
