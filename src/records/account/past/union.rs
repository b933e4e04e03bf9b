use super::sums::bound_of_both;
use super::{Composition, ListedFacts, compose};
use crate::account::MergeError;
use crate::account::ledger::{GroupDays, Ledger, Runs, Sparse};
use crate::account::versions::{FactTrail, History};
use crate::calendar::{AsOf, Day};
use crate::engine::Interner;
use crate::id::CustomerKey;
use crate::intake::insert_sorted;
use crate::receivable::{RecordedInvoice, RecordedPayment};
use crate::timeline::{DayTotal, MonthAmount, compact, loosened};

/// Merges a customer into another from a day on.
pub(crate) fn merge(
    ledger: &mut Ledger,
    merged: CustomerKey,
    survivor: CustomerKey,
    on: Day,
) -> Result<(), MergeError> {
    check_merge(ledger, merged, survivor, on)?;
    let bound = bound_of_both(ledger, merged, survivor).ok_or(MergeError::Overflow)?;
    for customer in [merged, survivor] {
        let marked = ledger.sparse_mut(customer).map(|_| ());
        marked.map_err(|_| MergeError::UnknownCustomer { customer })?;
    }
    ledger.merges.note(merged, survivor, on, bound);
    Ok(())
}

/// Checks that both customers are there and that the merge leads into no circle.
pub(crate) fn check_merge(
    ledger: &Ledger,
    merged: CustomerKey,
    survivor: CustomerKey,
    on: Day,
) -> Result<(), MergeError> {
    for customer in [merged, survivor] {
        ledger.demand_customer(customer).map_err(|_| MergeError::UnknownCustomer { customer })?;
    }
    ledger.merges.check(merged, survivor, on)
}

/// Merges pairs of customers, the survivor last, from a day on: all of them or none.
pub(crate) fn merge_all(
    ledger: &mut Ledger,
    pairs: impl IntoIterator<Item = (CustomerKey, CustomerKey)>,
    on: Day,
) -> Result<(), (CustomerKey, MergeError)> {
    let before = ledger.merges.clone();
    for (merged, survivor) in pairs {
        if let Err(refusal) = merge(ledger, merged, survivor, on) {
            ledger.merges = before;
            return Err((merged, refusal));
        }
    }
    Ok(())
}

/// The facts of a customer and of those merged into it, as they were known at `t`. `None` when a
/// running total does not fit.
pub(crate) fn united(
    ledger: &Ledger,
    survivor: CustomerKey,
    merged: &[CustomerKey],
    t: AsOf,
) -> Option<Composition> {
    let none = History::default();
    let known = |key| {
        let history = ledger.histories.get(&key).unwrap_or(&none);
        compose(ledger, key, history, |trail: &FactTrail| trail.at(t))
    };
    let mut all = known(survivor)?;
    all.listed.get_or_insert_with(|| ListedFacts::now(ledger.sparse(survivor)));
    for merged in merged {
        let sparse = ledger.sparse(*merged);
        unite(ledger, &mut all, known(*merged)?, sparse)?;
    }
    Some(all)
}

/// Puts the facts of a customer beside those of another, as if they had been recorded there.
/// `None` when a running total does not fit.
///
/// Temporary limits are terms, as are keepers and assignments: those of the merged customer are
/// left out.
fn unite(
    ledger: &Ledger,
    survivor: &mut Composition,
    merged: Composition,
    sparse: Option<&Sparse>,
) -> Option<()> {
    let Composition { runs, listed } = merged;
    let invoices = ledger.tables.invoices.numbers();
    let own: &mut Runs = &mut survivor.runs;
    own.sales = timeline(&own.sales, &runs.sales)?;
    own.expenses = timeline(&own.expenses, &runs.expenses)?;
    months(&mut own.plans, runs.plans)?;
    months(&mut own.budgets, runs.budgets)?;
    own.orders.extend(runs.orders);
    own.orders.sort_by_key(|it| it.ordered);
    own.invoices.extend(runs.invoices);
    own.invoices.sort_by(|a, b| order(invoices, a).cmp(&order(invoices, b)));
    own.payments.extend(runs.payments);
    let place = |it: &RecordedPayment| it.place(invoices.name(it.invoice));
    own.payments.sort_by(|a, b| place(a).cmp(&place(b)));
    let own = survivor.listed.get_or_insert_default();
    let ListedFacts { mut lists, order_outflow, product_groups } =
        listed.unwrap_or_else(|| ListedFacts::now(sparse));
    lists.drop_terms();
    own.lists.absorb(lists);
    own.order_outflow.absorb(order_outflow);
    for group in product_groups {
        GroupDays::absorb(&mut own.product_groups, group, &ledger.groups);
    }
    Some(())
}

/// Invoices stand by due date, then number.
fn order<'a>(numbers: &'a Interner, invoice: &RecordedInvoice) -> impl Ord + use<'a> {
    (invoice.due, numbers.name(invoice.document), invoice.document)
}

/// The days of both timelines in one.
fn timeline(one: &[DayTotal], other: &[DayTotal]) -> Option<Vec<DayTotal>> {
    let mut days: Vec<DayTotal> = loosened(one, 0).chain(loosened(other, 0)).collect();
    days.sort_by_key(DayTotal::day);
    let count = compact(&mut days)?;
    days.truncate(count);
    Some(days)
}

/// The amounts of a month add up.
fn months(own: &mut Vec<MonthAmount>, others: Vec<MonthAmount>) -> Option<()> {
    for other in others {
        let month = other.month();
        match own.binary_search_by_key(&month, |it| it.month()) {
            Ok(place) => {
                let it = own.get_mut(place)?;
                *it = MonthAmount::new(month, it.amount().checked_add(other.amount())?);
            }
            Err(_) => insert_sorted(own, other, |it| it.month() > month),
        }
    }
    Some(())
}
