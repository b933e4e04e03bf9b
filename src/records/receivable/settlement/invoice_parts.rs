use crate::calendar::{AsOf, Day};
use crate::engine::Interner;
use crate::money::{Amount, Money};
use crate::receivable::{
    Bill, Dispute, FloorStock, InvoiceInstalment, InvoiceInstalments, RecordedInvoice,
};

/// The rest of what a settlement reads beside invoices and payments: most customers have none of
/// it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InvoiceParts<'a> {
    /// By the number of the invoice.
    pub(crate) instalments: &'a [InvoiceInstalments],
    /// By the number of the invoice, then the first day.
    pub(crate) disputes: &'a [Dispute],
    /// By the day of receipt.
    pub(crate) bills: &'a [Bill],
    /// By the first day.
    pub(crate) floor_stock: &'a [FloorStock],
    /// The numbers of the invoices by handle.
    pub(crate) numbers: &'a Interner,
}

impl<'a> InvoiceParts<'a> {
    pub(super) const fn are_none(&self) -> bool {
        self.instalments.is_empty()
            && self.disputes.is_empty()
            && self.bills.is_empty()
            && self.floor_stock.is_empty()
    }

    pub(super) fn number(&self, invoice: RecordedInvoice) -> &'a str {
        self.numbers.name(invoice.document)
    }

    /// The instalments of an invoice at `t`; none when it is due as a whole.
    pub(super) fn instalments(&self, invoice: RecordedInvoice, t: AsOf) -> &'a [InvoiceInstalment] {
        let number = self.number(invoice);
        let place = self.instalments.binary_search_by(|it| it.invoice.as_str().cmp(number)).ok();
        let agreed = place.and_then(|place| self.instalments.get(place));
        // A later version of the invoice may bill another amount, or from a later day.
        let begins = |it: &InvoiceInstalments| {
            let first = it.parts.first().map_or(it.from, |part| part.due);
            it.from.min(first) >= invoice.issued
        };
        let agreed = agreed.filter(|it| t.sees(it.from) && begins(it));
        let agreed = agreed.filter(|it| it.sum() == invoice.amount.to_total());
        agreed.map_or(&[], |it| &it.parts)
    }

    /// The days on which instalments begin to hold, disputes begin and end, and bills change.
    pub(super) fn days_of_change(&self) -> impl Iterator<Item = Day> + use<'a> {
        let instalments = self.instalments.iter().map(|it| it.from);
        let disputes = self.disputes.iter();
        let disputes = disputes.flat_map(|it| [it.from].into_iter().chain(it.to));
        instalments.chain(disputes).chain(self.bills.iter().flat_map(Bill::days))
    }

    /// The due days of instalments and floor stock.
    pub(super) fn due_days(self) -> impl Iterator<Item = Day> + use<'a> {
        let instalments = self.instalments.iter().flat_map(|it| it.parts.iter().map(|it| it.due));
        instalments.chain(self.floor_stock.iter().filter_map(FloorStock::due))
    }

    /// The part of an invoice that is in dispute at `t`.
    pub(super) fn disputed(&self, invoice: RecordedInvoice, t: AsOf) -> Amount {
        if invoice.is_disputed() {
            return invoice.amount;
        }
        let number = self.number(invoice);
        let start = self.disputes.partition_point(|it| it.invoice.as_str() < number);
        let rest = self.disputes.get(start..).unwrap_or_default();
        let mut own = rest.iter().take_while(|it| it.invoice.as_str() == number);
        let part = |it: &Dispute| it.amount.map_or(invoice.amount, Money::amount);
        // A later version of the invoice may bill less, or from a later day.
        let is_of_it = |it: &Dispute| it.from >= invoice.issued && part(it) <= invoice.amount;
        own.find(|it| it.holds_at(t) && is_of_it(it)).map_or(Amount::ZERO, part)
    }
}
