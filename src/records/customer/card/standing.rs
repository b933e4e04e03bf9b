use std::cmp::Ordering;

use super::{Card, Entry, Ruling};
use crate::calendar::{AsOf, Day};
use crate::customer::policy::days_between;
use crate::customer::{CardPolicy, CardValue, EntrySource, Field};
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
}

/// All entries that say one thing.
#[derive(Debug, Clone, Copy)]
struct Candidate<'a> {
    standing: StandingValue<'a>,
    /// The best source among them.
    source: EntrySource,
}

impl<'a> Candidate<'a> {
    fn of_entry(entry: &'a Entry, t: AsOf, policy: &CardPolicy) -> Self {
        let standing = StandingValue {
            value: entry.value(),
            basis: StandingBasis::Entry(entry),
            confirmed: entry.observed(),
            trust: policy.trust.of(entry.source()).at(entry.age(t)),
        };
        Self { standing, source: entry.source() }
    }

    fn says_same_as(&self, other: &Self) -> bool {
        self.standing.value.says_same_as(other.standing.value)
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
    others: Vec<Candidate<'a>>,
}

impl<'a> Candidates<'a> {
    fn new(entries: impl Iterator<Item = &'a Entry>, t: AsOf, policy: &CardPolicy) -> Self {
        let mut all = Self::default();
        for entry in entries.filter(|entry| !policy.is_placeholder(entry.value())) {
            let candidate = Candidate::of_entry(entry, t, policy);
            all.add(candidate);
        }
        all
    }

    fn add(&mut self, candidate: Candidate<'a>) {
        let Some(first) = &mut self.first else {
            self.first = Some(candidate);
            return;
        };
        let mut held = std::iter::once(first).chain(&mut self.others);
        let same = |held: &&mut Candidate<'_>| held.says_same_as(&candidate);
        match held.find(same) {
            Some(held) => held.confirm(&candidate),
            None => self.others.push(candidate),
        }
    }

    fn iter(&self) -> impl Iterator<Item = &Candidate<'a>> {
        self.first.iter().chain(&self.others)
    }

    fn strongest(&self) -> Option<&Candidate<'a>> {
        self.iter().min_by(|one, two| one.listed(two))
    }
}

/// The entries of a field that are seen on a date.
fn seen(card: &Card, field: Field, t: AsOf) -> impl Iterator<Item = &Entry> {
    card.entries(field).iter().take_while(move |entry| t.sees(entry.recorded()))
}

/// The last ruling on a field on a date.
fn ruling<'a>(card: &'a Card, field: Field, t: AsOf, policy: &CardPolicy) -> Option<&'a Ruling> {
    let mut rulings = card.rulings(field).iter();
    rulings.rfind(|ruling| t.sees(ruling.day) && !policy.is_placeholder(&ruling.value))
}

/// The state of a field, by the rule of [`super::CardView::standing`].
pub(super) fn standing<'a>(
    card: &'a Card,
    field: Field,
    t: AsOf,
    policy: &CardPolicy,
) -> FieldStanding<'a> {
    if let Some(ruling) = ruling(card, field, t, policy) {
        return ruled(card, ruling, t, policy);
    }
    let all = Candidates::new(seen(card, field, t), t, policy);
    let Some(best) = all.strongest() else { return FieldStanding::Empty };
    let is_equal = |it: &&Candidate<'_>| it.strength(best).is_eq() && !it.says_same_as(best);
    match all.iter().filter(is_equal).min_by(|one, two| one.listed(two)) {
        Some(other) => FieldStanding::Conflict { a: best.standing, b: other.standing },
        None => FieldStanding::Value(best.standing),
    }
}

/// The state of a field on which a ruling was made.
fn ruled<'a>(
    card: &'a Card,
    ruling: &'a Ruling,
    t: AsOf,
    policy: &CardPolicy,
) -> FieldStanding<'a> {
    let says_so = |entry: &&Entry| entry.value().says_same_as(&ruling.value);
    let trust = policy.trust.ruling.at(days_between(ruling.day, t));
    let mut held = StandingValue {
        value: &ruling.value,
        basis: StandingBasis::Ruling(ruling),
        confirmed: ruling.day,
        trust,
    };
    let same = Candidates::new(seen(card, ruling.field, t).filter(says_so), t, policy);
    if let Some(same) = same.first {
        held.confirmed = held.confirmed.max(same.standing.confirmed);
        held.trust = held.trust.max(same.standing.trust);
    }
    let later = |entry: &&Entry| entry.observed() > ruling.day && !says_so(entry);
    let later = Candidates::new(seen(card, ruling.field, t).filter(later), t, policy);
    match later.strongest() {
        Some(other) => FieldStanding::Conflict { a: held, b: other.standing },
        None => FieldStanding::Value(held),
    }
}

/// The values that do not stand, the strongest first.
pub(super) fn losing<'a>(
    card: &'a Card,
    field: Field,
    t: AsOf,
    policy: &CardPolicy,
) -> Vec<StandingValue<'a>> {
    let shown = match standing(card, field, t, policy) {
        FieldStanding::Withheld | FieldStanding::Empty => return Vec::new(),
        FieldStanding::Value(value) => [value, value],
        FieldStanding::Conflict { a, b } => [a, b],
    };
    let all = Candidates::new(seen(card, field, t), t, policy);
    let is_shown =
        |it: &&Candidate<'_>| shown.iter().any(|shown| shown.value.says_same_as(it.standing.value));
    let mut losing: Vec<_> = all.iter().filter(|it| !is_shown(it)).collect();
    losing.sort_by(|one, two| one.listed(two));
    losing.into_iter().map(|it| it.standing).collect()
}
