use super::{Target, insert_listed, refuse_listed};
use crate::account::ledger::{DocumentName, InList, Ledger};
use crate::account::{FactKind, RecordError};
use crate::id::{CustomerKey, DocumentId};
use crate::intake::{Fault, Intake, Listed};
use crate::receivable::{Dispute, InvoiceInstalments, RecordedInvoice};

/// Records the instalments of an invoice of the customer. They add up to it.
pub(super) fn record_instalments(
    target: &mut impl Target,
    key: CustomerKey,
    fact: &InvoiceInstalments,
) -> Result<(), RecordError> {
    refuse_listed(target.ledger(), key, fact)?;
    demand_instalments(target.ledger(), key, fact)?;
    insert_listed(target, key, fact)
}

/// Demands that instalments add up to their invoice, and that none is before it.
pub(in super::super) fn demand_instalments(
    ledger: &Ledger,
    key: CustomerKey,
    fact: &InvoiceInstalments,
) -> Result<(), RecordError> {
    let invoice = invoice(ledger, key, fact, &fact.invoice)?;
    let first = fact.parts.first().map_or(invoice.issued(), |part| part.due);
    let add_up = || {
        let (sum, whole) = (fact.sum(), invoice.amount().to_total());
        let bound = || format!("add up to {}", whole.with_currency(ledger.currency));
        let found = || sum.with_currency(ledger.currency).to_string();
        Intake::demand(sum == whole, "parts", bound, found)
    };
    Intake::not_before("from", fact.from, invoice.issued())
        .and_then(|()| Intake::not_before("due", first, invoice.issued()))
        .and_then(|()| add_up())
        .map_err(at_fault(fact))
}

/// Records a dispute about an invoice of the customer: at most all of it, and one on each day.
pub(super) fn record_dispute(
    target: &mut impl Target,
    key: CustomerKey,
    fact: &Dispute,
) -> Result<(), RecordError> {
    refuse_listed(target.ledger(), key, fact)?;
    demand_dispute(target.ledger(), key, fact)?;
    insert_listed(target, key, fact)
}

/// Demands that a dispute is about no more than its invoice, and not before it.
pub(in super::super) fn demand_dispute(
    ledger: &Ledger,
    key: CustomerKey,
    fact: &Dispute,
) -> Result<(), RecordError> {
    let invoice = invoice(ledger, key, fact, &fact.invoice)?;
    let within = || {
        let Some(amount) = fact.amount else { return Ok(()) };
        let bound = || {
            let whole = invoice.amount().to_total().with_currency(ledger.currency);
            format!("be at most {whole}, the amount of the invoice")
        };
        Intake::demand(amount.amount() <= invoice.amount(), "amount", bound, || amount.to_string())
    };
    let bound = || "not be disputed from its issue on".to_owned();
    Intake::not_before("from", fact.from, invoice.issued())
        .and_then(|()| within())
        .and_then(|()| {
            let found = || fact.invoice.to_string();
            Intake::demand(!invoice.is_disputed(), "invoice", bound, found)
        })
        .map_err(at_fault(fact))
}

fn at_fault<F: Listed + InList>(fact: &F) -> impl Fn(Fault) -> RecordError {
    |fault| RecordError::at_fault(F::KIND, fact, fault)
}

/// The invoice of the customer that a fact names.
fn invoice<F: Listed + InList>(
    ledger: &Ledger,
    key: CustomerKey,
    fact: &F,
    number: &DocumentId,
) -> Result<RecordedInvoice, RecordError> {
    let table = &ledger.tables.invoices;
    let known = table.find_own(FactKind::Invoice, DocumentName::whole(key, number));
    let run = table.run(ledger.row(key)?.spans.invoices);
    let recorded = known.and_then(|(handle, _)| run.iter().find(|it| it.document == handle));
    let unknown = || RecordError::unknown_invoice(F::KIND, &fact.name(), number);
    recorded.copied().ok_or_else(unknown)
}
