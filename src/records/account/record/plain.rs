//! Recording of the facts that refer to no other fact.

use crate::account::ledger::{InList, Ledger, MonthStored, Stored, record_monthly};
use crate::account::{FactKind, RecordError};
use crate::id::CustomerKey;
use crate::intake::{Documented, Intake, Listed, Monthly, Record, insert_sorted};

/// Checks the fields of a fact.
pub(super) fn check(
    ledger: &Ledger,
    kind: FactKind,
    fact: &impl Record,
) -> Result<(), RecordError> {
    let checked = fact.check(Intake::new(ledger.currency));
    checked.map_err(|fault| RecordError::at_fault(kind, fact, fault))
}

/// Records a document.
pub(super) fn record_document<F>(
    ledger: &mut Ledger,
    key: CustomerKey,
    fact: &F,
) -> Result<(), RecordError>
where
    F: Record + Stored + Documented<Entry = <F as Stored>::Entry>,
{
    check(ledger, F::KIND, fact)?;
    let mut spans = ledger.row(key)?.spans;
    let span = F::span(&mut spans);
    F::table(&mut ledger.tables).record(F::KIND, ledger.currency, key, span, fact)?;
    ledger.row_mut(key)?.spans = spans;
    note_feed(ledger, fact);
    Ok(())
}

/// Records an amount for a month.
pub(super) fn record_month<F: Monthly + MonthStored>(
    ledger: &mut Ledger,
    key: CustomerKey,
    fact: &F,
) -> Result<(), RecordError> {
    let mut spans = ledger.row(key)?.spans;
    check(ledger, F::KIND, fact)?;
    record_monthly(F::table(&mut ledger.tables), F::span(&mut spans), F::KIND, fact)?;
    ledger.row_mut(key)?.spans = spans;
    Ok(())
}

/// Records a fact in the list of its customer.
pub(super) fn record_listed<F: Listed + InList>(
    ledger: &mut Ledger,
    key: CustomerKey,
    fact: &F,
) -> Result<(), RecordError> {
    refuse_listed(ledger, key, fact)?;
    insert_listed(ledger, key, fact)
}

/// Refuses a fact with a field out of bounds, and one that is in the list or against it.
pub(super) fn refuse_listed<F: Listed + InList>(
    ledger: &Ledger,
    key: CustomerKey,
    fact: &F,
) -> Result<(), RecordError> {
    let kind = F::KIND;
    check(ledger, kind, fact)?;
    let list = ledger.sparse(key).map_or(&[][..], |sparse| F::list(&sparse.lists));
    let name = || fact.name().into_owned();
    if list.contains(fact) {
        return Err(RecordError::Duplicate { kind, name: name() });
    }
    match list.iter().find(|it| fact.contradicts(it)) {
        Some(it) => Err(RecordError::Conflict { kind, name: name(), recorded: it.content() }),
        None => Ok(()),
    }
}

/// Inserts a fact into the list of its customer.
pub(super) fn insert_listed<F: Listed + InList>(
    ledger: &mut Ledger,
    key: CustomerKey,
    fact: &F,
) -> Result<(), RecordError> {
    let list = F::list_mut(&mut ledger.sparse_mut(key)?.lists);
    insert_sorted(list, fact.clone(), |it| fact.is_before(it));
    note_feed(ledger, fact);
    Ok(())
}

/// Notes that the feed of a fact has begun.
pub(super) fn note_feed(ledger: &mut Ledger, fact: &impl Record) {
    if let Some((feed, day)) = fact.feed() {
        ledger.feeds.note(feed, day);
    }
}
