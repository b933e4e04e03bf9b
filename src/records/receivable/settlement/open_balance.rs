use super::{Ageing, SmallChange};
use crate::calendar::Day;
use crate::money::{Amount, Total};
use crate::receivable::{Inclusion, RecordedInvoice, RecordedPayment};

/// An invoice that is not settled in full, or one of its instalments.
#[doc(alias = "未清项")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenItem {
    /// The invoice; one without a number where more was refunded than there was credit.
    pub invoice: RecordedInvoice,
    /// The due date of the item.
    pub due: Day,
    /// The part that is still to be paid, in minor units; positive.
    pub open: Amount,
    /// The part of what is open that the customer disputes.
    pub disputed: Amount,
    /// Days past due; zero or less when the item is not overdue.
    #[doc(alias = "逾期天数")]
    pub days_past_due: i32,
}

impl OpenItem {
    /// Returns `true` for money that we sent back beyond all credit: no invoice asked for it.
    pub(crate) const fn is_refund(&self) -> bool {
        self.invoice.document == RecordedPayment::NO_DOCUMENT
    }

    /// The part of what is open that the customer does not dispute.
    pub const fn undisputed(&self) -> Amount {
        self.open.less(self.disputed)
    }

    /// The part of what is open that counts, with disputed parts or without.
    pub const fn counted(&self, disputed: Inclusion) -> Amount {
        match disputed {
            Inclusion::Counted => self.open,
            Inclusion::LeftOut => self.undisputed(),
        }
    }
}

/// The balance of a customer as of a day, with its ageing.
#[doc(alias = "应收余额")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenBalance {
    /// Open items by days past due.
    pub ageing: Ageing,
    /// Credit that has settled no invoice yet.
    #[doc(alias = "未核销")]
    pub unapplied: Total,
    /// Credit named for invoices that are not issued yet. It lessens the balance and settles
    /// nothing else.
    #[doc(alias = "预收款")]
    pub earmarked: Total,
    /// The part of the invoices issued that is written off and not recovered.
    #[doc(alias = "已核销坏账")]
    pub written_off: Total,
    /// Open items that the customer disputes.
    pub disputed: Total,
    /// Overdue items among the disputed.
    pub disputed_overdue: Total,
    /// Overdue items that are small change: part of all sums, without a say in a judgement.
    pub overdue_small_change: Total,
    /// Days past due of the oldest overdue item that is no small change; 0 when there is none.
    pub oldest_days_past_due: i32,
    /// Days past due of the oldest overdue item of which more than small change is not disputed; 0
    /// when there is none.
    pub oldest_undisputed_days_past_due: i32,
}

impl OpenBalance {
    /// Open items less unapplied and earmarked credit; negative when more was paid than is owed.
    pub fn balance(&self) -> Total {
        self.ageing.open().minus(self.credit())
    }

    /// Unapplied and earmarked credit.
    pub fn credit(&self) -> Total {
        self.unapplied.plus(self.earmarked)
    }

    /// Adds an open item. Small change is never the oldest one.
    #[inline]
    pub(super) fn add(&mut self, item: OpenItem, small_change: SmallChange) {
        let OpenItem { open, disputed, days_past_due, .. } = item;
        self.ageing.add(days_past_due, open);
        if days_past_due > 0 && small_change.has(open) {
            self.overdue_small_change = self.overdue_small_change.plus(open);
        }
        let oldest = |part: Amount| if small_change.has(part) { 0 } else { days_past_due };
        let oldest_open = oldest(open);
        self.oldest_days_past_due = self.oldest_days_past_due.max(oldest_open);
        let oldest_undisputed = if disputed.is_positive() {
            self.disputed = self.disputed.plus(disputed);
            if days_past_due > 0 {
                self.disputed_overdue = self.disputed_overdue.plus(disputed);
            }
            let undisputed = item.undisputed();
            if undisputed.is_positive() { oldest(undisputed) } else { 0 }
        } else {
            oldest_open
        };
        self.oldest_undisputed_days_past_due =
            self.oldest_undisputed_days_past_due.max(oldest_undisputed);
    }
}
