use std::fmt;

use super::{CardAsOf, CardView, FieldContent};
use crate::customer::Field;
use crate::valid::{codes, words};

words! {
    /// The kinds of changes of a field between two days or two versions of a card.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ChangeKind as "a kind of change" {
        /// The field was empty.
        Added = "added",
        /// The field is empty.
        Removed = "removed",
        /// Another value stands.
        Changed = "changed",
        /// The same value stands with another date, author or source.
        Confirmed = "confirmed",
        /// Two values came into conflict.
        ConflictOpened = "conflict_opened" => "conflict opened",
        /// The conflict is settled.
        ConflictClosed = "conflict_closed" => "conflict closed",
        /// Other values are in conflict.
        ConflictChanged = "conflict_changed" => "conflict changed",
    }
}

/// The change of one field, with the content of both sides and so with both authors. The sides
/// differ.
///
/// Its sentence is for the reader of the cards; `Debug` shows a mark for the bank.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct FieldChange {
    field: Field,
    from: Option<FieldContent>,
    to: Option<FieldContent>,
}

impl FieldChange {
    /// The change between two contents of a field; `None` when they are equal.
    fn between(
        field: Field,
        from: Option<&FieldContent>,
        to: Option<&FieldContent>,
    ) -> Option<Self> {
        (from != to).then(|| Self { field, from: from.cloned(), to: to.cloned() })
    }

    /// The field.
    pub const fn field(&self) -> Field {
        self.field
    }

    /// The content before; `None` when the field was empty.
    pub const fn from(&self) -> Option<&FieldContent> {
        self.from.as_ref()
    }

    /// The content after; `None` when the field is empty.
    pub const fn to(&self) -> Option<&FieldContent> {
        self.to.as_ref()
    }

    /// The kind of the change.
    pub fn kind(&self) -> ChangeKind {
        use FieldContent::{Conflict, Value};
        match (&self.from, &self.to) {
            (Some(Conflict { .. }), Some(Conflict { .. })) => ChangeKind::ConflictChanged,
            (Some(Conflict { .. }), Some(Value(_)) | None) => ChangeKind::ConflictClosed,
            (Some(Value(_)) | None, Some(Conflict { .. })) => ChangeKind::ConflictOpened,
            (None, Some(Value(_))) => ChangeKind::Added,
            (Some(Value(_)) | None, None) => ChangeKind::Removed,
            (Some(Value(from)), Some(Value(to))) if from.value.says_same_as(&to.value) => {
                ChangeKind::Confirmed
            }
            (Some(Value(_)), Some(Value(_))) => ChangeKind::Changed,
        }
    }
}

impl fmt::Display for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: ", self.field, self.kind())?;
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => write!(f, "{from} → {to}"),
            (Some(only), None) | (None, Some(only)) => only.fmt(f),
            (None, None) => Ok(()),
        }
    }
}

impl fmt::Debug for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = |it: &Option<FieldContent>| it.as_ref().map(|it| it.told_of(self.field));
        let mut shown = f.debug_struct("FieldChange");
        shown.field("field", &self.field).field("from", &told(&self.from));
        shown.field("to", &told(&self.to)).finish()
    }
}

/// A change that does not fit a card: the field does not hold what the change starts from. Nothing
/// has changed.
///
/// Values of the bank are shown as a mark: the account of a sole trader is that of a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CardDiffError {
    /// The field holds something else.
    #[error("{field} cannot change from {}, it is {}", content(expected.as_deref()), content(found.as_deref()))]
    OtherContent {
        /// The field.
        field: Field,
        /// The content that the change starts from.
        expected: Option<Box<FieldContent>>,
        /// The content of the card.
        found: Option<Box<FieldContent>>,
    },
}

codes! {
    CardDiffError {
        OtherContent = "other_content_of_card",
    }
}

fn content(of: Option<&FieldContent>) -> String {
    of.map_or_else(|| "empty".to_owned(), ToString::to_string)
}

/// The changes of a card between two days, or between two versions of it, in the order of the card.
///
/// # Rule
///
/// > S1: applied to the first card the changes give the second. The changes between two cards that
/// > a reader sees are what the reader sees of the changes between the whole cards.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::customer::{Card, CardAsOf, CardDiff, CardPolicy, CardView, Entry, Field};
/// use guanxi::day;
///
/// let (mut card, policy) = (Card::default(), CardPolicy::default());
/// card.record(Field::Owner, Entry::try_new("Li senior", day!(2024, 1, 15), "Wang".parse()?)?)?;
/// card.record(Field::Owner, Entry::try_new("Li junior", day!(2026, 3, 2), "Zhao".parse()?)?)?;
/// let view = CardView::in_full(&card, &policy);
/// let [before, after] =
///     [day!(2026, 1, 1), day!(2026, 4, 1)].map(|t| CardAsOf::new(&view, AsOf::new(t)));
/// let diff = CardDiff::between(&before, &after);
/// assert_eq!(
///     diff.to_string(),
///     "owner changed: Li senior (visit, Wang, 2024-01-15) → Li junior (visit, Zhao, 2026-03-02)"
/// );
/// assert_eq!(diff.apply(before)?, after);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "资料变更")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
pub struct CardDiff(Vec<FieldChange>);

impl CardDiff {
    /// The changes from one card to another.
    pub fn between(before: &CardAsOf, after: &CardAsOf) -> Self {
        let changes = Field::ALL.into_iter().filter_map(|field| {
            FieldChange::between(field, before.content(field), after.content(field))
        });
        Self(changes.collect())
    }

    /// The changes, in the order of the card.
    pub fn changes(&self) -> &[FieldChange] {
        &self.0
    }

    /// The card after the changes.
    ///
    /// # Errors
    ///
    /// When a field does not hold what its change starts from.
    pub fn apply(&self, to: CardAsOf) -> Result<CardAsOf, CardDiffError> {
        let mut card = to;
        for change in &self.0 {
            let (field, found) = (change.field, card.content(change.field));
            if found != change.from() {
                let boxed = |it: Option<&FieldContent>| it.map(|it| Box::new(it.told_of(field)));
                let (expected, found) = (boxed(change.from()), boxed(found));
                return Err(CardDiffError::OtherContent { field, expected, found });
            }
            card.set(field, change.to.clone());
        }
        Ok(card)
    }

    /// The changes of fields that a view of the card shows.
    #[must_use]
    pub fn seen_in(&self, card: &CardView<'_>) -> Self {
        let seen = self.0.iter().filter(|change| card.may_see(change.field));
        Self(seen.cloned().collect())
    }
}

impl fmt::Display for CardDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("nothing has changed");
        }
        let changes: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&changes.join("; "))
    }
}
