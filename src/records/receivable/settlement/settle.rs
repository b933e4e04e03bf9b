use super::settlement::Settlement;
use super::{OpenBalance, OpenItem, Receivables};
use crate::calendar::AsOf;
use crate::money::{Amount, Total};
use crate::receivable::{RecordedInvoice, RecordedPayment};

/// Settles the invoices issued with the settlements made up to `t`, and sums up the open items.
///
/// Calls `each` with every open item, in the order of due date and id.
///
/// # Rule
///
/// > S10: what is named for an invoice goes to it first, money before the other kinds. Any rest,
/// > and what names none, settles what is left by earliest due date, then invoice id, disputed
/// > parts last. Money named for an invoice that is not issued yet is earmarked and settles nothing
/// > older. What remains is unapplied credit.
///
/// > S10: refunds are taken off money without a name before it settles anything, then off earmarked
/// > money; what goes beyond is owed by the customer, due on its day.
///
/// A gain of exchange is taken off money without a name, too, after the refunds: what an invoice
/// did not take because of the rate is no money of the customer. What goes beyond is owed as well,
/// due on the day of the gain, since the customer has paid less than the gain is worth; nothing is
/// dropped. The part in dispute is the last of an invoice by due date. What a refund or a gain goes
/// beyond is an open item of an invoice without a number.
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
/// let owed = settle(account.view().receivables(), "2026-02-05".parse()?, |_| ());
/// assert_eq!(owed.balance().minor(), 90_00, "I2 is paid, the rest of 10 went to I1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "核销")]
pub fn settle(receivables: Receivables<'_>, t: AsOf, each: impl FnMut(OpenItem)) -> OpenBalance {
    settle_with_receipt(receivables, t, Total::ZERO, each)
}

/// Settles as [`settle`] does, with a further receipt that names no invoice.
pub(crate) fn settle_with_receipt(
    receivables: Receivables<'_>,
    t: AsOf,
    receipt: Total,
    mut each: impl FnMut(OpenItem),
) -> OpenBalance {
    let invoices = receivables.invoices.iter();
    let mut balance = OpenBalance::default();
    let first = walk(receivables, invoices.clone(), t, Free::default(), &mut balance, |_| ());
    if first.needs_kinds || receivables.parts.is_some() {
        return Settlement::as_of(receivables, t, receipt).balance(each);
    }
    let free = Free::divided(first.free.plus(receipt), &balance);
    balance = OpenBalance::default();
    walk(receivables, invoices, t, free, &mut balance, &mut each);
    balance
}

impl OpenBalance {
    /// The balance that [`settle`] sums up, without showing the open items: in one walk where every
    /// payment is money and goes to the invoice it names.
    #[inline]
    pub fn as_of(receivables: Receivables<'_>, t: AsOf) -> Self {
        let mut balance = Self::default();
        balance.settle(receivables, t, |_| ());
        balance
    }

    /// Fills an empty balance with that of [`as_of`](Self::as_of). Calls `each` for every invoice,
    /// issued or not, and for each instalment of an invoice in instalments, so that another sum of
    /// them needs no walk of its own.
    #[inline]
    pub(crate) fn settle(
        &mut self,
        receivables: Receivables<'_>,
        t: AsOf,
        mut each: impl FnMut(&RecordedInvoice),
    ) {
        if receivables.parts.is_some() {
            *self = of_parts(receivables, t, &mut each);
            return;
        }
        let shown = receivables.invoices.iter().inspect(|invoice| each(invoice));
        let walked = walk(receivables, shown, t, Free::default(), self, |_| ());
        if walked.needs_kinds {
            *self = Settlement::as_of(receivables, t, Total::ZERO).balance(|_| ());
        } else if walked.free.is_positive() {
            self.spend(receivables, t, walked.free);
        }
    }

    /// Spends free money on what is open.
    #[inline(never)]
    fn spend(&mut self, receivables: Receivables<'_>, t: AsOf, free: Total) {
        let (open, earmarked) = (self.ageing.open(), self.earmarked);
        let to_spend = Free::divided(free, self);
        *self = Self::default();
        if free >= open {
            // Nothing stays open.
            (self.unapplied, self.earmarked) = (free.minus(open), earmarked);
        } else {
            walk(receivables, receivables.invoices.iter(), t, to_spend, self, |_| ());
        }
    }
}

