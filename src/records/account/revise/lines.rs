use super::ReviseError;
use super::revise::{check, put};
use crate::account::ledger::{DocumentName, Ledger};
use crate::account::record::holder;
use crate::account::{Fact, FactKind, FactName};
use crate::calendar::Day;
use crate::id::CustomerKey;

/// Revises a fact. A void version of a sale without a line voids all lines of the document.
pub(crate) fn revise_or_void_lines(
    ledger: &mut Ledger,
    key: CustomerKey,
    name: &FactName,
    on: Day,
    fact: Option<&Fact>,
) -> Result<(), ReviseError> {
    let key = holder(ledger, key, name, on);
    if fact.is_none() && name.line.is_none() && name.kind == FactKind::Sale {
        let lines = lines(ledger, key, name);
        let lines: Vec<FactName> = lines.into_iter().filter(|it| stands(ledger, key, it)).collect();
        if !lines.is_empty() {
            for line in &lines {
                check(ledger, key, line, on, None)?;
            }
            for line in &lines {
                let revision = check(ledger, key, line, on, None)?;
                put(ledger, key, revision)?;
            }
            return Ok(());
        }
    }
    revise_one(ledger, key, name, on, fact)
}

/// Revises one fact: a name without a line is that of the document as a whole.
pub(crate) fn revise_one(
    ledger: &mut Ledger,
    key: CustomerKey,
    name: &FactName,
    on: Day,
    fact: Option<&Fact>,
) -> Result<(), ReviseError> {
    let revision = check(ledger, key, name, on, fact)?;
    put(ledger, key, revision)
}

fn stands(ledger: &Ledger, key: CustomerKey, name: &FactName) -> bool {
    let trail = ledger.histories.get(&key).and_then(|history| history.trail(name));
    trail.is_none_or(|trail| trail.last().is_some())
}

/// The names of the sales of a number: the document as a whole, and its lines.
fn lines(ledger: &mut Ledger, key: CustomerKey, name: &FactName) -> Vec<FactName> {
    let documents = ledger.tables.sales.documents_mut();
    documents.link();
    let own = documents.of_customer(key).into_iter();
    let read = own.map(|handle| DocumentName::read(name.kind, documents.numbers().name(handle)));
    let of_number = read.filter(|(number, _)| *number == name.number);
    of_number.map(|(_, line)| FactName { line, ..name.clone() }).collect()
}
