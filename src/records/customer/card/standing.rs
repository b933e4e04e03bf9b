use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Place;

use super::card::HeldRecords;
use super::{Entry, Ruling};
use crate::calendar::{AsOf, Day};
use crate::customer::policy::days_between;
use crate::customer::{CardPolicy, CardValue, EntrySource, Field};
use crate::engine::TextSieve;
use crate::identity::NormalPhone;
use crate::measure::Score;

/// The record by which a value stands: its owner, date and source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandingBasis<'a> {
    /// The most trusted entry of the value.
    Entry(&'a Entry),
    /// A ruling.
    Ruling(&'a Ruling),
}

/// A value of a field on a date, with the freshness and trust of all entries that say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandingValue<'a> {
    /// The value.
    pub value: &'a CardValue,
    /// The record by which it stands.
    pub basis: StandingBasis<'a>,
    /// The last day on which it was observed: entries that say the same confirm it.
    pub confirmed: Day,
    /// The trust in it on the date.
    pub trust: Score,
}

/// The state of a field of the card on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldStanding<'a> {
    /// The reader may not see the field; nothing is said of it.
    Withheld,
    /// Nothing is known, or placeholders only.
    Empty,
    /// A value stands.
    Value(StandingValue<'a>),
    /// Two values are equally strong, or an observation differs from the ruling before it. The
    /// field is filled and not current.
    Conflict {
        /// One value: the one ruled, or the first by text.
        a: StandingValue<'a>,
        /// The other, the strongest of the others where there are several.
        b: StandingValue<'a>,
    },
}

impl<'a> FieldStanding<'a> {
    /// The value that stands; `None` while there is none, and in a conflict.
    pub const fn value(&self) -> Option<StandingValue<'a>> {
        match *self {
            Self::Value(value) => Some(value),
            Self::Withheld | Self::Empty | Self::Conflict { .. } => None,
        }
    }

    /// Returns `true` when the field has a value, or several in conflict.
    pub const fn is_filled(&self) -> bool {
        match self {
            Self::Value(_) | Self::Conflict { .. } => true,
            Self::Withheld | Self::Empty => false,
        }
    }

    /// Returns `true` when values are in conflict, and a person has to rule.
    pub const fn is_in_conflict(&self) -> bool {
        match self {
            Self::Conflict { .. } => true,
            Self::Withheld | Self::Empty | Self::Value(_) => false,
        }
    }
}

/// The state of a field without the trust in its value, which takes longer to work out than all
/// else. It agrees with [`FieldStanding`].
#[derive(Debug, Clone, Copy)]
pub(crate) enum FieldFilling<'a> {
    /// The reader may not see the field.
    Withheld,
    /// Nothing is known.
    Empty,
    /// A value stands.
    Value {
        /// One of the entries that say it.
        value: &'a CardValue,
        /// The last day on which it was observed.
        confirmed: Day,
    },
    /// Two values are in conflict.
    Conflict,
}

/// All entries that say one thing.
#[derive(Debug, Clone, Copy)]
struct Candidate<'a> {
    standing: StandingValue<'a>,
    /// The best source among them.
    source: EntrySource,
    /// The telephone number that it is, of a field of telephones.
    phone: Option<NormalPhone>,
}

impl<'a> Candidate<'a> {
    fn of_entry(entry: &'a Entry, records: &Records<'_>) -> Self {
        let standing = StandingValue {
            value: entry.value(),
            basis: StandingBasis::Entry(entry),
            confirmed: entry.observed(),
            trust: records.policy.trust.of(entry.source()).at(entry.age(records.t)),
        };
        Self { standing, source: entry.source(), phone: records.phone(entry.value()) }
    }

    fn says_same_as(&self, other: &Self) -> bool {
        self.standing.value.says_same_as(other.standing.value)
    }

    /// Returns `true` for one value in two spellings, too.
    fn agrees_with(&self, other: &Self) -> bool {
        self.says_same_as(other) || is_one_phone(self.phone, other.phone)
    }

    /// The order of survivorship; equal ones are in conflict.
    fn strength(&self, other: &Self) -> Ordering {
        let (one, two) = (&self.standing, &other.standing);
        one.trust
            .cmp(&two.trust)
            .then(one.confirmed.cmp(&two.confirmed))
            .then(self.source.cmp(&other.source))
    }

