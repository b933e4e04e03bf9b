use super::ReviseError;
use super::dependents::{add_dependents, touch};
use super::revise::{FeedChange, note_feeds};
use crate::account::Fact;
use crate::account::ledger::Ledger;
use crate::account::past::{Recorded, fits_merged, overflow};
use crate::account::record::{owner, record};
use crate::account::versions::FactTrail;
use crate::calendar::Day;
use crate::id::CustomerKey;

/// Records a fact that is known from a day on, not before its own day.
pub(crate) fn record_known(
    ledger: &mut Ledger,
    key: CustomerKey,
    fact: &Fact,
    known_from: Day,
) -> Result<(), ReviseError> {
    ledger.demand_customer(key)?;
    let own = fact.own_day();
    if let Some(earliest) = own.filter(|own| known_from < *own) {
        return Err(ReviseError::TooEarly { name: fact.name(), on: known_from, earliest });
    }
    let key = owner(ledger, key, fact);
    // Breaches and incidents can be told several times under one name.
    if fact.kind().shares_names()
        && Recorded::of(ledger, key).is_some_and(|it| it.find(&fact.name()).is_some())
    {
        return Err(ReviseError::Ambiguous { name: fact.name() });
    }
    let firm = ledger.firm_feeds.unwrap_or(ledger.feeds);
    if !fits_merged(ledger, key, &[fact, fact]) {
        return Err(overflow(&fact.name(), Some(fact)).into());
    }
    record(ledger, key, fact)?;
    // What has no day of its own is known on all days.
    if own.unwrap_or(Day::MIN) == known_from {
        return Ok(());
    }
    let handle = Recorded::of(ledger, key).and_then(|it| it.handle(&fact.name()));
    let handle = handle.unwrap_or(FactTrail::NO_HANDLE);
    let trail = FactTrail::new(handle, known_from, fact.clone(), ledger.next_place());
    let mut history = ledger.histories.remove(&key).unwrap_or_default();
    history.replace(trail.clone());
    let had_first = add_dependents(ledger, key, &mut history, &trail, &firm);
    touch(ledger, key, &mut history, [fact].into_iter());
    history.note_change(known_from);
    if let Ok(row) = ledger.row_mut(key) {
        row.last_revision = history.last_change().unwrap_or(Day::MIN);
    }
    ledger.histories.insert(key, history);
    let change = FeedChange { firm, had_first, has_early_settlements: false };
    note_feeds(ledger, change, None, Some(fact));
    Ok(())
}
