use super::{Ageing, SmallChange};
use crate::calendar::{AsOf, Day};
use crate::money::{Amount, Total};
use crate::receivable::{FloorStock, Inclusion, RecordedInvoice, RecordedPayment};

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
    /// `true` for floor stock whose agreement stands: its due day lies ahead, and no bucket of the
    /// ageing has it.
    pub is_floor_stock: bool,
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

/// Divides open items, which stand by due day, into floor stock and others; the items stand by due
/// day again.
pub(super) fn divided(agreements: &[FloorStock], items: Vec<OpenItem>, t: AsOf) -> Vec<OpenItem> {
    let begun = agreements.iter().filter(|it| t.sees(it.days.from()));
    let mut items = begun.fold(items, |items, it| divided_by(it, items, t));
    items.sort_by_key(|it| it.due);
    items
}

fn divided_by(agreement: &FloorStock, items: Vec<OpenItem>, t: AsOf) -> Vec<OpenItem> {
    let FloorStock { ceiling, days, .. } = agreement;
    let mut left = ceiling.amount();
    let mut divided = Vec::with_capacity(items.len());
    for item in items {
        let is_of_it = !item.is_refund() && days.contains(item.invoice.issued());
        let taken = item.undisputed().min(left);
        if item.is_floor_stock || !is_of_it || !taken.is_positive() {
            divided.push(item);
            continue;
        }
        left = left.less(taken);
        // Without an end it is never due.
        let due = agreement.due().map_or(Day::MAX, |due| due.max(item.due));
        divided.push(OpenItem {
            due,
            open: taken,
            disputed: Amount::ZERO,
            days_past_due: t.day().days_since(due),
            is_floor_stock: days.contains(t.day()),
            ..item
        });
        let rest = OpenItem { open: item.open.less(taken), ..item };
        divided.extend(rest.open.is_positive().then_some(rest));
    }
    divided
}

/// The balance of a customer as of a day, with its ageing.
#[doc(alias = "应收余额")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenBalance {
    /// Open items by days past due, but for floor stock.
    pub ageing: Ageing,
    /// Open items that stand as floor stock.
    #[doc(alias = "铺底")]
    pub floor_stock: Total,
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
        self.open().minus(self.credit())
    }

    /// The sum of all open items, floor stock among them.
    pub fn open(&self) -> Total {
        self.ageing.open().plus(self.floor_stock)
    }

    /// Unapplied and earmarked credit.
    pub fn credit(&self) -> Total {
        self.unapplied.plus(self.earmarked)
    }

    /// Adds an open item. Small change is never the oldest one.
    #[inline]
    pub(super) fn add(&mut self, item: OpenItem, small_change: SmallChange) {
        let OpenItem { open, disputed, days_past_due, .. } = item;
        if item.is_floor_stock {
            self.floor_stock = self.floor_stock.plus(open);
            return;
        }
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
