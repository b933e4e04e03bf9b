use super::choice::Choice;
use crate::account::ledger::DocumentName;
use crate::account::versions::{FactTrail, Standing, Version};
use crate::account::{Fact, FactKind};
use crate::calendar::Day;
use crate::engine::Interner;
use crate::id::DocumentId;
use crate::intake::{Placement, Tabled, insert_sorted};
use crate::receivable::{Invoice, Payment, RecordedInvoice, RecordedPayment};
use crate::trade::RecordedOrder;

/// Puts the chosen versions of orders into their run.
pub(super) fn orders<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
    choice: &Choice<'h, S>,
    run: &mut Vec<RecordedOrder>,
) {
    let trails = choice.history.of_kind(FactKind::Order);
    if trails.is_empty() {
        return;
    }
    let revised = handles(trails);
    run.retain(|it| revised.binary_search(&it.document).is_err());
    for trail in trails {
        if let Some(Fact::Order(order)) = choice.of(trail).fact() {
            put(run, order, trail.handle, choice.ledger.tables.orders.numbers());
        }
    }
}

/// Puts the chosen versions of invoices into their run. One that nobody knows of yet is put as
/// issued when it becomes known, so that money which names it waits for it.
pub(super) fn invoices<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
    choice: &Choice<'h, S>,
    run: &mut Vec<RecordedInvoice>,
) {
    let trails = choice.history.of_kind(FactKind::Invoice);
    if trails.is_empty() {
        return;
    }
    let revised = handles(trails);
    run.retain(|it| revised.binary_search(&it.document).is_err());
    let numbers = choice.ledger.tables.invoices.numbers();
    for trail in trails {
        match choice.of(trail) {
            Standing::Fact(Fact::Invoice(invoice)) => put(run, invoice, trail.handle, numbers),
            Standing::Unknown(Version {
                known_from, fact: Some(Fact::Invoice(invoice)), ..
            }) => {
                let awaited = Invoice { issued: *known_from, ..invoice.clone() };
                put(run, &awaited, trail.handle, numbers);
            }
            Standing::Fact(_) | Standing::Unknown(_) | Standing::Void => {}
        }
    }
}

/// Puts the chosen versions of payments into their run, beside invoices.
pub(super) fn payments<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
    choice: &Choice<'h, S>,
    run: &mut Vec<RecordedPayment>,
    invoices: &[RecordedInvoice],
) {
    let trails = choice.history.of_kind(FactKind::Payment);
    if trails.is_empty() {
        return;
    }
    let revised = handles(trails);
    run.retain(|it| revised.binary_search(&it.document).is_err());
    let table = &choice.ledger.tables.invoices;
    let named = |number: &DocumentId| {
        let name = DocumentName::whole(choice.key, number);
        let (handle, _) = table.find(FactKind::Invoice, name)?;
        invoices.iter().find(|it| it.document == handle).copied()
    };
    for trail in trails {
        if let Some(Fact::Payment(payment)) = choice.of(trail).fact() {
            for entry in entries(payment, named) {
                put_payment(run, entry.numbered(trail.handle), table.numbers());
            }
        }
    }
}

/// The handles of documents, ascending.
fn handles(trails: &[FactTrail]) -> Vec<u32> {
    let mut handles: Vec<u32> = trails.iter().map(|it| it.handle).collect();
    handles.sort_unstable();
    handles
}

/// Puts a document into a run.
fn put<F: Tabled>(run: &mut Vec<F::Entry>, fact: &F, handle: u32, numbers: &Interner) {
    let Some(placement) = fact.place(handle, run, numbers) else { return };
    if let Some((place, entry)) = placement.insertion(run) {
        run.insert(place, entry);
    }
    placement.finish(run);
}

fn put_payment(run: &mut Vec<RecordedPayment>, entry: RecordedPayment, invoices: &Interner) {
    let order = |it: &RecordedPayment| it.place(invoices.name(it.invoice));
    insert_sorted(run, entry, |it| {
        let by_due = it.place_by_due().cmp(&entry.place_by_due());
        by_due.then_with(|| order(it).cmp(&order(&entry))).is_gt()
    });
}

/// The entries of a payment. What names an invoice that does not stand loses the name; what is no
/// money and must name one is left out.
fn entries(
    payment: &Payment,
    named: impl Fn(&DocumentId) -> Option<RecordedInvoice>,
) -> impl Iterator<Item = RecordedPayment> {
    let whole = RecordedPayment::new(payment.amount.amount(), payment.date).of_kind(payment.kind);
    let of_whole = payment.invoice.iter().map(move |number| (number, whole));
    let allocations = payment.allocations.iter();
    let parts = allocations.map(move |it| (&it.invoice, whole.with_amount(it.amount.amount())));
    let named = of_whole.chain(parts).map(move |(number, entry)| {
        named(number).map_or(entry, |it| entry.for_invoice(it.document, it.due))
    });
    let rest = payment.rest().map(|rest| whole.with_amount(rest));
    let must_name = payment.kind.must_name_invoice();
    named.chain(rest).filter(move |it| !must_name || it.invoice != RecordedPayment::NO_INVOICE)
}

/// Tells whether an invoice stands by a day, and is not awaited.
pub(super) fn stands(invoices: &[RecordedInvoice], handle: u32, day: Day) -> bool {
    invoices.iter().any(|it| it.document == handle && it.issued <= day)
}
