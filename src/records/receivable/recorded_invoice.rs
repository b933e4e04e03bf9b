use crate::calendar::Day;
use crate::intake::{Entry, EntryDocument};
use crate::money::Amount;

/// A recorded invoice. The invoices of a customer stand in the order in which payments without an
/// invoice settle them: due date, then number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecordedInvoice {
    pub(crate) amount: Amount,
    pub(crate) issued: Day,
    pub(crate) due: Day,
    pub(crate) document: u32,
    /// The highest bit tells whether the invoice is disputed. The bits below are 0, but while a
    /// load puts invoices in order: then they hold the owner, so that a load moves no more memory.
    marks: u32,
}

impl RecordedInvoice {
    const DISPUTED: u32 = 1 << 31;

    /// An invoice with the handle of its document.
    pub(crate) const fn new(amount: Amount, issued: Day, due: Day, document: u32) -> Self {
        Self { amount, issued, due, document, marks: 0 }
    }

    /// The invoice, disputed or not.
    pub(crate) const fn disputed(self, is_disputed: bool) -> Self {
        let marks = self.owner() | if is_disputed { Self::DISPUTED } else { 0 };
        Self { marks, ..self }
    }

    /// The invoice with the number of its owner, below 2^31, while a load puts invoices in order.
    pub(crate) const fn of_owner(self, owner: u32) -> Self {
        Self { marks: (self.marks & Self::DISPUTED) | owner, ..self }
    }

    /// The owner; 0 once a load is finished.
    pub(crate) const fn owner(self) -> u32 {
        self.marks & !Self::DISPUTED
    }

    /// A part of the invoice that is due by itself.
    pub(crate) const fn part(self, due: Day, amount: Amount) -> Self {
        Self { amount, due, ..self }
    }

    /// The amount billed.
    pub const fn amount(self) -> Amount {
        self.amount
    }

    /// The day of issue.
    pub const fn issued(self) -> Day {
        self.issued
    }

    /// The due date.
    pub const fn due(self) -> Day {
        self.due
    }

    /// Tells whether the invoice is disputed.
    pub const fn is_disputed(self) -> bool {
        self.marks & Self::DISPUTED != 0
    }
}

impl Entry for RecordedInvoice {
    const IS_TIMELINE: bool = false;

    fn days(run: &[Self]) -> impl Iterator<Item = Day> {
        run.iter().map(|it| it.issued)
    }

    fn document(&self) -> Option<EntryDocument> {
        let Self { document: handle, issued: day, amount, .. } = *self;
        Some(EntryDocument { handle, day, amount })
    }
}
