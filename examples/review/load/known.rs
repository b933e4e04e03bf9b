//! Customers themselves: their cards and numbers, decisions about them, who looks after whom and
//! who met whom.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use guanxi::account::{CustomerTerm, Fact, FactKind};
use guanxi::assignment::Assignment;
use guanxi::book::Book;
use guanxi::calendar::{Day, Validity};
use guanxi::contact::Post;
use guanxi::custody::{CardCheck, Debrief};
use guanxi::customer::{Card, CardError, CardValue, Entry, EntrySource, Field, Ruling};
use guanxi::customer_stage::{DecisionKind, StageDecision};
use guanxi::id::{CustomerId, CustomerKey};
use guanxi::identity::{
    CustomerPair, DistinctRuling, DistinctRulings, IdentityNumber, NumberKind, PairRuling, Scope,
};
use guanxi::interaction::Interaction;
use guanxi::means::Permit;

use super::Loader;
use super::facts::FactFile;
use super::table::{Row, Table};
use super::withheld::{MARK, without_values};

pub(crate) const CARDS: Table = Table {
    name: "cards.csv",
    columns: &["customer", "field", "value", "recorded", "author"],
    optional: &["observed", "source", "absent"],
};
pub(crate) const RULINGS: Table = Table {
    name: "rulings.csv",
    columns: &["customer", "field", "value", "on", "by", "reason"],
    optional: &["absent"],
};
pub(crate) const NUMBERS: Table = Table {
    name: "numbers.csv",
    columns: &["customer", "register", "number"],
    optional: &["scope"],
};
pub(crate) const DISTINCT: Table = Table {
    name: "distinct.csv",
    columns: &["customer", "other", "on", "by", "reason"],
    optional: &[],
};
pub(crate) const DECISIONS: Table = Table {
    name: "decisions.csv",
    columns: &["customer", "on", "decision", "by", "reason"],
    optional: &[],
};

/// Registers that name human beings, whose numbers are not shown.
const OF_PERSONS: [&str; 2] = ["idcard", "passport"];

/// The files with facts about the relation.
pub(super) const KNOWN_FACTS: [FactFile; 6] = [
    FactFile {
        table: Table {
            name: ASSIGNMENTS,
            columns: &["customer", "staff", "role", "from"],
            optional: &["to"],
        },
        kind: FactKind::Assignment,
        number: "role",
        day: "from",
        fact: assignment,
    },
    FactFile {
        table: Table {
            name: INTERACTIONS,
            columns: &["customer", "date", "kind", "staff"],
            optional: &["persons"],
        },
        kind: FactKind::Interaction,
        number: "kind",
        day: "date",
        fact: interaction,
    },
    FactFile {
        table: Table {
            name: "posts.csv",
            columns: &["customer", "person", "roles", "from"],
            optional: &["title", "to"],
        },
        kind: FactKind::Post,
        number: "person",
        day: "from",
        fact: post,
    },
    FactFile {
        table: Table {
            name: "permits.csv",
            columns: &["customer", "kind", "number", "from"],
            optional: &["to", "scope"],
        },
        kind: FactKind::Permit,
        number: "number",
        day: "from",
        fact: permit,
    },
    FactFile {
        table: Table {
            name: CHECKS,
            columns: &["customer", "salesperson", "date", "manager"],
            optional: &[],
        },
        kind: FactKind::CardCheck,
        number: "salesperson",
        day: "date",
        fact: check,
    },
    FactFile {
        table: Table {
            name: DEBRIEFS,
            columns: &["customer", "salesperson", "about", "date", "manager"],
            optional: &[],
        },
        kind: FactKind::Debrief,
        number: "salesperson",
        day: "date",
        fact: debrief,
    },
];

/// The file of who looks after whom.
pub(crate) const ASSIGNMENTS: &str = "assignments.csv";
/// The file of visits, calls and other meetings.
pub(crate) const INTERACTIONS: &str = "interactions.csv";
/// The file of the checks of cards by managers.
pub(crate) const CHECKS: &str = "checks.csv";
/// The file of the talks of managers and salespeople about visits.
pub(crate) const DEBRIEFS: &str = "debriefs.csv";

/// The contents of the files about customers themselves that no book keeps.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The files of this kind that the folder has.
    pub(crate) files: BTreeSet<&'static str>,
    pub(crate) numbers: BTreeMap<CustomerKey, BTreeSet<IdentityNumber>>,
    pub(crate) distinct: DistinctRulings,
    pub(crate) decisions: BTreeMap<CustomerKey, Vec<StageDecision>>,
    /// The days from which customers are out of business, each with the day from which they are not
    /// any more.
    pub(crate) ended: BTreeMap<CustomerKey, Vec<(Day, Option<Day>)>>,
    /// Cards that are still growing.
    cards: BTreeMap<CustomerKey, Card>,
}

