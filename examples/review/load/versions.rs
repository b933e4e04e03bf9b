//! Versions of facts: rows that say from which day they are known, or that a document never was.
//!
//! Versions go by the day from which they are known, those of one day by the order of rows. Among
//! the rows of a fact that say neither, the first is a version; any other is a repetition.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::account::{Fact, FactKind, FactName};
use guanxi::book::Book;
use guanxi::calendar::Day;
use guanxi::id::{CustomerKey, DocumentId};
use guanxi::receivable::Allocation;
use guanxi::trade::SaleLine;

use super::sold;
use super::table::{Place, Refused};

/// A row of a file with versions.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    pub(crate) place: Place,
    pub(crate) key: CustomerKey,
    pub(crate) name: FactName,
    /// The day from which it is known.
    pub(crate) known: Day,
    pub(crate) kind: RowKind,
    /// Its content; nothing where it is void.
    pub(crate) fact: Option<Fact>,
    /// The line of a sale with a product.
    pub(crate) line: Option<SaleLine>,
    /// The day that counts for the day of the review.
    pub(crate) counted: Option<Day>,
}

/// The kind of a row of a file with versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// It says neither from when it is known nor that it is void.
    Plain,
    /// It says one of them.
    Version,
    /// It is plain, and not the first such row of its fact.
    Repetition,
}

/// The versions of a file.
#[derive(Debug, Default)]
pub(crate) struct Versions {
    rows: Vec<Version>,
    recorded: BTreeSet<(CustomerKey, FactName)>,
}

impl Versions {
    pub(crate) fn add(&mut self, version: Version) {
        self.rows.push(version);
    }

    /// All rows in the order in which they are put in the book, repetitions last.
    pub(crate) fn in_order(&mut self) -> Vec<Version> {
        let mut rows = std::mem::take(&mut self.rows);
        let mut plain = BTreeSet::new();
        for row in &mut rows {
            if row.kind == RowKind::Plain && !plain.insert((row.key, row.name.clone())) {
                row.kind = RowKind::Repetition;
            }
        }
        rows.sort_by_key(|row| (row.kind == RowKind::Repetition, row.known));
        rows
    }

    /// Records the first version of a fact, and revises the fact by any other.
    pub(crate) fn put(&mut self, book: &mut Book, version: Version) -> Result<(), String> {
        let Version { key, name, known, kind, fact, line, .. } = version;
        let is_recorded = self.recorded.contains(&(key, name.clone()));
        let outcome = match (fact, kind) {
            (Some(fact), RowKind::Repetition) => book.record(key, fact),
            (Some(fact), RowKind::Plain) if !is_recorded => book.record(key, fact),
            (Some(fact), RowKind::Version) if !is_recorded => book.record_known(key, fact, known),
            (fact, _) => book.revise(key, &name, known, fact),
        };
        outcome.map_err(|error| error.to_string())?;
        if name.kind == FactKind::Sale {
            let of_line = (key, FactName { kind: FactKind::SaleLine, ..name.clone() });
            let (has_line, ever) = (line.is_some(), self.recorded.contains(&of_line));
            let put = sold::put(book, key, &name, known, (line, ever));
            put.map_err(|error| error.to_string())?;
            if has_line {
                self.recorded.insert(of_line);
            }
        }
        self.recorded.insert((key, name));
        Ok(())
    }

    /// Gives payments their allocations. A set of allocations that is known from a day on is a
    /// version of its payment.
    pub(crate) fn allocate(&mut self, allocations: &mut Allocations) -> Vec<Refused> {
        let mut payments: BTreeMap<PaymentName, Vec<Version>> = BTreeMap::new();
        let (mut refused, mut others) = (Vec::new(), Vec::new());
        for row in std::mem::take(&mut self.rows) {
            match row.name.number.parse() {
                Ok(number) if row.name.kind == FactKind::Payment => {
                    payments.entry((row.key, number)).or_default().push(row);
                }
                _ => others.push(row),
            }
        }
        for (name, mut rows) in payments {
            if let Some(sets) = allocations.0.get_mut(&name) {
                sets.is_used = true;
                refused.extend(sets.add_versions(&name.1, &mut rows));
                for row in &mut rows {
                    sets.allocate(row);
                }
            }
            others.append(&mut rows);
        }
        others.sort_by_key(|row| row.place);
        self.rows = others;
        refused
    }
}

