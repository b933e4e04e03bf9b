//! Loading of columns: staged first, which can be refused, then put in place, which cannot.

use std::sync::OnceLock;

use super::stage::{self, Staged};
use super::stage_receivables::{Receivables, receivables};
use super::{FactColumns, LoadError, ReceivableColumns};
use crate::account::past::{fits_beside, months_fit_merged, runs_fit_merged};
use crate::account::{FactKind, Ledger};
use crate::engine::{Span, index, parallel};
use crate::id::CustomerKey;
use crate::intake::Feed;
use crate::money::Amount;
use crate::receivable::CreditLimit;
use crate::timeline::{DayTotal, MonthAmount};

/// Loads several kinds of facts at once, all of them or none.
pub(crate) fn load(ledger: &mut Ledger, columns: &FactColumns<'_>) -> Result<(), LoadError> {
    stage::check_limits(ledger, columns.limits)?;
    check_erased(ledger, columns)?;
    let staged = stage_all(ledger, columns)?;
    check_versions(ledger, &staged)?;
    check_merges(ledger, &staged)?;
    note_first_days(ledger, columns);
    let mut spans = LoadedSpans::default();
    let tables = &mut ledger.tables;
    if let Some(sales) = staged.sales {
        tables.sales.replace_runs(sales.runs);
        spans.sales = sales.spans;
    }
    if let Some(Receivables { invoices, payments, unnumbered }) = staged.receivables {
        tables.invoices.replace_runs(invoices.runs);
        tables.payments.replace_runs(payments.runs);
        ledger.unnumbered_invoices = unnumbered;
        (spans.invoices, spans.payments) = (invoices.spans, payments.spans);
    }
    if let Some(expenses) = staged.expenses {
        tables.expenses.replace_runs(expenses.runs);
        spans.expenses = expenses.spans;
    }
    if let Some(plans) = staged.plans {
        (tables.plans, spans.plans) = (plans.runs, plans.spans);
    }
    if let Some(budgets) = staged.budgets {
        (tables.budgets, spans.budgets) = (budgets.runs, budgets.spans);
    }
    place(ledger, &spans, columns.limits);
    ledger.merges.forget_bounds();
    Ok(())
}

/// Columns that were staged; none of a kind that stays as it is.
#[derive(Debug)]
struct StagedColumns {
    sales: Option<Staged<DayTotal>>,
    receivables: Option<Receivables>,
    expenses: Option<Staged<DayTotal>>,
    plans: Option<Staged<MonthAmount>>,
    budgets: Option<Staged<MonthAmount>>,
}

/// Stages all columns, with the feature `rayon` on several threads. Nothing is put in place before
/// everything is staged.
fn stage_all(ledger: &Ledger, columns: &FactColumns<'_>) -> Result<StagedColumns, LoadError> {
    let sales = || columns.sales.map(|it| stage::sales(ledger, it)).transpose();
    let expenses = || columns.expenses.map(|it| stage::expenses(ledger, it)).transpose();
    let plans = || columns.plans.map(|it| stage::plans(ledger, it)).transpose();
    let budgets = || columns.budgets.map(|it| stage::budgets(ledger, it)).transpose();
    let receivables = || {
        let both = columns.receivables;
        both.map(|it| receivables(ledger, it.invoices, it.payments)).transpose()
    };
    let monthly = || parallel::join(plans, budgets);
    let others = || parallel::join(receivables, || parallel::join(expenses, monthly));
    let (sales, (receivables, (expenses, (plans, budgets)))) = parallel::join(sales, others);
    Ok(StagedColumns {
        sales: sales?,
        receivables: receivables?,
        expenses: expenses?,
        plans: plans?,
        budgets: budgets?,
    })
}

/// Demands that running totals fit by any choice of the versions of sales and expenses.
fn check_versions(ledger: &Ledger, staged: &StagedColumns) -> Result<(), LoadError> {
    let timelines = [(FactKind::Sale, &staged.sales), (FactKind::Expense, &staged.expenses)];
    for (kind, staged) in timelines {
        let Some(Staged { spans, runs }) = staged else { continue };
        for (key, history) in &ledger.histories {
            let position = key.position();
            let span = spans.get(index(position)).copied().unwrap_or(Span::EMPTY);
            if !fits_beside(history, kind, runs.slice(span), None) {
                return Err(LoadError::Overflow { kind, position });
            }
        }
    }
    Ok(())
}

