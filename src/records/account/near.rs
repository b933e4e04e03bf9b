//! Memory asked for ahead of its use.
//!
//! A large book does not fit a processor's caches: what nobody has asked for lately takes as long to come
//! as hundreds of steps of work. Whoever knows which customers are next asks for them early, and works on others
//! meanwhile. Only the look-up of a document may wait, and nothing else is read but the rows, which tell where to ask.

use prefetch_index::prefetch_index;

use super::Fact;
use super::ledger::Ledger;
use crate::id::{CustomerKey, index};

/// Asks for items that stand side by side, line by line of memory; of many for the first lines and the last, and what
/// lies between comes as it is read.
#[inline]
fn bring_near<T>(items: &[T]) {
    const LINE: usize = 64;
    const LINES: usize = 12;
    // None is skipped.
    let per_line = const { if size_of::<T>() < LINE { LINE / size_of::<T>() } else { 1 } };
    for line in items.chunks(per_line).take(LINES) {
        prefetch_index(line, 0);
    }
    if let Some(last) = items.len().checked_sub(1) {
        prefetch_index(items, last);
    }
}

impl Ledger {
    /// Asks for a customer's row: it tells where the facts are, so it is needed before they can be
    /// asked for.
    pub(crate) fn bring_row_near(&self, key: CustomerKey) {
        let place = index(key.position());
        prefetch_index(&self.rows, place);
        // A row is longer than a line.
        prefetch_index(&self.rows, place.saturating_add(1));
    }

    /// Asks for what judgements see of a customer.
    pub(crate) fn bring_customer_near(&self, key: CustomerKey) {
        let Some(row) = self.rows.get(index(key.position())) else { return };
        bring_near(self.sold.runs.slice(row.sales));
        bring_near(self.invoices.slice(row.invoices));
        bring_near(self.payments.slice(row.payments));
        bring_near(self.expenses.slice(row.expenses));
        bring_near(self.plans.slice(row.plans));
        bring_near(self.budgets.slice(row.budgets));
        bring_near(self.orders.slice(row.orders));
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
