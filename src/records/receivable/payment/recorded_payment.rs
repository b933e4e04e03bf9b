use super::SettlementKind;
use crate::calendar::Day;
use crate::engine::Tagged;
use crate::intake::{Entry, EntryDocument};
use crate::money::Amount;

/// A recorded payment, or the part of one that is meant for one invoice. The payments of a customer
/// stand in the order of the invoices that they name, and within an invoice in the order of their
/// kinds; those that name none come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecordedPayment {
    pub(crate) amount: Amount,
    pub(crate) day: Day,
    /// The due date of the named invoice: with its number the place in the order. The tag is the
    /// rank of the kind.
    due: Tagged,
    /// The handle of the named invoice, or [`NO_INVOICE`](Self::NO_INVOICE).
    pub(crate) invoice: u32,
    pub(crate) document: u32,
}

impl RecordedPayment {
    pub(crate) const NO_INVOICE: u32 = u32::MAX;
    /// The handle of a payment without a number.
    pub(crate) const NO_DOCUMENT: u32 = u32::MAX;

    /// Money received that names no invoice and has no number.
    pub(crate) const fn new(amount: Amount, day: Day) -> Self {
        let due = Tagged::new(Day::MAX.to_epoch_days(), SettlementKind::Received.rank());
        Self { amount, day, due, invoice: Self::NO_INVOICE, document: Self::NO_DOCUMENT }
    }

    /// The payment, for the invoice with a handle and a due date.
    pub(crate) const fn for_invoice(self, invoice: u32, due: Day) -> Self {
        Self { invoice, due: Tagged::new(due.to_epoch_days(), self.due.tag()), ..self }
    }

    /// A part of the payment.
    pub(crate) const fn with_amount(self, amount: Amount) -> Self {
        Self { amount, ..self }
    }

    /// The payment, of a kind.
    pub(crate) const fn of_kind(self, kind: SettlementKind) -> Self {
        Self { due: Tagged::new(self.due.number(), kind.rank()), ..self }
    }

    /// The payment, with the handle of its document.
    pub(crate) const fn numbered(self, document: u32) -> Self {
        Self { document, ..self }
    }

    /// The due date of the named invoice, in days since 1970-01-01; the last day of the calendar
    /// where none is named.
    pub(crate) const fn due_days(self) -> i32 {
        self.due.number()
    }

    /// The first part of the [`place`](Self::place), which needs no number.
    pub(crate) const fn place_by_due(self) -> (bool, i32) {
        (self.invoice == Self::NO_INVOICE, self.due.number())
    }

    /// The place among the payments of a customer, by the number of the invoice it names.
    pub(crate) const fn place(self, number: &str) -> (bool, i32, &str, u32, u8, Day) {
        let (is_free, due) = self.place_by_due();
        (is_free, due, number, self.invoice, self.due.tag(), self.day)
    }

    /// Tells whether it is money received: what nearly all payments are.
    #[inline]
    pub(crate) const fn is_received(self) -> bool {
        self.due.tag() == SettlementKind::Received.rank()
    }

    /// Tells whether it takes credit away: a refund, or a gain of exchange.
    pub(crate) fn takes_credit(self) -> bool {
        self.kind() == SettlementKind::Refunded || self.amount < Amount::ZERO
    }

    /// The amount; of a difference of exchange negative for a gain.
    pub const fn amount(self) -> Amount {
        self.amount
    }

    /// The day of receipt.
    pub const fn day(self) -> Day {
        self.day
    }

    /// The kind of the settlement.
    pub fn kind(self) -> SettlementKind {
        SettlementKind::at_rank(self.due.tag())
    }
}

impl Entry for RecordedPayment {
    const IS_TIMELINE: bool = false;

    fn days(run: &[Self]) -> impl Iterator<Item = Day> {
        run.iter().map(|it| it.day)
    }

    fn document(&self) -> Option<EntryDocument> {
        let Self { document: handle, day, amount, .. } = *self;
        Some(EntryDocument { handle, day, amount })
    }
}
