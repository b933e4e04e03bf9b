use std::collections::BTreeMap;
use std::fmt;

use super::{Entry, Ruling};
use crate::calendar::Day;
use crate::customer::{CardError, Field, StatedImportance};
use crate::measure::proven;

/// The customer card: the records of a customer, field by field, with every revision and every
/// ruling between sources.
///
/// Records may come in any order; a card with the same records is the same card. A card says
/// nothing by itself: it is read through a [`CardView`](crate::customer::CardView), in full or as a
/// reader may see it.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::customer::{Card, CardPolicy, CardView, Entry, Field};
/// use guanxi::day;
///
/// let (mut card, policy) = (Card::default(), CardPolicy::default());
/// card.record(Field::Owner, Entry::try_new("Li senior", day!(2024, 1, 15), "Wang".parse()?)?)?;
/// card.record(Field::Owner, Entry::try_new("Li junior", day!(2026, 3, 2), "Zhao".parse()?)?)?;
///
/// let owner = |t| {
///     let standing = CardView::in_full(&card, &policy).standing(Field::Owner, AsOf::new(t));
///     standing.value().map(|it| it.value.to_string())
/// };
/// assert_eq!(owner(day!(2024, 1, 14)), None);
/// assert_eq!(owner(day!(2026, 3, 1)).as_deref(), Some("Li senior"));
/// assert_eq!(owner(day!(2026, 3, 2)).as_deref(), Some("Li junior"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "客户资料卡")]
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Card {
    fields: BTreeMap<Field, FieldRecords>,
    /// By their first days; no two share a day.
    importances: Vec<StatedImportance>,
}

/// The records of a field; never empty on a card.
#[derive(Clone, PartialEq, Eq, Default)]
struct FieldRecords {
    /// In their own order, each once.
    entries: Vec<Entry>,
    /// By day, one a day.
    rulings: Vec<Ruling>,
    /// The number of entries that say the same as the first, from the first on.
    alike: usize,
}

/// The records of a field as they are read; none for a field without any.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct HeldRecords<'a> {
    /// In their own order, each once.
    pub(super) entries: &'a [Entry],
    /// By day, one a day.
    pub(super) rulings: &'a [Ruling],
    /// The number of entries that say the same as the first, from the first on.
    pub(super) alike: usize,
}

impl FieldRecords {
    fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.rulings.is_empty()
    }

    fn held(&self) -> HeldRecords<'_> {
        HeldRecords { entries: &self.entries, rulings: &self.rulings, alike: self.alike }
    }

    /// Adds an entry at its place.
    ///
    /// Entries are compared as they come in: to compare the texts of 10,000 cards whenever they
    /// are read took a third of the time of their audit.
    fn insert(&mut self, place: usize, entry: Entry) {
        let first = self.entries.first();
        let says_same = first.is_none_or(|first| first.value().says_same_as(entry.value()));
        if place <= self.alike {
            let more = self.alike.checked_add(1);
            let more = proven!(more, else self.alike, "fewer entries than a count holds");
            self.alike = if says_same { more } else { place.max(1) };
        }
        self.entries.insert(place, entry);
    }

    fn remove(&mut self, place: usize) -> Entry {
        let entry = self.entries.remove(place);
        self.alike = self.count_alike();
        entry
    }

    fn count_alike(&self) -> usize {
        self.entries.first().map_or(0, |first| {
            let same = |held: &&Entry| held.value().says_same_as(first.value());
            self.entries.iter().take_while(same).count()
        })
    }
}

impl fmt::Debug for FieldRecords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { entries, rulings, alike: _ } = self;
        // In the open, unlike the rulings themselves: whoever asks has asked who reads them.
        let rulings: Vec<_> =
            rulings.iter().map(|it| (it.day, &it.value, &it.by, &it.reason)).collect();
        f.debug_struct("FieldRecords").field("entries", entries).field("rulings", &rulings).finish()
    }
}

impl Card {
    /// Adds an entry: the first of a field, a revision, a confirmation, what another source says,
    /// or an entry of an earlier day that is added later.
    ///
    /// # Errors
    ///
    /// When the author recorded the field that day, observed on the same day from the same source:
    /// [`CardError::Duplicate`] where both say the same, as a number in half and in full width,
    /// [`CardError::Conflict`] where they do not.
    pub fn record(&mut self, field: Field, entry: Entry) -> Result<(), CardError> {
        let entries = self.entries(field);
        let recorded = entry.recorded();
        // Those of one act stand together: only the place of the entry decides, not their number.
        let place = entries.partition_point(|held| held.act() < entry.act());
        let mut of_act = entries.iter().skip(place).take_while(|held| held.act() == entry.act());
        if let Some(held) = of_act.clone().next() {
            if of_act.any(|held| held.value().says_same_as(entry.value())) {
                return Err(CardError::Duplicate { field, recorded });
            }
            let [held, offered] = [held, &entry].map(|it| it.value().told_of(field).to_string());
            return Err(CardError::Conflict { field, recorded, held, offered });
        }
        self.fields.entry(field).or_default().insert(place, entry);
        Ok(())
    }

    /// Adds a ruling.
    ///
    /// # Errors
    ///
    /// [`CardError::RuledThatDay`] when the field has a ruling of that day.
    pub fn rule(&mut self, ruling: Ruling) -> Result<(), CardError> {
        let (field, day) = (ruling.field, ruling.day);
        let rulings = self.rulings(field);
        let place = rulings.partition_point(|held| held.day < day);
        if let Some(held) = rulings.get(place).filter(|held| held.day == day) {
            let held = held.value.told_of(field).to_string();
            return Err(CardError::RuledThatDay { field, day, held });
        }
        self.fields.entry(field).or_default().rulings.insert(place, ruling);
        Ok(())
    }