/// A payment by its customer and its number.
pub(crate) type PaymentName = (CustomerKey, DocumentId);

/// The allocations of a payment by the day from which they are known; those without one, from that
/// of the payment.
#[derive(Debug, Clone, Default)]
struct Sets {
    by_day: BTreeMap<Option<Day>, Set>,
    /// Whether a row of the payment has come.
    is_used: bool,
}

/// The allocations of a payment that are known from one day on.
#[derive(Debug, Clone, Default)]
struct Set {
    places: Vec<Place>,
    parts: Vec<Allocation>,
}

impl Sets {
    /// Adds a version of the payment for each set that has a day on which no version begins.
    fn add_versions(&self, payment: &DocumentId, rows: &mut Vec<Version>) -> Vec<Refused> {
        let (mut refused, mut added) = (Vec::new(), Vec::new());
        for (known, set) in &self.by_day {
            let Some(known) = *known else { continue };
            if rows.iter().any(|row| row.known == known) {
                continue;
            }
            let earlier = rows.iter().filter(|row| row.known < known);
            let standing = earlier.max_by_key(|row| row.known).filter(|row| row.fact.is_some());
            if let (Some(standing), Some(place)) = (standing, set.places.first()) {
                let (place, kind) = (*place, RowKind::Version);
                added.push(Version { place, known, kind, counted: None, ..standing.clone() });
            } else {
                let problem = format!("known_from: payment {payment} does not stand on {known}");
                let of = |place: &Place| Refused { place: *place, problem: problem.clone() };
                refused.extend(set.places.iter().map(of));
            }
        }
        rows.append(&mut added);
        refused
    }

    /// Puts in the allocations that stand on the day from which a version is known.
    fn allocate(&self, version: &mut Version) {
        if let Some(Fact::Payment(payment)) = &mut version.fact {
            let standing = self.by_day.range(..=Some(version.known)).next_back();
            payment.allocations = standing.map_or_else(Vec::new, |(_, set)| set.parts.clone());
        }
    }
}

/// Allocations of payments that are still to come.
#[derive(Debug, Default)]
pub(crate) struct Allocations(BTreeMap<PaymentName, Sets>);

impl Allocations {
    pub(crate) fn add(
        &mut self,
        payment: PaymentName,
        known: Option<Day>,
        place: Place,
        part: Option<Allocation>,
    ) {
        let sets = self.0.entry(payment).or_default();
        let set = sets.by_day.entry(known).or_default();
        set.places.push(place);
        set.parts.extend(part);
    }

    /// Whether the allocations of a payment change from a day on.
    pub(crate) fn have_versions(&self, payment: &PaymentName) -> bool {
        self.0.get(payment).is_some_and(|sets| sets.by_day.keys().any(Option::is_some))
    }

    /// The allocations of a payment. A payment that stands in two rows has them in both.
    pub(crate) fn take(&mut self, payment: &PaymentName) -> Vec<Allocation> {
        let Some(sets) = self.0.get_mut(payment) else { return Vec::new() };
        sets.is_used = true;
        sets.by_day.values().flat_map(|set| set.parts.iter().cloned()).collect()
    }

    /// The rows that are allocations of a payment, for a message about it: empty where it has none.
    pub(crate) fn told(&self, payment: &PaymentName) -> String {
        let sets = self.0.get(payment).into_iter().flat_map(|sets| sets.by_day.values());
        let places = sets.flat_map(|set| &set.places).map(ToString::to_string);
        let places: Vec<String> = places.collect();
        if places.is_empty() {
            String::new()
        } else {
            format!(" (its allocations: {})", places.join(", "))
        }
    }

    /// The allocations of payments that never came.
    pub(crate) fn unused(&self) -> impl Iterator<Item = (&PaymentName, Vec<Place>)> {
        let unused = self.0.iter().filter(|(_, sets)| !sets.is_used);
        unused.map(|(name, sets)| {
            let places = sets.by_day.values().flat_map(|set| set.places.iter().copied());
            (name, places.collect())
        })
    }
}