impl Known {
    /// Puts the cards into the book, and keeps which of the files there are.
    pub(crate) fn end(
        &mut self,
        book: &mut Book,
        present: &BTreeSet<&'static str>,
    ) -> Result<(), String> {
        for (key, card) in std::mem::take(&mut self.cards) {
            book.customers_mut().set_card(key, card).map_err(|error| error.to_string())?;
        }
        let tables = [CARDS, RULINGS, NUMBERS, DISTINCT, DECISIONS].map(|table| table.name);
        let names = tables.into_iter().chain(KNOWN_FACTS.iter().map(|file| file.table.name));
        self.files = names.filter(|name| present.contains(name)).collect();
        Ok(())
    }

    /// The day on which a customer went out of business, where it is so on a day.
    pub(crate) fn ended_on(&self, key: CustomerKey, day: Day) -> Option<Day> {
        let spans = self.ended.get(&key)?.iter();
        let held = spans.filter(|(on, until)| *on <= day && until.is_none_or(|until| day < until));
        held.map(|(on, _)| *on).max()
    }

    pub(crate) fn has(&self, file: &str) -> bool {
        self.files.contains(file)
    }
}

impl Loader {
    /// An entry of a card. A file has no source of its own, so an entry without one is imported.
    pub(crate) fn card(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, field) = (self.key(row)?, row.parse::<Field>("field")?);
        let entered = self.enter(key, field, row);
        entered.map_err(|problem| self.masked(problem, field, row))
    }

    fn enter(&mut self, key: CustomerKey, field: Field, row: &Row<'_>) -> Result<(), String> {
        let value = card_value(row)?;
        let mut entry = Entry::new(value, row.day("recorded")?, row.person("author")?)
            .with_source(row.maybe("source")?.unwrap_or(EntrySource::Import));
        if let Some(observed) = row.maybe_day("observed")? {
            entry = entry.observed_on(observed).map_err(|error| format!("observed: {error}"))?;
        }
        let card = self.known.cards.entry(key).or_default();
        card.record(field, entry).map_err(|error| self.about_card(key, field, error))
    }

    /// The decision of a person about the value of a field.
    pub(crate) fn ruling(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, field) = (self.key(row)?, row.parse::<Field>("field")?);
        let ruled = self.rule(key, field, row);
        ruled.map_err(|problem| self.masked(problem, field, row))
    }

    fn rule(&mut self, key: CustomerKey, field: Field, row: &Row<'_>) -> Result<(), String> {
        let (value, day, by) = (card_value(row)?, row.day("on")?, row.person("by")?);
        let ruling = Ruling { field, day, value, by, reason: row.parse("reason")? };
        let card = self.known.cards.entry(key).or_default();
        card.rule(ruling).map_err(|error| self.about_card(key, field, error))
    }

    /// A number of a register. That of a human being is not shown.
    pub(crate) fn number(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, register) = (self.key(row)?, row.parse::<NumberKind>("register")?);
        let stated = row.maybe::<Scope>("scope")?;
        if stated.is_none() && OF_PERSONS.contains(&register.code()) {
            return Err(format!("scope: {register} names a human being: write person"));
        }
        let scope = stated.unwrap_or(register.usual_scope());
        let number = IdentityNumber::try_in_scope(register, scope, row.text("number"));
        let number = number.map_err(|error| format!("number: {error}"))?;
        if self.known.numbers.entry(key).or_default().insert(number) {
            Ok(())
        } else {
            Err(self.about(key, "the number is stated already"))
        }
    }

    /// The decision of a person that two customers are two.
    pub(crate) fn distinct(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, other) = (self.key(row)?, row.parse::<CustomerId>("other")?);
        let other = self.book.key(&other).map_err(|error| format!("other: {error}"))?;
        let pair = CustomerPair::try_new(key, other);
        let pair = pair.map_err(|_| "other: a customer is not another than itself".to_owned())?;
        let ruling = DistinctRuling {
            pair,
            ruling: PairRuling::Distinct,
            on: row.day("on")?,
            by: row.person("by")?,
            reason: row.parse("reason")?,
        };
        let on = ruling.on;
        let ruled = self.known.distinct.record(ruling);
        ruled.map_err(|_| self.about(key, format!("on: a ruling of {on} is stated already")))
    }

    /// A decision to give a customer up, or to take it up again.
    pub(crate) fn decision(&mut self, row: &Row<'_>) -> Result<(), String> {
        let key = self.key(row)?;
        let decision = StageDecision {
            on: row.day("on")?,
            kind: row.parse("decision")?,
            by: row.person("by")?,
            reason: row.parse("reason")?,
        };
        let (on, decisions) = (decision.on, self.known.decisions.entry(key).or_default());
        if decisions.iter().any(|it| it.on == on) {
            return Err(self.about(key, format!("on: a decision of {on} is stated already")));
        }
        let reason = decision.reason.clone();
        let kind = decision.kind;
        decisions.push(decision);
        // A customer that is given up has ended for the review: it is judged for debt only.
        let ends = match kind {
            DecisionKind::Drop => Some(Some(reason)),
            DecisionKind::TakeUp => self.known.ended_on(key, on).is_none().then_some(None),
        };
        let Some(why) = ends else { return Ok(()) };
        let stated = self.book.state(key, on, CustomerTerm::Ended(why));
        stated.map_err(|error| error.to_string())
    }

    /// A customer that was given up stays so on the day on which its business begins again.
    pub(crate) fn hold_dropped(&mut self) -> Result<(), String> {
        for (key, decisions) in &self.known.decisions {
            let spans = self.known.ended.get(key).into_iter().flatten();
            for until in spans.filter_map(|(_, until)| *until) {
                let seen = decisions.iter().filter(|it| it.on <= until);
                let last = seen.max_by_key(|it| it.on);
                if let Some(drop) = last.filter(|it| it.kind == DecisionKind::Drop) {
                    let why = CustomerTerm::Ended(Some(drop.reason.clone()));
                    self.book.state(*key, until, why).map_err(|error| error.to_string())?;
                }
            }
        }
        Ok(())
    }

    fn about_card(&self, key: CustomerKey, field: Field, error: CardError) -> String {
        let is_hidden = self.confidential.contains(&field);
        self.about(key, if is_hidden { without_values(error) } else { error })
    }

    /// A problem without the value of a field that not everybody may see.
    fn masked(&self, problem: String, field: Field, row: &Row<'_>) -> String {
        let value = row.text("value");
        if self.confidential.contains(&field) && !value.is_empty() {
            problem.replace(&format!("{value:?}"), &format!("{MARK:?}"))
        } else {
            problem
        }
    }

    pub(super) fn about(&self, key: CustomerKey, problem: impl Display) -> String {
        format!("customer {}: {problem}", self.book.name(key))
    }
}

