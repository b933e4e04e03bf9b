use std::fmt;

use crate::calendar::Day;
use crate::customer::{CardValue, Field};
use crate::id::StaffId;
use crate::lifecycle::Reason;

/// The decision of a person between sources that differ.
///
/// It outranks every entry observed up to its day. Another ruling takes its place; an observation
/// of a later day that differs opens the field again. A field has at most one ruling a day.
///
/// ```
/// use guanxi::customer::{Card, CardValue, Field, Ruling};
/// use guanxi::day;
///
/// let mut card = Card::default();
/// card.rule(Ruling {
///     field: Field::Phone,
///     value: CardValue::try_from_text("020 5550 1234")?,
///     by: "Zhao".parse()?,
///     day: day!(2026, 3, 2),
///     reason: "called both numbers".parse()?,
/// })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "裁定")]
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ruling {
    /// The field.
    pub field: Field,
    /// The day of the decision, from which it is seen.
    pub day: Day,
    /// The value that stands.
    pub value: CardValue,
    /// The person who decided.
    pub by: StaffId,
    /// The reason.
    pub reason: Reason,
}

/// Shows a mark for the bank: neither a log nor a sentence knows who reads it.
impl fmt::Debug for Ruling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, day, value, by, reason } = self;
        let mut shown = f.debug_struct("Ruling");
        shown.field("field", field).field("day", day).field("value", &value.told_of(*field));
        shown.field("by", by).field("reason", reason).finish()
    }
}

/// Shows a mark for the bank.
impl fmt::Display for Ruling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, day, value, by, reason } = self;
        let value = value.told_of(*field);
        write!(f, "{field} is {value} by a ruling of {by} on {day}: {reason}")
    }
}
