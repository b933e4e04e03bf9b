//! Recording facts beside others that have versions.

use std::sync::OnceLock;

use crate::account::ledger::{DocumentName, Ledger};
use crate::account::past::{Recorded, fits, overflow};
use crate::account::versions::{FactTrail, History, TimelineEntry, TouchedDay};
use crate::account::{Fact, FactKind, RecordError};
use crate::calendar::Day;
use crate::id::{CustomerKey, DocumentId};
use crate::intake::Names;
use crate::trade::DocumentStage;
use crate::valid::Difference;

/// Refuses a fact whose name has versions, one that names a document which is void, and one that
/// takes a running total out of range by some choice of versions.
pub(super) fn refuse_beside_versions(
    ledger: &Ledger,
    key: CustomerKey,
    fact: &Fact,
) -> Result<(), RecordError> {
    let Some(history) = ledger.histories.get(&key) else { return Ok(()) };
    let kind = fact.kind();
    if let Some(trail) = history.trail(&fact.name()) {
        let name = trail.name.number.clone();
        let name = trail.name.line.map_or(name.clone(), |line| format!("{name} line {line}"));
        return Err(match trail.last() {
            Some(last) if last == fact => RecordError::Duplicate { kind, name },
            Some(last) => {
                let differences = Difference::between(last.fields(), fact.fields());
                RecordError::Conflict { kind, name, differences, owner: None }
            }
            None => RecordError::Void { kind, name, from: trail.last_change() },
        });
    }
    if let Fact::DocumentFlow(_) = fact {
        refuse_names(ledger, key, fact)?;
        refuse_void(history, fact)?;
    }
    if fits(ledger, key, history, fact) {
        return Ok(());
    }
    Err(overflow(&fact.name(), Some(fact)))
}

/// Refuses a document flow from a void order, into a void invoice, or of goods returned for one.
fn refuse_void(history: &History, fact: &Fact) -> Result<(), RecordError> {
    let Fact::DocumentFlow(flow) = fact else { return Ok(()) };
    let is_void = |kind, number: &DocumentId| {
        let mut trails = history.of_kind(kind).iter();
        trails.any(|it| it.name.number == number.as_str() && it.last().is_none())
    };
    let has_void_source = match flow.from.stage {
        DocumentStage::Ordered => is_void(FactKind::Order, &flow.from.document),
        DocumentStage::Invoiced => is_void(FactKind::Invoice, &flow.from.document),
        DocumentStage::Delivered
        | DocumentStage::Billed
        | DocumentStage::Closed
        | DocumentStage::Returned => false,
    };
    if has_void_source {
        return Err(RecordError::unknown_source(flow));
    }
    if flow.to.stage == DocumentStage::Invoiced && is_void(FactKind::Invoice, &flow.to.document) {
        let (name, invoice) = (flow.from.document.as_str(), &flow.to.document);
        return Err(RecordError::unknown_invoice(FactKind::DocumentFlow, name, invoice));
    }
    Ok(())
}

/// Refuses a version of a fact that names a document which the customer never had.
pub(in super::super) fn refuse_names(
    ledger: &Ledger,
    key: CustomerKey,
    fact: &Fact,
) -> Result<(), RecordError> {
    let invoice = |number: &DocumentId| {
        ledger.tables.invoices.find_own(FactKind::Invoice, DocumentName::whole(key, number))
    };
    let Fact::DocumentFlow(flow) = fact else {
        let named = fact.named_invoices().into_iter();
        let mut unheard = named.filter(|number| invoice(number).is_none());
        let name = || fact.name().number;
        let refused = |number| RecordError::unknown_invoice(fact.kind(), &name(), number);
        return unheard.next().map_or(Ok(()), |number| Err(refused(number)));
    };
    if flow.to.stage == DocumentStage::Invoiced && invoice(&flow.to.document).is_none() {
        let name = flow.from.document.as_str();
        return Err(RecordError::unknown_invoice(fact.kind(), name, &flow.to.document));
    }
    if flow.from.stage == DocumentStage::Invoiced && invoice(&flow.from.document).is_none() {
        return Err(RecordError::unknown_source(flow));
    }
    Ok(())
}

/// Notes a recorded fact with the versions of its customer.
pub(super) fn note_beside_versions(ledger: &mut Ledger, key: CustomerKey, fact: &Fact) {
    let place = ledger.next_place();
    let Some(mut history) = ledger.histories.remove(&key) else {
        note_firm_feed(ledger, fact);
        return;
    };
    let handle = Recorded::of(ledger, key).and_then(|it| it.handle(&fact.name()));
    if let (Some(TimelineEntry { kind, day, .. }), Some(handle)) =
        (TimelineEntry::from_fact(fact), handle)
    {
        history.note_firm(TouchedDay { kind, day }, handle);
    }
    if gets_versions(&history, fact) {
        add(&mut history, handle, fact, place);
    }
    let has_versions = history.trail(&fact.name()).is_some();
    ledger.histories.insert(key, history);
    if has_versions {
        // Its feed goes by its versions.
        ledger.feed_steps = OnceLock::new();
    } else {
        note_firm_feed(ledger, fact);
    }
}

/// Tells whether a fact has versions as soon as it is recorded: where it names a document that has
/// some, and where it may rule out another fact that did not stand at all times.
fn gets_versions(history: &History, fact: &Fact) -> bool {
    let has_versions = |kind| !history.of_kind(kind).is_empty();
    let (kind, names) = (fact.kind(), fact.kind().names());
    (kind.is_exclusive() && has_versions(kind))
        || (names == Names::Invoices && names_versions(history, fact))
        || (names == Names::Flow
            && [FactKind::Order, FactKind::Invoice, kind].into_iter().any(has_versions))
}

/// Tells whether a fact names an invoice that has versions.
fn names_versions(history: &History, fact: &Fact) -> bool {
    let of_kind = history.of_kind(FactKind::Invoice);
    let named = fact.named_invoices();
    named.iter().any(|number| of_kind.iter().any(|it| it.name.number == number.as_str()))
}

fn add(history: &mut History, handle: Option<u32>, fact: &Fact, place: u64) {
    let known_from = fact.own_day().unwrap_or(Day::MIN);
    let handle = handle.unwrap_or(FactTrail::NO_HANDLE);
    history.add_beside(FactTrail::new(handle, known_from, fact.clone(), place));
}

/// Notes the feed of a fact without versions.
fn note_firm_feed(ledger: &mut Ledger, fact: &Fact) {
    if let (Some(firm), Some((feed, day))) = (&mut ledger.firm_feeds, fact.feed()) {
        let before = *firm;
        firm.note(feed, day);
        if *firm != before {
            ledger.feed_steps = OnceLock::new();
        }
    }
}