/// The content of a field: a text, or the statement that there is none.
fn card_value(row: &Row<'_>) -> Result<CardValue, String> {
    match (row.text("value"), row.yes("absent")?) {
        ("", true) => Ok(CardValue::absent()),
        (text, true) => Err(format!("value: must be empty where it is absent, was {text:?}")),
        (text, false) => CardValue::try_from_text(text).map_err(|error| format!("value: {error}")),
    }
}

/// The days from `from` to `to`; without end where that is empty.
fn term(row: &Row<'_>) -> Result<Validity, String> {
    let term = Validity::try_new(row.day("from")?, row.maybe_day("to")?);
    term.map_err(|error| format!("to: {error}"))
}

fn assignment(_: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let (staff, role) = (row.person("staff")?, row.parse("role")?);
    Ok(Box::new(Assignment { staff, role, term: term(row)? }).into())
}

fn interaction(_: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let (day, kind) = (row.day("date")?, row.parse("kind")?);
    let (staff, persons) = (row.list("staff")?, row.list("persons")?);
    let interaction = Interaction::try_new(day, kind, staff, persons);
    Ok(Box::new(interaction.map_err(|error| format!("staff: {error}"))?).into())
}

fn post(_: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let (person, roles) = (row.person("person")?, row.list("roles")?);
    let title = Some(row.text("title").to_owned()).filter(|title| !title.is_empty());
    Ok(Box::new(Post { person, title, roles, term: term(row)? }).into())
}

fn permit(_: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let (kind, number) = (row.parse("kind")?, row.parse("number")?);
    Ok(Box::new(Permit { kind, number, scope: row.maybe("scope")?, term: term(row)? }).into())
}

fn check(_: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let (salesperson, manager) = (row.person("salesperson")?, row.person("manager")?);
    Ok(Box::new(CardCheck { salesperson, day: row.day("date")?, manager }).into())
}

fn debrief(_: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let (salesperson, manager) = (row.person("salesperson")?, row.person("manager")?);
    let (about, day) = (row.day("about")?, row.day("date")?);
    Ok(Box::new(Debrief { salesperson, about, day, manager }).into())
}
