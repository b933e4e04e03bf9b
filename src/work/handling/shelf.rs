use crate::calendar::Day;

/// A shelf. Nothing is heard of a case while it lies there, but that an accepted risk is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shelf {
    /// Its last day.
    pub until: Day,
    /// `true` if it also ends when the subject is well again once.
    pub is_once: bool,
}
