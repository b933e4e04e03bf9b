use std::collections::BTreeMap;

use super::Field;
use crate::calendar::{AsOf, Day};

/// Why an entry is refused. The card is left as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CardError {
    /// The entry says nothing.
    #[error("an entry of the card says something, was {text:?}")]
    Blank {
        /// What was offered.
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
        /// What the card says.
        held: String,
        /// What was offered.
        offered: String,
    },
}

mod sealed {
    use super::CardError;
    use crate::calendar::Day;
    use crate::id::StaffId;

    /// What somebody recorded on a day in one field of the card. It never is blank.
    ///
    /// ```
    /// use guanxi::customer::Entry;
    ///
    /// let entry = Entry::try_new("pays on the 25th", "2026-03-02".parse()?, "Wang".parse()?)?;
    /// assert_eq!(entry.text(), "pays on the 25th");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Entry {
        text: String,
        recorded: Day,
        author: StaffId,
    }

    impl Entry {
        /// An entry. The text is kept as given.
        ///
        /// # Errors
        ///
        /// When the text is empty or blank.
        ///
        /// ```
        /// # use guanxi::customer::Entry;
        /// let error = Entry::try_new(" ", "2026-03-02".parse()?, "Wang".parse()?).unwrap_err();
        /// assert_eq!(error.to_string(), "an entry of the card says something, was \" \"");
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        pub fn try_new(
            text: impl Into<String>,
            recorded: Day,
            author: StaffId,
        ) -> Result<Self, CardError> {
            let text = text.into();
            if text.trim().is_empty() {
                return Err(CardError::Blank { text });
            }
            Ok(Self { text, recorded, author })
        }

        /// What was recorded.
        ///
        /// ```
        /// # use guanxi::customer::Entry;
        /// assert_eq!(Entry::try_new("Ltd", "2026-03-02".parse()?, "Wang".parse()?)?.text(), "Ltd");
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        pub fn text(&self) -> &str {
            &self.text
        }

        /// When it was recorded: from this day on it can be seen, and grows stale.
        ///
        /// ```
        /// # use guanxi::customer::Entry;
        /// let entry = Entry::try_new("Ltd", "2026-03-02".parse()?, "Wang".parse()?)?;
        /// assert_eq!(entry.recorded().to_string(), "2026-03-02");
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        pub const fn recorded(&self) -> Day {
            self.recorded
        }

        /// Who recorded it.
        ///
        /// ```
        /// # use guanxi::customer::Entry;
        /// let entry = Entry::try_new("Ltd", "2026-03-02".parse()?, "Wang".parse()?)?;
        /// assert_eq!(entry.author().as_str(), "Wang");
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        pub const fn author(&self) -> &StaffId {
            &self.author
        }
    }
}
pub use sealed::Entry;

/// The customer card: what was recorded of a customer, field by field, with every revision.
///
/// A field has at most one entry of a day. Entries may come in any order; a card with the same
/// entries is the same card.
///
/// ```
/// use guanxi::calendar::{AsOf, Day};
/// use guanxi::customer::{Card, Entry, Field};
///
/// let day = |text: &str| text.parse::<Day>();
/// let mut card = Card::default();
/// card.record(Field::Owner, Entry::try_new("Li senior", day("2024-01-15")?, "Wang".parse()?)?)?;
/// card.record(Field::Owner, Entry::try_new("Li junior", day("2026-03-02")?, "Zhao".parse()?)?)?;
///
/// let owner = |t| card.entry(Field::Owner, AsOf::new(t)).map(Entry::text);
/// assert_eq!(owner(day("2024-01-14")?), None);
/// assert_eq!(owner(day("2026-03-01")?), Some("Li senior"));
/// assert_eq!(owner(day("2026-03-02")?), Some("Li junior"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "客户资料卡")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "BTreeMap<Field, Vec<Entry>>")
)]
pub struct Card(BTreeMap<Field, Vec<Entry>>);

impl Card {
    /// Adds an entry, be it a first one, a revision or one that was found out later to have stood
    /// before.
    ///
    /// # Errors
    ///
    /// When the field has an entry of that day: [`CardError::Duplicate`] when it is the same,
    /// [`CardError::Conflict`] when it is another.
    ///
    /// ```
    /// # use guanxi::customer::{Card, Entry, Field};
    /// let mut card = Card::default();
    /// let entry = Entry::try_new("020 5550 1234", "2026-03-02".parse()?, "Wang".parse()?)?;
    /// card.record(Field::Phone, entry.clone())?;
    /// assert!(card.record(Field::Phone, entry).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn record(&mut self, field: Field, entry: Entry) -> Result<(), CardError> {
        let recorded = entry.recorded();
        let entries = self.0.entry(field).or_default();
        let place = entries.partition_point(|held| held.recorded() < recorded);
        match entries.get(place) {
            Some(held) if *held == entry => Err(CardError::Duplicate { field, recorded }),
            Some(held) if held.recorded() == recorded => Err(CardError::Conflict {
                field,
                recorded,
                held: held.text().to_owned(),
                offered: entry.text().to_owned(),
            }),
            Some(_) | None => {
                entries.insert(place, entry);
                Ok(())
            }
        }
    }

    /// Takes the entry of a day off the card, as if it had never been there: for what was recorded
    /// wrongly.
    ///
    /// ```
    /// # use guanxi::customer::{Card, Entry, Field};
    /// let (mut card, day) = (Card::default(), "2026-03-02".parse()?);
    /// card.record(Field::Phone, Entry::try_new("wrong number", day, "Wang".parse()?)?)?;
    /// assert!(card.remove(Field::Phone, day).is_some());
    /// assert_eq!(card, Card::default());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&mut self, field: Field, recorded: Day) -> Option<Entry> {
        let entries = self.0.get_mut(&field)?;
        let place = entries.iter().position(|held| held.recorded() == recorded)?;
        let removed = entries.remove(place);
        if entries.is_empty() {
            self.0.remove(&field);
        }
        Some(removed)
    }

    /// The entry of a field that stands on a date: the last one recorded by then.
    ///
    /// ```
    /// # use guanxi::{calendar::{AsOf, Day}, customer::{Card, Field}};
    /// assert_eq!(Card::default().entry(Field::Name, AsOf::new(Day::MAX)), None);
    /// ```
    pub fn entry(&self, field: Field, t: AsOf) -> Option<&Entry> {
        let entries = self.0.get(&field)?;
        entries.iter().rev().find(|entry| t.sees(entry.recorded()))
    }
}

impl TryFrom<BTreeMap<Field, Vec<Entry>>> for Card {
    type Error = CardError;

    fn try_from(fields: BTreeMap<Field, Vec<Entry>>) -> Result<Self, CardError> {
        let mut card = Self::default();
        for (field, entries) in fields {
            for entry in entries {
                card.record(field, entry)?;
            }
        }
        Ok(card)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Entry {
    fn deserialize<S: serde::Deserializer<'de>>(from: S) -> Result<Self, S::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written {
            text: String,
            recorded: Day,
            author: crate::id::StaffId,
        }
        let written = Written::deserialize(from)?;
        Self::try_new(written.text, written.recorded, written.author)
            .map_err(serde::de::Error::custom)
    }
}
