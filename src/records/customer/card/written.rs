use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Card, Entry, Ruling};
use crate::calendar::{Day, DayError};
use crate::customer::{CardError, CardValue, EntrySource, Field, StatedImportance};
use crate::id::StaffId;
use crate::lifecycle::Reason;
use crate::valid::{Violations, is_default};

/// The key of the rulings beside the fields.
const RULINGS: &str = "rulings";

/// The key of the statements of importance.
const IMPORTANCES: &str = "importance";

/// An entry in the form of files. Entries of before had a text, a day of the record and an author.
/// Days are texts here, so that a wrong one is refused with its place, beside all other faults.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    absent: bool,
    recorded: String,
    author: StaffId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    observed: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    source: EntrySource,
}

/// A ruling in the form of files.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRuling {
    field: Field,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    absent: bool,
    by: StaffId,
    day: String,
    reason: Reason,
}

/// The value of a text and a mark of absence, of which one is given.
fn value(text: Option<String>, absent: bool) -> Result<CardValue, String> {
    match (text, absent) {
        (Some(text), false) => CardValue::try_from_text(text).map_err(|it| it.to_string()),
        (None, true) => Ok(CardValue::absent()),
        (Some(_), true) => Err("a text or absent is given, was both".to_owned()),
        (None, false) => Err("a text or absent is given, was neither".to_owned()),
    }
}

fn day(text: &str) -> Result<Day, String> {
    text.parse().map_err(|it: DayError| it.to_string())
}

impl TryFrom<WrittenEntry> for Entry {
    type Error = String;

    fn try_from(written: WrittenEntry) -> Result<Self, String> {
        let WrittenEntry { text, absent, recorded, author, observed, source } = written;
        let entry = Self::new(value(text, absent)?, day(&recorded)?, author).with_source(source);
        match observed {
            Some(observed) => {
                entry.observed_on(day(&observed)?).map_err(|it: CardError| it.to_string())
            }
            None => Ok(entry),
        }
    }
}

impl TryFrom<WrittenRuling> for Ruling {
    type Error = String;

    fn try_from(written: WrittenRuling) -> Result<Self, String> {
        let WrittenRuling { field, text, absent, by, day: on, reason } = written;
        Ok(Self { field, day: day(&on)?, value: value(text, absent)?, by, reason })
    }
}

impl From<&Entry> for WrittenEntry {
    fn from(entry: &Entry) -> Self {
        let (observed, recorded) = (entry.observed(), entry.recorded());
        Self {
            text: entry.text().map(str::to_owned),
            absent: entry.value().is_absent(),
            recorded: recorded.to_string(),
            author: entry.author().clone(),
            observed: (observed != recorded).then(|| observed.to_string()),
            source: entry.source(),
        }
    }
}

impl From<&Ruling> for WrittenRuling {
    fn from(ruling: &Ruling) -> Self {
        Self {
            field: ruling.field,
            text: ruling.value.text().map(str::to_owned),
            absent: ruling.value.is_absent(),
            by: ruling.by.clone(),
            day: ruling.day.to_string(),
            reason: ruling.reason.clone(),
        }
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        WrittenEntry::from(self).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::try_from(WrittenEntry::deserialize(from)?).map_err(de::Error::custom)
    }
}

impl Serialize for Ruling {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        WrittenRuling::from(self).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Ruling {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::try_from(WrittenRuling::deserialize(from)?).map_err(de::Error::custom)
    }
}

/// Written as a map of the fields to their entries, with rulings and statements of importance at
/// the end.
impl Serialize for Card {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        for field in self.fields() {
            let entries = self.entries(field);
            if !entries.is_empty() {
                map.serialize_entry(&field, entries)?;
            }
        }
        let rulings: Vec<_> = self.fields().flat_map(|field| self.rulings(field)).collect();
        if !rulings.is_empty() {
            map.serialize_entry(RULINGS, &rulings)?;
        }
        if !self.importances().is_empty() {
            map.serialize_entry(IMPORTANCES, self.importances())?;
        }
        map.end()
    }
}

/// A card in the form of files, before its records pass the door.
#[derive(Default)]
struct WrittenCard {
    fields: BTreeMap<Field, Vec<WrittenEntry>>,
    rulings: Vec<WrittenRuling>,
    importances: Vec<StatedImportance>,
}

impl TryFrom<WrittenCard> for Card {
    type Error = Violations;

    /// Takes every record; names all that are refused.
    fn try_from(written: WrittenCard) -> Result<Self, Violations> {
        let (mut card, mut found) = (Self::default(), Violations::default());
        let refused = |it: CardError| it.to_string();
        for (field, entries) in written.fields {
            let read = entries.into_iter().map(Entry::try_from).enumerate();
            let mut read: Vec<(usize, Result<Entry, String>)> = read.collect();
            // In the order of the card, so that each goes to the end: of those of one act the first
            // in the file still comes first.
            read.sort_by(|(_, one), (_, other)| {
                let [one, other] = [one, other].map(|it| it.as_ref().ok().map(Entry::act));
                one.cmp(&other)
            });
            let taken = read.into_iter().filter_map(|(place, entry)| {
                let taken = entry.and_then(|entry| card.record(field, entry).map_err(refused));
                Some((place, taken.err()?))
            });
            let mut taken: Vec<(usize, String)> = taken.collect();
            taken.sort_by_key(|(place, _)| *place);
            for (place, problem) in taken {
                let path = format!("{}.{place}", field.code());
                found.add(&path, format!("is refused: {problem}"));
            }
        }
        for (place, ruling) in written.rulings.into_iter().enumerate() {
            let ruling = Ruling::try_from(ruling);
            let taken = ruling.and_then(|ruling| card.rule(ruling).map_err(refused));
            if let Err(problem) = taken {
                found.add(&format!("{RULINGS}.{place}"), format!("is refused: {problem}"));
            }
        }
        for (place, stated) in written.importances.into_iter().enumerate() {
            if let Err(problem) = card.state_importance(stated).map_err(refused) {
                found.add(&format!("{IMPORTANCES}.{place}"), format!("is refused: {problem}"));
            }
        }
        found.none_or(card)
    }
}

/// The visitor of a written card.
struct CardVisitor;

impl<'de> Visitor<'de> for CardVisitor {
    type Value = Card;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map of the fields of a card, and its rulings")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Card, M::Error> {
        let mut written = WrittenCard::default();
        while let Some(key) = map.next_key::<String>()? {
            if key == RULINGS {
                written.rulings.append(&mut map.next_value()?);
                continue;
            }
            if key == IMPORTANCES {
                written.importances.append(&mut map.next_value()?);
                continue;
            }
            let field = key.parse::<Field>().map_err(de::Error::custom)?;
            written.fields.entry(field).or_default().append(&mut map.next_value()?);
        }
        Card::try_from(written).map_err(de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Card {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(CardVisitor)
    }
}
