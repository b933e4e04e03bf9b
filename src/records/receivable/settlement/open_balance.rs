use super::Ageing;
use crate::money::{Amount, Total};
use crate::receivable::RecordedInvoice;

/// An invoice that is not paid in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenItem {
    /// The invoice.
    pub invoice: RecordedInvoice,
    /// The part that is still to be paid, in minor units; positive.
    pub open: Amount,
    /// Days past due; zero or less when the item is not overdue.
    #[doc(alias = "逾期天数")]
    pub days_past_due: i32,
}

/// The balance of a customer as of a day, with its ageing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenBalance {
    /// Open items by days past due.
    pub ageing: Ageing,
    /// Money received that has settled no invoice yet.
    #[doc(alias = "未核销")]
    pub unapplied: Total,
    /// Open items that the customer disputes.
    pub disputed: Total,
    /// Overdue items among the disputed.
    pub disputed_overdue: Total,
    /// Days past due of the oldest overdue item; 0 when nothing is overdue.
    pub oldest_days_past_due: i32,
    /// Days past due of the oldest overdue item that is not disputed; 0 when there is none.
    pub oldest_undisputed_days_past_due: i32,
}

impl OpenBalance {
    /// Open items less unapplied credit; negative when more was paid than is owed.
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
