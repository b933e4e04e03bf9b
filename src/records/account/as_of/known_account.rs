use crate::account::AccountView;
use crate::account::ledger::{InList, Lists, Row, Runs, Sparse, Tables};
use crate::calendar::{AsOf, Day};
use crate::receivable::Deposit;

/// The account of a customer as it is known on a day, for a look at what later days bring by
/// themselves: limits that begin, guarantees that end, items that grow older.
///
/// Nothing that is dated after the day is in it. What is agreed ahead stays: limits and collateral.
/// Sales and expenses stay as they are.
#[derive(Debug, Clone)]
pub(crate) struct KnownAccount {
    tables: Tables,
    row: Row,
    sparse: Option<Sparse>,
}

impl KnownAccount {
    /// The account as it is known on the day; `None` where nothing in it is dated after that day.
    pub(crate) fn at(account: AccountView<'_>, t: AsOf) -> Option<Self> {
        let is_later = |day: Day| !t.sees(day);
        let runs_on = account.orders().iter().any(|it| is_later(it.ordered))
            || account.invoices().iter().any(|it| is_later(it.issued))
            || account.payments().iter().any(|it| is_later(it.day));
        let AccountView { tables, row, sparse, .. } = account;
        if !runs_on && sparse.is_none_or(|it| !lists_go_on(&it.lists, t)) {
            return None;
        }
        let mut runs = Runs::default();
        runs.copy(tables, &row.spans);
        runs.orders.retain(|it| t.sees(it.ordered));
        runs.payments.retain(|it| t.sees(it.day));
        // An invoice to come stays, never issued: money that names it waits for it.
        for invoice in runs.invoices.iter_mut().filter(|it| is_later(it.issued)) {
            invoice.issued = Day::MAX;
        }
        let mut known = Self { tables: Tables::default(), row: *row, sparse: sparse.cloned() };
        known.row.spans = runs.swap(&mut known.tables);
        if let Some(sparse) = &mut known.sparse {
            forget_later(&mut sparse.lists, t);
            sparse.order_outflow.forget_after(t);
        }
        Some(known)
    }

    /// The account as judgements see it, in the place of the one from which it was made.
    pub(crate) fn view<'a>(&'a self, account: AccountView<'a>) -> AccountView<'a> {
        let mut view = account;
        (view.tables, view.row, view.sparse) = (&self.tables, &self.row, self.sparse.as_ref());
        view
    }
}

/// Tells whether anything in lists is dated after `t`.
fn lists_go_on(lists: &Lists, t: AsOf) -> bool {
    let is_later = |day: &Day| !t.sees(*day);
    let Lists { document_flows, instalments, disputes, bills, incidents, .. } = lists;
    document_flows.iter().any(|it| is_later(&it.date))
        || instalments.iter().any(|it| is_later(&it.from))
        || disputes.iter().any(|it| is_later(&it.from) || it.to.as_ref().is_some_and(is_later))
        || deposits_go_on(lists, t)
        || bills.iter().any(|it| it.days().any(|day| is_later(&day)))
        || incidents
            .iter()
            .any(|it| is_later(&it.reported) || it.resolved.as_ref().is_some_and(is_later))
}

fn deposits_go_on(lists: &Lists, t: AsOf) -> bool {
    let is_later = |it: &Deposit| it.known_at(t).as_ref() != Some(it);
    Deposit::list(lists).iter().any(is_later)
}

fn forget_later_deposits(lists: &mut Lists, t: AsOf) {
    if deposits_go_on(lists, t) {
        let list = Deposit::list_mut(lists);
        *list = list.iter().filter_map(|it| it.known_at(t)).collect();
    }
}

fn forget_later(lists: &mut Lists, t: AsOf) {
    lists.document_flows.retain(|it| t.sees(it.date));
    lists.instalments.retain(|it| t.sees(it.from));
    lists.disputes.retain(|it| t.sees(it.from));
    for dispute in &mut lists.disputes {
        dispute.to = dispute.to.filter(|to| t.sees(*to));
    }
    forget_later_deposits(lists, t);
    lists.bills = lists.bills.iter().filter_map(|it| it.known_at(t)).collect();
    lists.incidents.retain(|it| t.sees(it.reported));
    for incident in &mut lists.incidents {
        incident.resolved = incident.resolved.filter(|resolved| t.sees(*resolved));
    }
}
