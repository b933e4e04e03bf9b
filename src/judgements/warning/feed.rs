use super::Rule;
use crate::valid::words;

words! {
    /// A feed: a source of facts.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Feed as "a feed" {
        /// Sales and returns.
        Sales = "sales",
        /// Invoices and payments.
        Receivables = "receivables",
        /// Selling expenses.
        Expenses = "expenses",
        /// Reports of incidents.
        Incidents = "incidents",
    }
}

impl Feed {
    /// Returns `true` when a rule reads it.
    ///
    /// ```
    /// use guanxi::warning::{Feed, Rule};
    /// assert!(Feed::Sales.is_read_by(Rule::Expense) && !Feed::Sales.is_read_by(Rule::Debt));
    /// ```
    pub fn is_read_by(self, rule: Rule) -> bool {
        rule.feeds().contains(&self)
    }
}
