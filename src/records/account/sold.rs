//! What is kept of sales, and how they are taken.

use super::documents::{Core, Documents};
use super::intake::Intake;
use super::product_groups::ProductGroups;
use super::record::record_dated;
use super::{FactKind, RecordError};
use crate::engine::{Arena, Span};
use crate::id::CustomerKey;
use crate::money::Currency;
use crate::timeline::DayTotal;
use crate::trade::Sale;

/// The sales of a ledger. To take one nothing else is read or changed but the span of its customer, so that a thread
/// can take sales while another takes other facts.
#[derive(Debug, Clone, Default)]
pub(super) struct Sold {
    pub(super) runs: Arena<DayTotal>,
    pub(super) documents: Documents,
    pub(super) groups: ProductGroups,
}

impl Sold {
    /// Takes a sale into the customer's run and gives the handle of its document.
    pub(super) fn take(
        &mut self,
        currency: Currency,
        key: CustomerKey,
        span: &mut Span,
        sale: &Sale,
    ) -> Result<u32, RecordError> {
        let named = Intake::new(FactKind::Sale, sale.document.as_str(), currency);
        let core = Core { customer: key, day: sale.date, amount: named.amount(sale.amount)? };
        // Names of groups that nothing is recorded of are not seen.
        let groups = self.groups.handles(named, &sale.groups)?;
        let (documents, known) = (&mut self.documents, &self.groups);
        let names_these = |handle| *known.of_document(handle) == *groups;
        let (runs, document) = (&mut self.runs, &sale.document);
        let recorded = record_dated(documents, runs, span, named, document, core, names_these);
        let handle = recorded.map_err(|refusal| self.with_groups(refusal, sale))?;
        if !groups.is_empty() {
            self.groups.note(handle, groups);
        }
        Ok(handle)
    }

    /// A conflict tells the groups of the recorded sale, too, where either sale names any.
    fn with_groups(&self, refusal: RecordError, sale: &Sale) -> RecordError {
        let RecordError::Conflict { kind, name, mut recorded } = refusal else { return refusal };
        let handle = self.documents.find(&sale.document).map(|(handle, _)| handle);
        let groups = handle.map_or(&[][..], |handle| self.groups.of_document(handle));
        if !groups.is_empty() {
            recorded = format!("{recorded}, of {}", self.groups.listed(groups));
        } else if !sale.groups.is_empty() {
            recorded.push_str(", of no product group");
        }
        RecordError::Conflict { kind, name, recorded }
    }
}
