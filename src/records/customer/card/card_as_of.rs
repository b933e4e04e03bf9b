use std::collections::BTreeMap;
use std::fmt;

use super::{CardView, FieldStanding, StandingBasis, StandingValue};
use crate::calendar::{AsOf, Day};
use crate::customer::{CardValue, EntrySource, Field};
use crate::id::StaffId;

/// A value of a field as it stood on a day: what, by whom, when last confirmed, from where.
///
/// The trust in it is left out: it falls every day without anything being written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct StatedValue {
    /// The value.
    pub value: CardValue,
    /// The author of the entry by which it stands, or the person who ruled.
    pub by: StaffId,
    /// The last day on which it was observed.
    pub confirmed: Day,
    /// The source of the entry by which it stands; `None` for a ruling.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub source: Option<EntrySource>,
}

impl From<StandingValue<'_>> for StatedValue {
    fn from(standing: StandingValue<'_>) -> Self {
        let StandingValue { value, basis, confirmed, trust: _ } = standing;
        let (by, source) = match basis {
            StandingBasis::Entry(entry) => (entry.author(), Some(entry.source())),
            StandingBasis::Ruling(ruling) => (&ruling.by, None),
        };
        Self { value: value.clone(), by: by.clone(), confirmed, source }
    }
}

impl fmt::Display for StatedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { value, by, confirmed, source } = self;
        match source {
            Some(source) => write!(f, "{value} ({source}, {by}, {confirmed})"),
            None => write!(f, "{value} (ruled by {by}, {confirmed})"),
        }
    }
}

/// The content of a field that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum FieldContent {
    /// A value stands.
    Value(StatedValue),
    /// Two values are in conflict.
    Conflict {
        /// One value.
        a: StatedValue,
        /// The other.
        b: StatedValue,
    },
}

impl FieldContent {
    /// The content of a field; `None` when it is empty or withheld.
    fn of(standing: FieldStanding<'_>) -> Option<Self> {
        match standing {
            FieldStanding::Withheld | FieldStanding::Empty => None,
            FieldStanding::Value(value) => Some(Self::Value(value.into())),
            FieldStanding::Conflict { a, b } => Some(Self::Conflict { a: a.into(), b: b.into() }),
        }
    }

    /// The content as a message or a log tells it: marks in the place of the bank.
    pub(super) fn told_of(&self, field: Field) -> Self {
        let told = |it: &StatedValue| StatedValue { value: it.value.told_of(field), ..it.clone() };
        match self {
            Self::Value(value) => Self::Value(told(value)),
            Self::Conflict { a, b } => Self::Conflict { a: told(a), b: told(b) },
        }
    }
}

impl fmt::Display for FieldContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => value.fmt(f),
            Self::Conflict { a, b } => write!(f, "{a} against {b}"),
        }
    }
}

/// A card as it stood on a day: the fields that were filled, with the values that stood.
///
/// Fields that the reader may not see are left out as empty ones are.
#[derive(Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
pub struct CardAsOf(BTreeMap<Field, FieldContent>);

impl CardAsOf {
    /// The card that a view shows on a date.
    pub fn new(card: &CardView<'_>, t: AsOf) -> Self {
        let contents = Field::ALL.into_iter().filter_map(|field| {
            let content = FieldContent::of(card.standing(field, t))?;
            Some((field, content))
        });
        Self(contents.collect())
    }

    /// The content of a field; `None` when it is empty.
    pub fn content(&self, field: Field) -> Option<&FieldContent> {
        self.0.get(&field)
    }

    /// The card with another content of a field.
    pub(super) fn set(&mut self, field: Field, content: Option<FieldContent>) {
        match content {
            Some(content) => self.0.insert(field, content),
            None => self.0.remove(&field),
        };
    }
}

/// Shows a mark for the bank: a log does not know who reads it.
impl fmt::Debug for CardAsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = self.0.iter().map(|(field, content)| (field, content.told_of(*field)));
        f.write_str("CardAsOf ")?;
        f.debug_map().entries(told).finish()
    }
}
