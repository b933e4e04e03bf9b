use super::ReviseError;
use super::revise::{check, put};
use crate::account::ledger::{DocumentName, InList, Ledger};
use crate::account::record::holder;
use crate::account::versions::FactTrail;
use crate::account::{Fact, FactKind, FactName};
use crate::calendar::Day;
use crate::id::{CustomerKey, LineNumber};
use crate::trade::SaleLine;

/// Revises a fact. A void version of a sale voids its lines as well; one without a line voids all
/// sales of the document.
pub(crate) fn revise_or_void_lines(
    ledger: &mut Ledger,
    key: CustomerKey,
    name: &FactName,
    on: Day,
    fact: Option<&Fact>,
) -> Result<(), ReviseError> {
    let key = holder(ledger, key, name, on);
    if fact.is_some() || name.kind != FactKind::Sale {
        return revise_one(ledger, key, name, on, fact);
    }
    let sales = if name.line.is_none() { sales(ledger, key, name) } else { Vec::new() };
    let mut sales: Vec<FactName> = sales.into_iter().filter(|it| stands(ledger, key, it)).collect();
    if sales.is_empty() {
        sales.push(name.clone());
    }
    let mut void: Vec<(FactName, Day)> = sales.into_iter().map(|it| (it, on)).collect();
    void.extend(standing_lines(ledger, key, name, on));
    for (name, on) in &void {
        check(ledger, key, name, *on, None)?;
    }
    for (name, on) in &void {
        let revision = check(ledger, key, name, *on, None)?;
        put(ledger, key, revision)?;
    }
    Ok(())
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
fn sales(ledger: &mut Ledger, key: CustomerKey, name: &FactName) -> Vec<FactName> {
    let documents = ledger.tables.sales.documents_mut();
    documents.link();
    let own = documents.of_customer(key).into_iter();
    let read = own.map(|handle| DocumentName::read(name.kind, documents.numbers().name(handle)));
    let of_number = read.filter(|(number, _)| *number == name.number);
    of_number.map(|(_, line)| FactName { line, ..name.clone() }).collect()
}

/// The lines of a sale that stand, each with the day from which it can be void. Those of a sale
/// without a line are all lines of its document.
fn standing_lines(
    ledger: &Ledger,
    key: CustomerKey,
    sale: &FactName,
    on: Day,
) -> Vec<(FactName, Day)> {
    let history = ledger.histories.get(&key);
    let lines = recorded_lines(ledger, key, sale).map(|line| {
        let name = Fact::from(line.clone()).name();
        let known = history.and_then(|it| it.trail(&name)).map(FactTrail::last_change);
        (name, known.unwrap_or(line.day).max(on))
    });
    lines.collect()
}

/// The names of all lines of a sale, void ones among them.
pub(super) fn lines_of_sale(ledger: &Ledger, key: CustomerKey, sale: &FactName) -> Vec<FactName> {
    let recorded = recorded_lines(ledger, key, sale).map(|it| Fact::from(it.clone()).name());
    let trails = ledger.histories.get(&key).map_or(&[][..], |it| it.of_kind(FactKind::SaleLine));
    let revised = trails.iter().map(|it| &it.name);
    let revised = revised.filter(|it| it.number == sale.number && is_line_of(it.line, sale));
    let mut names: Vec<FactName> = recorded.chain(revised.cloned()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn recorded_lines<'a>(
    ledger: &'a Ledger,
    key: CustomerKey,
    sale: &FactName,
) -> impl Iterator<Item = &'a SaleLine> {
    let list = ledger.sparse(key).map_or(&[][..], |sparse| SaleLine::list(&sparse.lists));
    let of_document = SaleLine::of_document(list, &sale.number).iter();
    of_document.filter(|it| is_line_of(it.line, sale))
}

/// Tells whether a line of the document is one of the sale.
fn is_line_of(line: Option<LineNumber>, sale: &FactName) -> bool {
    sale.line.is_none() || sale.line == line
}
