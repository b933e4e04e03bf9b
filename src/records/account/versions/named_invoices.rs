use crate::account::{Fact, kept_facts};
use crate::id::DocumentId;
use crate::receivable::Allocation;

/// The invoices that a settlement, instalments or a dispute name.
pub(crate) fn named_invoices(fact: &Fact) -> impl Iterator<Item = &DocumentId> {
    let (one, allocations): (_, &[Allocation]) = match fact {
        Fact::Payment(payment) => (payment.invoice.as_ref(), &payment.allocations),
        Fact::Instalments(instalments) => (Some(&instalments.invoice), &[]),
        Fact::Dispute(dispute) => (Some(&dispute.invoice), &[]),
        Fact::Sale(_)
        | Fact::Order(_)
        | Fact::Invoice(_)
        | Fact::Expense(_)
        | Fact::Plan(_)
        | Fact::Budget(_)
        | Fact::DocumentFlow(_)
        | Fact::Breach(_)
        | Fact::TemporaryLimit(_)
        | Fact::Security(_)
        | Fact::Incident(_)
        | Fact::Contract(_)
        | kept_facts!() => (None, &[]),
    };
    one.into_iter().chain(allocations.iter().map(|it| &it.invoice))
}

/// The invoices of a settlement that must name one; `None` for all that may stand without.
pub(crate) fn settled_invoices(fact: &Fact) -> Option<impl Iterator<Item = &DocumentId>> {
    let must_name = matches!(fact, Fact::Payment(it) if it.kind.must_name_invoice());
    must_name.then(|| named_invoices(fact))
}
