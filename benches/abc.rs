//! `abc/classify`: net purchases in, the class of every customer out. `movement/quadrants`: two
//! reviews in, the matrix of who moved with its figures out.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

mod input;

use std::cell::LazyCell;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use guanxi::calendar::AsOf;
use guanxi::day;
use guanxi::id::CustomerKey;
use guanxi::money::{Amount, Currency};
use guanxi::segment::{
    AbcPolicy, Class, ClassState, Cuts, GroupPlacement, MergeList, PlacedCustomer, PlacedReview,
    Quadrant, QuadrantMovement, ReviewPair, UnlistedPlace,
};
use input::SplitMix;

/// Purchases from a few cents to ten million, spread evenly over their orders of magnitude; one of
/// nine bought nothing.
fn purchases(customers: usize) -> Vec<Amount> {
    let mut dice = SplitMix::new(11);
    let mut purchase = || {
        let magnitude = dice.below(18);
        let minor = 64_i64 << magnitude;
        let bought = dice.below(9) != 0;
        let minor = minor + i64::from(dice.below(1 << 30)) % minor;
        Amount::from_minor(if bought { minor } else { 0 })
    };
    (0..customers).map(|_| purchase()).collect()
}

/// The cuts by the definition: the smallest amounts above which less than 80 % and 95 % of the
/// total stand.
fn cuts_by_definition(purchases: &[Amount]) -> Cuts {
    let mut falling: Vec<i64> = purchases.iter().map(|it| it.minor()).collect();
    falling.sort_unstable_by(|a, b| b.cmp(a));
    let total: i128 = falling.iter().map(|it| i128::from(*it)).sum();
    let smallest = |percent: i128| {
        let (mut above, mut cut) = (0_i128, None);
        for same in falling.chunk_by(|a, b| a == b) {
            if same[0] <= 0 || above * 100 >= total * percent {
                break;
            }
            cut = Some(Amount::from_minor(same[0]));
            above += i128::from(same[0]) * same.len() as i128;
        }
        cut
    };
    Cuts { a: smallest(80), b: smallest(95) }
}

fn classify(criterion: &mut Criterion) {
    let policy = AbcPolicy::default();
    let currency: Currency = "CNY".parse().unwrap();
    let mut group = criterion.benchmark_group("abc/classify");
    for (name, customers) in
        [("10k", 10_000), ("100k", 100_000), ("1m", 1_000_000), ("10m", 10_000_000)]
    {
        let input = LazyCell::new(|| {
            let purchases = purchases(customers);
            let cuts = cuts_by_definition(&purchases);
            (purchases, cuts)
        });
        group.throughput(Throughput::Elements(customers as u64));
        group.sample_size(if customers > 1_000_000 { 10 } else { 20 });
        group.bench_function(name, |bencher| {
            let (purchases, expected) = &*input;
            let minor: Vec<i64> = purchases.iter().map(|it| it.minor()).collect();
            let mut classes = vec![Class::C; customers];
            bencher.iter(|| {
                let cuts = policy.classify(black_box(&minor), currency, &mut classes).unwrap();
                assert_eq!(cuts, *expected);
            });
        });
    }
}

const CUSTOMERS: usize = 1_000_000;

/// The steps of all customers from their computed classes of another set of amounts.
fn step(criterion: &mut Criterion) {
    let policy = AbcPolicy::default();
    let currency: Currency = "CNY".parse().unwrap();
    let mut group = criterion.benchmark_group("abc/step");
    let input = LazyCell::new(|| {
        let purchases = purchases(CUSTOMERS);
        let cuts = cuts_by_definition(&purchases);
        let before: Vec<ClassState> =
            purchases.iter().rev().map(|amount| cuts.class(*amount).into()).collect();
        (purchases, before)
    });
    group.throughput(Throughput::Elements(CUSTOMERS as u64));
    group.sample_size(20);
    group.bench_function("1m", |bencher| {
        let (purchases, before) = &*input;
        bencher.iter(|| {
            let lines = policy.lines(black_box(purchases), currency);
            let steps = purchases.iter().zip(before).map(|(amount, state)| {
                let step = lines.next(Some(*state), Some(*amount));
                assert!(step.class().is_some());
                usize::from(step.is_change())
            });
            assert!(steps.sum::<usize>() > CUSTOMERS / 10);
        });
    });
}

fn movement(bench: &mut Criterion) {
    let mut dice = SplitMix::new(37);
    let mut rows = || -> Vec<PlacedCustomer> {
        let row = |position: usize| {
            let quadrant = Quadrant::ALL[dice.next() as usize % Quadrant::ALL.len()];
            let bought = Amount::from_minor((dice.next() % 1_000_000).cast_signed());
            let customer = CustomerKey::from_position(position as u32);
            PlacedCustomer {
                customer,
                placement: GroupPlacement::in_quadrant(Some(quadrant), bought),
            }
        };
        (0..CUSTOMERS).map(row).collect()
    };
    let (before, after) = (rows(), rows());
    let merges = MergeList::default();
    let mut group = bench.benchmark_group("movement/quadrants");
    group.throughput(Throughput::Elements(CUSTOMERS as u64));
    group.sample_size(20);
    group.bench_function("1m", |bencher| {
        bencher.iter(|| {
            let placed = |day, rows| PlacedReview {
                as_of: AsOf::new(day),
                currency: Currency::CNY,
                unlisted: UnlistedPlace::Absent,
                rows,
            };
            let pair = ReviewPair {
                before: placed(day!(2026, 3, 31), black_box(&before).iter().copied()),
                after: placed(day!(2026, 6, 30), black_box(&after).iter().copied()),
            };
            QuadrantMovement::try_between(pair, &merges).unwrap()
        });
    });
}

criterion_group!(benches, classify, step, movement);
criterion_main!(benches);