    /// States the importance of a customer that has not bought yet.
    ///
    /// # Errors
    ///
    /// [`CardError::ImportanceOverlap`] when another is stated for a day of its term.
    pub fn state_importance(&mut self, stated: StatedImportance) -> Result<(), CardError> {
        let place = self.importances.partition_point(|held| held.term.from() < stated.term.from());
        // No two of them share a day: one that shares any with this is beside its place.
        let (before, after) = self.importances.split_at_checked(place).unwrap_or_default();
        let mut beside = before.last().into_iter().chain(after.first());
        let shares = |held: &&StatedImportance| held.term.overlap(stated.term).is_some();
        if let Some(held) = beside.find(shares) {
            let (held, offered) = (held.term, stated.term);
            return Err(CardError::ImportanceOverlap { held, offered });
        }
        self.importances.insert(place, stated);
        Ok(())
    }

    /// The statements of the importance, by their first days.
    pub fn importances(&self) -> &[StatedImportance] {
        &self.importances
    }

    /// Removes a wrong entry from the card, as if it had never been there. Returns `false` when it
    /// is not on the card.
    ///
    /// ```
    /// # use guanxi::{customer::{Card, Entry, Field}, day};
    /// let mut card = Card::default();
    /// let wrong = Entry::try_new("wrong number", day!(2026, 3, 2), "Wang".parse()?)?;
    /// card.record(Field::Phone, wrong.clone())?;
    /// assert!(card.remove(Field::Phone, &wrong));
    /// assert_eq!(card, Card::default());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&mut self, field: Field, entry: &Entry) -> bool {
        self.take(field, |records| {
            let place = records.entries.binary_search(entry).ok()?;
            Some(records.remove(place))
        })
        .is_some()
    }

    /// Removes a wrong ruling from the card, as if it had never been made. Returns it; `None` when
    /// the field has none of that day.
    pub fn remove_ruling(&mut self, field: Field, day: Day) -> Option<Ruling> {
        self.take(field, |records| {
            let place = records.rulings.iter().position(|held| held.day == day)?;
            Some(records.rulings.remove(place))
        })
    }

    fn take<T>(
        &mut self,
        field: Field,
        from: impl FnOnce(&mut FieldRecords) -> Option<T>,
    ) -> Option<T> {
        let records = self.fields.get_mut(&field)?;
        let taken = from(records);
        if records.is_empty() {
            self.fields.remove(&field);
        }
        taken
    }

    /// The entries of a field, by the day of the record.
    pub fn entries(&self, field: Field) -> &[Entry] {
        self.fields.get(&field).map_or(&[], |records| &records.entries)
    }

    /// The records of a field, found once.
    pub(super) fn records(&self, field: Field) -> HeldRecords<'_> {
        self.fields.get(&field).map(FieldRecords::held).unwrap_or_default()
    }

    /// The records of every field, in the order of the card: none is looked up.
    pub(super) fn by_field(&self) -> impl Iterator<Item = (Field, HeldRecords<'_>)> {
        let mut held = self.fields.iter().peekable();
        Field::ALL.into_iter().map(move |field| match held.next_if(|(of, _)| **of == field) {
            Some((_, records)) => (field, records.held()),
            None => (field, HeldRecords::default()),
        })
    }

    /// The rulings on a field, by day.
    pub fn rulings(&self, field: Field) -> &[Ruling] {
        self.fields.get(&field).map_or(&[], |records| &records.rulings)
    }

    /// The fields that have an entry or a ruling, in the order of the card.
    pub fn fields(&self) -> impl Iterator<Item = Field> {
        self.fields.keys().copied()
    }

    /// Adds the entries of another card to a field, each once.
    pub(super) fn absorb(&mut self, field: Field, entries: &[Entry]) {
        if entries.is_empty() {
            return;
        }
        let held = self.fields.entry(field).or_default();
        held.entries.extend_from_slice(entries);
        held.entries.sort();
        held.entries.dedup();
        held.alike = held.count_alike();
    }

    /// The records with their values, for a reader who may see them all.
    pub(super) fn with_values(&self) -> impl fmt::Debug {
        let stated = self.importances.iter();
        let stated = stated.map(|it| (it.importance, it.term, &it.by, &it.reason));
        (&self.fields, stated.collect::<Vec<_>>())
    }

    /// Leaves out the fields that a condition refuses.
    pub(super) fn keep(&mut self, condition: impl Fn(Field) -> bool) {
        self.fields.retain(|field, _| condition(*field));
    }

    /// Leaves out the statements of importance.
    pub(super) fn clear_importances(&mut self) {
        self.importances.clear();
    }
}

/// Tells how much is recorded, not what: whoever prints a card, a customer or a whole book has not
/// said who reads it. A [`CardView`](crate::customer::CardView) shows what its reader may see.
impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Card");
        for (field, FieldRecords { entries, rulings, .. }) in &self.fields {
            let (entries, rulings) = (entries.len(), rulings.len());
            shown.field(field.code(), &format_args!("{entries} entries, {rulings} rulings"));
        }
        let importances = self.importances.len();
        shown.field("importances", &format_args!("{importances} statements")).finish()
    }
}
