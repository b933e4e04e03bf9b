//! Columns arranged: everything checked, grouped by customer, put in order; nothing of the ledger
//! changed yet.

use std::cmp::Ordering;

use super::FactKind;
use super::columns::{
    Check, DatedColumns, InvoiceColumns, LoadError, MonthlyColumns, PaymentColumns, first,
};
use super::ledger::Ledger;
use super::row::Row;
use crate::calendar::{Day, Month};
use crate::engine::{Arena, CountingSort, Keyed, Span, index};
use crate::money::Amount;
use crate::receivable::{RecordedInvoice, RecordedPayment};
use crate::timeline::{DayTotal, MonthAmount, compact, loosened};

/// The runs of a kind, old rows and new ones, and where the run of each customer stands.
#[derive(Debug)]
pub(super) struct Arranged<T> {
    pub(super) spans: Vec<Span>,
    pub(super) runs: Arena<T>,
}

/// Invoices and the payments that name them.
pub(super) type Receivables = (Arranged<RecordedInvoice>, Arranged<RecordedPayment>);

/// A row that carries its customer with it until it is in place.
#[derive(Debug, Clone, Copy, Default)]
struct Tagged<T> {
    customer: u32,
    row: T,
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
        self.tag
    }

    fn rank(&self) -> i32 {
        self.month.months_since(Month::default())
    }
}

impl Keyed for RecordedInvoice {
    fn group(&self) -> u32 {
        self.marks & !Self::DISPUTED
    }

    fn rank(&self) -> i32 {
        self.due.to_epoch_days()
    }
}

impl Keyed for Tagged<RecordedPayment> {
    fn group(&self) -> u32 {
        self.customer
    }

    fn rank(&self) -> i32 {
        self.row.due.to_epoch_days()
    }
}

/// The customers that may have something recorded of a kind, and how much it is: none of them before
/// anything is.
fn recorded<'a, T: Copy + Default>(
    rows: &'a [Row],
    runs: &Arena<T>,
    span: impl Fn(&Row) -> Span,
) -> (&'a [Row], usize) {
    if runs.is_empty() {
        return (&[], 0);
    }
    (rows, rows.iter().map(|row| span(row).len()).fold(0, usize::saturating_add))
}

/// Recorded rows and new ones, whose customers are given, in parts.
fn grouped<T: Keyed, I: Iterator<Item = T>>(
    among: usize,
    count: usize,
    recorded: impl Fn() -> I,
    customers: &[u32],
    new: impl Iterator<Item = T>,
) -> Option<CountingSort<T>> {
    let count = count.saturating_add(customers.len());
    let keys = recorded().map(|row| row.group()).chain(customers.iter().copied());
    CountingSort::partition(among, count, keys, recorded().chain(new))
}

fn day(epoch_days: i32) -> Day {
    // Checked with the columns.
    Day::try_from_epoch_days(epoch_days).unwrap_or_default()
}

impl Ledger {
    fn check(&self, kind: FactKind) -> Check {
        Check { kind, customers: self.len() }
    }

    pub(super) fn arranged_sales(
        &self,
        columns: DatedColumns<'_>,
    ) -> Result<Arranged<DayTotal>, LoadError> {
        dated(&self.check(FactKind::Sale), columns, &self.rows, &self.sold.runs, |row| row.sales)
    }

    pub(super) fn arranged_expenses(
        &self,
        columns: DatedColumns<'_>,
    ) -> Result<Arranged<DayTotal>, LoadError> {
        dated(&self.check(FactKind::Expense), columns, &self.rows, &self.expenses, |row| {
            row.expenses
        })
    }

    pub(super) fn arranged_plans(
        &self,
        columns: MonthlyColumns<'_>,
    ) -> Result<Arranged<MonthAmount>, LoadError> {
        monthly(&self.check(FactKind::Plan), columns, &self.rows, &self.plans, |row| row.plans)
    }

    pub(super) fn arranged_budgets(
        &self,
        columns: MonthlyColumns<'_>,
    ) -> Result<Arranged<MonthAmount>, LoadError> {
        monthly(&self.check(FactKind::Budget), columns, &self.rows, &self.budgets, |row| {
            row.budgets
        })
    }

    pub(super) fn arranged_receivables(
        &self,
        invoices: InvoiceColumns<'_>,
        payments: PaymentColumns<'_>,
    ) -> Result<Receivables, LoadError> {
        check_invoices(&self.check(FactKind::Invoice), invoices)?;
        check_payments(&self.check(FactKind::Payment), payments, invoices)?;
        Ok((self.grouped_invoices(invoices)?, self.grouped_payments(payments, invoices)?))
    }

