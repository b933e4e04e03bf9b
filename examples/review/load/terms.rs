//! Customers over time: dated terms, the end of a relationship, merges.

use guanxi::account::{CustomerTerm, TermKind};
use guanxi::calendar::Day;
use guanxi::id::CustomerId;
use guanxi::lifecycle::Reason;
use guanxi::receivable::CreditLimit;

use super::Loader;
use super::table::{Row, Table};

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
        let (key, from) = (self.key(row)?, row.parse("from")?);
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
        let (key, on) = (self.key(row)?, row.parse::<Day>("on")?);
        let (why, until) = (row.parse::<Reason>("why")?, row.maybe::<Day>("until")?);
        if let Some(until) = until.filter(|until| *until <= on) {
            return Err(format!("until: {until} must lie after the end on {on}"));
        }
        if !self.stated.insert((key, on, TermKind::Ended)) {
            let customer = self.book.name(key);
            return Err(format!("on: the end of {customer} on {on} is stated already"));
        }
        self.known.ended.entry(key).or_default().push((on, until));
        let mut state = |day, why| self.book.state(key, day, CustomerTerm::Ended(why));
        let stated = state(on, Some(why));
        let stated = stated.and_then(|()| until.map_or(Ok(()), |until| state(until, None)));
        stated.map_err(|error| error.to_string())
    }

    /// A customer that is another one, and the day on which it turned out to be none.
    pub(crate) fn merge(&mut self, row: &Row<'_>) -> Result<(), String> {
        let into: CustomerId = row.parse("into")?;
        let key = self.key(row)?;
        let into = self.book.key(&into).map_err(|error| format!("into: {error}"))?;
        let (on, until) = (row.parse::<Day>("on")?, row.maybe::<Day>("until")?);
        if let Some(until) = until.filter(|until| *until <= on) {
            return Err(format!("until: {until} must lie after the merge on {on}"));
        }
        let mut customers = self.book.customers_mut();
        let merged = customers.merge(key, into, on);
        let merged =
            merged.and_then(|()| until.map_or(Ok(()), |until| customers.undo_merge(key, until)));
        merged.map_err(|error| error.to_string())
    }
}
