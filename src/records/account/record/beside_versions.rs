//! Recording facts beside others that have versions.

use std::sync::OnceLock;

use crate::account::ledger::{DocumentName, Ledger};
use crate::account::past::{Recorded, fits, overflow};
use crate::account::versions::{FactTrail, History, TouchedDay, named_invoices, own_day};
use crate::account::{Fact, FactKind, RecordError, kept_facts};
use crate::calendar::Day;
use crate::id::{CustomerKey, DocumentId};
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
    let unknown = |name: &DocumentId, number: &DocumentId| {
        RecordError::unknown_invoice(fact.kind(), name.as_str(), number)
    };
    match fact {
        Fact::Payment(payment) => {
            let mut named = named_invoices(fact).filter(|number| invoice(number).is_none());
            named.next().map_or(Ok(()), |number| Err(unknown(&payment.document, number)))
        }
        Fact::DocumentFlow(flow)
            if flow.to.stage == DocumentStage::Invoiced && invoice(&flow.to.document).is_none() =>
        {
            Err(unknown(&flow.from.document, &flow.to.document))
        }
        Fact::DocumentFlow(flow)
            if flow.from.stage == DocumentStage::Invoiced
                && invoice(&flow.from.document).is_none() =>
        {
            Err(RecordError::unknown_source(flow))
        }
        Fact::Sale(_)
        | Fact::Order(_)
        | Fact::Invoice(_)
        | Fact::Expense(_)
        | Fact::Plan(_)
        | Fact::Budget(_)
        | Fact::DocumentFlow(_)
        | Fact::Instalments(_)
        | Fact::Dispute(_)
        | Fact::Breach(_)
        | Fact::TemporaryLimit(_)
        | Fact::Security(_)
        | Fact::Incident(_)
        | Fact::Contract(_)
        | kept_facts!() => Ok(()),
    }
}

/// Notes a recorded fact with the versions of its customer.
pub(super) fn note_beside_versions(ledger: &mut Ledger, key: CustomerKey, fact: &Fact) {
    let place = ledger.next_place();
    let Some(mut history) = ledger.histories.remove(&key) else {
        note_firm_feed(ledger, fact);
        return;
    };
    let handle = Recorded::of(ledger, key).and_then(|it| it.handle(&fact.name()));
    let mut touched = |kind, day| {
        if let Some(handle) = handle {
            history.note_firm(TouchedDay { kind, day }, handle);
        }
    };
    match fact {
        Fact::Sale(it) => touched(FactKind::Sale, it.date),
        Fact::Expense(it) => touched(FactKind::Expense, it.date),
        Fact::Payment(_) | Fact::Instalments(_) => {
            if names_versions(&history, fact) {
                add(&mut history, handle, fact, place);
            }
        }
        Fact::DocumentFlow(_) => {
            let kinds = [FactKind::Order, FactKind::Invoice, FactKind::DocumentFlow];
            if kinds.into_iter().any(|kind| !history.of_kind(kind).is_empty()) {
                add(&mut history, handle, fact, place);
            }
        }
        // What stands beside it now may not have stood when others were recorded.
        kept_facts!() => {
            if fact.kind().is_exclusive() && !history.of_kind(fact.kind()).is_empty() {
                add(&mut history, handle, fact, place);
            }
        }
        Fact::TemporaryLimit(_) => {
            if !history.of_kind(FactKind::TemporaryLimit).is_empty() {
                add(&mut history, handle, fact, place);
            }
        }
        Fact::Dispute(_) => {
            if !history.of_kind(FactKind::Dispute).is_empty() || names_versions(&history, fact) {
                add(&mut history, handle, fact, place);
            }
        }
        Fact::Order(_)
        | Fact::Invoice(_)
        | Fact::Plan(_)
        | Fact::Budget(_)
        | Fact::Breach(_)
        | Fact::Security(_)
        | Fact::Incident(_)
        | Fact::Contract(_) => {}
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

/// Tells whether a fact names an invoice that has versions.
fn names_versions(history: &History, fact: &Fact) -> bool {
    let of_kind = history.of_kind(FactKind::Invoice);
    named_invoices(fact).any(|number| of_kind.iter().any(|it| it.name.number == number.as_str()))
}

fn add(history: &mut History, handle: Option<u32>, fact: &Fact, place: u64) {
    let known_from = own_day(fact).unwrap_or(Day::MIN);
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
