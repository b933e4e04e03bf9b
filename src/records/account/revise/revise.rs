use std::sync::OnceLock;

use super::ReviseError;
use super::against::refuse_against;
use super::beside::note_document;
use super::dependents::{add_dependents, touch};
use super::feeds::{begins_by, feeds_now, firm_feeds, is_early, is_first};
use crate::account::ledger::Ledger;
use crate::account::past::{
    Composition, ListedFacts, Recorded, compose, fits, fits_merged, note_merged, overflow,
};
use crate::account::record::{check_fact, refuse_names};
use crate::account::versions::{FactTrail, Standing};
use crate::account::{Fact, FactKind, FactName, Feeds, RecordError};
use crate::calendar::Day;
use crate::id::CustomerKey;

/// A version that was checked: it can be put in place.
pub(super) struct Revision<'f> {
    pub(super) name: &'f FactName,
    pub(super) handle: u32,
    /// The fact that stands before it; `None` where it is void.
    pub(super) before: Option<Fact>,
    pub(super) on: Day,
    pub(super) fact: Option<&'f Fact>,
}

/// Checks a version of a fact.
pub(super) fn check<'f>(
    ledger: &Ledger,
    key: CustomerKey,
    name: &'f FactName,
    on: Day,
    fact: Option<&'f Fact>,
) -> Result<Revision<'f>, ReviseError> {
    ledger.demand_customer(key)?;
    if name.number.starts_with(Recorded::NO_NUMBER) {
        return Err(ReviseError::NoNumber { name: name.clone() });
    }
    let trail = ledger.histories.get(&key).and_then(|history| history.trail(name));
    let (handle, before, last) = if let Some(trail) = trail {
        (trail.handle, trail.last().cloned(), trail.last_change())
    } else {
        let (handle, fact) = find(ledger, key, name)?;
        let last = fact.own_day().unwrap_or(Day::MIN);
        (handle, Some(fact), last)
    };
    let earliest = fact.and_then(Fact::own_day).map_or(last, |own| own.max(last));
    if on < earliest {
        return Err(ReviseError::TooEarly { name: name.clone(), on, earliest });
    }
    match fact {
        None if before.is_none() => return Err(ReviseError::AlreadyVoid { name: name.clone() }),
        Some(_) if before.as_ref() == fact => {
            return Err(ReviseError::Unchanged { name: name.clone() });
        }
        Some(fact) => {
            let found = fact.name();
            if found != *name {
                return Err(ReviseError::Renamed { name: name.clone(), found });
            }
            check_fact(ledger, fact)?;
            refuse_names(ledger, key, fact)?;
            refuse_against(ledger, key, fact, before.as_ref())?;
        }
        None => {}
    }
    Ok(Revision { name, handle, before, on, fact })
}

/// A fact without versions, by its name.
pub(super) fn find(
    ledger: &Ledger,
    key: CustomerKey,
    name: &FactName,
) -> Result<(u32, Fact), ReviseError> {
    let unknown = || ReviseError::Unknown { name: name.clone() };
    let recorded = Recorded::of(ledger, key).ok_or_else(unknown)?;
    if let Some((handle, fact)) = recorded.find(name) {
        if handle.is_none() && recorded.others().filter(|it| it.name() == *name).nth(1).is_some() {
            return Err(ReviseError::Ambiguous { name: name.clone() });
        }
        return Ok((handle.unwrap_or(FactTrail::NO_HANDLE), fact));
    }
    let of_another = recorded.is_of_another(name)
        || name.kind == FactKind::Contract
            && name.number.parse().is_ok_and(|id| ledger.contract_owners.contains_key(&id));
    Err(if of_another { ReviseError::OtherCustomer { name: name.clone() } } else { unknown() })
}

