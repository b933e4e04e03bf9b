use super::{Listed, NamedDocument};
use crate::calendar::Day;
use crate::id::LineNumber;

/// A fact about the relation with a customer, kept whole in its dossier: who looks after it, who
/// met whom, what was counted or said.
///
/// Such a fact needs no other fact, starts no customer and moves no money, so it answers here all
/// that an account asks of it.
pub(crate) trait Kept: Listed {
    /// `true` for what is agreed about one customer, as its keeper: a merge leaves that of the
    /// merged customer aside.
    const IS_TERM: bool = false;

    /// `true` where a fact can rule out another of its kind that goes by another name.
    const IS_EXCLUSIVE: bool = false;

    /// The day of the fact, before which nobody knows of it; `None` for what is agreed and can be
    /// known before.
    fn own_day(&self) -> Option<Day>;

    /// The line of its document that the fact is; `None` for kinds whose documents have no lines.
    fn line(&self) -> Option<LineNumber> {
        None
    }

    /// Takes the name of an erased document out of the fact. Tells whether anything is left of it.
    fn forget(&mut self, _erased: NamedDocument<'_>) -> bool {
        true
    }
}
