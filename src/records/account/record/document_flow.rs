use super::{Target, insert_listed, refuse_listed};
use crate::account::ledger::{DocumentFlows, DocumentHeader, DocumentName, Ledger, Source, Sparse};
use crate::account::{FactKind, RecordError};
use crate::id::{CustomerKey, DocumentId};
use crate::intake::{Fault, Intake};
use crate::money::Total;
use crate::trade::{DocumentFlow, DocumentStage};

/// Records a document flow. It takes no more than is left of its source, except that more may be
/// delivered than was ordered, and, where it enters an invoice, no more than that invoice bills. A
/// return takes no more than is billed.
pub(super) fn record_document_flow(
    target: &mut impl Target,
    key: CustomerKey,
    flow: &DocumentFlow,
) -> Result<(), RecordError> {
    let ledger = target.ledger();
    refuse_listed(ledger, key, flow)?;
    let flows = flows(ledger, key);
    let source = source(ledger, key, flow, flows)?;
    let at_fault = |fault| RecordError::at_fault(FactKind::DocumentFlow, flow, fault);
    demand_left(ledger, flow, source.of, flows).map_err(at_fault)?;
    if flow.to.stage == DocumentStage::Invoiced {
        demand_invoice(ledger, key, flow, flows)?;
    }
    let order = source.order;
    insert_listed(target, key, flow)?;
    if let (Some(order), Some(ledger)) = (order, target.change()) {
        let outflow = &mut ledger.sparse_mut(key)?.order_outflow;
        outflow.add(order, flow.date, flow.amount.amount());
    }
    Ok(())
}

fn flows(ledger: &Ledger, key: CustomerKey) -> DocumentFlows<'_> {
    ledger.sparse(key).map_or_else(DocumentFlows::default, Sparse::flows)
}

/// The document that a flow takes from; of an order also its handle.
struct SourceDocument<'a> {
    of: Source<'a>,
    order: Option<u32>,
}

fn source<'a>(
    ledger: &Ledger,
    key: CustomerKey,
    flow: &'a DocumentFlow,
    flows: DocumentFlows<'a>,
) -> Result<SourceDocument<'a>, RecordError> {
    let (stage, document) = (flow.from.stage, flow.from.document.as_str());
    let unknown = || RecordError::unknown_source(flow);
    if stage == DocumentStage::Ordered {
        let order = ledger
            .tables
            .orders
            .find_own(FactKind::Order, DocumentName::whole(key, &flow.from.document));
        let (handle, header) = order.ok_or_else(unknown)?;
        let (since, amount) = (header.day, header.amount.to_total());
        let of = Source { stage, document, since, amount };
        return Ok(SourceDocument { of, order: Some(handle) });
    }
    if stage == DocumentStage::Invoiced {
        let (_, header) = invoice(ledger, key, &flow.from.document).ok_or_else(unknown)?;
        let (since, amount) = (header.day, header.amount.to_total());
        return Ok(SourceDocument { of: Source { stage, document, since, amount }, order: None });
    }
    if !flows.has(stage, document) {
        return Err(unknown());
    }
    let of = Source { stage, document, since: flow.date, amount: Total::ZERO };
    Ok(SourceDocument { of, order: None })
}

/// The invoice of a customer with a number.
fn invoice(
    ledger: &Ledger,
    key: CustomerKey,
    document: &DocumentId,
) -> Option<(u32, DocumentHeader)> {
    ledger.tables.invoices.find_own(FactKind::Invoice, DocumentName::whole(key, document))
}

/// Demands that the source has at least the amount left. From an order more may be delivered than
/// was ordered, as goods sold by weight are; only what is left of it can be cancelled.
fn demand_left(
    ledger: &Ledger,
    flow: &DocumentFlow,
    source: Source<'_>,
    flows: DocumentFlows<'_>,
) -> Result<(), Fault> {
    let DocumentFlow { from, to, date, amount } = flow;
    if from.stage == DocumentStage::Ordered && to.stage != DocumentStage::Closed {
        return Intake::not_before("date", *date, source.since);
    }
    if from.stage == DocumentStage::Invoiced {
        return demand_billed(ledger, flow, source, flows);
    }
    let left = flows.left_from(source, *date);
    let bound = || {
        let left = left.with_currency(ledger.currency);
        format!("be at most {left}, what is left of {} on {date}", from.document)
    };
    let fits = amount.amount().to_total() <= left;
    Intake::demand(fits, "amount", bound, || amount.to_string())
}

/// Demands that goods are returned on the day of their invoice or later, and that all returns from
/// it, of whatever day, are at most what it bills.
fn demand_billed(
    ledger: &Ledger,
    flow: &DocumentFlow,
    source: Source<'_>,
    flows: DocumentFlows<'_>,
) -> Result<(), Fault> {
    Intake::not_before("date", flow.date, source.since)?;
    let returned: Total = flows.returned(source.document).map(|(_, amount)| amount).collect();
    let left = source.amount.minus(returned).or_zero();
    let bound = || {
        let left = left.with_currency(ledger.currency);
        format!("be at most {left}, what {} bills and is not returned", source.document)
    };
    let fits = flow.amount.amount().to_total() <= left;
    Intake::demand(fits, "amount", bound, || flow.amount.to_string())
}

/// Demands that the value enters an invoice of the customer and the day, which bills at least as
/// much.
fn demand_invoice(
    ledger: &Ledger,
    key: CustomerKey,
    flow: &DocumentFlow,
    flows: DocumentFlows<'_>,
) -> Result<(), RecordError> {
    let DocumentFlow { to, date, amount, .. } = flow;
    let document = &to.document;
    let invoice = invoice(ledger, key, document);
    let unknown = || {
        let name = flow.from.document.as_str();
        RecordError::unknown_invoice(FactKind::DocumentFlow, name, document)
    };
    let (_, invoice) = invoice.ok_or_else(unknown)?;
    let taken = flows.taken_in(DocumentStage::Invoiced, document.as_str());
    let left = invoice.amount.to_total().minus(taken);
    let bound = || format!("be {}, the day of the invoice", invoice.day);
    let same_day = Intake::demand(*date == invoice.day, "date", bound, || date.to_string());
    let fits = || {
        let bound = || {
            let left = left.with_currency(ledger.currency);
            format!("be at most {left}, what is left of the invoice")
        };
        let fits = amount.amount().to_total() <= left;
        Intake::demand(fits, "amount", bound, || amount.to_string())
    };
    let at_fault = |fault| RecordError::at_fault(FactKind::DocumentFlow, flow, fault);
    same_day.and_then(|()| fits()).map_err(at_fault)
}
