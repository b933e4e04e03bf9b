//! Erasure of a fact, and of a whole customer.

use std::sync::OnceLock;

use super::beside::forget_document;
use super::feeds::{feeds_now, firm_feeds};
use super::lines::lines_of_sale;
use super::revise::{Revision, find, put};
use crate::account::erase::{EraseError, Erasure, OpenMoney};
use crate::account::ledger::{Ledger, Row, Runs, Sparse};
use crate::account::{Fact, FactKind, FactName};
use crate::calendar::{AsOf, Day};
use crate::id::CustomerKey;
use crate::intake::Feed;
use crate::money::Total;
use crate::receivable::{Bill, Deposit, OpenBalance};

/// Erases a fact from every day, a sale with its lines.
pub(crate) fn erase_fact(
    ledger: &mut Ledger,
    name: &FactName,
    mark: Erasure,
    open_money: OpenMoney,
) -> Result<(), EraseError> {
    let key = mark.customer;
    let is_sale = name.kind == FactKind::Sale;
    let lines = if is_sale { lines_of_sale(ledger, key, name) } else { Vec::new() };
    erase_one(ledger, name, mark.clone(), open_money)?;
    lines.iter().try_for_each(move |line| erase_one(ledger, line, mark.clone(), open_money))
}

fn erase_one(
    ledger: &mut Ledger,
    name: &FactName,
    mark: Erasure,
    open_money: OpenMoney,
) -> Result<(), EraseError> {
    let key = mark.customer;
    check_customer(ledger, key)?;
    if erase_reports(ledger, key, name) {
        note_erasure(ledger, name.kind, mark);
        return Ok(());
    }
    let trail = ledger.histories.get(&key).and_then(|history| history.trail(name));
    let found = match trail {
        Some(trail) => Some((trail.handle, trail.last().cloned(), trail.last_change())),
        None => find(ledger, key, name).ok().map(|(handle, fact)| {
            let on = fact.own_day().unwrap_or(Day::MIN);
            (handle, Some(fact), on)
        }),
    };
    let unknown = || EraseError::Unknown { name: name.clone() };
    let (handle, stands, on) = found.ok_or_else(unknown)?;
    if stands.as_ref().is_some_and(is_money) {
        check_money(ledger, key, open_money)?;
    }
    if stands.is_some() {
        let revision = Revision { name, handle, before: stands, on, fact: None };
        put(ledger, key, revision).map_err(|_| unknown())?;
    }
    let mut settlements = Vec::new();
    if let Some(history) = ledger.histories.get_mut(&key) {
        history.remove(name);
        settlements = history.forget_name(name);
        history.drop_independent();
    }
    for settlement in settlements {
        let kind = FactKind::Payment;
        if let Some(documents) = ledger.tables.documents_mut(kind) {
            documents.erase(settlement);
        }
        forget_beside(ledger, key, &FactName::new(kind, ""), settlement);
    }
    if let Some(documents) = ledger.tables.documents_mut(name.kind) {
        documents.erase(handle);
    }
    forget_beside(ledger, key, name, handle);
    note_erasure(ledger, name.kind, mark);
    Ok(())
}

/// Tells whether a fact is about money owed or to be owed: an invoice, a payment or an order.
fn is_money(fact: &Fact) -> bool {
    fact.feed().is_some_and(|(feed, _)| feed == Feed::Receivables)
}

fn note_erasure(ledger: &mut Ledger, kind: FactKind, mark: Erasure) {
    ledger.merges.set_bound(mark.customer, None);
    ledger.erasures.note(Erasure { kind: Some(kind), ..mark });
    count_feeds_anew(ledger);
}

/// Erases the reports of a name that have no versions; `true` when there was any. Several may share
/// a name, which then means all of them.
fn erase_reports(ledger: &mut Ledger, key: CustomerKey, name: &FactName) -> bool {
    let is_revised = ledger.histories.get(&key).is_some_and(|it| it.trail(name).is_some());
    let Some(Sparse { lists, .. }) = ledger.sparse.get_mut(&key).filter(|_| !is_revised) else {
        return false;
    };
    lists.drop_shared(name)
}

