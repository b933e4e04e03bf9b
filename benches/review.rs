//! `review`: a whole book judged as of a day, also with closed days and seasonal customers.
//! `event`: one more sale, and its customer judged again.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

#[path = "input/book.rs"]
mod book;
mod input;

use std::cell::LazyCell;
use std::hint::black_box;

use book::{book, closed_days_policy, money, review_day, seasonal_book};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use guanxi::account::{CustomerFact, Fact, FactContent};
use guanxi::book::Book;
use guanxi::evidence::BeforeAfter;
use guanxi::id::CustomerKey;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::review::{Judgement, ReviewComparison};
use guanxi::trade::Sale;
use guanxi::warning::{Outcome, Rule};
use input::SplitMix;

/// A name, a number of customers, a maker of their book, and the policy.
type Reviewed = (&'static str, i32, fn(i32) -> Book, Policy);

fn review(criterion: &mut Criterion) {
    let t = review_day();
    let mut group = criterion.benchmark_group("review");
    let cases: Vec<Reviewed> = vec![
        ("10k", 10_000, book, Policy::default()),
        ("100k", 100_000, book, Policy::default()),
        ("100k_seasons", 100_000, seasonal_book, Policy::default()),
        ("100k_closed_days_and_seasons", 100_000, seasonal_book, closed_days_policy()),
    ];
    for (name, customers, book, policy) in cases {
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

/// Two policies compared over a book: two reviews, and the comparison of them.
fn comparison(criterion: &mut Criterion) {
    let t = review_day();
    let usual = Policy::default();
    let mut stricter = PolicyDraft::default();
    stricter.debt.ageing.watch = 3;
    stricter.progress.plan.watch = "98%".parse().unwrap();
    let stricter = Policy::try_from(stricter).unwrap();
    let input = LazyCell::new(|| book(100_000));
    let mut group = criterion.benchmark_group("comparison");
    group.throughput(Throughput::Elements(100_000));
    group.sample_size(20);
    group.bench_function("two_reviews_100k", |bencher| {
        bencher.iter_with_large_drop(|| {
            let before = input.review(t, &usual).unwrap();
            let after = input.review(t, &stricter).unwrap();
            assert_eq!(before.len(), after.len());
            (before, after)
        });
    });
    group.bench_function("by_policies_100k", |bencher| {
        bencher.iter_with_large_drop(|| {
            let policies = BeforeAfter { before: &usual, after: &stricter };
            let comparison = ReviewComparison::by_policies(&input, t, policies).unwrap();
            assert!(!comparison.customers().is_empty());
            comparison
        });
    });
}

/// The number of warnings of a customer that stand.
fn warnings(judgement: &Judgement) -> usize {
    let outcomes = Rule::ALL.map(|rule| judgement.outcome(rule));
    outcomes.into_iter().filter_map(Outcome::level).count()
}

/// A sale of each customer in the last days before the review.
fn one_sale_each(customers: i32) -> Vec<(CustomerKey, Sale)> {
    let mut dice = SplitMix::new(53);
    let sales = (0..customers).map(|number| {
        let key = CustomerKey::from_position(number as u32);
        let day = review_day().day().offset(-dice.below(20));
        let document = format!("event {number}").parse().unwrap();
        (key, Sale::new(document, day, money(50_000)))
    });
    sales.collect()
}

fn event(criterion: &mut Criterion) {
    const CUSTOMERS: i32 = 10_000;
    let (policy, t) = (Policy::default(), review_day());
    let input = LazyCell::new(|| {
        let (book, sales) = (book(CUSTOMERS), one_sale_each(CUSTOMERS));
        // All sales first, then all judgements: with one sale each, the same as one after the
        // other.
        let mut after = book.clone();
        for (key, sale) in &sales {
            after.record(*key, sale.clone()).unwrap();
        }
        let assessor = book.assessor(t, &policy);
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
        let assessor = book.assessor(t, &policy);
        bencher.iter_batched(
            || (book.clone(), sales.clone()),
            |(mut book, sales)| {
                let judged = sales
                    .into_iter()
                    .map(|(key, sale)| book.record_and_judge(key, sale, &assessor).unwrap());
                let found: usize = judged.map(|it| warnings(&it)).sum();
                assert_eq!(found, *expected);
                book
            },
            BatchSize::PerIteration,
        );
    });
    // On all threads with the feature `rayon`.
    for (name, many) in [("10k in blocks", 256), ("10k in one block", usize::MAX)] {
        group.bench_function(name, |bencher| {
            let (book, sales, expected) = &*input;
            let assessor = book.assessor(t, &policy);
            let facts = sales.iter().map(|(key, sale)| CustomerFact::new(*key, sale.clone()));
            let facts: Vec<_> = facts.collect();
            bencher.iter_batched(
                || book.clone(),
                |mut book| {
                    let blocks = facts.chunks(many);
                    let judged = blocks.flat_map(|few| book.record_and_judge_all(few, &assessor));
                    let found: usize = judged.map(|it| warnings(&it.unwrap())).sum();
                    assert_eq!(found, *expected);
                    book
                },
                BatchSize::PerIteration,
            );
        });
    }
}

/// A book in which one of a hundred documents was revised, on days that are spread over its years.
fn revised(book: &Book) -> Book {
    let (mut revised, mut dice) = (book.clone(), SplitMix::new(59));
    let today = review_day().day();
    for fact in book.facts() {
        let FactContent::First(Fact::Sale(sale)) = fact.content else { continue };
        // Sales are 24 of about 43 documents of a customer.
        if dice.below(56) != 0 {
            continue;
        }
        let days = today.days_since(sale.date).max(1);
        let on = sale.date.offset(dice.below(days));
        let name = Fact::from(sale.clone()).name();
        let version = (dice.below(2) == 0).then(|| Sale { amount: money(40_000), ..sale }.into());
        revised.revise(fact.customer, &name, on, version).unwrap();
    }
    revised
}

fn revisions(criterion: &mut Criterion) {
    const CUSTOMERS: i32 = 10_000;
    let policy = Policy::default();
    let input = LazyCell::new(|| {
        let book = book(CUSTOMERS);
        let revised = revised(&book);
        [("unrevised", book), ("revised", revised)]
    });
    let year_ago = "2025-06-15".parse().unwrap();
    let mut group = criterion.benchmark_group("revisions");
    group.throughput(Throughput::Elements(CUSTOMERS as u64));
    group.sample_size(20);
    for (when, t) in [("today", review_day()), ("a_year_ago", year_ago)] {
        for place in 0..2 {
            let name = ["unrevised", "revised"][place];
            group.bench_function(format!("{when}/{name}"), |bencher| {
                let (_, book) = &input[place];
                let expected = book.review(t, &policy).unwrap().summary();
                bencher.iter_with_large_drop(|| book.review(t, &policy).unwrap());
                assert_eq!(book.review(t, &policy).unwrap().summary(), expected);
            });
        }
    }
    for place in 0..2 {
        let name = ["unrevised", "revised"][place];
        group.bench_function(format!("event/{name}"), |bencher| {
            let (_, book) = &input[place];
            let assessor = book.assessor(review_day(), &policy);
            let sales = one_sale_each(CUSTOMERS);
            bencher.iter_batched(
                || (book.clone(), sales.clone()),
                |(mut book, sales)| {
                    for (key, sale) in sales {
                        black_box(book.record_and_judge(key, sale, &assessor).unwrap());
                    }
                    book
                },
                BatchSize::PerIteration,
            );
        });
    }
}

criterion_group!(benches, review, comparison, event, revisions);
criterion_main!(benches);