/// Puts a version that was checked in place.
pub(super) fn put(
    ledger: &mut Ledger,
    key: CustomerKey,
    revision: Revision<'_>,
) -> Result<(), ReviseError> {
    let Revision { name, handle, before, on, fact } = revision;
    // The versions of the customer stay as they are where this one is refused.
    let mut history = ledger.histories.get(&key).cloned().unwrap_or_default();
    let mut had_first = false;
    let firm = ledger.firm_feeds.unwrap_or(ledger.feeds);
    if history.trail(name).is_none()
        && let Some(before) = &before
    {
        had_first |= is_first(&firm, before);
        history.add_beside(FactTrail::early(handle, before.clone(), ledger.next_place()));
    }
    if let Some(trail) = history.trail(name).cloned() {
        had_first |= add_dependents(ledger, key, &mut history, &trail, &firm);
        touch(ledger, key, &mut history, trail.facts().chain(fact));
    }
    intern_groups(ledger, fact)?;
    let composed = compose(ledger, key, &history, |trail: &FactTrail| {
        if trail.name == *name { fact.map_or(Standing::Void, Standing::Fact) } else { trail.now() }
    });
    // A void version, too, leaves others standing that did not fit without it.
    let stated = fact.or(before.as_ref());
    let fits = composed.filter(|_| {
        let both = twice(before.as_ref(), fact);
        fits_merged(ledger, key, &both) && stated.is_none_or(|it| fits(ledger, key, &history, it))
    });
    let placed = fits.ok_or_else(|| overflow(name, stated)).and_then(|composed| {
        let spans = ledger.row(key)?.spans;
        let full = || RecordError::Full { kind: name.kind, name: name.number.clone() };
        let has_room = composed.runs.have_room(&ledger.tables, &spans);
        if has_room { Ok(composed) } else { Err(full()) }
    });
    place(ledger, key, placed?)?;
    let place_of_version = ledger.next_place();
    if let Some(trail) = history.trail_mut(name) {
        trail.push(on, fact.cloned(), place_of_version);
    }
    history.note_change(on);
    let has_early_settlements = name.kind == FactKind::Invoice
        && history.settlements_of(&name.number).any(|it| is_early(&firm, it));
    if let Some(fact) = fact {
        note_document(ledger, key, handle, fact);
    }
    if let Ok(row) = ledger.row_mut(key) {
        row.last_revision = history.last_change().unwrap_or(Day::MIN);
    }
    ledger.histories.insert(key, history);
    note_merged(ledger, key, &twice(before.as_ref(), fact));
    let change = FeedChange { firm, had_first, has_early_settlements };
    note_feeds(ledger, change, before.as_ref(), fact);
    Ok(())
}

/// Both facts as they come into a sum: in the run, and among the versions.
fn twice<'f>(before: Option<&'f Fact>, fact: Option<&'f Fact>) -> Vec<&'f Fact> {
    before.into_iter().chain(fact).flat_map(|it| [it, it]).collect()
}

/// A change of the facts with versions, as the feeds see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct FeedChange {
    /// The feeds by facts without versions, before the change.
    pub(super) firm: Feeds,
    /// `true` where a fact that has versions from now on was the first of its feed.
    pub(super) had_first: bool,
    /// `true` where a settlement that is void with its invoice, and stands again with it, begins a
    /// feed.
    pub(super) has_early_settlements: bool,
}

/// Keeps the feeds: those by facts without versions, and those by all that is known now.
pub(super) fn note_feeds(
    ledger: &mut Ledger,
    change: FeedChange,
    before: Option<&Fact>,
    fact: Option<&Fact>,
) {
    let FeedChange { firm, had_first, has_early_settlements } = change;
    let mut versions = before.into_iter().chain(fact);
    let begins_anew = ledger.firm_feeds.is_none() || had_first || has_early_settlements;
    if begins_anew || versions.any(|it| begins_by(&firm, it)) {
        ledger.feed_steps = OnceLock::new();
    }
    ledger.firm_feeds = Some(if had_first { firm_feeds(ledger) } else { firm });
    if let Some((feed, day)) = fact.and_then(Fact::feed) {
        ledger.feeds.note(feed, day);
    }
    if has_early_settlements || before.is_some_and(|before| is_first(&ledger.feeds, before)) {
        ledger.feeds = feeds_now(ledger, ledger.firm_feeds.unwrap_or_default());
    }
}

/// Names the product groups of a version, so that they can be found.
fn intern_groups(ledger: &mut Ledger, fact: Option<&Fact>) -> Result<(), RecordError> {
    let Some(Fact::Sale(sale)) = fact else { return Ok(()) };
    let full = || RecordError::Full { kind: FactKind::Sale, name: sale.document.to_string() };
    ledger.groups.handles(&sale.groups).map(|_| ()).ok_or_else(full)
}

/// Puts what stands now in the place of what stood before.
fn place(ledger: &mut Ledger, key: CustomerKey, composed: Composition) -> Result<(), RecordError> {
    let mut spans = ledger.row(key)?.spans;
    composed.runs.put(&mut ledger.tables, &mut spans);
    ledger.row_mut(key)?.spans = spans;
    let Some(ListedFacts { lists, order_outflow, product_groups }) = composed.listed else {
        return Ok(());
    };
    let sparse = ledger.sparse_mut(key)?;
    sparse.lists = lists;
    sparse.order_outflow = order_outflow;
    sparse.product_groups = product_groups;
    Ok(())
}
