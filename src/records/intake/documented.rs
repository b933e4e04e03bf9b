use super::{Feed, NamedDocument, Names, Record};
use crate::calendar::{Day, Month};
use crate::id::{DocumentId, LineNumber};
use crate::money::Money;

/// A fact with a document number, unique among the documents of its kind.
///
/// The account keeps the number, the customer, the day and the amount of each document, and an
/// entry in the run of the customer, see [`Tabled`](super::Tabled).
pub(crate) trait Documented: Record {
    /// `true` for papers of the customer's side, whose numbers are unique within the customer only.
    const NUMBERS_ARE_CUSTOMERS: bool;

    /// The feed of the kind, in which a fact counts from its day on; `None` for what is of no feed.
    const FEED: Option<Feed>;

    /// The documents that facts of the kind name. A kind that names any has a recording function of
    /// its own.
    const NAMES: Names;

    /// The number of the document.
    fn document(&self) -> &DocumentId;

    /// The line of the document that the fact is; `None` for a document as a whole.
    fn line(&self) -> Option<LineNumber> {
        None
    }

    /// The day of the document, before which nobody knows of it.
    fn day(&self) -> Day;

    /// The amount of the document.
    fn amount(&self) -> Money;

    /// The invoices that the fact names; none unless [`NAMES`](Self::NAMES) says so.
    fn named_invoices(&self) -> Vec<&DocumentId> {
        Vec::new()
    }

    /// Takes the name of an erased document out of the fact. Tells whether anything is left of it.
    fn forget(&mut self, _erased: NamedDocument<'_>) -> bool {
        true
    }
}

/// An amount agreed for a month, one for each month.
///
/// It is agreed before the month and has no day before which nobody knows of it.
pub(crate) trait Monthly: Record + Sized {
    /// The month.
    fn month(&self) -> Month;

    /// The amount.
    fn amount(&self) -> Money;

    /// The same month with another amount.
    fn with_amount(&self, amount: Money) -> Self;
}
