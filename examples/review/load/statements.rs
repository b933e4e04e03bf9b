//! Statements of account with their answers, and demands that customers received.

use std::collections::BTreeMap;

use guanxi::account::Fact;
use guanxi::calendar::Day;
use guanxi::id::CustomerKey;
use guanxi::money::Money;
use guanxi::receivable::{Statement, StatementAnswer};

use super::Loader;
use super::table::{Row, Table};

/// The file of statements.
pub(crate) const STATEMENTS: &str = "statements.csv";
pub(crate) const DEMANDS: Table =
    Table { name: "demands.csv", columns: &["customer", "received"], optional: &[] };

/// The days on which each customer received a demand.
pub(crate) type Demands = BTreeMap<CustomerKey, Vec<Day>>;

impl Loader {
    /// A demand.
    pub(crate) fn demand(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, day) = (self.key(row)?, row.day("received")?);
        self.judged.demands.entry(key).or_default().push(day);
        Ok(())
    }
}

/// A statement with its answer.
pub(super) fn statement(loader: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let balance = |column: &str| {
        let balance = Money::try_from_text(row.text(column), loader.currency);
        balance.map_err(|error| format!("{column}: {error}"))
    };
    let (day, sent, on) = (row.day("day")?, row.maybe_day("sent")?, row.maybe_day("answered")?);
    for (column, later) in [("sent", sent), ("answered", on)] {
        if let Some(later) = later.filter(|later| *later < day) {
            return Err(format!("{column}: {later} must not lie before {day}"));
        }
    }
    let answered = match (on, row.text("their_balance").is_empty()) {
        (None, true) => None,
        (Some(on), true) => Some(StatementAnswer { on, balance: balance("balance")? }),
        (Some(on), false) => Some(StatementAnswer { on, balance: balance("their_balance")? }),
        (None, false) => {
            return Err("answered: the day is missing, which their_balance needs".to_owned());
        }
    };
    let statement = Statement { day, balance: balance("balance")?, sent, answered };
    Ok(Box::new(statement).into())
}
