use super::{OpenBalance, OpenItem};
use crate::calendar::AsOf;
use crate::money::{Amount, Total};
use crate::receivable::{RecordedInvoice, RecordedPayment};

/// Settles the invoices issued with the payments made up to `t`, and sums up the open items.
///
/// Calls `each` with every open item, in the order of due date and id.
///
/// # Rule
///
/// > S10: payments named for an invoice go to it first; any rest, payments for an invoice not
/// > issued yet, and payments without a name settle what is left by earliest due date, then invoice
/// > id. What remains is unapplied credit.
///
/// Both slices stand in the order that the account keeps; see [`RecordedInvoice`] and
/// [`RecordedPayment`]. The slices are read twice, and nothing is allocated.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::calendar::AsOf;
/// use guanxi::receivable::{Invoice, Payment, settle};
///
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
/// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 100".parse()?))?;
/// account.record(Invoice::new("I2".parse()?, issued, due.offset(4), "CNY 80".parse()?))?;
/// let paid = Payment::new("P1".parse()?, "2026-01-20".parse()?, "CNY 90".parse()?);
/// account.record(paid.for_invoice("I2".parse()?))?;
///
/// let view = account.view();
/// let owed = settle(view.invoices(), view.payments(), "2026-02-05".parse()?, |_| ());
/// assert_eq!(owed.balance().minor(), 90_00, "I2 is paid, the rest of 10 went to I1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "核销")]
pub fn settle(
    invoices: &[RecordedInvoice],
    payments: &[RecordedPayment],
    t: AsOf,
    each: impl FnMut(OpenItem),
) -> OpenBalance {
    settle_with_receipt(invoices, payments, t, Total::ZERO, each)
}

/// Settles as [`settle`] does, with a further receipt that names no invoice.
pub(crate) fn settle_with_receipt(
    invoices: &[RecordedInvoice],
    payments: &[RecordedPayment],
    t: AsOf,
    receipt: Total,
    mut each: impl FnMut(OpenItem),
) -> OpenBalance {
    let free = if payments.is_empty() {
        receipt
    } else {
        walk(invoices.iter(), payments, t, Total::ZERO, |_| ()).free.plus(receipt)
    };
    walk(invoices.iter(), payments, t, free, &mut each).balance
}

impl OpenBalance {
    /// The balance as [`settle`] computes it, without the single items. The slices are read once
    /// when every payment goes to the invoice that it names.
    #[inline]
    pub fn as_of(invoices: &[RecordedInvoice], payments: &[RecordedPayment], t: AsOf) -> Self {
        Self::as_of_showing(invoices, payments, t, |_| ())
    }

    /// The balance as [`as_of`](Self::as_of) gives it. Shows every invoice to `each`, issued or
    /// not, so that another sum of them needs no walk of its own.
    #[inline]
    pub(crate) fn as_of_showing(
        invoices: &[RecordedInvoice],
        payments: &[RecordedPayment],
        t: AsOf,
        mut each: impl FnMut(&RecordedInvoice),
    ) -> Self {
        let shown = invoices.iter().inspect(|invoice| each(invoice));
        let Walked { balance, free } = walk(shown, payments, t, Total::ZERO, |_| ());
        if free == Total::ZERO { balance } else { spent(invoices, payments, t, free) }
    }
}

/// The balance when free money is spent on open items.
#[inline(never)]
fn spent(
    invoices: &[RecordedInvoice],
    payments: &[RecordedPayment],
    t: AsOf,
    free: Total,
) -> OpenBalance {
    walk(invoices.iter(), payments, t, free, |_| ()).balance
}

/// The amount of a payment that is seen at `t`: all of it or nothing.
fn seen(payment: &RecordedPayment, t: AsOf) -> Amount {
    if t.sees(payment.day) { payment.amount } else { Amount::ZERO }
}

struct Walked {
    /// The balance; its unapplied credit is the free money that was not spent.
    balance: OpenBalance,
    /// Money of the payments that the invoices they name did not take.
    free: Total,
}

/// Walks the invoices issued up to `t`, settling each with the payments that name it and then with
/// free money.
#[inline]
fn walk<'a>(
    invoices: impl Iterator<Item = &'a RecordedInvoice>,
    payments: &[RecordedPayment],
    t: AsOf,
    free_to_spend: Total,
    mut each: impl FnMut(OpenItem),
) -> Walked {
    let mut balance = OpenBalance::default();
    let mut not_taken = Total::ZERO;
    let mut free_to_spend = free_to_spend;
    let mut payments = payments;
    for invoice in invoices {
        // An invoice not issued yet takes nothing.
        let mut open = if t.sees(invoice.issued) { invoice.amount } else { Amount::ZERO };
        while let Some((payment, later)) = payments.split_first()
            && payment.invoice == invoice.document
        {
            let paid = seen(payment, t);
            let taken = paid.min(open);
            open = open.less(taken);
            not_taken = not_taken.plus(paid.less(taken));
            payments = later;
        }
        if free_to_spend.is_positive() {
            let spent = free_to_spend.to_amount().map_or(open, |free| free.min(open));
            open = open.less(spent);
            free_to_spend = free_to_spend.minus(spent);
        }
        if open.is_positive() {
            let days_past_due = t.day().days_since(invoice.due);
            let item = OpenItem { invoice: *invoice, open, days_past_due };
            balance.add(item);
            each(item);
        }
    }
    let not_named = payments.iter().map(|payment| seen(payment, t));
    let free = not_named.fold(not_taken, Total::plus);
    Walked { balance: OpenBalance { unapplied: free_to_spend, ..balance }, free }
}
