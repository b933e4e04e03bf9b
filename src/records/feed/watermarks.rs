use super::Feed;
use crate::calendar::Day;

/// The last day up to which each feed is complete. A feed without one is not watched: it is taken
/// as complete and never counts as late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Watermarks {
    /// The last day of sales.
    pub sales: Option<Day>,
    /// The last day of invoices and payments.
    pub receivables: Option<Day>,
    /// The last day of expenses.
    pub expenses: Option<Day>,
    /// The last day of incidents.
    pub incidents: Option<Day>,
}

impl Watermarks {
    /// The last day of a feed.
    pub const fn get(&self, feed: Feed) -> Option<Day> {
        match feed {
            Feed::Sales => self.sales,
            Feed::Receivables => self.receivables,
            Feed::Expenses => self.expenses,
            Feed::Incidents => self.incidents,
        }
    }

    /// The last day of a feed, to change it.
    pub const fn get_mut(&mut self, feed: Feed) -> &mut Option<Day> {
        match feed {
            Feed::Sales => &mut self.sales,
            Feed::Receivables => &mut self.receivables,
            Feed::Expenses => &mut self.expenses,
            Feed::Incidents => &mut self.incidents,
        }
    }

    /// These, and those of others for the feeds of which nothing is said here.
    pub(crate) fn or(self, others: Self) -> Self {
        Self {
            sales: self.sales.or(others.sales),
            receivables: self.receivables.or(others.receivables),
            expenses: self.expenses.or(others.expenses),
            incidents: self.incidents.or(others.incidents),
        }
    }
}
