use super::settle::settle_with_receipt;
use super::{OpenBalance, Receivables};
use crate::calendar::AsOf;
use crate::money::{Amount, Total};
use crate::receivable::{RecordedInvoice, RecordedPayment, SettlementKind};

impl Receivables<'_> {
    /// The balance at `t` as it will be once all goods returned are credited.
    ///
    /// Each invoice issued by then of which more was returned than its credit notes say has one
    /// more credit note, of the difference. `returned` gives the goods returned for an invoice, of
    /// which no more counts than it bills. `receipt` is taken for one more payment.
    pub(crate) fn with_returns_credited(
        self,
        t: AsOf,
        receipt: Total,
        returned: impl Fn(RecordedInvoice) -> Total,
    ) -> OpenBalance {
        let mut payments = Vec::with_capacity(self.payments.len());
        // The payments stand in the order of the invoices, and within an invoice by kind.
        let mut rest = self.payments.iter().peekable();
        for invoice in self.invoices {
            let mut credited = Total::ZERO;
            let note = SettlementKind::CreditNote;
            let is_named = |it: &&RecordedPayment| it.invoice == invoice.document;
            while let Some(payment) = rest.next_if(|it| is_named(it) && it.kind() <= note) {
                if payment.kind() == note {
                    credited = credited.plus(payment.seen(t));
                }
                payments.push(*payment);
            }
            let billed = if t.sees(invoice.issued) { invoice.amount } else { Amount::ZERO };
            let due = returned(*invoice).min(billed.to_total()).minus(credited).to_amount();
            if let Some(due) = due.filter(|due| due.is_positive()) {
                let credit = RecordedPayment::new(due, t.day()).of_kind(note);
                payments.push(credit.for_invoice(invoice.document, invoice.due));
            }
            while let Some(payment) = rest.next_if(is_named) {
                payments.push(*payment);
            }
        }
        payments.extend(rest);
        settle_with_receipt(Receivables { payments: &payments, ..self }, t, receipt, |_| ())
    }
}