    /// The order in which values are listed: the strongest first, equals by text.
    fn listed(&self, other: &Self) -> Ordering {
        let texts = self.standing.value.normal().cmp(other.standing.value.normal());
        self.strength(other).reverse().then(texts)
    }

    /// Takes another that says the same.
    fn confirm(&mut self, other: &Self) {
        if self.strength(other).is_lt() {
            self.standing.value = other.standing.value;
            self.standing.basis = other.standing.basis;
        }
        self.standing.confirmed = self.standing.confirmed.max(other.standing.confirmed);
        self.standing.trust = self.standing.trust.max(other.standing.trust);
        self.source = self.source.max(other.source);
    }
}

/// The values of a field, each once. Most fields have one: it needs no heap.
#[derive(Debug, Default)]
struct Candidates<'a> {
    first: Option<Candidate<'a>>,
    /// By the form that is compared.
    others: BTreeMap<&'a str, Candidate<'a>>,
}

impl<'a> Candidates<'a> {
    fn new(entries: impl Iterator<Item = &'a Entry>, records: &Records<'_>) -> Self {
        let mut all = Self::default();
        for entry in entries.filter(|entry| records.says_something(entry.value())) {
            all.add(Candidate::of_entry(entry, records));
        }
        all
    }

    fn add(&mut self, candidate: Candidate<'a>) {
        let Some(first) = &mut self.first else {
            self.first = Some(candidate);
            return;
        };
        if first.says_same_as(&candidate) {
            first.confirm(&candidate);
            return;
        }
        match self.others.entry(candidate.standing.value.normal()) {
            Place::Vacant(place) => {
                place.insert(candidate);
            }
            Place::Occupied(mut held) => held.get_mut().confirm(&candidate),
        }
    }

    fn iter(&self) -> impl Iterator<Item = &Candidate<'a>> {
        self.first.iter().chain(self.others.values())
    }

    fn strongest(&self) -> Option<&Candidate<'a>> {
        self.iter().min_by(|one, two| one.listed(two))
    }

    /// The first two as strong as the strongest that contradict each other.
    fn equals(&self, best: &Candidate<'a>) -> Option<[&Candidate<'a>; 2]> {
        let mut equal: Vec<_> = self.iter().filter(|it| it.strength(best).is_eq()).collect();
        equal.sort_by(|one, two| one.listed(two));
        equal.iter().enumerate().find_map(|(place, one)| {
            let other = equal.iter().skip(place).find(|other| !one.agrees_with(other))?;
            Some([*one, *other])
        })
    }
}

/// Tells whether two telephone numbers are one, in two spellings.
fn is_one_phone(one: Option<NormalPhone>, other: Option<NormalPhone>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one.agrees_with(other))
}

/// The records of one field, as they are read on a date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Records<'a> {
    held: HeldRecords<'a>,
    t: AsOf,
    policy: &'a CardPolicy,
    placeholder_sieve: TextSieve,
    field: Field,
}

impl<'a> Records<'a> {
    pub(super) const fn new(
        (field, held): (Field, HeldRecords<'a>),
        t: AsOf,
        policy: &'a CardPolicy,
        placeholder_sieve: TextSieve,
    ) -> Self {
        Self { held, t, policy, placeholder_sieve, field }
    }

    /// The number that a value of the field of telephones is.
    fn phone(&self, value: &CardValue) -> Option<NormalPhone> {
        let text = value.text().filter(|_| self.field == Field::Phone)?;
        NormalPhone::from_text(text)
    }

    fn says_something(&self, value: &CardValue) -> bool {
        !self.placeholder_sieve.lets_through(value.mark()) || !self.policy.is_placeholder(value)
    }

    /// The entries that are seen.
    fn seen(&self) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let t = self.t;
        self.held.entries.iter().take_while(move |entry| t.sees(entry.recorded()))
    }

