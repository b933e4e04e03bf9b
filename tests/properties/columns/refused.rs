//! Columns with one thing wrong leave the book as it was.

use std::collections::BTreeMap;

use guanxi::account::{
    DatedColumns, FactColumns, FactKind, LoadError, MonthlyColumns, PaymentColumns,
};
use guanxi::book::{Book, BookError};
use guanxi::calendar::{AsOf, Day, Month};
use proptest::prelude::*;
use proptest::sample::Index;

use super::books::{all_of, same};
use super::extremes::refused;
use super::story::{
    Batch, Bill, Receipt, Receivables, Row, Story, Terms, columns, day_numbers, epoch,
    month_numbers, story,
};
use crate::strategies::{DAYS, date};

/// Loads one kind of dated facts.
pub(super) type LoadDated = fn(&mut Book, DatedColumns<'_>) -> Result<(), BookError>;
/// Loads one kind of monthly facts.
pub(super) type LoadMonthly = fn(&mut Book, MonthlyColumns<'_>) -> Result<(), BookError>;

pub(super) const DATED: [(FactKind, LoadDated); 2] = [
    (FactKind::Sale, |book, it| book.load(FactColumns::from_sales(it))),
    (FactKind::Expense, |book, it| book.load(FactColumns::from_expenses(it))),
];
pub(super) const MONTHLY: [(FactKind, LoadMonthly); 2] = [
    (FactKind::Plan, |book, it| book.load(FactColumns::from_plans(it))),
    (FactKind::Budget, |book, it| book.load(FactColumns::from_budgets(it))),
];

/// A value of a column replaced.
pub(super) fn with<T: Clone>(column: &[T], place: usize, value: T) -> Vec<T> {
    let mut column = column.to_vec();
    column[place] = value;
    column
}

pub(super) fn longer<T: Clone>(column: &[T]) -> Vec<T> {
    let last = column.last().unwrap().clone();
    column.iter().cloned().chain([last]).collect()
}

pub(super) fn beyond_the_calendar() -> impl Strategy<Value = i32> {
    let (first, last) = (Day::MIN.to_epoch_days(), Day::MAX.to_epoch_days());
    prop_oneof![Just(first - 1), Just(last + 1), Just(i32::MIN), Just(i32::MAX), last + 1..]
}

/// The numbers of the first and the last month of the calendar.
fn ends_of_months() -> [i32; 2] {
    [Month::MIN, Month::MAX].map(|month| month.months_since(Month::default()))
}

/// Values that no row may have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bad {
    /// A day out of the calendar.
    pub(super) beyond: i32,
    /// The position of no customer.
    pub(super) nobody: u32,
    /// At most nothing.
    pub(super) negative: i64,
}

/// Columns of receivables with one thing wrong, and what must be said of it.
pub(super) type Wrong = Vec<(Receivables, LoadError)>;

pub(super) fn wrong_invoices(good: &Receivables, row: usize, bad: Bad) -> Wrong {
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

pub(super) fn wrong_payments(good: &Receivables, row: usize, bad: Bad) -> Wrong {
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
pub(super) fn foreign_invoices(good: &Receivables, row: usize, customers: u32) -> Wrong {
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
pub(super) fn refuses(
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
            let [earliest, latest] = ends_of_months();
            for beyond in [earliest - 1, latest + 1, i32::MIN, i32::MAX] {
                let wrong = MonthlyColumns { months: &with(&months, row, beyond), ..good };
                let (field, bound) = ("month", "lie in the calendar");
                let found = i64::from(beyond);
                let error = LoadError::OutOfBounds { kind, row, field, bound, found };
                refuses(&mut book, &error, |book| load(book, wrong))?;
            }
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
        refuses(&mut book, &error, |book| book.load(FactColumns::from_limits(&too_many)))?;
        if many > 0 {
            let row = at.index(many);
            let wrong = with(&limits[..many], row, negative);
            let (field, bound, found) = ("amount", "not be negative", negative);
            let error = LoadError::OutOfBounds { kind, row, field, bound, found };
            refuses(&mut book, &error, |book| book.load(FactColumns::from_limits(&wrong)))?;
        }
        prop_assert_eq!(book.load(FactColumns::from_limits(&limits[..many])), Ok(()));
    }
}

#[test]
pub(super) fn the_ends_of_the_calendar_are_loaded_as_they_are_recorded() {
    let [first, last] = [Day::MIN, Day::MAX].map(Day::to_epoch_days);
    let [earliest, latest] = ends_of_months();
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
        Batch::Plans(vec![(0, latest, 5), (1, earliest, i64::MAX), (0, latest - 1, 0)]),
        Batch::Budgets(vec![(1, latest, 5), (0, earliest, i64::MAX), (1, earliest, 1)]),
        Batch::Limits(vec![i64::MAX, 0]),
    ];
    let story = Story { customers, batches: batches.map(|batch| (true, batch)).to_vec() };
    let (loaded, told) = story.books();
    for t in [Day::MIN, date(0), Day::MAX.offset(-1), Day::MAX] {
        same(&loaded, &told, AsOf::new(t)).unwrap();
    }
}
