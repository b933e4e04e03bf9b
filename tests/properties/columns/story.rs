//! Facts of one kind in batches, recorded or loaded, in plain form.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use guanxi::account::{FactColumns, InvoiceColumns, PaymentColumns};
use guanxi::book::{Book, BookError};
use guanxi::calendar::{Day, Month};
use guanxi::customer::Attitude;
use guanxi::expense::{Budget, Expense};
use guanxi::id::CustomerKey;
use guanxi::money::Amount;
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::trade::{Plan, Sale};
use proptest::prelude::*;

use super::books::each;
use crate::strategies::{DAYS, date, document, money};

/// A row about a customer: a day and an amount, or a month and an amount.
pub(super) type Row = (u32, i32, i64);

/// A customer, registered by name or opened without one.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    pub(super) named: bool,
    pub(super) since: Option<Day>,
    pub(super) attitude: Option<Attitude>,
}

/// An invoice: its customer, days of issue and due date, amount.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bill {
    pub(super) customer: u32,
    pub(super) issued: i32,
    pub(super) due: i32,
    pub(super) minor: i64,
}

/// A payment: its customer, day and amount, and the place of the invoice it names among those it
/// can name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Receipt {
    pub(super) customer: u32,
    pub(super) day: i32,
    pub(super) minor: i64,
    pub(super) names: Option<usize>,
}

/// Facts of one kind that come together.
#[derive(Debug, Clone)]
pub(super) enum Batch {
    Sales(Vec<Row>),
    Expenses(Vec<Row>),
    Plans(Vec<Row>),
    Budgets(Vec<Row>),
    Receivables(Vec<Bill>, Vec<Receipt>),
    Limits(Vec<i64>),
}

/// Batches with whether each is loaded; the others are recorded.
#[derive(Debug, Clone)]
pub(super) struct Story {
    pub(super) customers: Vec<Terms>,
    pub(super) batches: Vec<(bool, Batch)>,
}

pub(super) fn epoch(offset: i32) -> i32 {
    date(offset).to_epoch_days()
}

pub(super) fn month_of(number: i32) -> Month {
    Month::default().offset(number)
}

/// Often one of a few days.
pub(super) fn day_numbers() -> impl Strategy<Value = i32> {
    prop_oneof![3 => 0..DAYS, 1 => 700..705_i32].prop_map(epoch)
}

pub(super) fn month_numbers() -> impl Strategy<Value = i32> {
    (-3_i32..33).prop_map(|offset| 2024 * 12 + offset)
}

pub(super) fn dated_rows(customers: u32) -> BoxedStrategy<Vec<Row>> {
    let minor = prop_oneof![6 => -60_000_i64..100_000, 1 => Just(0), 1 => -3_i64..4];
    prop::collection::vec((0..customers, day_numbers(), minor), 0..40).boxed()
}

pub(super) fn monthly_rows(customers: u32) -> BoxedStrategy<Vec<Row>> {
    let minor = prop_oneof![6 => 0_i64..300_000, 1 => Just(0)];
    prop::collection::vec((0..customers, month_numbers(), minor), 0..30).boxed()
}

pub(super) fn bills(customers: u32) -> impl Strategy<Value = Vec<Bill>> {
    let bill = (0..customers, day_numbers(), 0_i32..40, 1_i64..100_000);
    let bill = bill.prop_map(|(customer, issued, term, minor)| Bill {
        customer,
        issued,
        due: issued + term / 3 * 3,
        minor,
    });
    prop::collection::vec(bill, 0..15)
}

pub(super) fn receipts(customers: u32) -> impl Strategy<Value = Vec<Receipt>> {
    let names = prop::option::weighted(0.7, 0_usize..99);
    let receipt = (0..customers, day_numbers(), 1_i64..120_000, names);
    let receipt =
        receipt.prop_map(|(customer, day, minor, names)| Receipt { customer, day, minor, names });
    prop::collection::vec(receipt, 0..15)
}

