use std::collections::BTreeSet;

use super::{InvoiceParts, SmallChange};
use crate::calendar::{AsOf, Day};
use crate::money::Total;
use crate::receivable::{RecordedInvoice, RecordedPayment, SettlementKind};

/// The invoices of a customer and what settles them: all that [`settle`](super::settle) reads.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::receivable::{Invoice, OpenBalance, SmallChange};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// let (old, new) = ("2025-01-01".parse()?, "2026-03-01".parse()?);
/// account.record(Invoice::new("I1".parse()?, old, old, "CNY 0.01".parse()?))?;
/// account.record(Invoice::new("I2".parse()?, new, new, "CNY 500".parse()?))?;
/// let all = account.view().receivables();
/// let t = "2026-03-02".parse()?;
/// assert_eq!(OpenBalance::as_of(all, t).oldest_days_past_due, 425);
/// let without_cents = all.with_small_change(SmallChange::default());
/// let balance = OpenBalance::as_of(without_cents, t);
/// assert_eq!(balance.oldest_days_past_due, 1);
/// assert_eq!(balance.ageing.overdue().minor(), 500_01, "the cent is still overdue");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Receivables<'a> {
    pub(super) invoices: &'a [RecordedInvoice],
    pub(super) payments: &'a [RecordedPayment],
    /// Instalments, disputes, bills and floor stock, where the customer has any.
    pub(super) parts: Option<InvoiceParts<'a>>,
    /// The tolerance below which an open item is not judged.
    pub(super) small_change: SmallChange,
}

impl<'a> Receivables<'a> {
    pub(crate) fn new(
        invoices: &'a [RecordedInvoice],
        payments: &'a [RecordedPayment],
        parts: Option<InvoiceParts<'a>>,
    ) -> Self {
        let parts = parts.filter(|parts| !parts.are_none());
        Self { invoices, payments, parts, small_change: SmallChange::NONE }
    }

    /// These receivables, in which an open item that is small change stays in every sum and is not
    /// the oldest.
    #[must_use]
    pub const fn with_small_change(self, small_change: SmallChange) -> Self {
        Self { small_change, ..self }
    }

    /// The invoices by due date, then number.
    pub const fn invoices(self) -> &'a [RecordedInvoice] {
        self.invoices
    }

    /// The days up to `t` on which anything about invoices and settlements changed, ascending.
    pub(crate) fn days_of_change(self, t: AsOf) -> Vec<Day> {
        let issued = self.invoices.iter().map(|it| it.issued);
        let paid = self.payments.iter().map(|it| it.day);
        let parts = self.parts.iter().flat_map(InvoiceParts::days_of_change);
        let all = issued.chain(paid).chain(parts).filter(|day| t.sees(*day));
        let days: BTreeSet<Day> = all.collect();
        days.into_iter().collect()
    }

    /// The days on which any item may be due: an invoice, an instalment, floor stock, and what a
    /// refund or a gain of exchange goes beyond.
    pub(crate) fn due_days(self) -> impl Iterator<Item = Day> + use<'a> {
        let invoices = self.invoices.iter().map(|it| it.due);
        let owed = self.payments.iter().filter(|it| it.takes_credit()).map(|it| it.day);
        invoices.chain(owed).chain(self.parts.into_iter().flat_map(InvoiceParts::due_days))
    }

    /// Tells whether anything may be open on a day: an invoice was issued, or credit taken away.
    pub(crate) fn may_owe_by(self, t: AsOf) -> bool {
        let is_owing = |it: &RecordedPayment| it.takes_credit() && t.sees(it.day);
        self.invoices.iter().any(|it| t.sees(it.issued)) || self.payments.iter().any(is_owing)
    }

    /// Tells whether an item that was settled may be open again: credit is taken away, or moves to
    /// another item as a bill is refused or a dispute begins or ends.
    pub(crate) fn may_reopen(self) -> bool {
        self.parts.is_some()
            || self.payments.iter().any(|it| it.takes_credit())
            || self.invoices.iter().any(|it| it.is_disputed())
    }

    /// The sum that was written off of an invoice up to a day.
    pub(crate) fn written_off_by(self, invoice: RecordedInvoice, day: Day) -> Total {
        let named = self.payments.iter().filter(|it| it.invoice == invoice.document);
        let off = named.filter(|it| it.day <= day && it.kind() == SettlementKind::WriteOff);
        off.map(|it| it.seen(AsOf::new(day)).to_total()).fold(Total::ZERO, Total::plus)
    }

    /// The payments in the order of the invoices that they name; those that name none come last.
    pub const fn payments(self) -> &'a [RecordedPayment] {
        self.payments
    }
}
