//! `lapse`: the signal of a silence, the prior of a book, the fit of its parameters, the chance of
//! few order days.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_sign_loss,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

mod input;

use std::cell::LazyCell;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use guanxi::calendar::{AsOf, Day};
use guanxi::lapse::{
    Dropout, Fit, FitBounds, LapsePolicy, LapseSignal, Moments, OrderDays, OrderFrequency, Rhythm,
    fewer_order_days,
};
use guanxi::measure::Ratio;
use input::SplitMix;

const SIGNALS: usize = 1_000;

fn rhythms(customers: usize) -> Vec<Rhythm> {
    let mut dice = SplitMix::new(23);
    let start: Day = "2024-01-01".parse().unwrap();
    let mut rhythm = || {
        let (first, span) = (start.offset(dice.below(300)), 1 + dice.below(400));
        let repeats = 1 + dice.below(span.min(60));
        Rhythm::try_new(OrderDays { count: repeats as u32 + 1, first, last: first.offset(span) })
            .unwrap()
    };
    (0..customers).map(|_| rhythm()).collect()
}

fn signal(criterion: &mut Criterion) {
    let policy = LapsePolicy::default();
    let t: AsOf = "2026-01-01".parse().unwrap();
    let rhythms = rhythms(SIGNALS);
    let mut moments = Moments::default();
    for rhythm in &rhythms {
        moments.add(*rhythm).unwrap();
    }
    let prior = moments.to_prior(&policy);
    let silent = |rhythm: &Rhythm| {
        let signal = LapseSignal::from_rhythm(*rhythm, &prior, t, &policy);
        usize::from(signal.alive.is_below(Ratio::from_percent(50)))
    };
    let expected: usize = rhythms.iter().map(silent).sum();
    assert!((1..SIGNALS).contains(&expected), "some are alive, some are not");

    let mut group = criterion.benchmark_group("lapse");
    group.throughput(Throughput::Elements(SIGNALS as u64));
    group.bench_function("signal", |bencher| {
        bencher.iter(|| {
            let found: usize = black_box(&rhythms).iter().map(silent).sum();
            assert_eq!(found, expected);
        });
    });
}

/// A whole book from the state that it keeps of each customer: the probability of being alive, and
/// that of no order within the horizon.
fn score(criterion: &mut Criterion) {
    let policy = LapsePolicy::default();
    let t: AsOf = "2026-01-01".parse().unwrap();
    let mut group = criterion.benchmark_group("lapse/score");
    group.sample_size(10);
    for (name, customers) in [("100k", 100_000), ("10m", 10_000_000)] {
        let input = LazyCell::new(|| {
            let rhythms = rhythms(customers);
            let mut moments = Moments::default();
            for rhythm in &rhythms {
                moments.add(*rhythm).unwrap();
            }
            let prior = moments.to_prior(&policy);
            let of = |rhythm: &Rhythm| LapseSignal::from_rhythm(*rhythm, &prior, t, &policy);
            let signals = rhythms.iter().map(of);
            let (mut alive, mut no_order) = (0, 0);
            for signal in signals {
                alive += u128::from(signal.alive.parts_per_trillion());
                no_order += u128::from(signal.no_order.parts_per_trillion());
            }
            (rhythms, prior, alive, no_order)
        });
        group.throughput(Throughput::Elements(customers as u64));
        group.bench_function(name, |bencher| {
            let (rhythms, prior, all_alive, all_no_order) = &*input;
            bencher.iter(|| {
                let (mut alive, mut no_order) = (0, 0);
                LapseSignal::from_rhythms(black_box(rhythms), prior, t, &policy).for_each(
                    |signal| {
                        alive += u128::from(signal.alive.parts_per_trillion());
                        no_order += u128::from(signal.no_order.parts_per_trillion());
                    },
                );
                assert_eq!((alive, no_order), (*all_alive, *all_no_order));
            });
        });
    }
}

