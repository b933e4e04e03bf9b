use super::choice::Choice;
use super::documents::{invoices, orders, payments};
use super::flows::flows;
use super::lists::{lists, months};
use super::timelines::{expenses, product_groups, sales};
use crate::account::ledger::{GroupDays, Ledger, Lists, OrderOutflow, Runs, Sparse};
use crate::account::versions::{FactTrail, History, Standing};
use crate::id::CustomerKey;

/// The runs and lists of a customer, by one choice of versions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Composition {
    pub(crate) runs: Runs,
    pub(crate) lists: Lists,
    pub(crate) order_outflow: OrderOutflow,
    pub(crate) product_groups: Vec<GroupDays>,
}

/// The facts of a customer by the versions that `standing` chooses, in place of those that the
/// tables hold. `None` when a running total does not fit.
pub(crate) fn compose<'h>(
    ledger: &'h Ledger,
    key: CustomerKey,
    history: &'h History,
    standing: impl Fn(&'h FactTrail) -> Standing<'h>,
) -> Option<Composition> {
    let row = ledger.row(key).ok()?;
    let choice = Choice { ledger, key, history, standing };
    let mut runs = Runs::copied(&ledger.tables, &row.spans);
    sales(&choice, &mut runs.sales)?;
    expenses(&choice, &mut runs.expenses)?;
    orders(&choice, &mut runs.orders);
    invoices(&choice, &mut runs.invoices);
    payments(&choice, &mut runs.payments, &runs.invoices);
    months(&choice, &mut runs);
    let sparse = ledger.sparse(key);
    let mut lists = lists(&choice, sparse.map(|it| it.lists.clone()).unwrap_or_default());
    let order_outflow = flows(&choice, &runs, &mut lists.document_flows);
    let order_outflow =
        order_outflow.or_else(|| sparse.map(|it| it.order_outflow.clone())).unwrap_or_default();
    let product_groups = product_groups(&choice, sparse.map_or(&[], Sparse::group_days));
    Some(Composition { runs, lists, order_outflow, product_groups })
}
