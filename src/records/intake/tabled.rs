use super::{Documented, Entry, Placement};
use crate::calendar::Day;
use crate::engine::Interner;
use crate::id::{DocumentId, LineNumber};
use crate::money::Money;

/// A documented fact on its way into the table of its kind, with all that its entry is made from.
///
/// Most facts implement it themselves. A fact whose entry refers to something beside its table is
/// wrapped in a type that does.
pub(crate) trait Tabled {
    /// The fact.
    type Fact: Documented;
    /// An item of the customer's run.
    type Entry: Entry;
    /// The change of the run.
    type Placement: Placement<Self::Entry>;

    /// The fact.
    fn fact(&self) -> &Self::Fact;

    /// The number of entries that the document has in the run beyond the first.
    fn further_entries(&self) -> usize {
        0
    }

    /// Tells whether a recorded document says the same apart from customer, day and amount, which
    /// are compared before.
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

/// A documented fact that refers to nothing beside its table, so that the table alone can give it
/// back.
pub(crate) trait Plain: Tabled<Fact = Self> + Sized {
    /// The fact of a document that stands.
    fn from_table(document: TableDocument<Self::Entry>) -> Option<Self>;

    /// The fact as others that name it see it while nobody knows of it yet; `None` where no other
    /// waits for it.
    fn awaited(&self, _known_from: Day) -> Option<Self> {
        None
    }
}

/// A document as its table holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableDocument<E> {
    pub(crate) number: DocumentId,
    pub(crate) line: Option<LineNumber>,
    pub(crate) day: Day,
    pub(crate) amount: Money,
    /// The item of the run; `None` in a timeline.
    pub(crate) entry: Option<E>,
}