    /// Refuses limits that cannot be agreed.
    pub(super) fn check_limits(&self, limits: &[i64]) -> Result<(), LoadError> {
        let check = self.check(FactKind::Limit);
        let (kind, expected, found) = (check.kind, self.rows.len(), limits.len());
        if found > expected {
            return Err(LoadError::Length { kind, expected, found });
        }
        check.amounts(limits, "not be negative", |limit| limit >= 0)
    }

    /// The number of unnumbered invoices after so many more.
    pub(super) fn next_unnumbered(&self, more: usize) -> u32 {
        self.unnumbered_invoices.saturating_add(u32::try_from(more).unwrap_or(u32::MAX))
    }

    fn grouped_invoices(
        &self,
        columns: InvoiceColumns<'_>,
    ) -> Result<Arranged<RecordedInvoice>, LoadError> {
        let InvoiceColumns { customers, issued, due, amounts } = columns;
        let full = LoadError::Full { kind: FactKind::Invoice };
        let last = self.next_unnumbered(customers.len());
        if last >= Self::FIRST_UNNUMBERED {
            return Err(full);
        }
        let first = Self::FIRST_UNNUMBERED.saturating_add(self.unnumbered_invoices);
        let (rows, count) = recorded(&self.rows, &self.invoices, |row| row.invoices);
        let old = || {
            tagged(rows, |row| self.invoices.slice(row.invoices)).map(|Tagged { customer, row }| {
                RecordedInvoice { marks: row.marks | customer, ..row }
            })
        };
        let dates = issued.iter().zip(due);
        let new = customers.iter().zip(dates).zip(amounts).zip(first..);
        let new = new.map(|(((customer, (issued, due)), amount), document)| RecordedInvoice {
            amount: Amount::from_minor(*amount),
            issued: day(*issued),
            due: day(*due),
            document,
            marks: *customer,
        });
        let grouped = grouped(self.rows.len(), count, old, customers, new).ok_or(full)?;
        let numbers = &self.invoice_documents;
        let order = |it: &RecordedInvoice| (numbers.name(it.document), it.document);
        let sorted = grouped.finish(|run| {
            sort(run, |a, b| a.due.cmp(&b.due).then_with(|| order(a).cmp(&order(b))));
            for line in run.iter_mut() {
                line.marks &= RecordedInvoice::DISPUTED;
            }
            Some(run.len())
        });
        let (spans, items) = sorted.map_err(|_| LoadError::Full { kind: FactKind::Invoice })?;
        Ok(Arranged { spans, runs: Arena::packed(items) })
    }

    fn grouped_payments(
        &self,
        columns: PaymentColumns<'_>,
        invoices: InvoiceColumns<'_>,
    ) -> Result<Arranged<RecordedPayment>, LoadError> {
        let PaymentColumns { customers, days, amounts, invoices: paid_for } = columns;
        let first = Self::FIRST_UNNUMBERED.saturating_add(self.unnumbered_invoices);
        let (rows, count) = recorded(&self.rows, &self.payments, |row| row.payments);
        let old = || tagged(rows, |row| self.payments.slice(row.payments));
        let facts = days.iter().zip(amounts);
        let new = customers.iter().zip(facts).zip(paid_for);
        let new = new.map(|((customer, (paid, amount)), invoice)| {
            let due = invoices.due.get(index(*invoice)).map_or(Day::MAX, |due| day(*due));
            let invoice = match *invoice {
                PaymentColumns::NO_INVOICE => RecordedPayment::NO_INVOICE,
                row => first.saturating_add(row),
            };
            let amount = Amount::from_minor(*amount);
            let document = RecordedPayment::NO_DOCUMENT;
            let row = RecordedPayment { amount, day: day(*paid), due, invoice, document };
            Tagged { customer: *customer, row }
        });
        let full = || LoadError::Full { kind: FactKind::Payment };
        let grouped = grouped(self.rows.len(), count, old, customers, new).ok_or_else(full)?;
        let names = &self.invoice_documents;
        let order = |it: &Tagged<RecordedPayment>| it.row.place(names.name(it.row.invoice));
        let due = |it: &Tagged<RecordedPayment>| {
            (it.row.invoice == RecordedPayment::NO_INVOICE, it.row.due)
        };
        let sorted = grouped.finish(|run| {
            sort(run, |a, b| due(a).cmp(&due(b)).then_with(|| order(a).cmp(&order(b))));
            Some(run.len())
        });
        let (spans, items) = sorted.map_err(|_| full())?;
        // Without their customers the rows take the same places, in the same memory.
        let mut lines: Vec<RecordedPayment> = items.into_iter().map(|it| it.row).collect();
        lines.shrink_to_fit();
        Ok(Arranged { spans, runs: Arena::packed(lines) })
    }
}

