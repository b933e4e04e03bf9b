//! Files of what customers are owed by us: promises, letters to answer, services given.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::Day;
use guanxi::communication::{ContactClock, ContactSnooze};
use guanxi::complaint::Complaint;
use guanxi::id::{ComplaintId, CustomerKey, EntitlementId, LetterId, OurPromiseId, StaffId};
use guanxi::interaction::InteractionKind;
use guanxi::letter::{Letter, LetterAnswer, LetterOpening, LetterStep};
use guanxi::lifecycle::Entry;
use guanxi::our_promise::{OurPromise, OurPromiseOpening, OurPromiseSource, OurPromiseStep};
use guanxi::policy::Policy;
use guanxi::service::ServiceDelivery;

use super::Loader;
use super::approvals::{not_before, stated};
use super::table::{Row, Table};
use super::wishes::words;

pub(crate) const PROMISES: Table = Table {
    name: "promises.csv",
    columns: &["promise", "customer", "kind", "what", "made", "due", "by"],
    optional: &["item", "amount", "handed", "holder", "kept", "broken", "released", "person"],
};
pub(crate) const SNOOZES: Table = Table {
    name: "snoozes.csv",
    columns: &["customer", "date", "until", "by", "reason"],
    optional: &["clock"],
};
pub(crate) const LETTERS: Table = Table {
    name: "letters.csv",
    columns: &["letter", "customer", "received", "by", "words"],
    optional: &["acknowledged", "held", "until", "answered", "answer"],
};
pub(crate) const SERVICES: Table =
    Table { name: "services.csv", columns: &["customer", "service", "date"], optional: &[] };

/// What customers are owed by us, and what they were given.
#[derive(Debug, Default)]
pub(crate) struct ServedFiles {
    /// The services of the policy.
    known: BTreeSet<EntitlementId>,
    pub(crate) promises: BTreeMap<OurPromiseId, (CustomerKey, OurPromise)>,
    pub(crate) snoozes: BTreeMap<CustomerKey, Vec<ContactSnooze>>,
    pub(crate) complaints: BTreeMap<ComplaintId, (CustomerKey, Complaint)>,
    pub(crate) letters: BTreeMap<LetterId, (CustomerKey, Letter)>,
    pub(crate) services: BTreeMap<CustomerKey, Vec<ServiceDelivery>>,
}

impl ServedFiles {
    pub(crate) fn of(policy: &Policy) -> Self {
        let known = policy.service.entitlements.iter().map(|it| it.code.clone()).collect();
        Self { known, ..Self::default() }
    }
}

