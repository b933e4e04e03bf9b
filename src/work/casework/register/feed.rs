use std::fmt;

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