/// Sorts a run that stands nearly in order.
fn sort<T: Copy>(run: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if !run.is_sorted_by(|a, b| compare(a, b).is_le()) {
        run.sort_unstable_by(compare);
    }
}

/// The recorded rows of all customers, each with its customer.
fn tagged<'a, T: Copy + 'a>(
    rows: &'a [Row],
    run: impl Fn(&Row) -> &'a [T] + Copy + 'a,
) -> impl Iterator<Item = Tagged<T>> + 'a {
    (0_u32..).zip(rows).flat_map(move |(customer, row)| {
        run(row).iter().map(move |row| Tagged { customer, row: *row })
    })
}

fn dated(
    check: &Check,
    columns: DatedColumns<'_>,
    ledger_rows: &[Row],
    runs: &Arena<DayTotal>,
    span_of: impl Fn(&Row) -> Span + Copy,
) -> Result<Arranged<DayTotal>, LoadError> {
    let DatedColumns { customers, days, amounts } = columns;
    check.lengths(customers, &[days.len(), amounts.len()])?;
    check.known(customers)?;
    check.days("day", days)?;
    let (rows, count) = recorded(ledger_rows, runs, span_of);
    let old = || {
        let old = (0_u32..).zip(rows);
        old.flat_map(|(customer, row)| loosened(runs.slice(span_of(row)), customer))
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
    Ok(Arranged { spans, runs: Arena::packed(items) })
}

fn monthly(
    check: &Check,
    columns: MonthlyColumns<'_>,
    ledger_rows: &[Row],
    runs: &Arena<MonthAmount>,
    span_of: impl Fn(&Row) -> Span + Copy,
) -> Result<Arranged<MonthAmount>, LoadError> {
    let MonthlyColumns { customers, months, amounts } = columns;
    check.lengths(customers, &[months.len(), amounts.len()])?;
    check.known(customers)?;
    check.amounts(amounts, "not be negative", |amount| amount >= 0)?;
    let (rows, count) = recorded(ledger_rows, runs, span_of);
    let old = || {
        tagged(rows, |row| runs.slice(span_of(row)))
            .map(|Tagged { customer, row }| MonthAmount { tag: customer, ..row })
    };
    let agreed = months.iter().zip(amounts);
    let new = customers.iter().zip(agreed).map(|(customer, (month, amount))| {
        let (month, amount) = (Month::default().offset(*month), Amount::from_minor(*amount));
        MonthAmount { month, amount, tag: *customer }
    });
    let kind = check.kind;
    let grouped = grouped(ledger_rows.len(), count, old, customers, new);
    let packed = grouped.ok_or(LoadError::Full { kind })?.finish(|run| {
        for agreed in run.iter_mut() {
            agreed.tag = 0;
        }
        let months = run.iter().map(|it| it.month);
        let repeated = months.clone().zip(months.skip(1)).any(|(a, b)| a == b);
        (!repeated).then_some(run.len())
    });
    let (spans, items) = packed.map_err(|position| LoadError::Repeated { kind, position })?;
    Ok(Arranged { spans, runs: Arena::packed(items) })
}

fn check_invoices(check: &Check, columns: InvoiceColumns<'_>) -> Result<(), LoadError> {
    let InvoiceColumns { customers, issued, due, amounts } = columns;
    check.lengths(customers, &[issued.len(), due.len(), amounts.len()])?;
    check.known(customers)?;
    check.days("issued", issued)?;
    check.days("due", due)?;
    check.amounts(amounts, "be positive", |amount| amount > 0)?;
    match first(&issued.iter().zip(due), |(issued, due)| due < issued) {
        None => Ok(()),
        Some(row) => {
            let found = due.get(row).map(|due| i64::from(*due));
            check.refuse(row, "due", "not be before the issue", found)
        }
    }
}

fn check_payments(
    check: &Check,
    columns: PaymentColumns<'_>,
    invoices: InvoiceColumns<'_>,
) -> Result<(), LoadError> {
    let PaymentColumns { customers, days, amounts, invoices: named } = columns;
    check.lengths(customers, &[days.len(), amounts.len(), named.len()])?;
    check.known(customers)?;
    check.days("day", days)?;
    check.amounts(amounts, "be positive", |amount| amount > 0)?;
    let foreign = |(customer, row): (&u32, &u32)| {
        *row != PaymentColumns::NO_INVOICE && invoices.customers.get(index(*row)) != Some(customer)
    };
    match customers.iter().zip(named).position(foreign) {
        None => Ok(()),
        Some(row) => {
            let found = named.get(row).map(|invoice| i64::from(*invoice));
            check.refuse(row, "invoice", "be a row of an invoice of the same customer", found)
        }
    }
}