impl Loader {
    /// A promise of ours, with its fate.
    pub(crate) fn promise(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, id) = (self.key(row)?, row.parse::<OurPromiseId>("promise")?);
        let by = row.person::<StaffId>("by")?;
        let amount = Some(row.text("amount")).filter(|text| !text.is_empty());
        let amount = amount.map(|_| self.money(row)).transpose();
        let opening = OurPromiseOpening {
            id: id.clone(),
            customer: row.parse("customer")?,
            to: row.maybe_person("person")?,
            kind: row.parse("kind")?,
            what: words(row, "what")?,
            item: row.maybe("item")?,
            amount: amount.map_err(|error| format!("amount: {error}"))?,
            person_days: None,
            extra_cost: None,
            on: row.day("made")?,
            due: row.day("due")?,
            by: by.clone(),
            // No column states the occasion.
            from: OurPromiseSource::Visit,
            reference: None,
        };
        let mut promise = OurPromise::try_open(opening).map_err(|error| error.to_string())?;
        for (day, step) in steps(row)? {
            let taken = promise.apply(Entry::new(step, day, by.clone()));
            taken.map_err(|error| error.to_string())?;
        }
        if self.judged.served.promises.contains_key(&id) {
            return Err(self.about(key, format!("promise: {id} is stated already")));
        }
        self.judged.served.promises.insert(id, (key, promise));
        Ok(())
    }

    /// The decision of a person to wait before a silent customer is called.
    pub(crate) fn snooze(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, on) = (self.key(row)?, row.day("date")?);
        let until = row.day("until")?;
        not_before(row, "until", on.offset(1))?;
        let stated = row.maybe::<ContactClock>("clock")?;
        let (by, reason) = (row.person::<StaffId>("by")?, words(row, "reason")?);
        let clocks = ContactClock::ALL.into_iter();
        let clocks = clocks.filter(|it| stated.is_none_or(|stated| stated == *it));
        let all = self.judged.served.snoozes.entry(key).or_default();
        let new = clocks.map(|clock| {
            let (by, reason) = (by.clone(), reason.clone());
            ContactSnooze { clock, on, until, by, reason }
        });
        let new: Vec<ContactSnooze> = new.collect();
        if all.iter().any(|it| new.iter().any(|new| (new.clock, new.on) == (it.clock, it.on))) {
            return Err(self.about(key, format!("date: a snooze of {on} is stated already")));
        }
        all.extend(new);
        Ok(())
    }

    /// A letter of a customer, with its answer.
    pub(crate) fn letter(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, id) = (self.key(row)?, row.parse::<LetterId>("letter")?);
        let (on, by) = (row.day("received")?, row.person::<StaffId>("by")?);
        let channel = InteractionKind::Letter;
        let opening = LetterOpening {
            id: id.clone(),
            customer: row.parse("customer")?,
            on,
            by: by.clone(),
            channel,
            text: words(row, "words")?,
        };
        let mut steps: Vec<(Day, LetterStep)> = Vec::new();
        if let Some(day) = row.maybe_day("acknowledged")? {
            steps.push((day, LetterStep::Acknowledge { channel }));
        }
        if let Some((day, until)) = held(row)? {
            steps.push((day, LetterStep::HoldOff { reason: stated(row, "held")?, until }));
        }
        if let Some(day) = day_with(row, "answered", "answer")? {
            let text = stated(row, "answered")?;
            let step = if row.text("answer") == "withdrawn" {
                LetterStep::Withdraw { reason: text }
            } else {
                LetterStep::Answer { answer: row.parse::<LetterAnswer>("answer")?, text, channel }
            };
            steps.push((day, step));
        }
        steps.sort_by_key(|(day, _)| *day);
        let mut letter = Letter::open(opening);
        for (day, step) in steps {
            let taken = letter.apply(Entry::new(step, day, by.clone()));
            taken.map_err(|error| error.to_string())?;
        }
        if self.judged.served.letters.contains_key(&id) {
            return Err(self.about(key, format!("letter: {id} is stated already")));
        }
        self.judged.served.letters.insert(id, (key, letter));
        Ok(())
    }

    /// A service that a customer was given.
    pub(crate) fn service(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, on) = (self.key(row)?, row.day("date")?);
        let entitlement: EntitlementId = row.parse("service")?;
        let served = &mut self.judged.served;
        if !served.known.contains(&entitlement) {
            let known: Vec<&str> = served.known.iter().map(EntitlementId::as_str).collect();
            return Err(format!(
                "service: the policy has no service {entitlement}, it has {}",
                known.join(", ")
            ));
        }
        let delivery = ServiceDelivery { entitlement, on };
        let all = served.services.entry(key).or_default();
        if all.contains(&delivery) {
            let problem = format!("date: {} of {on} is stated already", delivery.entitlement);
            return Err(self.about(key, problem));
        }
        all.push(delivery);
        Ok(())
    }
}

/// The steps of a promise, by day.
fn steps(row: &Row<'_>) -> Result<Vec<(Day, OurPromiseStep)>, String> {
    let mut steps = Vec::new();
    if let Some(day) = day_with(row, "handed", "holder")? {
        steps.push((day, OurPromiseStep::HandOver { to: row.person("holder")? }));
    }
    if let Some(day) = row.maybe_day("kept")? {
        steps.push((day, OurPromiseStep::Keep { proof: None }));
    }
    if let Some(day) = row.maybe_day("broken")? {
        steps.push((day, OurPromiseStep::Break { reason: stated(row, "broken")? }));
    }
    if let Some(day) = row.maybe_day("released")? {
        let person = row.maybe_person("person")?;
        let person = person.ok_or("person: is missing, and released is stated")?;
        steps.push((day, OurPromiseStep::Release { person, reason: stated(row, "released")? }));
    }
    steps.sort_by_key(|(day, _)| *day);
    Ok(steps)
}

/// The day of a holding answer, and the day that it names.
pub(super) fn held(row: &Row<'_>) -> Result<Option<(Day, Day)>, String> {
    let Some(day) = day_with(row, "held", "until")? else { return Ok(None) };
    let until = not_before(row, "until", day.offset(1))?;
    Ok(until.map(|until| (day, until)))
}

/// A day that goes with another column: both are stated, or neither.
pub(super) fn day_with(row: &Row<'_>, column: &str, other: &str) -> Result<Option<Day>, String> {
    let day = row.maybe_day(column)?;
    match (day, row.text(other)) {
        (Some(_), "") => Err(format!("{other}: is missing, and {column} is stated")),
        (None, text) if !text.is_empty() => {
            Err(format!("{column}: the day is missing, which {other} needs"))
        }
        (day, _) => Ok(day),
    }
}
