use super::Ageing;
use crate::money::{Amount, Total};
use crate::receivable::RecordedInvoice;

/// What is left of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenItem {
    /// The invoice.
    pub invoice: RecordedInvoice,
    /// What is still to be paid, more than nothing.
    pub open: Amount,
    /// Days past due; zero or less when it is not overdue.
    #[doc(alias = "逾期天数")]
    pub days_past_due: i32,
}

/// What a customer owes as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenBalance {
    /// Open items by days past due.
    pub ageing: Ageing,
    /// Money received that has settled nothing yet.
    #[doc(alias = "未核销")]
    pub unapplied: Total,
    /// Open items that the customer disputes.
    pub disputed: Total,
    /// Overdue items among the disputed.
    pub disputed_overdue: Total,
    /// Days past due of the oldest overdue item, 0 when nothing is overdue.
    pub oldest_days_past_due: i32,
    /// The same, disputed items left out.
    pub oldest_undisputed_days_past_due: i32,
}

impl OpenBalance {
    /// Open items less unapplied credit.
    ///
    /// ```
    /// assert_eq!(guanxi::receivable::OpenBalance::default().balance().minor(), 0);
    /// ```
    pub fn balance(&self) -> Total {
        self.ageing.open().minus(self.unapplied)
    }

    pub(super) fn add(&mut self, item: OpenItem) {
        self.ageing.add(item.days_past_due, item.open);
        self.oldest_days_past_due = self.oldest_days_past_due.max(item.days_past_due);
        if item.invoice.is_disputed() {
            self.disputed = self.disputed.plus(item.open);
            if item.days_past_due > 0 {
                self.disputed_overdue = self.disputed_overdue.plus(item.open);
            }
        } else {
            self.oldest_undisputed_days_past_due =
                self.oldest_undisputed_days_past_due.max(item.days_past_due);
        }
    }
}
