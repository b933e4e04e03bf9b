//! Customers over time: dated terms, the end of a relationship, merges.

use guanxi::account::{CustomerTerm, TermKind};
use guanxi::calendar::Day;
use guanxi::id::{CustomerId, CustomerKey};
use guanxi::lifecycle::Reason;
use guanxi::receivable::CreditLimit;

use super::Loader;
use super::table::{Place, Refused, Row, Table};

pub(crate) const TERMS: Table = Table {
    name: "terms.csv",
    columns: &["customer", "from"],
    optional: &["credit_limit", "attitude", "group"],
};
pub(crate) const ENDED: Table =
    Table { name: "ended.csv", columns: &["customer", "on", "why"], optional: &["until"] };
pub(crate) const MERGES: Table =
    Table { name: "merges.csv", columns: &["customer", "into", "on"], optional: &["until"] };

impl Loader {
    /// Terms that are known and hold from a day on; an empty field leaves a term as it was.
    pub(crate) fn terms(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, from) = (self.key(row)?, row.day("from")?);
        let limit = match row.text("credit_limit") {
            "" => None,
            "none" => Some(CreditLimit::NotSet),
            text => Some(self.limit(text)?),
        };
        let terms = [
            limit.map(CustomerTerm::CreditLimit),
            row.term("attitude")?.map(CustomerTerm::Attitude),
            row.term("group")?.map(CustomerTerm::Group),
        ];
        let terms: Vec<CustomerTerm> = terms.into_iter().flatten().collect();
        for kind in terms.iter().map(CustomerTerm::kind) {
            if !self.stated.insert((key, from, kind)) {
                let customer = self.book.name(key);
                return Err(format!("from: {kind} of {customer} is stated already from {from} on"));
            }
        }
        for term in terms {
            self.book.state(key, from, term).map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// The end of a relationship, and the day on which it was taken up again.
    pub(crate) fn ended(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, on) = (self.key(row)?, row.day("on")?);
        let (why, until) = (row.parse::<Reason>("why")?, row.maybe_day("until")?);
        if let Some(until) = until.filter(|until| *until <= on) {
            return Err(format!("until: {until} must lie after the end on {on}"));
        }
        if !self.stated.insert((key, on, TermKind::Ended)) {
            let customer = self.book.name(key);
            return Err(format!("on: the end of {customer} on {on} is stated already"));
        }
        self.known.ended.entry(key).or_default().push((on, until));
        self.ends.push(End { key, on, until, why: why.clone(), place: row.place });
        let stated = self.book.state(key, on, CustomerTerm::Ended(Some(why)));
        stated.map_err(|error| error.to_string())
    }

    /// States that relationships were taken up again, once all ends are known: where another one
    /// holds on that day, its reason stands.
    pub(crate) fn take_ends(&mut self) -> Vec<Refused> {
        let ends = std::mem::take(&mut self.ends);
        let mut refused = Vec::new();
        for (end, until) in ends.iter().filter_map(|end| end.until.map(|until| (end, until))) {
            let holds = |it: &&End| {
                it.key == end.key && it.on <= until && it.until.is_none_or(|last| until < last)
            };
            let held = ends.iter().filter(holds).max_by_key(|it| it.on);
            let term = CustomerTerm::Ended(held.map(|it| it.why.clone()));
            let stated = self.book.state(end.key, until, term);
            let problem = stated.err().map(|error| error.to_string());
            refused.extend(problem.map(|problem| Refused { place: end.place, problem }));
        }
        refused
    }

    /// A customer that is another one, and the day on which it turned out to be none.
    pub(crate) fn merge(&mut self, row: &Row<'_>) -> Result<(), String> {
        let into: CustomerId = row.parse("into")?;
        let merged = self.key(row)?;
        let into = self.book.key(&into).map_err(|error| format!("into: {error}"))?;
        let (on, until) = (row.day("on")?, row.maybe_day("until")?);
        if let Some(until) = until.filter(|until| *until <= on) {
            return Err(format!("until: {until} must lie after the merge on {on}"));
        }
        self.merges.push(Merge { merged, into, on, until, place: row.place });
        Ok(())
    }

    /// Makes the merges by their first days, those that were undone first. So each meets those that
    /// hold on its day, whichever row comes first in the file.
    pub(crate) fn take_merges(&mut self) -> Vec<Refused> {
        let mut merges = std::mem::take(&mut self.merges);
        let name = |key| self.book.name(key).to_owned();
        merges.sort_by_cached_key(|it| {
            (it.on, it.until.is_none(), it.until, name(it.merged), name(it.into), it.place)
        });
        let mut refused = Vec::new();
        for Merge { merged, into, on, until, place } in merges {
            let mut customers = self.book.customers_mut();
            let outcome = customers.merge(merged, into, on);
            let undone = |()| until.map_or(Ok(()), |until| customers.undo_merge(merged, until));
            let problem = outcome.and_then(undone).err().map(|error| error.to_string());
            refused.extend(problem.map(|problem| Refused { place, problem }));
        }
        refused
    }
}

/// The end of a relationship.
pub(super) struct End {
    key: CustomerKey,
    on: Day,
    /// The day on which it was taken up again.
    until: Option<Day>,
    why: Reason,
    place: Place,
}

/// A customer that is another one on some days.
pub(super) struct Merge {
    merged: CustomerKey,
    into: CustomerKey,
    on: Day,
    /// The day on which it turned out to be none.
    until: Option<Day>,
    place: Place,
}
