//! Memory asked for ahead of its use.
//!
//! A large book does not fit a processor's caches: what nobody has asked for lately takes as long to come
//! as hundreds of steps of work. Whoever knows which customers are next asks for them early, and works on others
//! meanwhile. Only the look-up of a document may wait, and nothing else is read but the rows, which tell where to ask.

use super::Fact;
use super::ledger::Ledger;
use crate::engine::{
    index,
    prefetch::{prefetch, prefetch_item},
};
use crate::id::CustomerKey;

impl Ledger {
    /// Asks for a customer's row: it tells where the facts are, so it is needed before they can be
    /// asked for.
    pub(crate) fn bring_row_near(&self, key: CustomerKey) {
        let place = index(key.position());
        prefetch_item(&self.rows, place);
        // A row is longer than a line.
        prefetch_item(&self.rows, place.saturating_add(1));
    }

    /// Asks for what judgements see of a customer.
    pub(crate) fn bring_customer_near(&self, key: CustomerKey) {
        let Some(row) = self.rows.get(index(key.position())) else { return };
        prefetch(self.sold.runs.slice(row.sales));
        prefetch(self.invoices.slice(row.invoices));
        prefetch(self.payments.slice(row.payments));
        prefetch(self.expenses.slice(row.expenses));
        prefetch(self.plans.slice(row.plans));
        prefetch(self.budgets.slice(row.budgets));
        prefetch(self.orders.slice(row.orders));
    }

    /// Looks up a fact's document among those of its kind, so that where it stands, or would, is at hand.
    pub(crate) fn bring_document_near(&self, fact: &Fact) {
        match fact {
            Fact::Sale(sale) => self.sold.documents.bring_near(&sale.document),
            Fact::Order(order) => self.order_documents.bring_near(&order.document),
            Fact::Invoice(invoice) => self.invoice_documents.bring_near(&invoice.document),
            Fact::Payment(payment) => self.payment_documents.bring_near(&payment.document),
            Fact::Expense(expense) => self.expense_documents.bring_near(&expense.document),
            Fact::Handover(_)
            | Fact::Plan(_)
            | Fact::Breach(_)
            | Fact::TemporaryLimit(_)
            | Fact::Security(_)
            | Fact::Budget(_)
            | Fact::Incident(_)
            | Fact::Contract(_) => {}
        }
    }
}
