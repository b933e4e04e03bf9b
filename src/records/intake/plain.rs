use super::Tabled;
use crate::calendar::Day;
use crate::id::{DocumentId, LineNumber};
use crate::money::Money;

/// A documented fact that refers to nothing beside its table, so that the table alone can give it
/// back.
pub(crate) trait Plain: Tabled<Fact = Self> + Sized {
    /// The fact of a document that stands.
    fn from_table(document: TableDocument<Self::Entry>) -> Option<Self>;

    /// The fact as it stands for others that name it while nobody knows of it yet; `None` where no
    /// other waits for it.
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
