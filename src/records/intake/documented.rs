use super::{Placement, Record};
use crate::calendar::{Day, Month};
use crate::engine::Interner;
use crate::id::{DocumentId, LineNumber};
use crate::money::Money;

/// A fact with a document number, unique among the documents of its kind.
///
/// The account keeps the number, the customer, the day and the amount of each document, and an
/// entry in the run of the customer.
pub(crate) trait Documented {
    /// An item of the customer's run.
    type Entry: Copy + Default;
    /// The change of the run.
    type Placement: Placement<Self::Entry>;

    /// The number of the document.
    fn document(&self) -> &DocumentId;

    /// The line of the document that the fact is; `None` for a document as a whole.
    fn line(&self) -> Option<LineNumber> {
        None
    }

    /// The day of the document.
    fn day(&self) -> Day;

    /// The amount of the document.
    fn amount(&self) -> Money;

    /// The number of entries that the document has in the run beyond the first.
    fn further_entries(&self) -> usize {
        0
    }

    /// Tells whether a recorded document says the same beside customer, day and amount.
    fn repeats(&self, recorded: u32, run: &[Self::Entry]) -> bool;

    /// The place of the document in the run; `None` when a running total would not fit.
    ///
    /// `document` is the handle that the document gets, `numbers` are those of its kind.
    fn place(
        &self,
        document: u32,
        run: &[Self::Entry],
        numbers: &Interner,
    ) -> Option<Self::Placement>;
}

/// An amount agreed for a month, one for each month.
pub(crate) trait Monthly: Record + Sized {
    /// The month.
    fn month(&self) -> Month;

    /// The amount.
    fn amount(&self) -> Money;

    /// The same month with another amount.
    fn with_amount(&self, amount: Money) -> Self;
}
