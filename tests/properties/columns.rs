//! A book loaded in columns is the book that was told the same facts one by one; refused columns leave it as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use guanxi::account::{
    AccountView, DatedColumns, FactColumns, FactKind, InvoiceColumns, LoadError, MonthlyColumns,
    PaymentColumns,
};
use guanxi::book::{Book, BookError};
use guanxi::calendar::{AsOf, Day, Month};
use guanxi::customer::{Attitude, Customer};
use guanxi::expense::{Budget, Expense};
use guanxi::id::CustomerKey;
use guanxi::money::{Amount, Total};
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Invoice, Payment, settle};
use guanxi::timeline::Timeline;
use guanxi::trade::{Plan, Sale};
use guanxi::warning::Rule;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::strategies::{DAYS, Numbers, as_of, date, document, money, yuan};

/// A row about a customer: a day and an amount, or a month and an amount.
type Row = (u32, i32, i64);

/// A customer, registered by name or opened without one.
#[derive(Debug, Clone)]
struct Terms {
    named: bool,
    since: Option<Day>,
    attitude: Option<Attitude>,
}

/// An invoice: its customer, days of issue and due date, amount.
#[derive(Debug, Clone, Copy)]
struct Bill {
    customer: u32,
    issued: i32,
    due: i32,
    minor: i64,
}

/// A payment: its customer, day and amount, and the place of the invoice it names among those it can name.
#[derive(Debug, Clone, Copy)]
struct Receipt {
    customer: u32,
    day: i32,
    minor: i64,
    names: Option<usize>,
}

/// Facts of one kind that come together.
#[derive(Debug, Clone)]
enum Batch {
    Sales(Vec<Row>),
    Expenses(Vec<Row>),
    Plans(Vec<Row>),
    Budgets(Vec<Row>),
    Receivables(Vec<Bill>, Vec<Receipt>),
    Limits(Vec<i64>),
}

/// Batches with whether each is loaded; the others are recorded.
#[derive(Debug, Clone)]
struct Story {
    customers: Vec<Terms>,
    batches: Vec<(bool, Batch)>,
}

fn epoch(offset: i32) -> i32 {
    date(offset).to_epoch_days()
}

fn month_of(number: i32) -> Month {
    Month::default().offset(number)
}

/// Often one of a few days.
fn day_numbers() -> impl Strategy<Value = i32> {
    prop_oneof![3 => 0..DAYS, 1 => 700..705_i32].prop_map(epoch)
}

fn month_numbers() -> impl Strategy<Value = i32> {
    (-3_i32..33).prop_map(|offset| 2024 * 12 + offset)
}

fn dated_rows(customers: u32) -> BoxedStrategy<Vec<Row>> {
    let minor = prop_oneof![6 => -60_000_i64..100_000, 1 => Just(0), 1 => -3_i64..4];
    prop::collection::vec((0..customers, day_numbers(), minor), 0..40).boxed()
}

fn monthly_rows(customers: u32) -> BoxedStrategy<Vec<Row>> {
    let minor = prop_oneof![6 => 0_i64..300_000, 1 => Just(0)];
    prop::collection::vec((0..customers, month_numbers(), minor), 0..30).boxed()
}

fn bills(customers: u32) -> impl Strategy<Value = Vec<Bill>> {
    let bill = (0..customers, day_numbers(), 0_i32..40, 1_i64..100_000);
    let bill = bill.prop_map(|(customer, issued, term, minor)| Bill {
        customer,
        issued,
        due: issued + term / 3 * 3,
        minor,
    });
    prop::collection::vec(bill, 0..15)
}

fn receipts(customers: u32) -> impl Strategy<Value = Vec<Receipt>> {
    let names = prop::option::weighted(0.7, 0_usize..99);
    let receipt = (0..customers, day_numbers(), 1_i64..120_000, names);
    let receipt =
        receipt.prop_map(|(customer, day, minor, names)| Receipt { customer, day, minor, names });
    prop::collection::vec(receipt, 0..15)
}