/// The balance of invoices in instalments or with disputes. Shows each instalment as an invoice.
#[inline(never)]
fn of_parts(
    receivables: Receivables<'_>,
    t: AsOf,
    each: &mut impl FnMut(&RecordedInvoice),
) -> OpenBalance {
    for invoice in receivables.invoices {
        let instalments = receivables.parts.map_or(&[][..], |it| it.instalments(*invoice, t));
        if instalments.is_empty() {
            each(invoice);
        }
        for part in instalments {
            each(&invoice.part(part.due, part.amount.amount()));
        }
    }
    Settlement::as_of(receivables, t, Total::ZERO).balance(|_| ())
}

/// Free money to be spent, on items that are not disputed and on those that are.
#[derive(Debug, Clone, Copy, Default)]
struct Free {
    undisputed: Total,
    disputed: Total,
}

impl Free {
    /// Divides free money among the open items of a balance: what is not disputed comes first.
    fn divided(free: Total, balance: &OpenBalance) -> Self {
        let undisputed = free.min(balance.ageing.open().minus(balance.disputed));
        Self { undisputed, disputed: free.minus(undisputed) }
    }
}

/// The findings of a walk beside the balance.
#[derive(Debug, Clone, Copy)]
struct Walked {
    /// Money of the payments that the invoices they name did not take.
    free: Total,
    /// Tells whether any settlement is not money received, so that the balance does not hold.
    needs_kinds: bool,
}

/// Walks the invoices issued up to `t`, settling each with the payments that name it and then with
/// free money, and adds what stays open to a balance. Every payment is taken as money received,
/// every invoice as due on one day. The unapplied credit is the free money that was not spent.
#[inline]
fn walk<'a>(
    receivables: Receivables<'_>,
    invoices: impl Iterator<Item = &'a RecordedInvoice>,
    t: AsOf,
    mut to_spend: Free,
    balance: &mut OpenBalance,
    mut each: impl FnMut(OpenItem),
) -> Walked {
    let Receivables { mut payments, small_change, .. } = receivables;
    let mut walked = Walked { free: Total::ZERO, needs_kinds: false };
    let is_spending = to_spend.undisputed.is_positive() || to_spend.disputed.is_positive();
    for invoice in invoices {
        let mut paid = Total::ZERO;
        while let Some((payment, later)) = payments.split_first()
            && payment.invoice == invoice.document
        {
            walked.needs_kinds |= !payment.is_received();
            paid = paid.plus(payment.seen(t));
            payments = later;
        }
        // An invoice not issued yet takes nothing.
        if !t.sees(invoice.issued) {
            balance.earmarked = balance.earmarked.plus(paid);
            continue;
        }
        let left = invoice.amount.to_total().minus(paid);
        let Some(mut open) = left.to_amount().filter(|left| left.is_positive()) else {
            walked.free = walked.free.minus(left);
            continue;
        };
        let disputed = invoice.is_disputed();
        let pot = if disputed { &mut to_spend.disputed } else { &mut to_spend.undisputed };
        if is_spending && pot.is_positive() {
            let spent = pot.to_amount().map_or(open, |free| free.min(open));
            open = open.less(spent);
            *pot = pot.minus(spent);
            if !open.is_positive() {
                continue;
            }
        }
        let item = OpenItem {
            invoice: *invoice,
            due: invoice.due,
            open,
            disputed: if disputed { open } else { Amount::ZERO },
            days_past_due: t.day().days_since(invoice.due),
            is_floor_stock: false,
        };
        balance.add(item, small_change);
        each(item);
    }
    // Free money that is being spent was counted before.
    for payment in if is_spending { &[] } else { payments } {
        walked.needs_kinds |= !payment.is_received();
        walked.free = walked.free.plus(payment.seen(t));
    }
    balance.unapplied = to_spend.undisputed.plus(to_spend.disputed);
    walked
}

impl RecordedPayment {
    /// The amount that is seen at `t`: all of it or nothing.
    #[inline]
    pub(super) fn seen(self, t: AsOf) -> Amount {
        if t.sees(self.day) { self.amount } else { Amount::ZERO }
    }
}
