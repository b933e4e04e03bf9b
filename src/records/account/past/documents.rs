use super::choice::Choice;
use crate::account::ledger::{DocumentName, Stored};
use crate::account::versions::{FactTrail, Standing, Version};
use crate::account::{Fact, FactKind};
use crate::calendar::Day;
use crate::engine::Interner;
use crate::id::DocumentId;
use crate::intake::{Entry, EntryDocument, Placement, Plain, Tabled, insert_sorted};
use crate::receivable::{Payment, RecordedInvoice, RecordedPayment};

/// Puts the chosen versions of documents into the run of their kind. A document that nobody knows
/// of yet is put in as [`Plain::awaited`] has it, where others that name it wait for it.
pub(super) fn documents<'h, F, S>(choice: &Choice<'h, S>, run: &mut Vec<<F as Stored>::Entry>)
where
    F: Plain + Stored<Entry = <F as Tabled>::Entry> + 'h,
    S: Fn(&'h FactTrail) -> Standing<'h>,
{
    let trails = choice.history.of_kind(F::KIND);
    let revised = handles(trails);
    let is_revised = |it: EntryDocument| revised.binary_search(&it.handle).is_ok();
    run.retain(|it| !it.document().is_some_and(is_revised));
    let numbers = F::stored(&choice.ledger.tables).numbers();
    for trail in trails {
        match choice.of(trail) {
            Standing::Fact(fact) => {
                if let Some(fact) = F::from_fact(fact) {
                    put(run, fact, trail.handle, numbers);
                }
            }
            Standing::Unknown(Version { known_from, fact: Some(fact), .. }) => {
                if let Some(awaited) = F::from_fact(fact).and_then(|it| it.awaited(*known_from)) {
                    put(run, &awaited, trail.handle, numbers);
                }
            }
            Standing::Unknown(_) | Standing::Void => {}
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