/// Facts of one kind about so many customers; there are none about nobody.
fn batch(customers: u32) -> BoxedStrategy<Batch> {
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

fn story(customers: RangeInclusive<usize>) -> impl Strategy<Value = Story> {
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

fn key(position: u32) -> CustomerKey {
    CustomerKey::from_position(position)
}

fn day(epoch_days: i32) -> Day {
    Day::try_from_epoch_days(epoch_days).unwrap()
}

/// Rows as columns of their own.
fn columns(rows: &[Row]) -> (Vec<u32>, Vec<i32>, Vec<i64>) {
    let customers = rows.iter().map(|row| row.0).collect();
    (customers, rows.iter().map(|row| row.1).collect(), rows.iter().map(|row| row.2).collect())
}

/// Invoices and payments as columns; a named invoice of the same load makes its customer that of the payment.
#[derive(Debug, Clone, Default)]
struct Receivables {
    customers: Vec<u32>,
    issued: Vec<i32>,
    due: Vec<i32>,
    billed: Vec<i64>,
    payers: Vec<u32>,
    days: Vec<i32>,
    paid: Vec<i64>,
    named: Vec<u32>,
}

impl Receivables {
    fn of(bills: &[Bill], receipts: &[Receipt]) -> Self {
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

    fn invoices(&self) -> InvoiceColumns<'_> {
        InvoiceColumns {
            customers: &self.customers,
            issued: &self.issued,
            due: &self.due,
            amounts: &self.billed,
        }
    }

    fn payments(&self) -> PaymentColumns<'_> {
        PaymentColumns {
            customers: &self.payers,
            days: &self.days,
            amounts: &self.paid,
            invoices: &self.named,
        }
    }

    fn load(&self, book: &mut Book) -> Result<(), BookError> {
        book.load_receivables(self.invoices(), self.payments())
    }
}

/// Gives numbers to facts. Invoices that were loaded have none and stand before all that have one, in the order of their rows.
#[derive(Debug, Default)]
struct Teller {
    told: u32,
    agreed: BTreeSet<(bool, u32, i32)>,
    /// Invoices that were recorded, as a recorded payment can name them.
    numbered: Vec<(u32, String)>,
}

impl Teller {
    fn number(&mut self, loaded: bool) -> String {
        self.told += 1;
        format!("{}{:06}", if loaded { "loaded" } else { "recorded" }, self.told)
    }

    /// Without the months that are agreed already.
    fn new_months(&mut self, batch: Batch) -> Batch {
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
    fn record(&mut self, books: &mut [&mut Book], batch: &Batch, loaded: bool) {
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
    fn record_receivables(
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

#[track_caller]
fn each(books: &mut [&mut Book], mut tell: impl FnMut(&mut Book) -> Result<(), BookError>) {
    for book in books {
        tell(book).unwrap();
    }
}

fn load(book: &mut Book, batch: &Batch) -> Result<(), BookError> {
    match batch {
        Batch::Sales(rows) | Batch::Expenses(rows) => {
            let (customers, days, amounts) = columns(rows);
            let columns = DatedColumns { customers: &customers, days: &days, amounts: &amounts };
            match batch {
                Batch::Sales(_) => book.load_sales(columns),
                _ => book.load_expenses(columns),
            }
        }
        Batch::Plans(rows) | Batch::Budgets(rows) => {
            let (customers, months, amounts) = columns(rows);
            let columns =
                MonthlyColumns { customers: &customers, months: &months, amounts: &amounts };
            match batch {
                Batch::Plans(_) => book.load_plans(columns),
                _ => book.load_budgets(columns),
            }
        }
        Batch::Receivables(bills, receipts) => Receivables::of(bills, receipts).load(book),
        Batch::Limits(limits) => book.load_limits(limits),
    }
}

/// A book with the customers and nothing about them.
#[track_caller]
fn blank(customers: &[Terms]) -> Book {
    let mut book = Book::new(yuan());
    for (place, terms) in customers.iter().enumerate() {
        if terms.named {
            let mut customer = Customer::new(format!("C{place}").parse().unwrap());
            (customer.since, customer.attitude) = (terms.since, terms.attitude);
            book.register(customer).unwrap();
        } else {
            book.open_unnamed(1).unwrap();
        }
    }
    book
}

impl Story {
    /// The book with loads in columns, and the book that was told everything one by one.
    #[track_caller]
    fn books(&self) -> (Book, Book) {
        let (mut loaded, mut told) = (blank(&self.customers), blank(&self.customers));
        let mut teller = Teller::default();
        for (in_columns, batch) in &self.batches {
            let batch = teller.new_months(batch.clone());
            if *in_columns {
                load(&mut loaded, &batch).unwrap();
                teller.record(&mut [&mut told], &batch, true);
            } else {
                teller.record(&mut [&mut loaded, &mut told], &batch, false);
            }
        }
        (loaded, told)
    }
}

/// What a view shows, but for the numbers of documents.
fn shown(view: AccountView<'_>, t: AsOf) -> String {
    let timeline = |line: Timeline<'_>| {
        (line.days().collect::<Vec<_>>(), line.active_days_latest_first().collect::<Vec<_>>())
    };
    let mut open = Vec::new();
    let standing = settle(view.invoices(), view.payments(), t, |item| {
        let invoice = item.invoice;
        let billed = (invoice.issued(), invoice.due(), invoice.amount(), invoice.is_disputed());
        open.push((billed, item.open, item.days_past_due));
    });
    let mut payments: Vec<_> =
        view.payments().iter().map(|line| (line.day(), line.amount())).collect();
    payments.sort_unstable();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {open:?} {standing:?} {payments:?}",
        timeline(view.sales()),
        timeline(view.expenses()),
        view.plans(),
        view.budgets(),
        view.limit(t),
    )
}

/// Reviews of two books say the same, and so do their accounts.
fn same(left: &Book, right: &Book, t: AsOf) -> Result<(), TestCaseError> {
    let policy = Policy::default();
    prop_assert_eq!(left.feeds(), right.feeds());
    for (one, other) in left.keys().zip(right.keys()) {
        let [one, other] = [left.view(one), right.view(other)].map(|view| shown(view.unwrap(), t));
        prop_assert_eq!(one, other);
    }
    let (left, right) = match (left.review(t, &policy), right.review(t, &policy)) {
        (Ok(left), Ok(right)) => (left, right),
        (left, right) => {
            prop_assert_eq!(left.err(), right.err());
            return Ok(());
        }
    };
    prop_assert_eq!(left.customers(), right.customers());
    prop_assert_eq!(left.prior(), right.prior());
    prop_assert_eq!(left.cuts(), right.cuts());
    prop_assert!(left.classes().eq(right.classes()));
    prop_assert_eq!(left.loyal(), right.loyal());
    prop_assert_eq!(left.quadrants(), right.quadrants());
    prop_assert_eq!(left.purchases(), right.purchases());
    prop_assert_eq!(left.values_at_risk(), right.values_at_risk());
    prop_assert_eq!(left.pareto(), right.pareto());
    for rule in Rule::ALL {
        prop_assert_eq!(left.outcomes(rule), right.outcomes(rule));
    }
    for key in left.customers() {
        prop_assert_eq!(left.explain(*key), right.explain(*key));
    }
    Ok(())
}

/// Everything there is to see of a book.
fn all_of(book: &Book) -> String {
    format!("{book:?}")
}

proptest! {
    #[test]
    fn a_book_loaded_in_columns_is_the_book_told_one_by_one(
        story in story(0..=6),
        t in as_of(),
        other in as_of(),
    ) {
        let (loaded, told) = story.books();
        same(&loaded, &told, t)?;
        same(&loaded, &told, other)?;
        same(&loaded, &told, AsOf::new(date(DAYS)))?;
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        (rows, shuffled) in dated_rows(4).prop_flat_map(|rows| {
            (Just(rows.clone()), Just(rows).prop_shuffle())
        }),
        cut in any::<Index>(),
    ) {
        let customers = vec![Terms { named: false, since: None, attitude: None }; 4];
        let [mut at_once, mut in_parts] = [blank(&customers), blank(&customers)];
        load(&mut at_once, &Batch::Sales(rows)).unwrap();
        let (first, second) = shuffled.split_at(cut.index(shuffled.len() + 1));
        load(&mut in_parts, &Batch::Sales(first.to_vec())).unwrap();
        load(&mut in_parts, &Batch::Sales(second.to_vec())).unwrap();
        same(&at_once, &in_parts, AsOf::new(date(DAYS)))?;
    }

    #[test]
    fn empty_columns_change_nothing_to_be_seen(story in story(0..=4), t in as_of()) {
        let (mut loaded, told) = story.books();
        for batch in [Batch::Sales, Batch::Expenses, Batch::Plans, Batch::Budgets] {
            load(&mut loaded, &batch(Vec::new())).unwrap();
        }
        load(&mut loaded, &Batch::Receivables(Vec::new(), Vec::new())).unwrap();
        load(&mut loaded, &Batch::Limits(Vec::new())).unwrap();
        same(&loaded, &told, t)?;
    }
}

/// Amounts of which two may already not fit together.
fn extreme() -> impl Strategy<Value = i64> {
    prop_oneof![
        2 => (0_i64..3).prop_map(|less| i64::MAX - less),
        2 => (0_i64..3).prop_map(|more| i64::MIN + more),
        1 => any::<i64>(),
        1 => -3_i64..4,
    ]
}

/// What came together by the end of each day, and whether the day had a positive amount.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Plain(BTreeMap<u32, BTreeMap<i32, (i128, bool)>>);

impl Plain {
    fn add(&mut self, rows: &[Row]) {
        for (customer, on, minor) in rows {
            let day = self.0.entry(*customer).or_default().entry(*on).or_default();
            day.0 += i128::from(*minor);
            day.1 |= *minor > 0;
        }
    }

    /// The first customer with a running total that does not fit an amount by the end of some day.
    fn overflowing(&self) -> Option<u32> {
        let fits = |days: &BTreeMap<i32, (i128, bool)>| {
            let mut total = 0_i128;
            days.values().all(|(net, _)| {
                total += net;
                i64::try_from(total).is_ok()
            })
        };
        self.0.iter().find(|(_, days)| !fits(days)).map(|(customer, _)| *customer)
    }

    #[track_caller]
    fn assert_shown(&self, customer: u32, line: Timeline<'_>) {
        const NONE: &BTreeMap<i32, (i128, bool)> = &BTreeMap::new();
        let plain = self.0.get(&customer).unwrap_or(NONE);
        let days: Vec<(Day, i128)> = line.days().map(|(on, net)| (on, net.minor())).collect();
        let expected: Vec<(Day, i128)> = plain.iter().map(|(on, it)| (day(*on), it.0)).collect();
        assert_eq!(days, expected, "customer {customer}");
        let active: Vec<Day> = line.active_days_latest_first().collect();
        let positive = plain.iter().rev().filter(|(_, it)| it.1).map(|(on, _)| day(*on));
        assert_eq!(active, positive.collect::<Vec<_>>(), "customer {customer}");
    }
}

#[track_caller]
fn book_of(customers: u32) -> Book {
    let mut book = Book::new(yuan());
    assert_eq!(book.open_unnamed(customers).unwrap(), 0);
    book
}

#[track_caller]
fn refused(outcome: Result<(), BookError>) -> LoadError {
    match outcome {
        Err(BookError::Columns { error, .. }) => error,
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn a_load_is_refused_iff_the_end_of_some_day_does_not_fit(
        loads in prop::collection::vec(
            prop::collection::vec((0_u32..3, 0_i32..4, extreme()), 0..6),
            1..4,
        ),
        are_expenses in any::<bool>(),
    ) {
        let (mut book, mut plain) = (book_of(3), Plain::default());
        let kind = if are_expenses { FactKind::Expense } else { FactKind::Sale };
        for rows in loads {
            let mut with = plain.clone();
            with.add(&rows);
            let batch = if are_expenses { Batch::Expenses(rows) } else { Batch::Sales(rows) };
            let before = all_of(&book);
            let outcome = load(&mut book, &batch);
            if let Some(position) = with.overflowing() {
                prop_assert_eq!(refused(outcome), LoadError::Overflow { kind, position });
                prop_assert_eq!(all_of(&book), before);
            } else {
                prop_assert_eq!(outcome, Ok(()));
                plain = with;
            }
            for key in book.keys() {
                let view = book.view(key).unwrap();
                let line = if are_expenses { view.expenses() } else { view.sales() };
                plain.assert_shown(key.position(), line);
            }
        }
    }

    #[test]
    fn extreme_amounts_load_like_those_recorded(
        loads in prop::collection::vec(
            prop::collection::vec((0_u32..2, 800_i32..804, extreme()), 0..5),
            1..4,
        ),
    ) {
        // What can be recorded one by one, in this order, can be loaded as well.
        let [mut loaded, mut told] = [book_of(2), book_of(2)];
        let mut number = 0;
        for rows in loads {
            let rows: Vec<Row> = rows.into_iter().map(|row| (row.0, epoch(row.1), row.2)).collect();
            let kept: Vec<Row> = rows.into_iter().filter(|(who, on, minor)| {
                number += 1;
                let sale = Sale::new(document(&format!("S{number}")), day(*on), money(*minor));
                told.record(key(*who), sale).is_ok()
            }).collect();
            prop_assert_eq!(load(&mut loaded, &Batch::Sales(kept)), Ok(()));
            same(&loaded, &told, AsOf::new(date(802)))?;
            same(&loaded, &told, AsOf::new(date(DAYS)))?;
        }
    }
}

#[test]
fn a_day_whose_net_amount_is_wider_than_an_amount_survives_further_loads() {
    // Running totals: the least there is, then one less than nothing plus the largest: a step of more than an amount.
    let rows = [(0, 0, i64::MIN), (0, 1, i64::MAX), (0, 1, i64::MAX), (1, 2, 5)];
    let (mut book, mut plain) = (book_of(2), Plain::default());
    plain.add(&rows);
    load(&mut book, &Batch::Sales(rows.to_vec())).unwrap();
    for more in [vec![], vec![(1, 3, 7)], vec![(0, 2, 1)]] {
        plain.add(&more);
        load(&mut book, &Batch::Sales(more)).unwrap();
        for key in book.keys() {
            plain.assert_shown(key.position(), book.view(key).unwrap().sales());
        }
    }
}

#[test]
fn a_fall_wider_than_an_amount_does_not_refuse_later_loads() {
    let rows = [(0, 0, i64::MAX), (0, 1, i64::MIN), (0, 1, i64::MIN + 9)];
    let (mut book, mut plain) = (book_of(2), Plain::default());
    plain.add(&rows);
    load(&mut book, &Batch::Expenses(rows.to_vec())).unwrap();
    plain.add(&[(1, 3, 7)]);
    assert_eq!(load(&mut book, &Batch::Expenses(vec![(1, 3, 7)])), Ok(()));
    for key in book.keys() {
        plain.assert_shown(key.position(), book.view(key).unwrap().expenses());
    }
}

/// Loads one kind of dated facts.
type LoadDated = fn(&mut Book, DatedColumns<'_>) -> Result<(), BookError>;
/// Loads one kind of monthly facts.
type LoadMonthly = fn(&mut Book, MonthlyColumns<'_>) -> Result<(), BookError>;

const DATED: [(FactKind, LoadDated); 2] = [
    (FactKind::Sale, |book, it| book.load_sales(it)),
    (FactKind::Expense, |book, it| book.load_expenses(it)),
];
const MONTHLY: [(FactKind, LoadMonthly); 2] = [
    (FactKind::Plan, |book, it| book.load_plans(it)),
    (FactKind::Budget, |book, it| book.load_budgets(it)),
];

/// A value of a column replaced.
fn with<T: Clone>(column: &[T], place: usize, value: T) -> Vec<T> {
    let mut column = column.to_vec();
    column[place] = value;
    column
}

fn longer<T: Clone>(column: &[T]) -> Vec<T> {
    let last = column.last().unwrap().clone();
    column.iter().cloned().chain([last]).collect()
}

fn beyond_the_calendar() -> impl Strategy<Value = i32> {
    let (first, last) = (Day::MIN.to_epoch_days(), Day::MAX.to_epoch_days());
    prop_oneof![Just(first - 1), Just(last + 1), Just(i32::MIN), Just(i32::MAX), last + 1..]
}

/// Values that no row may have.
#[derive(Debug, Clone, Copy)]
struct Bad {
    /// A day out of the calendar.
    beyond: i32,
    /// The position of no customer.
    nobody: u32,
    /// At most nothing.
    negative: i64,
}

/// Columns of receivables with one thing wrong, and what must be said of it.
type Wrong = Vec<(Receivables, LoadError)>;

fn wrong_invoices(good: &Receivables, row: usize, bad: Bad) -> Wrong {
    let kind = FactKind::Invoice;
    let (Bad { beyond, nobody: position, negative }, expected) = (bad, good.customers.len());
    let length = |found| LoadError::Length { kind, expected, found };
    let outside = |field, bound, found| LoadError::OutOfBounds { kind, row, field, bound, found };
    let calendar = |field| outside(field, "lie in the calendar", i64::from(beyond));
    let early = good.issued[row] - 1;
    let it = || good.clone();
    vec![
        (Receivables { issued: longer(&good.issued), ..it() }, length(expected + 1)),
        (Receivables { due: Vec::new(), ..it() }, length(0)),
        (Receivables { billed: longer(&good.billed), ..it() }, length(expected + 1)),
        (
            Receivables { customers: with(&good.customers, row, position), ..it() },
            LoadError::UnknownCustomer { kind, row, position },
        ),
        (Receivables { issued: with(&good.issued, row, beyond), ..it() }, calendar("issued")),
        (Receivables { due: with(&good.due, row, beyond), ..it() }, calendar("due")),
        (
            Receivables { billed: with(&good.billed, row, negative), ..it() },
            outside("amount", "be positive", negative),
        ),
        (
            Receivables { due: with(&good.due, row, early), ..it() },
            outside("due", "not be before the issue", i64::from(early)),
        ),
    ]
}

fn wrong_payments(good: &Receivables, row: usize, bad: Bad) -> Wrong {
    let kind = FactKind::Payment;
    let (Bad { beyond, nobody: position, negative }, expected) = (bad, good.payers.len());
    let length = |found| LoadError::Length { kind, expected, found };
    let outside = |field, bound, found| LoadError::OutOfBounds { kind, row, field, bound, found };
    let it = || good.clone();
    vec![
        (Receivables { days: longer(&good.days), ..it() }, length(expected + 1)),
        (Receivables { paid: Vec::new(), ..it() }, length(0)),
        (Receivables { named: longer(&good.named), ..it() }, length(expected + 1)),
        (
            Receivables { payers: with(&good.payers, row, position), ..it() },
            LoadError::UnknownCustomer { kind, row, position },
        ),
        (
            Receivables { days: with(&good.days, row, beyond), ..it() },
            outside("day", "lie in the calendar", i64::from(beyond)),
        ),
        (
            Receivables { paid: with(&good.paid, row, negative), ..it() },
            outside("amount", "be positive", negative),
        ),
    ]
}

/// The payment of a row names an invoice that is none, or is another customer's.
fn foreign_invoices(good: &Receivables, row: usize, customers: u32) -> Wrong {
    let payer = good.payers[row];
    let (field, bound) = ("invoice", "be a row of an invoice of the same customer");
    let error = |named: u32| {
        let (kind, found) = (FactKind::Payment, i64::from(named));
        LoadError::OutOfBounds { kind, row, field, bound, found }
    };
    let theirs = good.customers.iter().position(|who| *who != payer);
    let named = [Some(good.customers.len()), Some(u32::MAX as usize - 1), theirs];
    let mut wrong: Wrong = named
        .into_iter()
        .flatten()
        .map(|invoice| {
            let named = with(&good.named, row, invoice as u32);
            (Receivables { named, ..good.clone() }, error(invoice as u32))
        })
        .collect();
    if good.named[row] != PaymentColumns::NO_INVOICE {
        let payers = with(&good.payers, row, (payer + 1) % customers);
        wrong.push((Receivables { payers, ..good.clone() }, error(good.named[row])));
    }
    wrong
}

/// The book after what must be refused is what it was before.
fn refuses(
    book: &mut Book,
    expected: &LoadError,
    load: impl FnOnce(&mut Book) -> Result<(), BookError>,
) -> Result<(), TestCaseError> {
    let before = all_of(book);
    let outcome = load(book);
    prop_assert_eq!(&refused(outcome), expected);
    prop_assert_eq!(all_of(book), before);
    Ok(())
}

proptest! {
    #[test]
    fn refused_dated_columns_leave_the_book_as_it_was(
        story in story(1..=4),
        rows in prop::collection::vec((0_u32..4, day_numbers(), -50_i64..90), 1..20),
        at in any::<Index>(),
        (beyond, too_far) in (beyond_the_calendar(), 0_u32..=u32::MAX - 4),
    ) {
        let (mut book, _) = story.books();
        let many = book.len();
        let rows: Vec<Row> = rows.into_iter().map(|row| (row.0 % many, row.1, row.2)).collect();
        let (customers, days, amounts) = columns(&rows);
        let (row, len) = (at.index(rows.len()), rows.len());
        for (kind, load) in DATED {
            let good = DatedColumns { customers: &customers, days: &days, amounts: &amounts };
            let length = |found| LoadError::Length { kind, expected: len, found };
            let wrong = DatedColumns { days: &days[1..], ..good };
            refuses(&mut book, &length(len - 1), |book| load(book, wrong))?;
            let wrong = DatedColumns { amounts: &longer(&amounts), ..good };
            refuses(&mut book, &length(len + 1), |book| load(book, wrong))?;
            let wrong = DatedColumns { customers: &[], ..good };
            let none = LoadError::Length { kind, expected: 0, found: len };
            refuses(&mut book, &none, |book| load(book, wrong))?;
            // The first unknown one is named, even when another is larger.
            let position = many + too_far;
            let mut unknown = with(&customers, row, position);
            if let Some(last) = unknown[row + 1..].last_mut() {
                *last = u32::MAX;
            }
            let error = LoadError::UnknownCustomer { kind, row, position };
            let wrong = DatedColumns { customers: &unknown, ..good };
            refuses(&mut book, &error, |book| load(book, wrong))?;
            let wrong = DatedColumns { days: &with(&days, row, beyond), ..good };
            let (field, bound, found) = ("day", "lie in the calendar", i64::from(beyond));
            let error = LoadError::OutOfBounds { kind, row, field, bound, found };
            refuses(&mut book, &error, |book| load(book, wrong))?;
            let who = customers[row];
            let customers = [&customers[..], &[who, who, who]].concat();
            let days = [&days[..], &[epoch(DAYS), epoch(DAYS + 1), epoch(DAYS + 1)]].concat();
            let amounts = [&amounts[..], &[i64::MAX / 2, i64::MAX / 2, i64::MAX / 2]].concat();
            let wrong = DatedColumns { customers: &customers, days: &days, amounts: &amounts };
            let error = LoadError::Overflow { kind, position: who };
            refuses(&mut book, &error, |book| load(book, wrong))?;
            prop_assert_eq!(load(&mut book, good), Ok(()));
        }
    }

    #[test]
    fn refused_monthly_columns_leave_the_book_as_it_was(
        story in story(1..=4),
        rows in prop::collection::btree_map((0_u32..4, month_numbers()), 0_i64..90, 1..20),
        at in any::<Index>(),
        (negative, too_far) in (i64::MIN..0, 0_u32..=u32::MAX - 4),
    ) {
        let (mut book, _) = story.books();
        let many = book.len();
        // Years later than anything in the story, so that nothing is agreed yet.
        let rows: BTreeMap<(u32, i32), i64> =
            rows.into_iter().map(|((who, it), minor)| ((who % many, it + 600), minor)).collect();
        let rows: Vec<Row> = rows.into_iter().map(|((who, it), minor)| (who, it, minor)).collect();
        let (customers, months, amounts) = columns(&rows);
        let (row, len) = (at.index(rows.len()), rows.len());
        for (kind, load) in MONTHLY {
            let good = MonthlyColumns { customers: &customers, months: &months, amounts: &amounts };
            let length = |found| LoadError::Length { kind, expected: len, found };
            let wrong = MonthlyColumns { months: &longer(&months), ..good };
            refuses(&mut book, &length(len + 1), |book| load(book, wrong))?;
            let wrong = MonthlyColumns { amounts: &[], ..good };
            refuses(&mut book, &length(0), |book| load(book, wrong))?;
            let position = many + too_far;
            let wrong = MonthlyColumns { customers: &with(&customers, row, position), ..good };
            let error = LoadError::UnknownCustomer { kind, row, position };
            refuses(&mut book, &error, |book| load(book, wrong))?;
            let wrong = MonthlyColumns { amounts: &with(&amounts, row, negative), ..good };
            let (field, bound, found) = ("amount", "not be negative", negative);
            let error = LoadError::OutOfBounds { kind, row, field, bound, found };
            refuses(&mut book, &error, |book| load(book, wrong))?;
            // A month twice in the columns, with the same amount or another.
            let error = LoadError::Repeated { kind, position: customers[row] };
            for more in [amounts[row], amounts[row] + 1] {
                let wrong = MonthlyColumns {
                    customers: &[&customers[..], &[customers[row]]].concat(),
                    months: &[&months[..], &[months[row]]].concat(),
                    amounts: &[&amounts[..], &[more]].concat(),
                };
                refuses(&mut book, &error, |book| load(book, wrong))?;
            }
            prop_assert_eq!(load(&mut book, good), Ok(()));
            // A month that was agreed before.
            let again = MonthlyColumns {
                customers: &customers[row..=row],
                months: &months[row..=row],
                amounts: &amounts[row..=row],
            };
            refuses(&mut book, &error, |book| load(book, again))?;
        }
    }

    #[test]
    fn refused_receivables_leave_the_book_as_it_was(
        story in story(2..=4),
        bills in prop::collection::vec((0_u32..4, day_numbers(), 0_i32..40, 1_i64..900), 1..9),
        receipts in prop::collection::vec(
            (0_u32..4, day_numbers(), 1_i64..900, any::<Index>()),
            1..9,
        ),
        (at, pay_at) in (any::<Index>(), any::<Index>()),
        (beyond, too_far, negative) in (beyond_the_calendar(), 0_u32..=u32::MAX - 4, i64::MIN..=0),
    ) {
        let (mut book, _) = story.books();
        let many = book.len();
        let bills: Vec<Bill> = bills.into_iter().map(|(who, issued, term, minor)| {
            Bill { customer: who % many, issued, due: issued + term, minor }
        }).collect();
        let receipts: Vec<Receipt> = receipts.into_iter().map(|(who, day, minor, names)| {
            let names = (minor % 3 > 0).then(|| names.index(bills.len()));
            Receipt { customer: who % many, day, minor, names }
        }).collect();
        let good = Receivables::of(&bills, &receipts);
        let (row, pay_row) = (at.index(bills.len()), pay_at.index(receipts.len()));
        let bad = Bad { beyond, nobody: many + too_far, negative };
        let mut wrong = wrong_invoices(&good, row, bad);
        wrong.extend(wrong_payments(&good, pay_row, bad));
        wrong.extend(foreign_invoices(&good, pay_row, many));
        for (columns, error) in &wrong {
            refuses(&mut book, error, |book| columns.load(book))?;
        }
        prop_assert_eq!(good.load(&mut book), Ok(()));
    }

    #[test]
    fn refused_limits_leave_the_book_as_it_was(
        story in story(0..=4),
        limits in prop::collection::vec(0_i64..900, 4),
        at in any::<Index>(),
        negative in i64::MIN..0,
    ) {
        let (mut book, _) = story.books();
        let (kind, many) = (FactKind::Limit, book.len() as usize);
        let error = LoadError::Length { kind, expected: many, found: many + 1 };
        let too_many = vec![5; many + 1];
        refuses(&mut book, &error, |book| book.load_limits(&too_many))?;
        if many > 0 {
            let row = at.index(many);
            let wrong = with(&limits[..many], row, negative);
            let (field, bound, found) = ("amount", "not be negative", negative);
            let error = LoadError::OutOfBounds { kind, row, field, bound, found };
            refuses(&mut book, &error, |book| book.load_limits(&wrong))?;
        }
        prop_assert_eq!(book.load_limits(&limits[..many]), Ok(()));
    }
}

#[test]
fn the_ends_of_the_calendar_are_loaded_as_they_are_recorded() {
    let [first, last] = [Day::MIN, Day::MAX].map(Day::to_epoch_days);
    let customers = vec![Terms { named: true, since: None, attitude: None }; 2];
    let rows = vec![(0, first, 5), (1, last, 7), (0, last, -2), (1, first, 0)];
    let bills = vec![
        Bill { customer: 0, issued: first, due: last, minor: i64::MAX },
        Bill { customer: 1, issued: first, due: first, minor: 1 },
        Bill { customer: 1, issued: last, due: last, minor: i64::MAX },
    ];
    let names = |place| Receipt { customer: 0, day: last, minor: i64::MAX, names: place };
    let receipts = vec![names(Some(0)), names(Some(2)), names(None), names(None)];
    let batches = [
        Batch::Sales(rows.clone()),
        Batch::Expenses(rows),
        Batch::Receivables(bills, receipts),
        Batch::Plans(vec![(0, i32::MAX, 5), (1, i32::MIN, i64::MAX), (0, i32::MAX - 1, 0)]),
        Batch::Budgets(vec![(1, i32::MAX, 5), (0, i32::MIN, i64::MAX), (1, i32::MIN, 1)]),
        Batch::Limits(vec![i64::MAX, 0]),
    ];
    let story = Story { customers, batches: batches.map(|batch| (true, batch)).to_vec() };
    let (loaded, told) = story.books();
    for t in [Day::MIN, date(0), Day::MAX.offset(-1), Day::MAX] {
        same(&loaded, &told, AsOf::new(t)).unwrap();
    }
}

/// Sales that take more than one part: customers by chance, more of them low, days and amounts of every kind.
fn many_rows(customers: u32, many: usize, seed: u64) -> Vec<Row> {
    let mut chance = Numbers(seed);
    let mut row = || {
        let far = 1 + chance.below(u64::from(customers));
        let minor = chance.below(2_000) as i64 - 600;
        (chance.below(far) as u32, epoch(chance.below(900) as i32), minor)
    };
    (0..many).map(|_| row()).collect()
}

#[test]
fn columns_of_many_parts_are_the_plain_sums_by_customer_and_day() {
    // Customers that fill no part to its end, one customer for all parts, fewer customers than parts, more customers than rows.
    let sizes = [(2_000, 60_000), (2_049, 90_000), (1, 50_000), (3, 70_000), (90_000, 60_000)];
    for (seed, (customers, many)) in (1..).zip(sizes) {
        let (mut book, mut plain) = (book_of(customers), Plain::default());
        let rows = many_rows(customers, many, seed);
        let (first, rest) = rows.split_at(many * 2 / 3);
        // Of the rest a few are recorded between the loads, so that the second one meets both.
        let (told, second) = rest.split_at(50);
        load(&mut book, &Batch::Sales(first.to_vec())).unwrap();
        let mut teller = Teller::default();
        teller.record(&mut [&mut book], &Batch::Sales(told.to_vec()), false);
        load(&mut book, &Batch::Sales(second.to_vec())).unwrap();
        plain.add(&rows);
        for key in book.keys() {
            plain.assert_shown(key.position(), book.view(key).unwrap().sales());
        }
        // Refused at the very end of the last part.
        let before = book.clone();
        let last = customers - 1;
        let mut wrong = rows;
        wrong.extend([(last, epoch(950), i64::MAX), (last, epoch(951), i64::MAX)]);
        let error = refused(load(&mut book, &Batch::Sales(wrong)));
        assert_eq!(error, LoadError::Overflow { kind: FactKind::Sale, position: last });
        for key in book.keys() {
            let [now, then] = [&book, &before].map(|book| book.view(key).unwrap().sales());
            assert!(now.days().eq(then.days()), "{key:?}");
        }
    }
}

#[test]
fn plans_of_many_parts_are_those_of_each_customer_in_order() {
    let (customers, months) = (2_500_u32, 24);
    let mut chance = Numbers(6);
    let mut rows: Vec<Row> = (0..customers)
        .flat_map(|who| (0..months).map(move |month| (who, 2024 * 12 + month)))
        .map(|(who, month)| (who, month, chance.below(9_000) as i64))
        .collect();
    for place in (1..rows.len()).rev() {
        rows.swap(place, chance.below(place as u64 + 1) as usize);
    }
    let mut book = book_of(customers);
    load(&mut book, &Batch::Plans(rows.clone())).unwrap();
    let mut plain: BTreeMap<u32, BTreeMap<i32, i64>> = BTreeMap::new();
    for (who, month, minor) in &rows {
        plain.entry(*who).or_default().insert(*month, *minor);
    }
    for (who, expected) in &plain {
        let found = book.view(key(*who)).unwrap().plans();
        let found: Vec<_> = found.iter().map(|it| (it.month(), it.amount().minor())).collect();
        let expected: Vec<_> = expected.iter().map(|(it, minor)| (month_of(*it), *minor)).collect();
        assert_eq!(found, expected, "customer {who}");
    }
    let repeated = vec![(customers - 1, 2024 * 12, 1)];
    let error = refused(load(&mut book, &Batch::Plans(repeated)));
    assert_eq!(error, LoadError::Repeated { kind: FactKind::Plan, position: customers - 1 });
}

/// The invoices of a customer with their rows, its payments with the rows that they name.
type Owed = (Vec<(usize, Bill)>, Vec<(Option<usize>, Receipt)>);

/// What is left of each invoice issued by a day: named payments first, the rest by due date and row.
fn left_open(
    bills: &[(usize, Bill)],
    receipts: &[(Option<usize>, Receipt)],
    t: i32,
) -> Vec<(i32, i64)> {
    let issued = bills.iter().filter(|(_, bill)| bill.issued <= t);
    let mut open: BTreeMap<(i32, usize), i64> =
        issued.map(|(row, bill)| ((bill.due, *row), bill.minor)).collect();
    let due: BTreeMap<usize, i32> = bills.iter().map(|(row, bill)| (*row, bill.due)).collect();
    let mut free = 0;
    for (named, receipt) in receipts.iter().filter(|(_, receipt)| receipt.day <= t) {
        let item = named.and_then(|row| open.get_mut(&(due[&row], row)));
        let taken = item.map_or(0, |left| {
            let taken = receipt.minor.min(*left);
            *left -= taken;
            taken
        });
        free += receipt.minor - taken;
    }
    for left in open.values_mut() {
        let taken = free.min(*left);
        (*left, free) = (*left - taken, free - taken);
    }
    open.into_iter().filter(|(_, left)| *left > 0).map(|((due, _), left)| (due, left)).collect()
}

#[test]
fn receivables_of_many_parts_settle_like_those_of_each_customer_alone() {
    let (customers, many) = (2_000_u32, 60_000);
    let mut chance = Numbers(7);
    let mut bill = || {
        let issued = epoch(chance.below(880) as i32);
        let due = issued + chance.below(30) as i32;
        let customer = chance.below(u64::from(customers)) as u32;
        Bill { customer, issued, due, minor: 1 + chance.below(500) as i64 }
    };
    let bills: Vec<Bill> = (0..many).map(|_| bill()).collect();
    let mut receipt = || {
        let (customer, day) =
            (chance.below(u64::from(customers)) as u32, epoch(chance.below(900) as i32));
        let names = (chance.below(3) > 0).then(|| chance.below(many) as usize);
        Receipt { customer, day, minor: 1 + chance.below(600) as i64, names }
    };
    let receipts: Vec<Receipt> = (0..50_000).map(|_| receipt()).collect();
    let columns = Receivables::of(&bills, &receipts);
    let mut book = book_of(customers);
    columns.load(&mut book).unwrap();
    let mut of_each: BTreeMap<u32, Owed> = BTreeMap::new();
    for (row, bill) in bills.iter().enumerate() {
        of_each.entry(bill.customer).or_default().0.push((row, *bill));
    }
    for (payer, receipt) in columns.payers.iter().zip(&receipts) {
        of_each.entry(*payer).or_default().1.push((receipt.names, *receipt));
    }
    let t = AsOf::new(date(700));
    for (who, (bills, receipts)) in &of_each {
        let view = book.view(key(*who)).unwrap();
        assert_eq!((view.invoices().len(), view.payments().len()), (bills.len(), receipts.len()));
        let mut found = Vec::new();
        let standing = settle(view.invoices(), view.payments(), t, |item| {
            found.push((item.invoice.due().to_epoch_days(), item.open.minor()));
        });
        let expected = left_open(bills, receipts, t.day().to_epoch_days());
        assert_eq!(found, expected, "customer {who}");
        let billed = bills.iter().filter(|(_, it)| t.sees(day(it.issued))).map(|(_, it)| it.minor);
        let paid = receipts.iter().filter(|(_, it)| t.sees(day(it.day))).map(|(_, it)| it.minor);
        let balance = billed.sum::<i64>() - paid.sum::<i64>();
        assert_eq!(standing.balance(), Total::from(Amount::from_minor(balance)), "customer {who}");
    }
}

#[test]
fn a_book_of_many_parts_is_reviewed_like_the_book_told_one_by_one() {
    let customers = 500;
    let terms = Terms { named: false, since: None, attitude: None };
    let batches = vec![
        (true, Batch::Sales(many_rows(customers, 40_000, 8))),
        (false, Batch::Sales(many_rows(customers, 500, 9))),
        (true, Batch::Expenses(many_rows(customers, 40_000, 10))),
        (true, Batch::Limits(vec![90_000; 400])),
    ];
    let story = Story { customers: vec![terms; customers as usize], batches };
    let (loaded, told) = story.books();
    same(&loaded, &told, AsOf::new(date(850))).unwrap();
}

#[test]
fn kinds_loaded_at_once_are_those_loaded_one_by_one_and_refused_together() {
    let sales = DatedColumns {
        customers: &[1, 0, 1],
        days: &[20_000, 20_010, 20_020],
        amounts: &[5, 7, 9],
    };
    let expenses = DatedColumns { customers: &[0], days: &[20_011], amounts: &[3] };
    let months =
        MonthlyColumns { customers: &[0, 1], months: &[24_297, 24_297], amounts: &[50, 60] };
    let invoices =
        InvoiceColumns { customers: &[0], issued: &[20_000], due: &[20_005], amounts: &[40] };
    let payments =
        PaymentColumns { customers: &[0], days: &[20_006], amounts: &[15], invoices: &[0] };
    let open = || {
        let mut book = Book::new("CNY".parse().unwrap());
        book.open_unnamed(2).unwrap();
        book
    };
    let all = FactColumns {
        sales: Some(sales),
        receivables: Some((invoices, payments)),
        expenses: Some(expenses),
        plans: Some(months),
        budgets: Some(months),
        limits: &[100, 0],
    };
    let (mut at_once, mut one_by_one) = (open(), open());
    at_once.load(all).unwrap();
    one_by_one.load_sales(sales).unwrap();
    one_by_one.load_receivables(invoices, payments).unwrap();
    one_by_one.load_expenses(expenses).unwrap();
    one_by_one.load_plans(months).unwrap();
    one_by_one.load_budgets(months).unwrap();
    one_by_one.load_limits(&[100, 0]).unwrap();
    assert_eq!(format!("{at_once:?}"), format!("{one_by_one:?}"));

    let twice = MonthlyColumns { customers: &[1, 1], ..months };
    let mut book = open();
    let refused = book.load(FactColumns { budgets: Some(twice), ..all }).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "budget columns agree an amount twice for a month of the customer at position 1"
    );
    assert_eq!(format!("{book:?}"), format!("{:?}", open()), "nothing of the others either");
}
