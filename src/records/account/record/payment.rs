use super::check;
use super::plain::note_feed;
use crate::account::ledger::{Ledger, Spans, Tables};
use crate::account::{FactKind, RecordError};
use crate::calendar::Day;
use crate::engine::Interner;
use crate::id::{CustomerKey, DocumentId};
use crate::intake::{Documented, Insertion};
use crate::money::Money;
use crate::receivable::{Payment, RecordedPayment};

/// A payment with the invoice that it names.
#[derive(Debug, Clone, Copy)]
struct PaymentIntake<'a> {
    payment: &'a Payment,
    /// The due date of the invoice.
    due: Day,
    /// The handle of the invoice.
    invoice: u32,
    /// The numbers of all invoices.
    invoices: &'a Interner,
}

/// Payments stand in the order of the invoices that they name; those that name none come last.
impl Documented for PaymentIntake<'_> {
    type Entry = RecordedPayment;
    type Placement = Insertion<RecordedPayment>;

    fn document(&self) -> &DocumentId {
        &self.payment.document
    }

    fn day(&self) -> Day {
        self.payment.date
    }

    fn amount(&self) -> Money {
        self.payment.amount
    }

    fn repeats(&self, recorded: u32, run: &[RecordedPayment]) -> bool {
        run.iter().any(|it| it.document == recorded && it.invoice == self.invoice)
    }

    fn place(
        &self,
        document: u32,
        run: &[RecordedPayment],
        _numbers: &Interner,
    ) -> Option<Insertion<RecordedPayment>> {
        let Self { payment, due, invoice, invoices } = *self;
        let (amount, day) = (payment.amount.amount(), payment.date);
        let entry = RecordedPayment { amount, day, due, invoice, document };
        let due = |it: &RecordedPayment| (it.invoice == RecordedPayment::NO_INVOICE, it.due);
        let order = |it: &RecordedPayment| it.place(invoices.name(it.invoice));
        // Most numbers need not be looked up.
        Some(Insertion::before(run, entry, |it| {
            due(it).cmp(&due(&entry)).then_with(|| order(it).cmp(&order(&entry))).is_gt()
        }))
    }
}

/// Records a payment. The invoice that it names is one of the same customer.
pub(super) fn record_payment(
    ledger: &mut Ledger,
    key: CustomerKey,
    payment: &Payment,
) -> Result<(), RecordError> {
    let kind = FactKind::Payment;
    check(ledger, kind, payment)?;
    let mut spans = ledger.row(key)?.spans;
    let (due, invoice) = named_invoice(&ledger.tables, &spans, key, payment)?;
    let Tables { invoices, payments, .. } = &mut ledger.tables;
    let intake = PaymentIntake { payment, due, invoice, invoices: invoices.numbers() };
    payments.record(kind, ledger.currency, key, &mut spans.payments, &intake)?;
    ledger.row_mut(key)?.spans = spans;
    note_feed(ledger, payment);
    Ok(())
}

/// The due date and handle of the invoice that a payment names.
fn named_invoice(
    tables: &Tables,
    spans: &Spans,
    key: CustomerKey,
    payment: &Payment,
) -> Result<(Day, u32), RecordError> {
    let Some(invoice) = &payment.invoice else {
        return Ok((Day::MAX, RecordedPayment::NO_INVOICE));
    };
    let known = tables.invoices.find(invoice).filter(|(_, header)| header.customer == key);
    let run = tables.invoices.run(spans.invoices);
    let recorded = known.and_then(|(handle, _)| run.iter().find(|it| it.document == handle));
    recorded.map(|it| (it.due, it.document)).ok_or_else(|| RecordError::UnknownInvoice {
        kind: FactKind::Payment,
        name: payment.document.to_string(),
        invoice: invoice.to_string(),
    })
}
