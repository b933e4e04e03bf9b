use super::{OpenBalance, OpenItem};
use crate::calendar::AsOf;
use crate::money::{Amount, Total};
use crate::receivable::{RecordedInvoice, RecordedPayment};

/// Settles the invoices issued with the payments made up to `t`, shows every open item to `each` in
/// the order of due date and id, and sums up.
///
/// # Rule
///
/// > S10: payments named for an invoice go to it first; any rest, payments for an invoice not
/// > issued yet, and payments without a name settle what is left by earliest due date, then invoice
/// > id. What remains is unapplied credit.
///
/// Both slices stand in the order that the account keeps; see [`RecordedInvoice`] and [`RecordedPayment`].
/// Takes one walk to see how much money is free and one to spend it; needs no memory.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::calendar::AsOf;
/// use guanxi::receivable::{Invoice, Payment, settle};
///
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// account.record(Invoice::new("I1".parse()?, "2026-01-01".parse()?, "2026-01-31".parse()?, "CNY 100".parse()?))?;
/// account.record(Invoice::new("I2".parse()?, "2026-01-05".parse()?, "2026-02-04".parse()?, "CNY 80".parse()?))?;
/// account.record(Payment::new("P1".parse()?, "2026-01-20".parse()?, "CNY 90".parse()?).for_invoice("I2".parse()?))?;
///
/// let view = account.view();
/// let standing = settle(view.invoices(), view.payments(), "2026-02-05".parse()?, |_| ());
/// assert_eq!(standing.balance().minor(), 90_00, "I2 is paid, the rest of 10 went to I1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "核销")]
pub fn settle(
    invoices: &[RecordedInvoice],
    payments: &[RecordedPayment],
    t: AsOf,
    each: impl FnMut(OpenItem),
) -> OpenBalance {
    settle_with(invoices, payments, t, Total::ZERO, each)
}

/// The same, with so much more money received, which names no invoice.
pub(crate) fn settle_with(
    invoices: &[RecordedInvoice],
    payments: &[RecordedPayment],
    t: AsOf,
    more: Total,
    mut each: impl FnMut(OpenItem),
) -> OpenBalance {
    // Without payments nothing is left of any.
    let free = if payments.is_empty() {
        more
    } else {
        walk(invoices.iter(), payments, t, Total::ZERO, |_| ()).1.plus(more)
    };
    walk(invoices.iter(), payments, t, free, &mut each).0
}

impl OpenBalance {
    /// The sums of [`settle`], without the open items: one walk where every payment goes to the
    /// invoice it names.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::{OpenBalance, settle}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let (view, t) = (account.view(), "2026-02-05".parse()?);
    /// let standing = OpenBalance::of(view.invoices(), view.payments(), t);
    /// assert_eq!(standing, settle(view.invoices(), view.payments(), t, |_| ()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline(always)]
    pub fn of(invoices: &[RecordedInvoice], payments: &[RecordedPayment], t: AsOf) -> Self {
        Self::of_with(invoices, payments, t, |_| ())
    }

    /// The same, and shows every invoice to `each`, issued or not: who sums up something else of them needs no
    /// walk of its own.
    #[inline(always)]
    pub(crate) fn of_with(
        invoices: &[RecordedInvoice],
        payments: &[RecordedPayment],
        t: AsOf,
        mut each: impl FnMut(&RecordedInvoice),
    ) -> Self {
        let lines = invoices.iter().inspect(|line| each(line));
        let (standing, free) = walk(lines, payments, t, Total::ZERO, |_| ());
        if free == Total::ZERO { standing } else { spent(invoices, payments, t, free) }
    }
}

/// What is owed when so much free money is spent on what is open.
#[inline(never)]
fn spent(
    invoices: &[RecordedInvoice],
    payments: &[RecordedPayment],
    t: AsOf,
    free: Total,
) -> OpenBalance {
    walk(invoices.iter(), payments, t, free, |_| ()).0
}

/// What of a payment is seen at `t`: all of it or nothing.
fn seen(payment: &RecordedPayment, t: AsOf) -> Amount {
    if t.sees(payment.day) { payment.amount } else { Amount::ZERO }
}

/// Walks the invoices issued up to `t` with what the payments that name them and so much free money
/// settle of them. Gives what is left of the invoices and of the free money, and how much of the payments
/// the invoices they name did not take.
#[inline(always)]
fn walk<'a>(
    invoices: impl Iterator<Item = &'a RecordedInvoice>,
    payments: &[RecordedPayment],
    t: AsOf,
    mut free: Total,
    mut each: impl FnMut(OpenItem),
) -> (OpenBalance, Total) {
    let (mut standing, mut not_taken, mut payments) =
        (OpenBalance::default(), Total::ZERO, payments);
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
        if free.is_positive() {
            let spent = free.to_amount().map_or(open, |free| free.min(open));
            open = open.less(spent);
            free = free.minus(spent);
        }
        if open.is_positive() {
            let days_past_due = t.day().days_since(invoice.due);
            let item = OpenItem { invoice: *invoice, open, days_past_due };
            standing.add(item);
            each(item);
        }
    }
    let not_named = payments.iter().map(|payment| seen(payment, t));
    (OpenBalance { unapplied: free, ..standing }, not_named.fold(not_taken, Total::plus))
}
