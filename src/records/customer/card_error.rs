use super::Field;
use crate::calendar::{Day, Validity};
use crate::valid::codes;

/// The reason why an entry or a ruling is refused. The card is left as it was.
///
/// Values of the bank are shown as a mark: the account of a sole trader is that of a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CardError {
    /// The text of the entry is blank.
    #[error("an entry of the card says something, was {text:?}")]
    Blank {
        /// The text offered.
        text: String,
    },
    /// The entry would have been observed after it was recorded.
    #[error("an entry recorded on {recorded} was observed by then, was {observed}")]
    ObservedLater {
        /// The day of the observation.
        observed: Day,
        /// The day of the record.
        recorded: Day,
    },
    /// An entry that says the same is on the card.
    #[error("{field} was recorded on {recorded} already, with the same text by the same author")]
    Duplicate {
        /// The field of the entry.
        field: Field,
        /// The day of both entries.
        recorded: Day,
    },
    /// The author recorded something else that day from the same source: it has to be removed
    /// first.
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
    /// The importance is stated already for a day of the term. What it says is not told.
    #[error("an importance of the customer overlaps one that is stated: {offered} against {held}")]
    ImportanceOverlap {
        /// The term of the statement on the card.
        held: Validity,
        /// The term offered.
        offered: Validity,
    },
    /// The field was ruled on that day.
    #[error("{field} was ruled to be {held:?} on {day}, cannot be ruled again on that day")]
    RuledThatDay {
        /// The field.
        field: Field,
        /// The day of both rulings.
        day: Day,
        /// The value of the ruling on the card.
        held: String,
    },
}

codes! {
    CardError {
        Blank = "blank_entry",
        ObservedLater = "entry_observed_later",
        Duplicate = "duplicate_entry",
        Conflict = "conflicting_entry",
        ImportanceOverlap = "importance_overlap",
        RuledThatDay = "field_ruled_that_day",
    }
}
