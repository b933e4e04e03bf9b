use super::plain::note_document;
use super::{Target, check, told};
use crate::account::ledger::{DocumentName, Ledger, Spans, Tables};
use crate::account::{FactKind, RecordError};
use crate::engine::Interner;
use crate::id::{CustomerKey, DocumentId};
use crate::intake::{Insertion, Tabled};
use crate::receivable::{Payment, RecordedInvoice, RecordedPayment};

/// A payment with its entries: one for each invoice that it names, and one for what names none.
#[derive(Debug, Clone)]
struct PaymentIntake<'a> {
    payment: &'a Payment,
    /// The first entry; most payments have no other.
    first: RecordedPayment,
    further: &'a [RecordedPayment],
    customer: CustomerKey,
    ledger: &'a Ledger,
}

impl PaymentIntake<'_> {
    /// The paper of a recorded payment of the customer.
    fn recorded_paper(&self, payment: u32) -> Option<&DocumentId> {
        let papers = self.ledger.sparse(self.customer).map_or(&[][..], |sparse| &sparse.papers);
        papers.iter().find(|(it, _)| *it == payment).map(|(_, paper)| paper)
    }

    fn has(&self, entry: &RecordedPayment) -> bool {
        let mut own = [self.first].into_iter().chain(self.further.iter().copied());
        own.any(|it| it.numbered(entry.document) == *entry)
    }
}

/// Tells of each entry of a run whether it comes later than one.
fn comes_later(entry: RecordedPayment, invoices: &Interner) -> impl Fn(&RecordedPayment) -> bool {
    let order = |it: &RecordedPayment| it.place(invoices.name(it.invoice));
    // Most numbers need not be looked up.
    move |it| {
        let by_due = it.place_by_due().cmp(&entry.place_by_due());
        by_due.then_with(|| order(it).cmp(&order(&entry))).is_gt()
    }
}

/// Payments stand in the order of the invoices that they name; those that name none come last.
impl Tabled for PaymentIntake<'_> {
    type Fact = Payment;
    type Entry = RecordedPayment;
    type Placement = Insertion<RecordedPayment>;

    fn fact(&self) -> &Payment {
        self.payment
    }

    fn further_entries(&self) -> usize {
        self.further.len()
    }

    fn repeats(&self, recorded: u32, run: &[RecordedPayment]) -> bool {
        let of_document = || run.iter().filter(|it| it.document == recorded);
        let count = of_document().skip(1).count();
        let is_same = count == self.further.len() && of_document().all(|it| self.has(it));
        is_same && self.recorded_paper(recorded) == self.payment.paper.as_ref()
    }

    fn place(
        &self,
        document: u32,
        run: &[RecordedPayment],
        _numbers: &Interner,
    ) -> Option<Insertion<RecordedPayment>> {
        let entry = self.first.numbered(document);
        Some(Insertion::before(
            run,
            entry,
            comes_later(entry, self.ledger.tables.invoices.numbers()),
        ))
    }
}

/// Records a payment. The invoices that it names are of the same customer.
pub(super) fn record_payment(
    target: &mut impl Target,
    key: CustomerKey,
    payment: &Payment,
) -> Result<(), RecordError> {
    let kind = FactKind::Payment;
    let ledger = target.ledger();
    check(ledger, kind, payment)?;
    let mut spans = ledger.row(key)?.spans;
    let Entries { first, further } = Entries::of(&ledger.tables, &spans, key, payment)?;
    let further = &further;
    let intake = PaymentIntake { payment, first, further, customer: key, ledger };
    let document = DocumentName::whole(key, &payment.document);
    let planned = ledger.tables.payments.plan(kind, key, spans.payments, &intake);
    let planned = planned.map_err(|error| told(ledger, kind, document, payment, error))?;
    let Some(ledger) = target.change() else { return Ok(()) };
    let Tables { invoices, payments, .. } = &mut ledger.tables;
    let span = &mut spans.payments;
    let handle = payments.put(kind, document, span, planned)?;
    for entry in further {
        let entry = entry.numbered(handle);
        payments.insert_further(span, entry, comes_later(entry, invoices.numbers()));
    }
    ledger.row_mut(key)?.spans = spans;
    if let Some(paper) = &payment.paper {
        ledger.sparse_mut(key)?.papers.push((handle, paper.clone()));
    }
    note_document(ledger, payment);
    Ok(())
}

/// The entries of a payment: the first, and those of further allocations.
struct Entries {
    first: RecordedPayment,
    further: Vec<RecordedPayment>,
}

impl Entries {
    fn of(
        tables: &Tables,
        spans: &Spans,
        key: CustomerKey,
        payment: &Payment,
    ) -> Result<Self, RecordError> {
        let whole = RecordedPayment::new(payment.amount.amount(), payment.date);
        let whole = whole.of_kind(payment.kind);
        let named = |entry: RecordedPayment, number: &DocumentId| {
            let invoice = named_invoice(tables, spans, key, payment, number)?;
            let named = invoice.map(|it| entry.for_invoice(it.document, it.due));
            Ok::<_, RecordError>(named.unwrap_or(entry))
        };
        if let Some(number) = &payment.invoice {
            return Ok(Self { first: named(whole, number)?, further: Vec::new() });
        }
        if payment.allocations.is_empty() {
            return Ok(Self { first: whole, further: Vec::new() });
        }
        let parts = payment.allocations.iter();
        let parts = parts.map(|it| named(whole.with_amount(it.amount.amount()), &it.invoice));
        let mut parts = parts.collect::<Result<Vec<_>, _>>()?;
        parts.extend(payment.rest().map(|rest| whole.with_amount(rest)));
        let first = parts.pop().unwrap_or(whole);
        Ok(Self { first, further: parts })
    }
}

/// The invoice of the customer that a payment names; `None` for one that is void: the money is
/// without a name then, and what is no money is refused.
fn named_invoice(
    tables: &Tables,
    spans: &Spans,
    key: CustomerKey,
    payment: &Payment,
    number: &DocumentId,
) -> Result<Option<RecordedInvoice>, RecordError> {
    let known = tables.invoices.find_own(FactKind::Invoice, DocumentName::whole(key, number));
    let unknown =
        || RecordError::unknown_invoice(FactKind::Payment, payment.document.as_str(), number);
    let (handle, _) = known.ok_or_else(unknown)?;
    let run = tables.invoices.run(spans.invoices);
    match run.iter().find(|it| it.document == handle) {
        None if payment.kind.must_name_invoice() => Err(unknown()),
        stands => Ok(stands.copied()),
    }
}
