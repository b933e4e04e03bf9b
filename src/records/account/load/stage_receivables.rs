//! Staging of invoices and of the payments that name them.

use std::cmp::Ordering;

use super::check::{Check, first};
use super::stage::{Staged, Tagged, check, day, grouped, recorded, tagged};
use super::{InvoiceColumns, LoadError, PaymentColumns};
use crate::account::FactKind;
use crate::account::ledger::Ledger;
use crate::calendar::Day;
use crate::engine::{Arena, Keyed, index};
use crate::measure::proven;
use crate::money::Amount;
use crate::receivable::{RecordedInvoice, RecordedPayment};

impl Keyed for RecordedInvoice {
    fn group(&self) -> u32 {
        self.owner()
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
        self.row.due_days()
    }
}

/// Invoices, the payments that name them, and the number of invoices without a document number.
#[derive(Debug)]
pub(super) struct Receivables {
    pub(super) invoices: Staged<RecordedInvoice>,
    pub(super) payments: Staged<RecordedPayment>,
    pub(super) unnumbered: u32,
}

/// Handles from here on are those of invoices without a number; numbers never get as far.
const FIRST_UNNUMBERED: u32 = 1 << 31;

/// Stages invoices and the payments that name them.
pub(super) fn receivables(
    ledger: &Ledger,
    invoices: InvoiceColumns<'_>,
    payments: PaymentColumns<'_>,
) -> Result<Receivables, LoadError> {
    check_invoices(&check(ledger, FactKind::Invoice), invoices)?;
    check_payments(&check(ledger, FactKind::Payment), payments, invoices)?;
    let more = u32::try_from(invoices.customers.len()).ok();
    let unnumbered = more.and_then(|more| ledger.unnumbered_invoices.checked_add(more));
    let unnumbered = unnumbered.filter(|count| *count < FIRST_UNNUMBERED);
    let unnumbered = unnumbered.ok_or(LoadError::Full { kind: FactKind::Invoice })?;
    let first = proven!(
        FIRST_UNNUMBERED.checked_add(ledger.unnumbered_invoices),
        else FIRST_UNNUMBERED,
        "both are at most 2^31, and the second is less"
    );
    Ok(Receivables {
        invoices: stage_invoices(ledger, invoices, first)?,
        payments: stage_payments(ledger, payments, invoices, first)?,
        unnumbered,
    })
}

/// Stages invoices, the first of which gets the handle `first`.
fn stage_invoices(
    ledger: &Ledger,
    columns: InvoiceColumns<'_>,
    first: u32,
) -> Result<Staged<RecordedInvoice>, LoadError> {
    let InvoiceColumns { customers, issued, due, amounts } = columns;
    let full = || LoadError::Full { kind: FactKind::Invoice };
    let table = &ledger.tables.invoices;
    let (rows, count) = recorded(&ledger.rows, table.runs(), |spans| spans.invoices);
    let old = || {
        tagged(rows, |spans| table.run(spans.invoices))
            .map(|Tagged { customer, row }| row.of_owner(customer))
    };
    let dates = issued.iter().zip(due);
    let new = customers.iter().zip(dates).zip(amounts).zip(first..);
    let new = new.map(|(((customer, (issued, due)), amount), document)| {
        let amount = Amount::from_minor(*amount);
        let invoice = RecordedInvoice::new(amount, day(*issued), day(*due), document);
        invoice.of_owner(*customer)
    });
    let grouped = grouped(ledger.rows.len(), count, old, customers, new).ok_or_else(full)?;
    let numbers = table.numbers();
    let order = |it: &RecordedInvoice| (numbers.name(it.document), it.document);
    let sorted = grouped.finish(|run| {
        sort(run, |a, b| a.due.cmp(&b.due).then_with(|| order(a).cmp(&order(b))));
        for invoice in run.iter_mut() {
            *invoice = invoice.of_owner(0);
        }
        Some(run.len())
    });
    let (spans, items) = sorted.map_err(|_| full())?;
    Ok(Staged { spans, runs: Arena::packed(items) })
}

/// Stages payments; the first of the invoices has the handle `first`.
fn stage_payments(
    ledger: &Ledger,
    columns: PaymentColumns<'_>,
    invoices: InvoiceColumns<'_>,
    first: u32,
) -> Result<Staged<RecordedPayment>, LoadError> {
    let PaymentColumns { customers, days, amounts, invoices: paid_for } = columns;
    let table = &ledger.tables.payments;
    let (rows, count) = recorded(&ledger.rows, table.runs(), |spans| spans.payments);
    let old = || tagged(rows, |spans| table.run(spans.payments));
    let facts = days.iter().zip(amounts);
    let new = customers.iter().zip(facts).zip(paid_for);
    let new = new.map(|((customer, (paid, amount)), invoice)| {
        let due = invoices.due.get(index(*invoice)).map_or(Day::MAX, |due| day(*due));
        let invoice = match *invoice {
            PaymentColumns::NO_INVOICE => RecordedPayment::NO_INVOICE,
            row => proven!(
                first.checked_add(row),
                else RecordedPayment::NO_INVOICE,
                "there are less than 2^31 invoices without a number"
            ),
        };
        let row = RecordedPayment::new(Amount::from_minor(*amount), day(*paid));
        let row = row.for_invoice(invoice, due);
        Tagged { customer: *customer, row }
    });
    let full = || LoadError::Full { kind: FactKind::Payment };
    let grouped = grouped(ledger.rows.len(), count, old, customers, new).ok_or_else(full)?;
    let numbers = ledger.tables.invoices.numbers();
    let order = |it: &Tagged<RecordedPayment>| it.row.place(numbers.name(it.row.invoice));
    let due = |it: &Tagged<RecordedPayment>| it.row.place_by_due();
    let sorted = grouped.finish(|run| {
        sort(run, |a, b| due(a).cmp(&due(b)).then_with(|| order(a).cmp(&order(b))));
        Some(run.len())
    });
    let (spans, items) = sorted.map_err(|_| full())?;
    // Without their customers the rows take the same places, in the same memory.
    let mut payments: Vec<RecordedPayment> = items.into_iter().map(|it| it.row).collect();
    payments.shrink_to_fit();
    Ok(Staged { spans, runs: Arena::packed(payments) })
}

/// Sorts a run that stands nearly in order.
fn sort<T: Copy>(run: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if !run.is_sorted_by(|a, b| compare(a, b).is_le()) {
        run.sort_unstable_by(compare);
    }
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
