//! A book of customers with about forty facts each: 24 sales of two years, four invoices, three
//! payments, a limit, a plan and a budget for each month of the quarter and six expenses.
//!
//! In a seasonal book every tenth customer buys in the first months of its year only.

use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Month, WorkCalendarDraft};
use guanxi::customer::Customer;
use guanxi::expense::{Budget, Expense};
use guanxi::id::CustomerKey;
use guanxi::money::{Amount, Money};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::trade::{Plan, Sale};

use crate::input::SplitMix;

pub(crate) fn review_day() -> AsOf {
    "2026-06-15".parse().unwrap()
}

pub(crate) fn money(minor: i32) -> Money {
    Money::new(Amount::from_minor(minor.into()), "CNY".parse().unwrap())
}

pub(crate) fn book(customers: i32) -> Book {
    book_with(customers, |_| false)
}

#[allow(dead_code, reason = "not every bench has seasons")]
pub(crate) fn seasonal_book(customers: i32) -> Book {
    book_with(customers, |number| number % 10 == 0)
}

/// The default policy with closed days: 18 of each year.
#[allow(dead_code, reason = "not every bench has closed days")]
pub(crate) fn closed_days_policy() -> Policy {
    let stretches = [("01-01", 1), ("02-10", 7), ("05-01", 3), ("10-01", 7)];
    let holidays = (2023..=2026).flat_map(|year| {
        stretches.into_iter().flat_map(move |(first, days)| {
            let first: Day = format!("{year}-{first}").parse().unwrap();
            (0..days).map(move |it| first.offset(it))
        })
    });
    let calendar =
        WorkCalendarDraft { holidays: holidays.collect(), ..WorkCalendarDraft::default() };
    PolicyDraft::default().with_calendar(calendar).try_into().unwrap()
}

fn book_with(customers: i32, is_seasonal: fn(i32) -> bool) -> Book {
    let mut book = Book::new("CNY".parse().unwrap());
    let mut dice = SplitMix::new(47);
    for number in 0..customers {
        let customer = Customer::new(format!("Customer {number:07}").parse().unwrap());
        let key = book.register(customer).unwrap();
        fill(&mut book, (key, number), is_seasonal(number), &mut dice);
    }
    book
}

fn fill(
    book: &mut Book,
    (key, number): (CustomerKey, i32),
    is_seasonal: bool,
    dice: &mut SplitMix,
) {
    let size = 10_000 << dice.below(8);
    let limit = CreditLimit::try_from_money(money(size * 4), book.currency()).unwrap();
    book.agree_limit(key, limit).unwrap();
    let today = review_day().day();
    let mut day: Day = today.offset(-730 - dice.below(30));
    for place in 0..24 {
        day = match (is_seasonal, place) {
            (true, 12) => day.offset(220 + dice.below(30)),
            (true, _) => day.offset(1 + dice.below(20)),
            (false, _) => day.offset(1 + dice.below(59)),
        };
        let document = format!("{number}-{place}");
        let amount = money(size + dice.below(size));
        let sale = Sale::new(document.parse().unwrap(), day, amount);
        book.record(key, sale).unwrap();
        if place >= 20 {
            let invoice = Invoice::new(document.parse().unwrap(), day, day.offset(30), amount);
            book.record(key, invoice).unwrap();
        }
        if (20..23).contains(&place) {
            let paid = day.offset(20 + dice.below(20));
            let payment = Payment::new(document.parse().unwrap(), paid, amount);
            let payment = payment.for_invoice(document.parse().unwrap());
            book.record(key, payment).unwrap();
        }
    }
    let april: Month = "2026-04".parse().unwrap();
    for month in (0..3).map(|it| april.offset(it)) {
        book.record(key, Plan::new(month, money(size + size / 3))).unwrap();
        book.record(key, Budget::new(month, money(size / 20))).unwrap();
    }
    for month in (-3..3).map(|it| april.offset(it)) {
        let document = format!("{number}-{month}").parse().unwrap();
        let spent = money(size / 25 + dice.below(size / 50));
        let expense = Expense::new(document, month.first_day().offset(9), spent);
        book.record(key, expense).unwrap();
    }
}
