//! Staging of columns: everything checked, grouped by customer and put in order. Nothing of the
//! ledger is changed.

use super::check::Check;
use super::{DatedColumns, LoadError, MonthlyColumns};
use crate::account::FactKind;
use crate::account::ledger::{Ledger, Row, Spans};
use crate::calendar::{Day, Month};
use crate::engine::{Arena, CountingSort, Keyed, Span};
use crate::measure::proven;
use crate::money::Amount;
use crate::timeline::{DayTotal, MOST_OWNERS, MonthAmount, compact, loosened};

/// The runs of a kind, old rows and new ones, and the run of each customer.
#[derive(Debug)]
pub(super) struct Staged<T> {
    pub(super) spans: Vec<Span>,
    pub(super) runs: Arena<T>,
}

/// A row that carries its customer with it until it is in place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tagged<T> {
    pub(super) customer: u32,
    pub(super) row: T,
}

impl Keyed for DayTotal {
    fn group(&self) -> u32 {
        self.tag()
    }

    fn rank(&self) -> i32 {
        DayTotal::day(self).to_epoch_days()
    }
}

impl Keyed for MonthAmount {
    fn group(&self) -> u32 {
        self.owner()
    }

    fn rank(&self) -> i32 {
        self.month().months_since(Month::default())
    }
}

/// The customers that may have recorded facts of a kind, and the number of these facts. Without any
/// fact there is no customer to look at.
pub(super) fn recorded<'a, T: Copy + Default>(
    rows: &'a [Row],
    runs: &Arena<T>,
    span: impl Fn(&Spans) -> Span,
) -> (&'a [Row], usize) {
    if runs.is_empty() {
        return (&[], 0);
    }
    let count = rows.iter().try_fold(0_usize, |sum, row| sum.checked_add(span(&row.spans).len()));
    (rows, proven!(count, else 0, "the runs stand in memory side by side"))
}

/// Recorded rows and new ones, whose customers are given, in parts.
pub(super) fn grouped<T: Keyed, I: Iterator<Item = T>>(
    among: usize,
    count: usize,
    recorded: impl Fn() -> I,
    customers: &[u32],
    new: impl Iterator<Item = T>,
) -> Option<CountingSort<T>> {
    let count = proven!(
        count.checked_add(customers.len()),
        else count,
        "both are lengths of what stands in memory"
    );
    let keys = recorded().map(|row| row.group()).chain(customers.iter().copied());
    CountingSort::partition(among, count, keys, recorded().chain(new))
}

/// A day of a column that was checked.
pub(super) fn day(epoch_days: i32) -> Day {
    let day = Day::try_from_epoch_days(epoch_days);
    proven!(day, else Day::default(), "days are checked before rows are staged")
}

/// A month of a column that was checked.
fn month(number: i32) -> Month {
    let month = Month::try_from_number(number);
    proven!(month, else Month::default(), "months are checked before rows are staged")
}

/// The checks of a kind.
pub(super) fn check(ledger: &Ledger, kind: FactKind) -> Check {
    Check { kind, customers: ledger.len() }
}

/// Stages sales.
pub(super) fn sales(
    ledger: &Ledger,
    columns: DatedColumns<'_>,
) -> Result<Staged<DayTotal>, LoadError> {
    let runs = ledger.tables.sales.runs();
    dated(&check(ledger, FactKind::Sale), columns, &ledger.rows, runs, |spans| spans.sales)
}

/// Stages expenses.
pub(super) fn expenses(
    ledger: &Ledger,
    columns: DatedColumns<'_>,
) -> Result<Staged<DayTotal>, LoadError> {
    let runs = ledger.tables.expenses.runs();
    dated(&check(ledger, FactKind::Expense), columns, &ledger.rows, runs, |spans| spans.expenses)
}

/// Stages plans.
pub(super) fn plans(
    ledger: &Ledger,
    columns: MonthlyColumns<'_>,
) -> Result<Staged<MonthAmount>, LoadError> {
    let runs = &ledger.tables.plans;
    monthly(&check(ledger, FactKind::Plan), columns, &ledger.rows, runs, |spans| spans.plans)
}