/// Refuses rows of customers that were erased.
fn check_erased(ledger: &Ledger, columns: &FactColumns<'_>) -> Result<(), LoadError> {
    if ledger.erasures.is_empty() {
        return Ok(());
    }
    let receivables = columns.receivables;
    let kinds = [
        (FactKind::Sale, columns.sales.map(|it| it.customers)),
        (FactKind::Invoice, receivables.map(|it| it.invoices.customers)),
        (FactKind::Payment, receivables.map(|it| it.payments.customers)),
        (FactKind::Expense, columns.expenses.map(|it| it.customers)),
        (FactKind::Plan, columns.plans.map(|it| it.customers)),
        (FactKind::Budget, columns.budgets.map(|it| it.customers)),
    ];
    for (kind, customers) in kinds {
        let mut rows = customers.into_iter().flatten().copied().enumerate();
        let is_erased = |position| ledger.erasures.has(CustomerKey::from_position(position));
        if let Some((row, position)) = rows.find(|(_, position)| is_erased(*position)) {
            return Err(LoadError::UnknownCustomer { kind, row, position });
        }
    }
    Ok(())
}

/// Demands that running totals and amounts of a month fit over customers that are merged, or were.
fn check_merges(ledger: &Ledger, staged: &StagedColumns) -> Result<(), LoadError> {
    let too_large = |kind, group: &[CustomerKey]| {
        let position = group.iter().min().map_or(0, |key| key.position());
        LoadError::Overflow { kind, position }
    };
    let timelines = [(FactKind::Sale, &staged.sales), (FactKind::Expense, &staged.expenses)];
    for (kind, staged) in timelines {
        let Some(Staged { spans, runs }) = staged else { continue };
        let run = |key: CustomerKey| {
            let span = spans.get(index(key.position())).copied().unwrap_or(Span::EMPTY);
            runs.slice(span)
        };
        let mut groups = ledger.merges.groups();
        if let Some(group) = groups.find(|group| !runs_fit_merged(ledger, group, kind, run)) {
            return Err(too_large(kind, group));
        }
    }
    for (kind, staged) in [(FactKind::Plan, &staged.plans), (FactKind::Budget, &staged.budgets)] {
        let Some(Staged { spans, runs }) = staged else { continue };
        let run = |key: CustomerKey| {
            let span = spans.get(index(key.position())).copied().unwrap_or(Span::EMPTY);
            runs.slice(span)
        };
        let mut groups = ledger.merges.groups();
        if let Some(group) = groups.find(|group| !months_fit_merged(ledger, group, kind, run)) {
            return Err(too_large(kind, group));
        }
    }
    Ok(())
}

/// Puts the runs in place, all kinds in one pass over the customers.
fn place(ledger: &mut Ledger, loaded: &LoadedSpans, limits: &[i64]) {
    for (position, row) in ledger.rows.iter_mut().enumerate() {
        let put = |place: &mut Span, spans: &[Span]| {
            *place = spans.get(position).copied().unwrap_or(*place);
        };
        let spans = &mut row.spans;
        put(&mut spans.sales, &loaded.sales);
        put(&mut spans.plans, &loaded.plans);
        put(&mut spans.invoices, &loaded.invoices);
        put(&mut spans.payments, &loaded.payments);
        put(&mut spans.expenses, &loaded.expenses);
        put(&mut spans.budgets, &loaded.budgets);
        let is_erased = |_: &&i64| {
            let position = u32::try_from(position);
            position.is_ok_and(|it| ledger.erasures.has(CustomerKey::from_position(it)))
        };
        if let Some(limit) = limits.get(position).filter(|it| !is_erased(it)) {
            row.limit = CreditLimit::Amount(Amount::from_minor(*limit));
        }
    }
}

/// The runs of all customers after a load; empty for a kind that stays as it is.
#[derive(Debug, Default)]
struct LoadedSpans {
    sales: Vec<Span>,
    plans: Vec<Span>,
    invoices: Vec<Span>,
    payments: Vec<Span>,
    expenses: Vec<Span>,
    budgets: Vec<Span>,
}

/// Notes the first day of each feed that is loaded.
fn note_first_days(ledger: &mut Ledger, columns: &FactColumns<'_>) {
    let mut note = |feed, days: &[i32]| {
        if let Some(first) = days.iter().copied().min() {
            ledger.feeds.note(feed, stage::day(first));
            if let Some(firm) = &mut ledger.firm_feeds {
                firm.note(feed, stage::day(first));
                ledger.feed_steps = OnceLock::new();
            }
        }
    };
    if let Some(sales) = columns.sales {
        note(Feed::Sales, sales.days);
    }
    if let Some(ReceivableColumns { invoices, payments }) = columns.receivables {
        note(Feed::Receivables, invoices.issued);
        note(Feed::Receivables, payments.days);
    }
    if let Some(expenses) = columns.expenses {
        note(Feed::Expenses, expenses.days);
    }
}
