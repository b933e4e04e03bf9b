//! Bills by which customers pay.

use guanxi::account::Fact;
use guanxi::id::DocumentId;
use guanxi::money::Amount;
use guanxi::receivable::{Bill, BillFate, PassedOn, Recourse};

use super::Loader;
use super::table::Row;

/// The file of bills.
pub(crate) const BILLS: &str = "bills.csv";

/// A bill. It settles by itself, as no payment beside it.
pub(super) fn bill(loader: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let number: DocumentId = row.parse("bill")?;
    if loader.payments.contains(&(loader.key(row)?, number.clone())) {
        return Err(format!(
            "bill: {number} stands in payments.csv, too; a bill settles by its own row"
        ));
    }
    let bill = Bill {
        number,
        kind: row.parse("kind")?,
        acceptor: None,
        received: row.day("received")?,
        matures: row.day("matures")?,
        amount: loader.money(row)?,
        invoice: row.maybe("invoice")?,
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
    Ok(Box::new(bill).into())
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
