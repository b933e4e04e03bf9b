use crate::calendar::Day;
use crate::money::Amount;

/// A recorded payment. The payments of a customer stand in the order of the invoices that they
/// name; those that name none come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecordedPayment {
    pub(crate) amount: Amount,
    pub(crate) day: Day,
    /// The due date of the named invoice: with its number the place in the order.
    pub(crate) due: Day,
    /// The handle of the named invoice, or [`NO_INVOICE`](Self::NO_INVOICE).
    pub(crate) invoice: u32,
    pub(crate) document: u32,
}

impl RecordedPayment {
    pub(crate) const NO_INVOICE: u32 = u32::MAX;
    /// The handle of a payment without a number.
    pub(crate) const NO_DOCUMENT: u32 = u32::MAX;

    /// The place among the payments of a customer, by the number of the invoice it names.
    pub(crate) const fn place(self, number: &str) -> (bool, Day, &str, u32, Day) {
        (self.invoice == Self::NO_INVOICE, self.due, number, self.invoice, self.day)
    }

    /// The amount received.
    pub const fn amount(self) -> Amount {
        self.amount
    }

    /// The day of receipt.
    pub const fn day(self) -> Day {
        self.day
    }
}