/// Stages budgets.
pub(super) fn budgets(
    ledger: &Ledger,
    columns: MonthlyColumns<'_>,
) -> Result<Staged<MonthAmount>, LoadError> {
    let runs = &ledger.tables.budgets;
    monthly(&check(ledger, FactKind::Budget), columns, &ledger.rows, runs, |spans| spans.budgets)
}

/// Refuses limits that cannot be agreed.
pub(super) fn check_limits(ledger: &Ledger, limits: &[i64]) -> Result<(), LoadError> {
    let check = check(ledger, FactKind::Limit);
    let (kind, expected, found) = (check.kind, ledger.rows.len(), limits.len());
    if found > expected {
        return Err(LoadError::Length { kind, expected, found });
    }
    check.amounts(limits, "not be negative", |limit| limit >= 0)
}

/// The recorded rows of all customers, each with its customer.
pub(super) fn tagged<'a, T: Copy + 'a>(
    rows: &'a [Row],
    run: impl Fn(&Spans) -> &'a [T] + Copy + 'a,
) -> impl Iterator<Item = Tagged<T>> + 'a {
    (0_u32..).zip(rows).flat_map(move |(customer, row)| {
        run(&row.spans).iter().map(move |row| Tagged { customer, row: *row })
    })
}

fn dated(
    check: &Check,
    columns: DatedColumns<'_>,
    ledger_rows: &[Row],
    runs: &Arena<DayTotal>,
    span_of: impl Fn(&Spans) -> Span + Copy,
) -> Result<Staged<DayTotal>, LoadError> {
    let DatedColumns { customers, days, amounts } = columns;
    check.lengths(customers, &[days.len(), amounts.len()])?;
    check.known(customers)?;
    check.days("day", days)?;
    if check.customers > MOST_OWNERS {
        return Err(LoadError::Full { kind: check.kind });
    }
    let (rows, count) = recorded(ledger_rows, runs, span_of);
    let old = || {
        let old = (0_u32..).zip(rows);
        old.flat_map(|(customer, row)| loosened(runs.slice(span_of(&row.spans)), customer))
    };
    let facts = days.iter().zip(amounts);
    let new = customers.iter().zip(facts).map(|(customer, (epoch_days, amount))| {
        DayTotal::loose(day(*epoch_days), Amount::from_minor(*amount), *amount > 0, *customer)
    });
    let grouped = grouped(ledger_rows.len(), count, old, customers, new);
    let grouped = grouped.ok_or(LoadError::Full { kind: check.kind })?;
    let packed = grouped.finish(compact);
    let (spans, items) =
        packed.map_err(|position| LoadError::Overflow { kind: check.kind, position })?;
    Ok(Staged { spans, runs: Arena::packed(items) })
}

fn monthly(
    check: &Check,
    columns: MonthlyColumns<'_>,
    ledger_rows: &[Row],
    runs: &Arena<MonthAmount>,
    span_of: impl Fn(&Spans) -> Span + Copy,
) -> Result<Staged<MonthAmount>, LoadError> {
    let MonthlyColumns { customers, months, amounts } = columns;
    check.lengths(customers, &[months.len(), amounts.len()])?;
    check.known(customers)?;
    check.months(months)?;
    check.amounts(amounts, "not be negative", |amount| amount >= 0)?;
    let (rows, count) = recorded(ledger_rows, runs, span_of);
    let old = || {
        tagged(rows, |spans| runs.slice(span_of(spans)))
            .map(|Tagged { customer, row }| row.of_owner(customer))
    };
    let agreed = months.iter().zip(amounts);
    let new = customers.iter().zip(agreed).map(|(customer, (month, amount))| {
        let (month, amount) = (self::month(*month), Amount::from_minor(*amount));
        MonthAmount::new(month, amount).of_owner(*customer)
    });
    let kind = check.kind;
    let grouped = grouped(ledger_rows.len(), count, old, customers, new);
    let packed = grouped.ok_or(LoadError::Full { kind })?.finish(|run| {
        for agreed in run.iter_mut() {
            *agreed = agreed.of_owner(0);
        }
        let months = run.iter().map(|it| it.month());
        let repeated = months.clone().zip(months.skip(1)).any(|(a, b)| a == b);
        (!repeated).then_some(run.len())
    });
    let (spans, items) = packed.map_err(|position| LoadError::Repeated { kind, position })?;
    Ok(Staged { spans, runs: Arena::packed(items) })
}