/// Erases a customer with all its facts from every day.
pub(crate) fn erase_customer(
    ledger: &mut Ledger,
    mark: Erasure,
    open_money: OpenMoney,
) -> Result<(), EraseError> {
    let key = mark.customer;
    check_customer(ledger, key)?;
    if ledger.merges.take_part(key) {
        return Err(EraseError::Merged);
    }
    check_money(ledger, key, open_money)?;
    let position = key.position();
    let unknown = |_| EraseError::UnknownCustomer { position };
    let mut spans = ledger.row(key).map_err(unknown)?.spans;
    for kind in FactKind::DOCUMENTED {
        let Some(documents) = ledger.tables.documents_mut(*kind) else { continue };
        let own = documents.of_customer(key);
        for handle in &own {
            documents.erase(*handle);
        }
        for handle in own {
            forget_document(ledger, key, *kind, handle);
        }
    }
    Runs::default().put(&mut ledger.tables, &mut spans);
    *ledger.row_mut(key).map_err(unknown)? = Row::NEW;
    ledger.histories.remove(&key);
    ledger.sparse.insert(key, Sparse::default());
    ledger.row_mut(key).map_err(unknown)?.has_sparse = true;
    ledger.contract_owners.retain(|_, owner| *owner != key);
    ledger.merges.set_bound(key, None);
    ledger.erasures.note(Erasure { kind: None, ..mark });
    count_feeds_anew(ledger);
    Ok(())
}

/// Refuses a customer that there is not, and one that is erased.
pub(crate) fn check_customer(ledger: &Ledger, key: CustomerKey) -> Result<(), EraseError> {
    let position = key.position();
    ledger.row(key).map_err(|_| EraseError::UnknownCustomer { position })?;
    if ledger.erasures.has(key) { Err(EraseError::Erased) } else { Ok(()) }
}

/// Refuses an erasure while anything is owed on either side, a bill is no money yet, a deposit is
/// held, or anything is ordered, by all that is known.
fn check_money(ledger: &Ledger, key: CustomerKey, open_money: OpenMoney) -> Result<(), EraseError> {
    let Some(view) = ledger.view(key).filter(|_| open_money == OpenMoney::Refuse) else {
        return Ok(());
    };
    let t = AsOf::new(Day::MAX);
    let balance = OpenBalance::as_of(view.receivables(), t);
    let orders: Total = view.open_orders(t).map(|it| it.open).collect();
    let bills = Bill::outstanding(view.bills(), t);
    let deposits = Deposit::all_held(view.deposits(), t);
    let sums = [balance.open(), balance.balance(), bills, deposits, orders];
    if sums.into_iter().all(|sum| sum == Total::ZERO) {
        return Ok(());
    }
    let owed = balance.balance().plus(bills).minus(deposits);
    let said = |total: Total| total.with_currency(ledger.currency).to_string();
    Err(EraseError::MoneyOpen { balance: said(owed), orders: said(orders) })
}

/// Forgets what is kept of a document beside its table.
fn forget_beside(ledger: &mut Ledger, key: CustomerKey, name: &FactName, handle: u32) {
    let kind = name.kind;
    forget_document(ledger, key, kind, handle);
    if kind == FactKind::Contract {
        ledger.contract_owners.retain(|contract, _| contract.as_str() != name.number);
    }
    if let (Some(erased), Some(sparse)) = (name.as_named(), ledger.sparse.get_mut(&key)) {
        sparse.lists.drop_about(erased);
    }
}

/// The feeds without what was erased.
fn count_feeds_anew(ledger: &mut Ledger) {
    ledger.feed_steps = OnceLock::new();
    let firm = firm_feeds(ledger);
    // Kept apart only where facts have versions.
    ledger.firm_feeds = ledger.firm_feeds.map(|_| firm);
    ledger.feeds = feeds_now(ledger, firm);
}
