//! Bills by which customers pay, which no book keeps.

use std::collections::BTreeMap;

use guanxi::id::{CustomerKey, DocumentId};
use guanxi::money::Amount;
use guanxi::receivable::{Bill, BillFate, PassedOn, Recourse};

use super::Loader;
use super::table::{Row, Table};

pub(crate) const BILLS: Table = Table {
    name: "bills.csv",
    columns: &["bill", "customer", "kind", "received", "matures", "amount"],
    optional: &["passed_on", "recourse", "honoured", "refused"],
};

/// The bills by their numbers, each with its customer.
pub(crate) type Bills = BTreeMap<DocumentId, (CustomerKey, Bill)>;

impl Loader {
    /// A bill.
    pub(crate) fn bill(&mut self, row: &Row<'_>) -> Result<(), String> {
        let key = self.key(row)?;
        let bill = Bill {
            number: row.parse("bill")?,
            kind: row.parse("kind")?,
            acceptor: None,
            received: row.day("received")?,
            matures: row.day("matures")?,
            amount: self.money(row)?,
            invoice: None,
            passed_on: passed_on(row)?,
            fate: fate(row)?,
        };
        if bill.amount.amount() <= Amount::ZERO {
            return Err("amount: a bill is above 0".to_owned());
        }
        let received = bill.received;
        for column in ["matures", "passed_on", "honoured", "refused"] {
            if let Some(day) = row.maybe_day(column)?.filter(|day| *day < received) {
                return Err(format!("{column}: {day} must not lie before {received}"));
            }
        }
        if self.judged.bills.contains_key(&bill.number) {
            return Err(format!("bill: {} stands twice", bill.number));
        }
        self.judged.bills.insert(bill.number.clone(), (key, bill));
        Ok(())
    }
}

fn passed_on(row: &Row<'_>) -> Result<Option<PassedOn>, String> {
    let recourse: Option<Recourse> = row.maybe("recourse")?;
    match (row.maybe_day("passed_on")?, recourse) {
        (None, None) => Ok(None),
        (Some(on), recourse) => {
            Ok(Some(PassedOn { on, recourse: recourse.unwrap_or(Recourse::With) }))
        }
        (None, Some(_)) => Err("passed_on: the day is missing, which recourse needs".to_owned()),
    }
}

fn fate(row: &Row<'_>) -> Result<Option<BillFate>, String> {
    match (row.maybe_day("honoured")?, row.maybe_day("refused")?) {
        (None, None) => Ok(None),
        (Some(on), None) => Ok(Some(BillFate::Honoured(on))),
        (None, Some(on)) => Ok(Some(BillFate::Refused(on))),
        (Some(_), Some(_)) => Err("refused: a bill that was honoured was not refused".to_owned()),
    }
}
