//! Recording of the facts that refer to no other fact.

use std::ops::Deref;

use super::{Target, demand_invoice, told};
use crate::account::ledger::{DocumentName, InList, Ledger, MonthStored, Stored, plan_monthly};
use crate::account::{FactKind, RecordError};
use crate::id::CustomerKey;
use crate::intake::{
    Dealing, Documented, Intake, Kept, Listed, Monthly, Plain, Record, Tabled, insert_sorted,
};
use crate::timeline::MonthAmount;

/// Checks the fields of a fact.
pub(super) fn check(
    ledger: &Ledger,
    kind: FactKind,
    fact: &impl Record,
) -> Result<(), RecordError> {
    let checked = fact.check(Intake::new(ledger.currency));
    checked.map_err(|fault| RecordError::at_fault(kind, fact, fault))
}

/// Records a document that refers to nothing beside its table.
pub(super) fn record_document<F>(
    target: &mut impl Target,
    key: CustomerKey,
    fact: &F,
) -> Result<(), RecordError>
where
    F: Plain + Stored<Entry = <F as Tabled>::Entry>,
{
    let ledger = target.ledger();
    check(ledger, F::KIND, fact)?;
    let mut spans = ledger.row(key)?.spans;
    let span = *F::span(&mut spans);
    let document = DocumentName { customer: key, document: fact.document(), line: fact.line() };
    let planned = F::stored(&ledger.tables).plan(F::KIND, key, span, fact);
    let planned = planned.map_err(|error| told(ledger, F::KIND, document, fact, error))?;
    let Some(ledger) = target.change() else { return Ok(()) };
    F::table(&mut ledger.tables).put(F::KIND, document, F::span(&mut spans), planned)?;
    ledger.row_mut(key)?.spans = spans;
    note_document(ledger, fact);
    Ok(())
}

/// Records an amount for a month.
pub(super) fn record_month<F: Monthly + MonthStored>(
    target: &mut impl Target,
    key: CustomerKey,
    fact: &F,
) -> Result<(), RecordError> {
    let ledger = target.ledger();
    let mut spans = ledger.row(key)?.spans;
    check(ledger, F::KIND, fact)?;
    let place = plan_monthly(F::stored(&ledger.tables), *F::span(&mut spans), F::KIND, fact)?;
    let Some(ledger) = target.change() else { return Ok(()) };
    let amount = MonthAmount::new(fact.month(), fact.amount().amount());
    F::table(&mut ledger.tables).insert(F::span(&mut spans), place, amount);
    ledger.row_mut(key)?.spans = spans;
    Ok(())
}

/// Records a fact in the list of its customer. An invoice that it names must be recorded.
pub(super) fn record_listed<F: Dealing + InList>(
    target: &mut impl Target,
    key: CustomerKey,
    fact: &F,
) -> Result<(), RecordError> {
    refuse_listed(target.ledger(), key, fact)?;
    demand_invoice(target.ledger(), key, fact)?;
    insert_listed(target, key, fact)
}

/// Records a large fact of the dealings in the list of its customer.
pub(super) fn record_boxed<F: Dealing + InList>(
    target: &mut impl Target,
    key: CustomerKey,
    fact: &impl Deref<Target = F>,
) -> Result<(), RecordError> {
    record_listed(target, key, &**fact)
}

/// Records a fact about the relation in the dossier of its customer.
pub(super) fn record_kept<F: Kept + InList>(
    target: &mut impl Target,
    key: CustomerKey,
    fact: &impl Deref<Target = F>,
) -> Result<(), RecordError> {
    refuse_listed(target.ledger(), key, &**fact)?;
    insert_listed(target, key, &**fact)
}

/// Refuses a fact with a field out of bounds, and one that is in the list or against it.
pub(super) fn refuse_listed<F: Listed + InList>(
    ledger: &Ledger,
    key: CustomerKey,
    fact: &F,
) -> Result<(), RecordError> {
    let kind = F::KIND;
    check(ledger, kind, fact)?;
    let list = fact.near(ledger.sparse(key).map_or(&[][..], |sparse| F::list(&sparse.lists)));
    let name = || fact.name().into_owned();
    if list.contains(fact) {
        return Err(RecordError::Duplicate { kind, name: name() });
    }
    match list.iter().find(|it| fact.contradicts(it)) {
        Some(it) => Err(RecordError::ruled_out(kind, fact, it)),
        None => Ok(()),
    }
}

/// Inserts a fact into the list of its customer.
pub(super) fn insert_listed<F: Listed + InList>(
    target: &mut impl Target,
    key: CustomerKey,
    fact: &F,
) -> Result<(), RecordError> {
    target.ledger().row(key)?;
    let Some(ledger) = target.change() else { return Ok(()) };
    let list = F::list_mut(&mut ledger.sparse_mut(key)?.lists);
    insert_sorted(list, fact.clone(), |it| fact.is_before(it));
    note_feed(ledger, fact);
    Ok(())
}

/// Notes that the feed of a document has begun.
pub(super) fn note_document<F: Documented>(ledger: &mut Ledger, fact: &F) {
    if let Some(feed) = F::FEED {
        ledger.feeds.note(feed, fact.day());
    }
}

/// Notes that the feed of a fact has begun.
fn note_feed(ledger: &mut Ledger, fact: &impl Record) {
    if let Some((feed, day)) = fact.feed() {
        ledger.feeds.note(feed, day);
    }
}