    /// The last ruling.
    fn ruling(&self) -> Option<&'a Ruling> {
        let mut rulings = self.held.rulings.iter();
        rulings.rfind(|ruling| self.t.sees(ruling.day) && self.says_something(&ruling.value))
    }

    /// The entries, seen or not.
    pub(super) const fn entries(&self) -> &'a [Entry] {
        self.held.entries
    }

    /// The state of a field whose entries all say the same and that was never ruled on, as most
    /// are: nothing has to be weighed. `None` for any other.
    pub(super) fn undisputed(&self) -> Option<FieldFilling<'a>> {
        if !self.held.rulings.is_empty() {
            return None;
        }
        let mut entries = self.seen();
        let Some(first) = entries.next() else { return Some(FieldFilling::Empty) };
        let value = first.value();
        if !self.says_something(value) {
            return None;
        }
        let (mut confirmed, mut count) = (first.observed(), 1_usize);
        for entry in entries {
            confirmed = confirmed.max(entry.observed());
            count = count.checked_add(1)?;
        }
        (count <= self.held.alike).then_some(FieldFilling::Value { value, confirmed })
    }

    /// The state of the field. Most fields have entries that all say the same: those need no
    /// weighing.
    pub(super) fn filling(&self) -> FieldFilling<'a> {
        if let Some(found) = self.undisputed() {
            return found;
        }
        match self.standing() {
            FieldStanding::Withheld => FieldFilling::Withheld,
            FieldStanding::Empty => FieldFilling::Empty,
            FieldStanding::Value(it) => {
                FieldFilling::Value { value: it.value, confirmed: it.confirmed }
            }
            FieldStanding::Conflict { .. } => FieldFilling::Conflict,
        }
    }

    /// Returns `true` when any entry has at least the trust that the policy demands. Where all
    /// entries say the same, this holds for their value.
    pub(super) fn has_trusted(&self) -> bool {
        let trust = &self.policy.trust;
        self.seen().any(|it| trust.of(it.source()).reaches(it.age(self.t), trust.least))
    }

    /// The state of the field, by the rule of [`super::CardView::standing`].
    pub(super) fn standing(&self) -> FieldStanding<'a> {
        if let Some(ruling) = self.ruling() {
            return self.ruled(ruling);
        }
        let all = Candidates::new(self.seen(), self);
        let Some(best) = all.strongest() else { return FieldStanding::Empty };
        if let Some([a, b]) = all.equals(best) {
            return FieldStanding::Conflict { a: a.standing, b: b.standing };
        }
        let mut standing = best.standing;
        for it in all.iter().filter(|it| it.agrees_with(best)) {
            standing.confirmed = standing.confirmed.max(it.standing.confirmed);
        }
        FieldStanding::Value(standing)
    }

    /// The state of the field when a ruling was made on it.
    fn ruled(&self, ruling: &'a Ruling) -> FieldStanding<'a> {
        let phone = self.phone(&ruling.value);
        let says_so = |entry: &&Entry| {
            let value = entry.value();
            value.says_same_as(&ruling.value) || is_one_phone(phone, self.phone(value))
        };
        let mut held = StandingValue {
            value: &ruling.value,
            basis: StandingBasis::Ruling(ruling),
            confirmed: ruling.day,
            trust: self.policy.trust.ruling.at(days_between(ruling.day, self.t)),
        };
        for same in Candidates::new(self.seen().filter(says_so), self).iter() {
            held.confirmed = held.confirmed.max(same.standing.confirmed);
            held.trust = held.trust.max(same.standing.trust);
        }
        let later = |entry: &&Entry| entry.observed() > ruling.day && !says_so(entry);
        match Candidates::new(self.seen().filter(later), self).strongest() {
            Some(other) => FieldStanding::Conflict { a: held, b: other.standing },
            None => FieldStanding::Value(held),
        }
    }

    /// The values that do not stand, the strongest first.
    pub(super) fn losing(&self) -> Vec<StandingValue<'a>> {
        let shown = match self.standing() {
            FieldStanding::Withheld | FieldStanding::Empty => return Vec::new(),
            FieldStanding::Value(value) => [value, value],
            FieldStanding::Conflict { a, b } => [a, b],
        };
        let all = Candidates::new(self.seen(), self);
        let is_shown = |it: &&Candidate<'_>| {
            shown.iter().any(|shown| {
                let is_one = is_one_phone(self.phone(shown.value), it.phone);
                is_one || shown.value.says_same_as(it.standing.value)
            })
        };
        let mut losing: Vec<_> = all.iter().filter(|it| !is_shown(it)).collect();
        losing.sort_by(|one, two| one.listed(two));
        losing.into_iter().map(|it| it.standing).collect()
    }
}
