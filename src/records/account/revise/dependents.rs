//! Facts whose place depends on one that is revised: they have versions, too.

use super::feeds::is_first;
use crate::account::ledger::{Ledger, Spans};
use crate::account::past::Recorded;
use crate::account::versions::{FactTrail, History, TimelineEntry, TouchedDay};
use crate::account::{Fact, FactKind, Feeds};
use crate::id::{CustomerKey, DocumentId};

/// Gives versions to what depends on a fact. Tells whether any of it is the first of its feed.
pub(super) fn add_dependents(
    ledger: &mut Ledger,
    key: CustomerKey,
    history: &mut History,
    trail: &FactTrail,
    firm: &Feeds,
) -> bool {
    let mut had_first = false;
    for (handle, fact) in dependents(ledger, key, trail) {
        if history.trail(&fact.name()).is_none() {
            had_first |= is_first(firm, &fact);
            history.add_beside(FactTrail::early(handle, fact, ledger.next_place()));
        }
    }
    had_first
}

/// The payments, instalments and disputes that name an invoice, and all document flows where
/// orders, invoices or flows have versions: each with the handle of its document.
fn dependents(ledger: &Ledger, key: CustomerKey, trail: &FactTrail) -> Vec<(u32, Fact)> {
    let Some(recorded) = Recorded::of(ledger, key) else { return Vec::new() };
    let kind = trail.name.kind;
    let mut dependents = Vec::new();
    if kind == FactKind::Invoice {
        let spans = ledger.row(key).map_or(Spans::EMPTY, |row| row.spans);
        let run = ledger.tables.payments.run(spans.payments).iter();
        let named = run.filter(|it| it.invoice == trail.handle).map(|it| it.document);
        let mut named: Vec<u32> = named.collect();
        named.sort_unstable();
        named.dedup();
        let payment = |handle: &u32| recorded.document(FactKind::Payment, *handle);
        dependents.extend(named.iter().filter_map(|handle| Some((*handle, payment(handle)?))));
        let is_it = |number: &&DocumentId| number.as_str() == trail.name.number;
        let parts = recorded.others().filter(|fact| fact.named_invoices().iter().any(is_it));
        dependents.extend(parts.map(|fact| (FactTrail::NO_HANDLE, fact)));
    }
    if matches!(kind, FactKind::Order | FactKind::Invoice | FactKind::DocumentFlow) {
        let flows = recorded.others().filter(|it| it.kind() == FactKind::DocumentFlow);
        dependents.extend(flows.map(|fact| (FactTrail::NO_HANDLE, fact)));
    }
    dependents
}

/// Touches the days of the versions of a sale or an expense.
pub(super) fn touch<'f>(
    ledger: &mut Ledger,
    key: CustomerKey,
    history: &mut History,
    facts: impl Iterator<Item = &'f Fact>,
) {
    for fact in facts {
        let Some(TimelineEntry { kind, day, .. }) = TimelineEntry::from_fact(fact) else {
            continue;
        };
        let touched = TouchedDay { kind, day };
        if history.is_touched(touched) {
            continue;
        }
        let Some(documents) = ledger.tables.documents_mut(kind) else { continue };
        documents.link();
        let of_day = |handle: &u32| documents.header(*handle).is_some_and(|it| it.day == day);
        let firm = documents.of_customer(key).into_iter().filter(of_day);
        let firm = firm.filter(|handle| !history.has(kind, *handle)).collect();
        history.touch(touched, firm);
    }
}
