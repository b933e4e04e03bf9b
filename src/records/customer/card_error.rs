use super::Field;
use crate::calendar::Day;
use crate::valid::codes;

/// The reason why an entry is refused. The card is left as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CardError {
    /// The text of the entry is blank.
    #[error("an entry of the card says something, was {text:?}")]
    Blank {
        /// The text offered.
        text: String,
    },
    /// The very same entry is on the card.
    #[error("{field} was recorded on {recorded} already, with the same text by the same author")]
    Duplicate {
        /// The field of the entry.
        field: Field,
        /// The day of both entries.
        recorded: Day,
    },
    /// Another entry of that field and day is on the card: it has to be removed first.
    #[error("{field} was recorded on {recorded} as {held:?}, cannot also be {offered:?}")]
    Conflict {
        /// The field of the entry.
        field: Field,
        /// The day of both entries.
        recorded: Day,
        /// The text on the card.
        held: String,
        /// The text offered.
        offered: String,
    },
}

codes! {
    CardError {
        Blank = "blank_entry",
        Duplicate = "duplicate_entry",
        Conflict = "conflicting_entry",
    }
}
