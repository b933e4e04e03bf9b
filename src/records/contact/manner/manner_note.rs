use crate::calendar::{AsOf, Day};
use crate::confidence::{Reader, Sensitive, SensitiveTerm};
use crate::id::{PersonId, StaffId};
use crate::lifecycle::Reason;
use crate::valid::{codes, words};

words! {
    /// The kind of a note about how somebody likes to be met.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum MannerKind as "a kind of manner" {
        /// Character and way to talk, and what fits it.
        #[doc(alias = "个性")]
        Manner = "manner",
        /// A preferred channel.
        Channel = "channel",
        /// A preferred hour.
        Hour = "hour",
        /// A preferred language.
        Language = "language",
        /// A preferred topic.
        Topic = "topic",
        /// Another preference.
        #[doc(alias = "偏好")]
        Preference = "preference",
        /// A custom to respect.
        #[doc(alias = "风俗习惯")]
        Custom = "custom",
        /// Something to avoid.
        #[doc(alias = "禁忌")]
        Taboo = "taboo",
    }
}

/// The reason why a note is refused. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MannerError {
    /// The note would be over before it was made.
    #[error("a note of {noted} about {person} cannot end on {until}")]
    EndsBefore {
        /// The person.
        person: PersonId,
        /// The day of the note.
        noted: Day,
        /// The last day.
        until: Day,
    },
    /// The note is dated after the day on which it is recorded.
    #[error("a note of {noted} about {person} is dated after {on}, when it is recorded")]
    FromLater {
        /// The person.
        person: PersonId,
        /// The day of the note.
        noted: Day,
        /// The day of the record.
        on: Day,
    },
    /// The very same note is recorded. Its content is not told.
    #[error("a note of {noted} about {person} ({kind}) is recorded already")]
    Duplicate {
        /// The person.
        person: PersonId,
        /// The kind.
        kind: MannerKind,
        /// The day of the note.
        noted: Day,
    },
}

codes! {
    MannerError {
        EndsBefore = "note_ends_before",
        FromLater = "note_later",
        Duplicate = "duplicate_note",
    }
}

/// The content of a note, open or sensitive.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    Open(Reason),
    Sensitive(Sensitive<Reason>),
}

/// A note about how a person likes to be met, with its author and its last day (S2).
///
/// A custom or a taboo that tells of faith or health is taken in as a sensitive value: it is shown
/// to a cleared reader only. Own preferences of a person are noted; none is inferred from age,
/// region or sex.
///
/// A note has no order, no hash and no number, so it is no key, no figure and no part of a score:
///
/// ```compile_fail,E0277
/// use std::collections::BTreeSet;
/// use guanxi::contact::MannerNote;
/// // No key.
/// fn keys(note: MannerNote) -> BTreeSet<MannerNote> { [note].into() }
/// ```
///
/// ```compile_fail,E0277
/// use guanxi::contact::MannerNote;
/// use guanxi::evidence::Value;
/// // No figure of any evidence.
/// fn figure(note: MannerNote) -> Value { note.into() }
/// ```
///
/// ```compile_fail,E0308
/// use guanxi::contact::MannerNote;
/// use guanxi::measure::Quotient;
/// // No part of a score.
/// fn score(note: MannerNote) -> Option<Quotient> { Quotient::try_new(note, 100) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MannerNote {
    person: PersonId,
    kind: MannerKind,
    content: Content,
    by: StaffId,
    noted: Day,
    until: Day,
}

impl MannerNote {
    /// A note that anybody of ours may read, from its day to its last day, both included.
    ///
    /// # Errors
    ///
    /// When the last day comes before the day of the note.
    pub fn try_open(
        person: PersonId,
        kind: MannerKind,
        text: Reason,
        by: StaffId,
        days: std::ops::RangeInclusive<Day>,
    ) -> Result<Self, MannerError> {
        Self::try_new(person, kind, Content::Open(text), by, *days.start(), *days.end())
    }

    /// A note that only a cleared reader may read, from a day to the last day of the value.
    ///
    /// # Errors
    ///
    /// When the last day comes before the day of the note.
    pub fn try_sensitive(
        person: PersonId,
        kind: MannerKind,
        text: Sensitive<Reason>,
        by: StaffId,
        noted: Day,
    ) -> Result<Self, MannerError> {
        let until = text.keep_until();
        Self::try_new(person, kind, Content::Sensitive(text), by, noted, until)
    }

    fn try_new(
        person: PersonId,
        kind: MannerKind,
        content: Content,
        by: StaffId,
        noted: Day,
        until: Day,
    ) -> Result<Self, MannerError> {
        if until < noted {
            return Err(MannerError::EndsBefore { person, noted, until });
        }
        Ok(Self { person, kind, content, by, noted, until })
    }

    /// The person.
    pub const fn person(&self) -> &PersonId {
        &self.person
    }

    /// The kind.
    pub const fn kind(&self) -> MannerKind {
        self.kind
    }

    /// The staff member who noted it.
    pub const fn by(&self) -> &StaffId {
        &self.by
    }

    /// The day of the note.
    pub const fn noted(&self) -> Day {
        self.noted
    }

    /// The last day on which it holds.
    pub const fn until(&self) -> Day {
        self.until
    }

    /// The kind and the last day of a sensitive note, for the audit; `None` for an open one.
    pub const fn sensitive_term(&self) -> Option<SensitiveTerm> {
        match &self.content {
            Content::Open(_) => None,
            Content::Sensitive(value) => Some(value.term()),
        }
    }

    /// The text for a reader on a date; `None` before the note, after its last day, and for a
    /// reader who may not see it.
    pub fn disclose(&self, reader: Reader, t: AsOf) -> Option<&Reason> {
        if !t.sees(self.noted) || t.day() > self.until {
            return None;
        }
        match &self.content {
            Content::Open(text) => Some(text),
            Content::Sensitive(text) => text.disclose(reader, t),
        }
    }
}
