use crate::account::Fact;
use crate::id::DocumentId;

/// The invoices of a settlement that must name one; `None` for all that may stand without.
pub(crate) fn settled_invoices(fact: &Fact) -> Option<Vec<&DocumentId>> {
    let must_name = matches!(fact, Fact::Payment(it) if it.kind.must_name_invoice());
    must_name.then(|| fact.named_invoices())
}
