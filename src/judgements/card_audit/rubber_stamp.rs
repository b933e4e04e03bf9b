use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::AuditPolicyDraft;
use super::checks::Checks;
use crate::calendar::{AsOf, Day};
use crate::customer::{Entry, EntrySource, FieldFilling};
use crate::id::{CustomerId, StaffId};
use crate::measure::{plural, proven};

/// A day on which one author confirmed more than a look can confirm.
///
/// # Rule
///
/// > S1 (h): one author confirms ≥ 10 fields over ≥ 5 customers on a day without a visit or a
/// > document there.
///
/// An entry confirms when it says what stood on the card the day before. It counts unless it comes
/// from a document or a register, or the author visited the customer on the day of the record or on
/// the day of the observation.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RubberStamp {
    /// The author.
    pub author: StaffId,
    /// The day of the records.
    pub day: Day,
    /// The number of fields that were confirmed.
    pub fields: u32,
    /// The customers, by id.
    pub customers: BTreeSet<CustomerId>,
}

impl fmt::Display for RubberStamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { author, day, fields, customers } = self;
        let count = customers.len();
        let (of_card, whose) =
            (plural(*fields, "field", "fields"), plural(count, "customer", "customers"));
        write!(f, "{author} confirmed {fields} {of_card} of {count} {whose} on {day} ")?;
        f.write_str("without a visit or a document")
    }
}

/// The confirmations of one author, by day.
#[derive(Debug, Default)]
pub(super) struct Confirmations<'a>(BTreeMap<Day, DayOfWork<'a>>);

#[derive(Debug, Default)]
struct DayOfWork<'a> {
    fields: u32,
    customers: BTreeSet<&'a CustomerId>,
}

impl<'a> Confirmations<'a> {
    /// Adds those on the card of a customer.
    pub(super) fn add(&mut self, checks: &Checks<'a, '_>) {
        for (field, entry) in checks.card.recorded_in(checks.scope.window) {
            if *entry.author() != *checks.scope.staff || is_seen(entry, checks) {
                continue;
            }
            let day = entry.recorded();
            let before = checks.card.filling(field, AsOf::new(day.offset(-1)));
            let FieldFilling::Value { value, .. } = before else { continue };
            if value.says_same_as(entry.value()) {
                let work = self.0.entry(day).or_default();
                let more = work.fields.checked_add(1);
                work.fields = proven!(more, else work.fields, "fewer entries than a count holds");
                work.customers.insert(checks.customer.customer);
            }
        }
    }

    /// The days that reach both bounds, the earliest first.
    pub(super) fn stamps(self, author: &StaffId, policy: &AuditPolicyDraft) -> Vec<RubberStamp> {
        let reaches = |work: &DayOfWork<'_>| {
            work.fields >= policy.stamped_fields.into()
                && work.customers.len() >= policy.stamped_customers.into()
        };
        let days = self.0.into_iter().filter(|(_, work)| reaches(work));
        days.map(|(day, work)| RubberStamp {
            author: author.clone(),
            day,
            fields: work.fields,
            customers: work.customers.into_iter().cloned().collect(),
        })
        .collect()
    }
}

/// Returns `true` when the entry rests on a document or on a visit of its author.
fn is_seen(entry: &Entry, checks: &Checks<'_, '_>) -> bool {
    let is_paper = match entry.source() {
        EntrySource::Document | EntrySource::Register => true,
        EntrySource::Import
        | EntrySource::ThirdParty
        | EntrySource::Visit
        | EntrySource::Stated => false,
    };
    let was_there = |day| checks.customer.was_visited(checks.scope.staff, day);
    is_paper || was_there(entry.recorded()) || was_there(entry.observed())
}
