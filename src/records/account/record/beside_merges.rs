//! Recording facts in a ledger in which customers are merged, or were.

use crate::account::ledger::{DocumentName, Ledger};
use crate::account::past::{Recorded, fits_merged, overflow};
use crate::account::{Fact, FactKind, FactName, RecordError};
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerKey, DocumentId};
use crate::trade::{DocumentFlow, DocumentStage, SaleLine};

/// The customer under which a fact is kept: the one that has the document which it names, where
/// both are one by a merge on the day of the fact.
pub(in super::super) fn owner(ledger: &Ledger, key: CustomerKey, fact: &Fact) -> CustomerKey {
    if ledger.merges.is_empty() {
        return key;
    }
    let t = AsOf::new(fact.own_day().unwrap_or(Day::MIN));
    let named = if let Fact::DocumentFlow(flow) = fact {
        whose_source(ledger, key, flow, t)
    } else if let Fact::SaleLine(line) = fact {
        whose_sale(ledger, key, line)
    } else {
        let invoices = fact.named_invoices();
        invoices.first().and_then(|number| whose(ledger, FactKind::Invoice, key, number))
    };
    named.filter(|other| ledger.merges.are_one_at(*other, key, t)).unwrap_or(key)
}

/// The customer of a document whose number is unique in the ledger.
fn whose(
    ledger: &Ledger,
    kind: FactKind,
    key: CustomerKey,
    number: &DocumentId,
) -> Option<CustomerKey> {
    let documents = ledger.tables.documents(kind)?;
    documents.find(kind, DocumentName::whole(key, number)).map(|(_, header)| header.customer)
}

/// The customer of the sale of a line.
fn whose_sale(ledger: &Ledger, key: CustomerKey, line: &SaleLine) -> Option<CustomerKey> {
    let whole = DocumentName::whole(key, &line.document);
    let mut names = [whole, DocumentName { line: line.line, ..whole }].into_iter();
    let sales = ledger.tables.documents(FactKind::Sale)?;
    names.find_map(|name| sales.find(FactKind::Sale, name)).map(|(_, header)| header.customer)
}

/// The customer that has the document from which a flow takes.
fn whose_source(
    ledger: &Ledger,
    key: CustomerKey,
    flow: &DocumentFlow,
    t: AsOf,
) -> Option<CustomerKey> {
    if flow.from.stage == DocumentStage::Ordered {
        return whose(ledger, FactKind::Order, key, &flow.from.document);
    }
    let has = |key: &CustomerKey| {
        let flows = ledger.sparse(*key).map(|sparse| &sparse.lists.document_flows);
        flows.is_some_and(|flows| flows.iter().any(|it| it.to == flow.from))
    };
    ledger.merges.one_with_at(key, t).into_iter().find(has)
}

/// Refuses a fact that takes a sum over merged customers out of range, on whatever day they are
/// one.
pub(super) fn refuse_beside_merges(
    ledger: &Ledger,
    key: CustomerKey,
    fact: &Fact,
) -> Result<(), RecordError> {
    let fits = fits_merged(ledger, key, &[fact]);
    if fits { Ok(()) } else { Err(overflow(&fact.name(), Some(fact))) }
}

/// The customer that has a fact of a name: itself, or one that is one with it on a day.
pub(in super::super) fn holder(
    ledger: &Ledger,
    key: CustomerKey,
    name: &FactName,
    on: Day,
) -> CustomerKey {
    // Limits and keepers are terms, which are those of each.
    if ledger.merges.is_empty() || name.kind.is_term() {
        return key;
    }
    let has = |key: &CustomerKey| {
        let history = ledger.histories.get(key);
        history.is_some_and(|history| history.trail(name).is_some())
            || Recorded::of(ledger, *key).is_some_and(|it| it.find(name).is_some())
    };
    let all = ledger.merges.one_with_at(key, AsOf::new(on));
    all.into_iter().find(has).unwrap_or(key)
}
