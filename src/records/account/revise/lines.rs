use std::sync::OnceLock;

use super::ReviseError;
use super::revise::{check, put};
use crate::account::ledger::{DocumentName, InList, Ledger, Row, Runs, Sparse};
use crate::account::record::holder;
use crate::account::versions::{FactTrail, History};
use crate::account::{Fact, FactKind, FactName, Feeds, RecordError};
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
    if let [(name, on)] = void.as_slice() {
        return revise_one(ledger, key, name, *on, None);
    }
    for (name, on) in &void {
        check(ledger, key, name, *on, None)?;
    }
    let before = Before::new(ledger, key)?;
    let void_all = |ledger: &mut Ledger| {
        void.iter().try_for_each(|(name, on)| revise_one(ledger, key, name, *on, None))
    };
    let voided = void_all(ledger);
    if voided.is_err() {
        before.put_back(ledger, key)?;
    }
    voided
}

/// The facts of a customer before some of them are void together: each fits alone, and all of them
/// may not.
struct Before {
    row: Row,
    runs: Runs,
    sparse: Option<Sparse>,
    history: Option<History>,
    feeds: (Feeds, Option<Feeds>),
}

impl Before {
    fn new(ledger: &Ledger, key: CustomerKey) -> Result<Self, RecordError> {
        let row = *ledger.row(key)?;
        let mut runs = Runs::default();
        runs.copy(&ledger.tables, &row.spans);
        let (sparse, history) = (ledger.sparse.get(&key), ledger.histories.get(&key));
        let feeds = (ledger.feeds, ledger.firm_feeds);
        Ok(Self { row, runs, sparse: sparse.cloned(), history: history.cloned(), feeds })
    }

    fn put_back(self, ledger: &mut Ledger, key: CustomerKey) -> Result<(), RecordError> {
        let Self { row, runs, sparse, history, feeds } = self;
        let mut spans = ledger.row(key)?.spans;
        runs.put(&mut ledger.tables, &mut spans);
        *ledger.row_mut(key)? = Row { spans, ..row };
        ledger.sparse.remove(&key);
        ledger.sparse.extend(sparse.map(|it| (key, it)));
        ledger.histories.remove(&key);
        ledger.histories.extend(history.map(|it| (key, it)));
        (ledger.feeds, ledger.firm_feeds) = feeds;
        ledger.feed_steps = OnceLock::new();
        ledger.merges.set_bound(key, None);
        Ok(())
    }
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
