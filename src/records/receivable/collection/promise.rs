use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::money::{Amount, Total};
use crate::receivable::{RecordedInvoice, RecordedPayment, SettlementKind};

/// A promise to pay an amount by a day.
#[doc(alias = "付款承诺")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// The day on which it was made.
    pub made: Day,
    /// The last day on which a payment keeps it.
    pub by: Day,
    /// The amount, in minor units of the book.
    pub amount: Amount,
    /// The invoice that it is for; `None` when it is for whatever is owed.
    pub invoice: Option<RecordedInvoice>,
}

impl Promise {
    /// A promise for whatever is owed.
    pub const fn new(made: Day, by: Day, amount: Amount) -> Self {
        Self { made, by, amount, invoice: None }
    }

    /// The promise, for an invoice: money named for another one does not keep it.
    #[must_use]
    pub const fn for_invoice(self, invoice: RecordedInvoice) -> Self {
        Self { invoice: Some(invoice), ..self }
    }

    fn is_kept_by(&self, receipt: &Receipt) -> bool {
        let is_in_time = self.made < receipt.day && receipt.day <= self.by;
        let promised = self.invoice.map(|invoice| invoice.document);
        is_in_time
            && (promised.is_none() || receipt.invoice.is_none() || promised == receipt.invoice)
    }
}

/// The status of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PromiseStatus {
    /// Its day has not passed, and part of the amount is not paid yet.
    Open,
    /// The amount was paid in time.
    Kept,
    /// Its day has passed, and the amount was not paid in full.
    Broken,
}

impl fmt::Display for PromiseStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::Kept => "kept",
            Self::Broken => "broken",
        })
    }
}

/// The status of each promise of a customer at `t`, in the order given; `None` for a
/// promise that is made after `t`.
///
/// A promise that lacks no more than the tolerance, in minor units, is kept.
///
/// # Rule
///
/// > S10: a promise is kept by money paid from the day after it was made up to its day. Money keeps
/// > one promise only, the one whose day comes first. Money named for another invoice does not keep
/// > a promise for an invoice. Money sent back keeps none: a refund takes away what came last.
///
/// Credit notes, write-offs and the like are no money.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::money::Amount;
/// use guanxi::receivable::{Payment, Promise, PromiseStatus, promises};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// account.record(Payment::new("P1".parse()?, "2026-03-15".parse()?, "CNY 500".parse()?))?;
/// let by = |day: &str| -> Result<Promise, guanxi::calendar::DayError> {
///     Ok(Promise::new("2026-03-01".parse()?, day.parse()?, Amount::from_minor(500_00)))
/// };
/// let made = [by("2026-03-20")?, by("2026-03-15")?];
/// let on = |t| promises(&made, account.view().payments(), Amount::ZERO, t);
/// let (open, kept) = (Some(PromiseStatus::Open), Some(PromiseStatus::Kept));
/// assert_eq!(on("2026-03-20".parse()?), [open, kept]);
/// assert_eq!(on("2026-03-21".parse()?), [Some(PromiseStatus::Broken), kept]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn promises(
    made: &[Promise],
    payments: &[RecordedPayment],
    tolerance: Amount,
    t: AsOf,
) -> Vec<Option<PromiseStatus>> {
    let mut receipts = receipts(payments, t);
    let mut order: Vec<(Day, Day, usize)> =
        made.iter().enumerate().map(|(place, it)| (it.by, it.made, place)).collect();
    order.sort_unstable();
    let mut found = vec![None; made.len()];
    for (.., place) in order {
        let Some(promise) = made.get(place).filter(|promise| t.sees(promise.made)) else {
            continue;
        };
        let mut lacking = promise.amount.to_total();
        for receipt in receipts.iter_mut().filter(|it| promise.is_kept_by(it)) {
            let taken = receipt.left.min(lacking);
            receipt.left = receipt.left.minus(taken);
            lacking = lacking.minus(taken);
        }
        let status = if lacking <= tolerance.to_total() {
            PromiseStatus::Kept
        } else if t.day() > promise.by {
            PromiseStatus::Broken
        } else {
            PromiseStatus::Open
        };
        if let Some(entry) = found.get_mut(place) {
            *entry = Some(status);
        }
    }
    found
}

/// Money received, and what is left of it to keep promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Receipt {
    day: Day,
    left: Total,
    /// The handle of the invoice that it names.
    invoice: Option<u32>,
}

/// The money received up to `t` by day, less the refunds.
fn receipts(payments: &[RecordedPayment], t: AsOf) -> Vec<Receipt> {
    let of_kind = |kind| {
        let seen = payments.iter().filter(move |it| t.sees(it.day()) && it.kind() == kind);
        let named = |it: &RecordedPayment| {
            Some(it.invoice).filter(|handle| *handle != RecordedPayment::NO_INVOICE)
        };
        seen.map(move |it| Receipt {
            day: it.day(),
            left: it.amount().to_total(),
            invoice: named(it),
        })
    };
    let mut received: Vec<Receipt> = of_kind(SettlementKind::Received).collect();
    received.sort_unstable();
    let mut refunded: Vec<Receipt> = of_kind(SettlementKind::Refunded).collect();
    refunded.sort_unstable();
    for refund in refunded {
        let mut back = refund.left;
        for receipt in received.iter_mut().rev().filter(|it| it.day <= refund.day) {
            let taken = receipt.left.min(back);
            receipt.left = receipt.left.minus(taken);
            back = back.minus(taken);
        }
    }
    received
}
