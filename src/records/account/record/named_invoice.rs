use crate::account::ledger::{DocumentName, InList, Ledger};
use crate::account::{FactKind, RecordError};
use crate::id::CustomerKey;
use crate::intake::{Dealing, Intake, NamedInvoice};

/// Demands that the invoice which a fact names is one of the customer, that it stands, and that the
/// fact agrees with it.
pub(in super::super) fn demand_invoice<F: Dealing + InList>(
    ledger: &Ledger,
    key: CustomerKey,
    fact: &F,
) -> Result<(), RecordError> {
    let Some(number) = fact.invoice() else { return Ok(()) };
    let table = &ledger.tables.invoices;
    let known = table.find_own(FactKind::Invoice, DocumentName::whole(key, number));
    let run = table.run(ledger.row(key)?.spans.invoices);
    let recorded = known.and_then(|(handle, _)| run.iter().find(|it| it.document == handle));
    let unknown = || RecordError::unknown_invoice(F::KIND, &fact.name(), number);
    let recorded = recorded.ok_or_else(unknown)?;
    let invoice = NamedInvoice {
        issued: recorded.issued(),
        amount: recorded.amount(),
        is_disputed: recorded.is_disputed(),
    };
    let checked = fact.check_invoice(invoice, Intake::new(ledger.currency));
    checked.map_err(|fault| RecordError::at_fault(F::KIND, fact, fault))
}