/// Facts of one kind about a number of customers; there are none about nobody.
pub(super) fn batch(customers: u32) -> BoxedStrategy<Batch> {
    if customers == 0 {
        return prop_oneof![
            Just(Batch::Sales(Vec::new())),
            Just(Batch::Plans(Vec::new())),
            Just(Batch::Receivables(Vec::new(), Vec::new())),
            Just(Batch::Limits(Vec::new())),
        ]
        .boxed();
    }
    let limits = prop::collection::vec(0_i64..200_000, 0..=customers as usize);
    prop_oneof![
        3 => dated_rows(customers).prop_map(Batch::Sales),
        2 => dated_rows(customers).prop_map(Batch::Expenses),
        1 => monthly_rows(customers).prop_map(Batch::Plans),
        1 => monthly_rows(customers).prop_map(Batch::Budgets),
        3 => (bills(customers), receipts(customers)).prop_map(|(a, b)| Batch::Receivables(a, b)),
        1 => limits.prop_map(Batch::Limits),
    ]
    .boxed()
}

pub(super) fn story(customers: RangeInclusive<usize>) -> impl Strategy<Value = Story> {
    let since = prop::option::weighted(0.3, (0..DAYS).prop_map(date));
    let attitude = prop::option::of((0_usize..4).prop_map(|place| Attitude::ALL[place]));
    let terms = (any::<bool>(), since, attitude);
    let terms = terms.prop_map(|(named, since, attitude)| Terms { named, since, attitude });
    prop::collection::vec(terms, customers).prop_flat_map(|customers| {
        let one = (prop::bool::weighted(0.6), batch(customers.len() as u32));
        let batches = prop::collection::vec(one, 0..9);
        batches.prop_map(move |batches| Story { customers: customers.clone(), batches })
    })
}

pub(super) fn key(position: u32) -> CustomerKey {
    CustomerKey::from_position(position)
}

pub(super) fn day(epoch_days: i32) -> Day {
    Day::try_from_epoch_days(epoch_days).unwrap()
}

/// Rows as columns of their own.
pub(super) fn columns(rows: &[Row]) -> (Vec<u32>, Vec<i32>, Vec<i64>) {
    let customers = rows.iter().map(|row| row.0).collect();
    (customers, rows.iter().map(|row| row.1).collect(), rows.iter().map(|row| row.2).collect())
}

/// Invoices and payments as columns; a named invoice of the same load makes its customer that of
/// the payment.
#[derive(Debug, Clone, Default)]
pub(super) struct Receivables {
    pub(super) customers: Vec<u32>,
    pub(super) issued: Vec<i32>,
    pub(super) due: Vec<i32>,
    pub(super) billed: Vec<i64>,
    pub(super) payers: Vec<u32>,
    pub(super) days: Vec<i32>,
    pub(super) paid: Vec<i64>,
    pub(super) named: Vec<u32>,
}

impl Receivables {
    pub(super) fn of(bills: &[Bill], receipts: &[Receipt]) -> Self {
        let mut columns = Self::default();
        for bill in bills {
            columns.customers.push(bill.customer);
            columns.issued.push(bill.issued);
            columns.due.push(bill.due);
            columns.billed.push(bill.minor);
        }
        for receipt in receipts {
            let named = receipt.names.filter(|_| !bills.is_empty()).map(|it| it % bills.len());
            columns.payers.push(named.map_or(receipt.customer, |row| bills[row].customer));
            columns.days.push(receipt.day);
            columns.paid.push(receipt.minor);
            columns.named.push(named.map_or(PaymentColumns::NO_INVOICE, |row| row as u32));
        }
        columns
    }

    pub(super) fn invoices(&self) -> InvoiceColumns<'_> {
        InvoiceColumns {
            customers: &self.customers,
            issued: &self.issued,
            due: &self.due,
            amounts: &self.billed,
        }
    }

    pub(super) fn payments(&self) -> PaymentColumns<'_> {
        PaymentColumns {
            customers: &self.payers,
            days: &self.days,
            amounts: &self.paid,
            invoices: &self.named,
        }
    }

    pub(super) fn load(&self, book: &mut Book) -> Result<(), BookError> {
        book.load(FactColumns::from_receivables(self.invoices(), self.payments()))
    }
}

