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
