use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::id::CustomerKey;
use crate::measure::proven;
use crate::money::{Amount, Currency, Total};
use crate::receivable::RecordedInvoice;

/// The ground on which a receipt is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReceiptBasis {
    /// A promise of the customer.
    Promise,
    /// The customer's own payments.
    Own,
    /// The payments of all customers, where the customer's own are too few.
    Book,
}

/// The expected receipt for an open item, or for a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExpectedReceipt {
    /// The customer.
    pub customer: CustomerKey,
    /// The invoice.
    pub invoice: RecordedInvoice,
    /// The due date of the item.
    pub due: Day,
    /// The amount.
    pub amount: Amount,
    /// The ground.
    pub basis: ReceiptBasis,
    /// The early day: a quarter of such money came by then.
    pub early: Day,
    /// The expected day: half of it came by then.
    pub expected: Day,
    /// The late day: three quarters of it came by then.
    pub late: Day,
}

/// The cash-in up to the end of a week, added up from the day of the forecast on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CashInWeek {
    /// The last day of the week.
    pub until: Day,
    /// The sum if each item comes on its late day.
    pub low: Total,
    /// The sum if each item comes on its expected day.
    pub expected: Total,
    /// The sum if each item comes on its early day.
    pub high: Total,
}

/// A forecast of the cash-in by week.
#[doc(alias = "回款预测")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CashInForecast {
    /// The currency of the amounts.
    pub currency: Currency,
    /// The weeks, from the day after the forecast on; their sums never fall, nor does low exceed
    /// expected, nor expected high.
    pub weeks: Vec<CashInWeek>,
    /// The receipts by expected day, then customer; with those after the last week.
    pub receipts: Vec<ExpectedReceipt>,
    /// The open part that is disputed; it is expected on no day.
    pub disputed: Total,
    /// The open part that is later than nearly all payments before; it is expected on no day.
    pub beyond_habit: Total,
}

impl CashInForecast {
    /// The sums by week.
    pub(super) fn weeks_of(receipts: &[ExpectedReceipt], weeks: u16, t: AsOf) -> Vec<CashInWeek> {
        let ends = (1..=weeks).map(|week| {
            let days = i32::from(week).checked_mul(7);
            t.day().offset(proven!(days, else 0, "16 bits times 7"))
        });
        let week = |until: Day| {
            let sum = |day: fn(&ExpectedReceipt) -> Day| {
                receipts.iter().filter(|it| day(it) <= until).map(|it| it.amount).collect()
            };
            let (low, expected, high) =
                (sum(|it| it.late), sum(|it| it.expected), sum(|it| it.early));
            CashInWeek { until, low, expected, high }
        };
        ends.map(week).collect()
    }

    /// All that is expected on some day, within the weeks and after them.
    pub fn expected(&self) -> Total {
        self.receipts.iter().map(|it| it.amount).collect()
    }
}

impl fmt::Display for CashInForecast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = |total: Total| total.with_currency(self.currency);
        for CashInWeek { until, low, expected, high } in &self.weeks {
            write!(f, "by {until} {}", money(*expected))?;
            write!(f, " ({} to {}); ", money(*low), money(*high))?;
        }
        let (all, disputed) = (money(self.expected()), money(self.disputed));
        write!(f, "in all {all}, disputed {disputed}, beyond habit {}", money(self.beyond_habit))
    }
}