/// Gives numbers to facts. Invoices that were loaded have none and stand before all that have one,
/// in the order of their rows.
#[derive(Debug, Default)]
pub(super) struct Teller {
    pub(super) told: u32,
    pub(super) agreed: BTreeSet<(bool, u32, i32)>,
    /// Invoices that were recorded, as a recorded payment can name them.
    pub(super) numbered: Vec<(u32, String)>,
}

impl Teller {
    pub(super) fn number(&mut self, loaded: bool) -> String {
        self.told += 1;
        format!("{}{:06}", if loaded { "loaded" } else { "recorded" }, self.told)
    }

    /// Without the months that are agreed already.
    pub(super) fn new_months(&mut self, batch: Batch) -> Batch {
        let mut keep = |is_plan: bool, rows: Vec<Row>| {
            rows.into_iter().filter(|row| self.agreed.insert((is_plan, row.0, row.1))).collect()
        };
        match batch {
            Batch::Plans(rows) => Batch::Plans(keep(true, rows)),
            Batch::Budgets(rows) => Batch::Budgets(keep(false, rows)),
            other => other,
        }
    }

    #[track_caller]
    pub(super) fn record(&mut self, books: &mut [&mut Book], batch: &Batch, loaded: bool) {
        match batch {
            Batch::Sales(rows) => {
                for (who, on, minor) in rows {
                    let number = document(&self.number(loaded));
                    let sale = Sale::new(number, day(*on), money(*minor));
                    each(books, |book| book.record(key(*who), sale.clone()));
                }
            }
            Batch::Expenses(rows) => {
                for (who, on, minor) in rows {
                    let number = document(&self.number(loaded));
                    let expense = Expense::new(number, day(*on), money(*minor));
                    each(books, |book| book.record(key(*who), expense.clone()));
                }
            }
            Batch::Plans(rows) => {
                for (who, month, minor) in rows {
                    let plan = Plan::new(month_of(*month), money(*minor));
                    each(books, |book| book.record(key(*who), plan));
                }
            }
            Batch::Budgets(rows) => {
                for (who, month, minor) in rows {
                    let budget = Budget::new(month_of(*month), money(*minor));
                    each(books, |book| book.record(key(*who), budget));
                }
            }
            Batch::Receivables(bills, receipts) => {
                self.record_receivables(books, bills, receipts, loaded);
            }
            Batch::Limits(limits) => {
                for (who, minor) in (0..).zip(limits) {
                    let limit = CreditLimit::Amount(Amount::from_minor(*minor));
                    each(books, |book| book.agree_limit(key(who), limit));
                }
            }
        }
    }

    #[track_caller]
    pub(super) fn record_receivables(
        &mut self,
        books: &mut [&mut Book],
        bills: &[Bill],
        receipts: &[Receipt],
        loaded: bool,
    ) {
        let mut of_load = Vec::new();
        for bill in bills {
            let number = self.number(loaded);
            let (issued, due) = (day(bill.issued), day(bill.due));
            let invoice = Invoice::new(document(&number), issued, due, money(bill.minor));
            // Columns say nothing of disputes; what is recorded may.
            let disputed = !loaded && bill.minor % 3 == 0;
            let invoice = if disputed { invoice.in_dispute() } else { invoice };
            each(books, |book| book.record(key(bill.customer), invoice.clone()));
            if loaded { &mut of_load } else { &mut self.numbered }.push((bill.customer, number));
        }
        let known = if loaded { of_load } else { self.numbered.clone() };
        for receipt in receipts {
            let number = document(&self.number(loaded));
            let payment = Payment::new(number, day(receipt.day), money(receipt.minor));
            let named = receipt.names.filter(|_| !known.is_empty()).map(|it| it % known.len());
            let (who, payment) = match named.map(|place| &known[place]) {
                Some((who, invoice)) => (*who, payment.for_invoice(document(invoice))),
                None => (receipt.customer, payment),
            };
            each(books, |book| book.record(key(who), payment.clone()));
        }
    }
}