fn moments(criterion: &mut Criterion) {
    const CUSTOMERS: usize = 1_000_000;
    let input = LazyCell::new(|| {
        let rhythms = rhythms(CUSTOMERS);
        // Backwards and in two parts: the order of customers cannot matter.
        let (mut early, mut late) = (Moments::default(), Moments::default());
        for (place, rhythm) in rhythms.iter().enumerate().rev() {
            let part = if place % 2 == 0 { &mut early } else { &mut late };
            part.add(*rhythm).unwrap();
        }
        early.merge(&late).unwrap();
        (rhythms, early)
    });
    let mut group = criterion.benchmark_group("lapse/moments");
    group.throughput(Throughput::Elements(CUSTOMERS as u64));
    group.sample_size(20);
    group.bench_function("1m", |bencher| {
        let (rhythms, expected) = &*input;
        bencher.iter(|| {
            let mut moments = Moments::default();
            for rhythm in black_box(rhythms) {
                moments.add(*rhythm).unwrap();
            }
            assert_eq!(moments, *expected);
        });
    });
}

/// As many customers as a well-known data set has (CDNOW: 23,570), each of which buys at a rate of
/// its own until it drops out after an order, as the model says: a fit then lies within its bounds.
fn fit(criterion: &mut Criterion) {
    let (start, t): (Day, AsOf) = ("1997-01-01".parse().unwrap(), "1997-09-30".parse().unwrap());
    let mut dice = SplitMix::new(41);
    let mut rhythm = || {
        let first = start.offset(dice.below(84));
        let (one_in_days, drops_percent) = (8 << dice.below(5), 10 << dice.below(3));
        let (mut count, mut last, mut day) = (1, first, first);
        while dice.below(100) >= drops_percent {
            day = day.offset(1);
            while t.sees(day) && dice.below(one_in_days) > 0 {
                day = day.offset(1);
            }
            if !t.sees(day) {
                break;
            }
            (count, last) = (count + 1, day);
        }
        Rhythm::try_new(OrderDays { count, first, last }).unwrap()
    };
    let rhythms: Vec<Rhythm> = (0..23_570).map(|_| rhythm()).collect();
    let of = |rhythms: &[Rhythm]| {
        let rhythms = rhythms.iter().copied();
        Fit::try_from_rhythms(rhythms, t, Dropout::AfterAnyOrder, &FitBounds::default())
    };
    let expected = of(&rhythms).unwrap();
    let mut group = criterion.benchmark_group("lapse");
    group.throughput(Throughput::Elements(rhythms.len() as u64));
    group.bench_function("fit", |bencher| {
        bencher.iter(|| assert_eq!(of(black_box(&rhythms)), Ok(expected)));
    });
}

fn chance(criterion: &mut Criterion) {
    let mut dice = SplitMix::new(31);
    let mut pair = || (dice.below(12) as u32, 12 + dice.below(60) as u32);
    let counts: Vec<(u32, u32)> = (0..SIGNALS).map(|_| pair()).collect();
    let is_rare = |(recent, baseline): &(u32, u32)| {
        let recent = OrderFrequency { order_days: *recent, days: 90 };
        let baseline = OrderFrequency { order_days: *baseline, days: 365 };
        let chance = fewer_order_days(recent, baseline);
        usize::from(chance.is_below(Ratio::from_percent(5)))
    };
    let expected: usize = counts.iter().map(is_rare).sum();
    assert!((1..SIGNALS).contains(&expected), "some are rare, some are not");

    let mut group = criterion.benchmark_group("lapse");
    group.throughput(Throughput::Elements(SIGNALS as u64));
    group.bench_function("fewer_order_days", |bencher| {
        bencher.iter(|| {
            let found: usize = black_box(&counts).iter().map(is_rare).sum();
            assert_eq!(found, expected);
        });
    });
}

criterion_group!(benches, signal, score, moments, fit, chance);
criterion_main!(benches);
