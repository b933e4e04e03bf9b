//! `review`: a whole book judged as of a day. `event`: one more sale, and its customer judged
//! again.
//!
//! A customer of the book has 24 sales of two years, four invoices, three payments, a limit, a plan
//! and a budget for each month of the quarter and six expenses: about forty facts.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_sign_loss,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

mod input;

use std::cell::LazyCell;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Month};
use guanxi::customer::Customer;
use guanxi::expense::{Budget, Expense};
use guanxi::id::CustomerKey;
use guanxi::money::{Amount, Money};
use guanxi::policy::{Assessor, Policy};
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::trade::{Plan, Sale};
use guanxi::warning::{Outcome, Rule};
use input::SplitMix;

fn review_day() -> AsOf {
    "2026-06-15".parse().unwrap()
}

fn money(minor: i32) -> Money {
    Money::new(Amount::from_minor(minor.into()), "CNY".parse().unwrap())
}

fn book(customers: i32) -> Book {
    let mut book = Book::new("CNY".parse().unwrap());
    let mut dice = SplitMix::new(47);
    for number in 0..customers {
        let customer = Customer::new(format!("Customer {number:07}").parse().unwrap());
        let key = book.register(customer).unwrap();
        fill(&mut book, key, number, &mut dice);
    }
    book
}

fn fill(book: &mut Book, key: CustomerKey, number: i32, dice: &mut SplitMix) {
    let size = 10_000 << dice.below(8);
    let limit = CreditLimit::try_of(money(size * 4)).unwrap();
    book.agree_limit(key, limit).unwrap();
    let today = review_day().day();
    let mut day: Day = today.offset(-730 - dice.below(30));
    for place in 0..24 {
        day = day.offset(1 + dice.below(59));
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

fn review(criterion: &mut Criterion) {
    let (policy, t) = (Policy::default(), review_day());
    let mut group = criterion.benchmark_group("review");
    for (name, customers) in [("10k", 10_000), ("100k", 100_000)] {
        let input = LazyCell::new(|| {
            let book = book(customers);
            let summary = book.review(t, &policy).unwrap().summary();
            (book, summary)
        });
        group.throughput(Throughput::Elements(customers as u64));
        group.sample_size(20);
        group.bench_function(name, |bencher| {
            let (book, expected) = &*input;
            bencher.iter_with_large_drop(|| {
                let review = book.review(t, &policy).unwrap();
                assert_eq!(review.len(), expected.customers as usize);
                review
            });
            assert_eq!(book.review(t, &policy).unwrap().summary(), *expected);
        });
    }
}

/// How many warnings of a customer stand after its sale is recorded.
fn take(book: &mut Book, key: CustomerKey, sale: Sale, assessor: &Assessor<'_>) -> usize {
    book.record(key, sale).unwrap();
    let readings = book.judge(key, assessor).unwrap();
    let outcomes = Rule::ALL.map(|rule| readings.outcome(rule));
    outcomes.into_iter().filter_map(Outcome::level).count()
}

fn event(criterion: &mut Criterion) {
    const CUSTOMERS: i32 = 10_000;
    let (policy, t) = (Policy::default(), review_day());
    let input = LazyCell::new(|| {
        let mut dice = SplitMix::new(53);
        let sales = (0..CUSTOMERS).map(|number| {
            let key = CustomerKey::from_position(number as u32);
            let day = t.day().offset(-dice.below(20));
            let document = format!("event {number}").parse().unwrap();
            (key, Sale::new(document, day, money(50_000)))
        });
        let (book, sales): (Book, Vec<(CustomerKey, Sale)>) = (book(CUSTOMERS), sales.collect());
        // All sales first, then all judgements: with one sale each, the same as one after the
        // other.
        let mut after = book.clone();
        for (key, sale) in &sales {
            after.record(*key, sale.clone()).unwrap();
        }
        let assessor = policy.on(t, book.prior(t, &policy.loss.lapse));
        let judged = after.keys().map(|key| after.judge(key, &assessor).unwrap());
        let warnings = judged.map(|readings| {
            let levels = Rule::ALL.map(|rule| readings.outcome(rule).level());
            levels.into_iter().flatten().count()
        });
        let expected: usize = warnings.sum();
        (book, sales, expected)
    });
    let mut group = criterion.benchmark_group("event");
    group.throughput(Throughput::Elements(CUSTOMERS as u64));
    group.sample_size(20);
    group.bench_function("10k", |bencher| {
        let (book, sales, expected) = &*input;
        let assessor = policy.on(t, book.prior(t, &policy.loss.lapse));
        bencher.iter_batched(
            || (book.clone(), sales.clone()),
            |(mut book, sales)| {
                let taken =
                    sales.into_iter().map(|(key, sale)| take(&mut book, key, sale, &assessor));
                let found: usize = taken.sum();
                assert_eq!(found, *expected);
                book
            },
            BatchSize::PerIteration,
        );
    });
}

criterion_group!(benches, review, event);
criterion_main!(benches);
