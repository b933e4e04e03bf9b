//! `scorecard/score`: the answers of a customer in, score and grade out; 20 criteria of every kind.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

use std::hint::black_box;

use criterion::{Criterion as Bench, Throughput, criterion_group, criterion_main};
use guanxi::scorecard::{
    Band, Criterion, CriterionAnswer, CriterionAnswers, CriterionScale, LinearPoint, Scorecard,
    ScorecardPolicy, ScorecardPolicyDraft,
};

/// Twenty criteria of 5 points: ten rated, five by bands, five linear.
fn card() -> Scorecard {
    let ordinal = || CriterionScale::ordinal(["worst", "poor", "fair", "good", "best"]);
    let band = |place: u8, below: Option<u8>| {
        let below = below.map(i64::from);
        Band { from: i64::from(place) * 10, below, mark: place.into() }
    };
    let bands = || {
        let rows = (0_u8..5).map(|place| band(place, (place < 4).then_some((place + 1) * 10)));
        CriterionScale::Bands(rows.collect())
    };
    let point = |at, mark| LinearPoint { at, mark };
    let linear = || CriterionScale::Linear(vec![point(0, 0), point(50, 8), point(100, 10)]);
    let criterion = |place: usize| {
        let id = || format!("c{place:02}").parse().unwrap();
        let figure = || format!("c{place:02}").parse().unwrap();
        match place {
            0..10 => Criterion::rated(id(), 5, ordinal()),
            10..15 => Criterion::measured(id(), 5, bands(), figure()),
            _ => Criterion::measured(id(), 5, linear(), figure()),
        }
    };
    let draft = ScorecardPolicyDraft::new((0..20).map(criterion).collect());
    Scorecard::new(ScorecardPolicy::try_new(draft).unwrap())
}

/// The answers of a customer, all but one.
fn answers(customer: usize) -> CriterionAnswers {
    let answer = |place: usize| {
        let value = u8::try_from((customer * 7 + place * 3) % 50).unwrap();
        let id = format!("c{place:02}").parse().unwrap();
        if place < 10 {
            (id, CriterionAnswer::rated(value % 5, "Wang".parse().unwrap()))
        } else {
            (id, CriterionAnswer::measured(value.into()))
        }
    };
    (0..19).map(answer).collect()
}

fn score(bench: &mut Bench) {
    let card = card();
    let all: Vec<CriterionAnswers> = (0..64).map(answers).collect();
    let answered: Vec<_> = all.iter().map(|it| card.answered(it).unwrap()).collect();
    let mut group = bench.benchmark_group("scorecard");
    group.throughput(Throughput::Elements(64));
    group.bench_function("score/20_criteria", |bencher| {
        bencher.iter(|| {
            let reached = answered.iter().filter(|it| black_box(it).score().low.reaches(50));
            assert!(black_box(reached.count()) <= 64);
        });
    });
    group.bench_function("answer_and_score/20_criteria", |bencher| {
        bencher.iter(|| {
            let scores = all.iter().map(|it| card.answered(black_box(it)).unwrap().score());
            assert!(black_box(scores.filter(|it| it.low.reaches(50)).count()) <= 64);
        });
    });
    group.finish();
}

criterion_group!(benches, score);
criterion_main!(benches);
