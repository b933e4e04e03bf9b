use crate::valid::words;
use crate::warning::Rule;

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
