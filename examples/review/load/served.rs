//! Files of what customers are owed by us: promises, letters to answer, services given.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::Day;
use guanxi::complaint::Complaint;
use guanxi::id::{ComplaintId, CustomerKey, EntitlementId, LetterId, StaffId};
use guanxi::interaction::InteractionKind;
use guanxi::letter::{Letter, LetterAnswer, LetterOpening, LetterStep};
use guanxi::lifecycle::{Entry, Reason};
use guanxi::policy::Policy;
use guanxi::service::ServiceDelivery;

use super::Loader;
use super::approvals::{not_before, stated};
use super::table::{Row, Table};
use super::wishes::words;

pub(crate) const PROMISES: Table = Table {
    name: "promises.csv",
    columns: &["customer", "promise", "made", "due", "by"],
    optional: &["kept", "withdrawn"],
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
    pub(crate) promises: Vec<(CustomerKey, GivenPromise)>,
    pub(crate) complaints: BTreeMap<ComplaintId, (CustomerKey, Complaint)>,
    pub(crate) letters: BTreeMap<LetterId, (CustomerKey, Letter)>,
    pub(crate) services: BTreeMap<CustomerKey, Vec<ServiceDelivery>>,
}

/// A promise that one of our people gave a customer.
#[derive(Debug)]
pub(crate) struct GivenPromise {
    pub(crate) promise: Reason,
    pub(crate) made: Day,
    pub(crate) due: Day,
    pub(crate) by: StaffId,
    /// The day on which it was kept or taken back.
    pub(crate) over: Option<Day>,
}

impl ServedFiles {
    pub(crate) fn of(policy: &Policy) -> Self {
        let known = policy.service.entitlements.iter().map(|it| it.code.clone()).collect();
        Self { known, ..Self::default() }
    }
}

impl Loader {
    /// A promise of ours.
    pub(crate) fn promise(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, made) = (self.key(row)?, row.day("made")?);
        let promise = words(row, "promise")?;
        let due = row.day("due")?;
        not_before(row, "due", made)?;
        let [kept, withdrawn] = ["kept", "withdrawn"].map(|it| not_before(row, it, made));
        let over = match (kept?, withdrawn?) {
            (Some(_), Some(_)) => {
                return Err("withdrawn: a promise that was kept is not withdrawn".to_owned());
            }
            (kept, withdrawn) => kept.or(withdrawn),
        };
        let promise = GivenPromise { promise, made, due, by: row.person("by")?, over };
        let all = &mut self.judged.served.promises;
        let is_same = |it: &GivenPromise| (&it.promise, it.made) == (&promise.promise, made);
        if all.iter().any(|(of, it)| *of == key && is_same(it)) {
            return Err(self.about(key, "promise: it is stated already"));
        }
        all.push((key, promise));
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
