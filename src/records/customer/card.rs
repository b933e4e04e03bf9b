use std::collections::BTreeMap;

use super::{CardError, Entry, Field};
use crate::calendar::{AsOf, Day};

/// The customer card: the records of a customer, field by field, with every revision.
///
/// A field has at most one entry a day. Entries may come in any order; a card with the same entries
/// is the same card.
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
    /// Adds an entry: the first of a field, a revision, or an entry of an earlier day that is added
    /// later.
    ///
    /// # Errors
    ///
    /// When the field has an entry of that day: [`CardError::Duplicate`] when it is the same,
    /// [`CardError::Conflict`] when it is another.
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

    /// Removes a wrong entry from the card, as if it had never been there. Returns the entry, or
    /// `None` when the field has none of that day.
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

    /// The entry of a field that holds on a date: the last one recorded by then.
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
