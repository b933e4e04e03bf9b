//! How sales are taken.

use super::documents::Core;
use super::ledger::Ledger;
use super::record::record_dated;
use super::{Feeds, Kind, Refusal};
use crate::id::CustomerKey;
use crate::trade::Sale;

impl Ledger {
    pub(super) fn record_sale(&mut self, key: CustomerKey, sale: &Sale) -> Result<(), Refusal> {
        let named = self.named(Kind::Sale, sale.document.as_str());
        let core = Core { customer: key, day: sale.date, amount: named.amount(sale.amount)? };
        let mut span = self.row(key)?.sales;
        // Names of groups that nothing is recorded of are not seen.
        let groups = self.product_groups.handles(named, &sale.groups)?;
        let (documents, known) = (&mut self.sale_documents, &self.product_groups);
        let names_these = |handle| *known.of_document(handle) == *groups;
        let (runs, document) = (&mut self.sales, &sale.document);
        let recorded = record_dated(documents, runs, &mut span, named, document, core, names_these);
        let handle = recorded.map_err(|refusal| self.with_groups(refusal, sale))?;
        self.row_mut(key)?.sales = span;
        Feeds::note(&mut self.feeds.sales_from, sale.date);
        if groups.is_empty() {
            return Ok(());
        }
        let order_day = core.amount.is_positive().then_some(core.day);
        self.note_groups(key, handle, groups, order_day)
    }

    /// A conflict tells the groups of the recorded sale, too, where either sale names any.
    fn with_groups(&self, refusal: Refusal, sale: &Sale) -> Refusal {
        let Refusal::Conflict { kind, name, mut recorded } = refusal else { return refusal };
        let handle = self.sale_documents.find(&sale.document).map(|(handle, _)| handle);
        let groups = handle.map_or(&[][..], |handle| self.product_groups.of_document(handle));
        if !groups.is_empty() {
            recorded = format!("{recorded}, of {}", self.product_groups.listed(groups));
        } else if !sale.groups.is_empty() {
            recorded.push_str(", of no product group");
        }
        Refusal::Conflict { kind, name, recorded }
    }
}
