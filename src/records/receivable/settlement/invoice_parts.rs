use crate::calendar::{AsOf, Day};
use crate::money::Amount;
use crate::receivable::RecordedInvoice;

/// An instalment as it is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RecordedInstalment {
    pub(crate) due: Day,
    pub(crate) amount: Amount,
    pub(crate) is_retention: bool,
}

/// A dispute as it is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RecordedDispute {
    /// The handle of the invoice.
    pub(crate) invoice: u32,
    pub(crate) from: Day,
    /// The first day on which the invoice is undisputed again.
    pub(crate) to: Option<Day>,
    /// The part in dispute; the whole where none is named.
    pub(crate) amount: Option<Amount>,
}

/// The instalments of an invoice.
#[derive(Debug, Clone)]
struct InInstalments {
    invoice: u32,
    instalments: Vec<RecordedInstalment>,
}

/// The instalments and disputes of a customer's invoices: most have neither.
#[derive(Debug, Clone, Default)]
pub(crate) struct InvoiceParts {
    /// By the handle of the invoice.
    in_instalments: Vec<InInstalments>,
    /// By the handle of the invoice, then the first day.
    disputes: Vec<RecordedDispute>,
}

impl InvoiceParts {
    /// Takes in the instalments and disputes of another customer's invoices.
    pub(crate) fn absorb(&mut self, other: &Self) {
        self.in_instalments.extend_from_slice(&other.in_instalments);
        self.in_instalments.sort_by_key(|it| it.invoice);
        self.disputes.extend_from_slice(&other.disputes);
        self.disputes.sort_by_key(|it| (it.invoice, it.from));
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.in_instalments.is_empty() && self.disputes.is_empty()
    }

    /// The instalments of an invoice by due date; none when it is due as a whole.
    pub(crate) fn instalments(&self, invoice: u32) -> &[RecordedInstalment] {
        let place = self.in_instalments.binary_search_by_key(&invoice, |it| it.invoice).ok();
        let found = place.and_then(|place| self.in_instalments.get(place));
        found.map_or(&[], |it| &it.instalments)
    }

    /// The disputes of an invoice.
    pub(crate) fn disputes(&self, invoice: u32) -> &[RecordedDispute] {
        let start = self.disputes.partition_point(|it| it.invoice < invoice);
        let rest = self.disputes.get(start..).unwrap_or_default();
        let len = rest.partition_point(|it| it.invoice == invoice);
        rest.get(..len).unwrap_or_default()
    }

    /// Notes the instalments of an invoice.
    pub(crate) fn put_in_instalments(
        &mut self,
        invoice: u32,
        instalments: Vec<RecordedInstalment>,
    ) {
        self.in_instalments.retain(|it| it.invoice != invoice);
        if !instalments.is_empty() {
            let place = self.in_instalments.partition_point(|it| it.invoice < invoice);
            self.in_instalments.insert(place, InInstalments { invoice, instalments });
        }
    }

    /// Notes a dispute of an invoice.
    pub(crate) fn add_dispute(&mut self, dispute: RecordedDispute) {
        let key = |it: &RecordedDispute| (it.invoice, it.from);
        let place = self.disputes.partition_point(|it| key(it) < key(&dispute));
        self.disputes.insert(place, dispute);
    }

    /// The part of an invoice that is in dispute at `t`.
    pub(super) fn disputed(&self, invoice: RecordedInvoice, t: AsOf) -> Amount {
        if invoice.is_disputed() {
            return invoice.amount;
        }
        let holds = |it: &&RecordedDispute| t.sees(it.from) && it.to.is_none_or(|to| t.day() < to);
        let dispute = self.disputes(invoice.document).iter().find(holds);
        dispute.map_or(Amount::ZERO, |it| it.amount.unwrap_or(invoice.amount).min(invoice.amount))
    }
}
