//! `portfolio/backtest`: the ends of 24 months judged again by the default policy, and held against
//! what came of them.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

mod input;

use std::cell::LazyCell;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use guanxi::backtest::{Backtest, BacktestRequest, NoOrderWithin};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Month};
use guanxi::customer::Customer;
use guanxi::money::{Amount, Money};
use guanxi::policy::Policy;
use guanxi::trade::Sale;
use guanxi::warning::{Outcome, Rule};
use input::SplitMix;

const SALES: i32 = 20;

/// Customers with 20 sales each in three years that end with May 2026.
fn book(customers: i32) -> Book {
    let mut book = Book::new("CNY".parse().unwrap());
    let (mut dice, first): (_, Day) = (SplitMix::new(71), "2023-06-01".parse().unwrap());
    for number in 0..customers {
        let customer = Customer::new(format!("Customer {number:07}").parse().unwrap());
        let key = book.register(customer).unwrap();
        let gap = 20 + dice.below(64);
        let mut day = first.offset(dice.below(300));
        for place in 0..SALES {
            let document = format!("{number}-{place}").parse().unwrap();
            let amount = Amount::from_minor(i64::from(10_000 + dice.below(40_000)));
            let amount = Money::new(amount, book.currency());
            book.record(key, Sale::new(document, day, amount)).unwrap();
            day = day.offset(1 + dice.below(gap));
        }
    }
    book
}

fn backtest(criterion: &mut Criterion) {
    let policy = Policy::default();
    let first: Month = "2024-06".parse().unwrap();
    let days: Vec<AsOf> = (0..24).map(|it| AsOf::new(first.offset(it).last_day())).collect();
    let outcome =
        NoOrderWithin { days: 90.try_into().unwrap(), known: "2026-05-31".parse().unwrap() };
    let run = |book: &Book| {
        let request = BacktestRequest { policies: &[&policy], days: &days, rules: &[Rule::Loss] };
        Backtest::run(book, &request, |book, key, t| outcome.aftermath(book, key, t)).unwrap()
    };
    let mut group = criterion.benchmark_group("portfolio/backtest");
    group.sample_size(10);
    for (name, customers) in
        [("24_days_10k_customers", 10_000), ("24_days_100k_customers", 100_000)]
    {
        let input = LazyCell::new(|| {
            let book = book(customers);
            let expected = run(&book);
            let loss = expected.total(0, Rule::Loss);
            assert!(loss.standing(Outcome::Clear).came_true > 0 && loss.judged().unknowable > 0);
            assert!(expected.figures(0, Rule::Loss).unwrap().area.pairs() > 0);
            (book, expected)
        });
        group.throughput(Throughput::Elements(24 * u64::try_from(customers).unwrap()));
        group.bench_function(name, |bencher| {
            let (book, expected) = &*input;
            bencher.iter(|| assert_eq!(run(book), *expected));
        });
    }
}

criterion_group!(benches, backtest);
criterion_main!(benches);
