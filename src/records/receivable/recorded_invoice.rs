use crate::calendar::Day;
use crate::money::Amount;

/// A recorded invoice. The lines of a customer stand in the order in which free money settles them:
/// due date, then id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecordedInvoice {
    pub(crate) amount: Amount,
    pub(crate) issued: Day,
    pub(crate) due: Day,
    pub(crate) document: u32,
    /// Whether the invoice is disputed, in the highest bit; the bits below are of use only while
    /// lines are put in order.
    pub(crate) marks: u32,
}

impl RecordedInvoice {
    pub(crate) const DISPUTED: u32 = 1 << 31;

    /// The amount billed.
    ///
    /// ```
    /// assert_eq!(guanxi::receivable::RecordedInvoice::default().amount().minor(), 0);
    /// ```
    pub const fn amount(self) -> Amount {
        self.amount
    }

    /// The day of issue.
    ///
    /// ```
    /// assert_eq!(guanxi::receivable::RecordedInvoice::default().issued().to_epoch_days(), 0);
    /// ```
    pub const fn issued(self) -> Day {
        self.issued
    }

    /// The due date.
    ///
    /// ```
    /// assert_eq!(guanxi::receivable::RecordedInvoice::default().due().to_epoch_days(), 0);
    /// ```
    pub const fn due(self) -> Day {
        self.due
    }

    /// Whether the invoice is disputed.
    ///
    /// ```
    /// assert!(!guanxi::receivable::RecordedInvoice::default().is_disputed());
    /// ```
    pub const fn is_disputed(self) -> bool {
        self.marks & Self::DISPUTED != 0
    }
}
