use std::collections::BTreeMap;

use super::{DaysBeyondTerms, SettledItem, settled_items};
use crate::calendar::{AsOf, Month};
use crate::measure::Quotient;
use crate::money::{Amount, Total};
use crate::receivable::{OpenBalance, Receivables, SettlementKind};

/// The sum billed in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BilledMonth {
    /// The month.
    pub month: Month,
    /// The sum, of which a month at the end of the window has only its days within it.
    pub billed: Total,
}

/// The payment history of a customer at a glance, as credit bureaus and other systems ask for it.
///
/// # Rule
///
/// > S20: over `W(365)`: the days beyond terms of the items that were settled in it, apart for
/// > those whose invoice had a cash discount and for the others; the sum billed; the month in which
/// > most was billed; and the share of what is open at `t` that was handed to a collector.
///
/// A discount is taken where a settlement of that kind names the invoice by `t`, since only then it
/// is known. A customer that takes discounts pays early, and hides in one mean how late it is
/// without them.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::money::Amount;
/// use guanxi::receivable::{Invoice, Payment, PaymentHistory, SettlementKind};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
/// for number in ["I1", "I2"] {
///     account.record(Invoice::new(number.parse()?, issued, due, "CNY 100".parse()?))?;
/// }
/// let (early, late) = ("2026-01-11".parse()?, "2026-03-02".parse()?);
/// let paid = Payment::new("P1".parse()?, early, "CNY 98".parse()?).for_invoice("I1".parse()?);
/// account.record(paid)?;
/// let rest = Payment::new("P2".parse()?, early, "CNY 2".parse()?).for_invoice("I1".parse()?);
/// account.record(Payment { kind: SettlementKind::CashDiscount, ..rest })?;
/// let paid = Payment::new("P3".parse()?, late, "CNY 100".parse()?).for_invoice("I2".parse()?);
/// account.record(paid)?;
///
/// let view = account.view();
/// let history = PaymentHistory::as_of(view.receivables(), Amount::ZERO, "2026-03-31".parse()?);
/// let days = |it: Option<guanxi::receivable::DaysBeyondTerms>| it.map(|it| it.signed.to_string());
/// assert_eq!(days(history.with_discount).as_deref(), Some("-20"));
/// assert_eq!(days(history.without_discount).as_deref(), Some("30"));
/// assert_eq!(history.billed.minor(), 200_00);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "付款行为")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaymentHistory {
    /// Days beyond terms where a cash discount was taken; `None` without such items.
    #[doc(alias = "现金折扣")]
    pub with_discount: Option<DaysBeyondTerms>,
    /// Days beyond terms where none was taken; `None` without such items.
    pub without_discount: Option<DaysBeyondTerms>,
    /// The sum billed in the window.
    pub billed: Total,
    /// The month of the window in which most was billed, of equal ones the latest; `None` when
    /// nothing was.
    pub highest_month: Option<BilledMonth>,
    /// The share of what is open that was handed to a collector; `None` when nothing is open. It is
    /// above 1 where more was handed over than is open now.
    #[doc(alias = "委外催收")]
    pub in_collection: Option<Quotient>,
}

impl PaymentHistory {
    /// The history as of `t`. The caller states the sum of its open items that was handed to a
    /// collector: no fact of an account says so.
    ///
    /// Settles anew for each day on which anything changed, as [`settled_items`] does.
    pub fn as_of(receivables: Receivables<'_>, in_collection: Amount, t: AsOf) -> Self {
        let window = t.last_days(365);
        let is_discounted = |item: &SettledItem| {
            let invoice = item.invoice.document;
            let mut named = receivables.payments().iter().filter(|it| it.invoice == invoice);
            named.any(|it| t.sees(it.day) && it.kind() == SettlementKind::CashDiscount)
        };
        let mut settled = settled_items(receivables, t);
        settled.retain(|item| window.contains(item.settled));
        let (with, without): (Vec<SettledItem>, Vec<SettledItem>) =
            settled.into_iter().partition(is_discounted);
        let beyond = |items: Vec<SettledItem>| {
            DaysBeyondTerms::from_payments(items.iter().filter_map(SettledItem::timed_payment))
        };
        let mut months: BTreeMap<Month, Total> = BTreeMap::new();
        for invoice in receivables.invoices().iter().filter(|it| window.contains(it.issued())) {
            let sum = months.entry(invoice.issued().month()).or_default();
            *sum = sum.plus(invoice.amount());
        }
        let highest = months.iter().max_by_key(|(_, billed)| **billed);
        let highest_month =
            highest.map(|(month, billed)| BilledMonth { month: *month, billed: *billed });
        let open = OpenBalance::as_of(receivables, t).ageing.open();
        Self {
            with_discount: beyond(with),
            without_discount: beyond(without),
            billed: months.values().copied().fold(Total::ZERO, Total::plus),
            highest_month: highest_month.filter(|it| it.billed.is_positive()),
            in_collection: Quotient::try_new(in_collection.to_total().minor(), open.minor()),
        }
    }
}
