//! `rebate/accrue`: the accrual of 100,000 agreements at the end of each month of a year, by the
//! method of projection; `rebate/volume`: the movements of a dealer into the volumes of its
//! quarters.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

use std::hint::black_box;

use criterion::{Criterion as Bench, Throughput, criterion_group, criterion_main};
use guanxi::calendar::AsOf;
use guanxi::day;
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::{Amount, Currency, Major, Money};
use guanxi::rebate::{
    Accrual, GoodsMovement, Outlook, PeriodVolume, RebateAgreement, RebateAgreementDraft,
    RebateMode, RebateParty, RebateScale, Tier, Volume,
};

const AGREEMENTS: u32 = 100_000;
const MONTHS: i64 = 12;

/// The agreement of a dealer: four tiers, every other one on the part of each tier only.
fn agreement(place: u32) -> RebateAgreement {
    let tier = |from: u32, percent| {
        Tier::rate(Major::from_units(from + place % 1_000), Ratio::from_percent(percent))
    };
    let dealer = format!("C{place}").parse().unwrap();
    let number = format!("R{place}").parse().unwrap();
    let (from, to) = (day!(2026, 1, 1), day!(2026, 12, 31));
    let party = RebateParty::Customer(dealer);
    RebateAgreement::try_new(RebateAgreementDraft {
        mode: if place.is_multiple_of(2) { RebateMode::Marginal } else { RebateMode::Whole },
        tiers: vec![tier(0, 1), tier(100_000, 2), tier(250_000, 3), tier(500_000, 5)],
        ..RebateAgreementDraft::new(number, party, Currency::CNY, from, to)
    })
    .unwrap()
}

/// The volume of an agreement up to the end of a month, in fen.
fn volume(place: u32, month: i64) -> Volume {
    Volume::from_quantity(i64::from(place % 997) * 7_001 * month)
}

/// The sum of all that accrues in the year.
fn accrue(scales: &[RebateScale]) -> i64 {
    let mut sum = 0;
    // The season of the trade is that of all its dealers.
    let outlook = |month: i64| Outlook {
        phase: Quotient::try_new(month.into(), MONTHS.into()),
        ..Outlook::default()
    };
    let outlooks: Vec<Outlook<'_>> = (1..=MONTHS).map(outlook).collect();
    for (place, scale) in (0..).zip(scales) {
        for (month, outlook) in (1..).zip(&outlooks) {
            let accrual = Accrual::project(scale, volume(place, month), outlook).unwrap();
            sum += accrual.accruing.minor();
        }
    }
    sum
}

fn accruals(bench: &mut Bench) {
    let agreements: Vec<RebateAgreement> = (0..AGREEMENTS).map(agreement).collect();
    let scale = |it| RebateScale::from_agreement(it, 0).unwrap();
    let scales: Vec<RebateScale> = agreements.iter().map(scale).collect();
    // In December the projection is what was earned.
    let earned =
        |(place, scale): (u32, &RebateScale)| scale.reward(volume(place, MONTHS)).unwrap().minor();
    let december: i64 = (0..).zip(&scales).map(earned).sum();
    let expected = accrue(&scales);
    // A mean rate that does not change with the month pays in January a twelfth of December: all
    // months are 6.5 Decembers, but for the rounding of each.
    let rounding = i64::from(AGREEMENTS) * MONTHS;
    assert!((expected * 2 - december * 13).abs() <= rounding, "{expected} against {december}");
    let mut group = bench.benchmark_group("rebate/accrue");
    group.throughput(Throughput::Elements(u64::from(AGREEMENTS) * 12)).sample_size(20);
    group.bench_function("100k_agreements_12_months", |bench| {
        bench.iter(|| assert_eq!(accrue(black_box(&scales)), expected));
    });
    group.finish();
}

fn volumes(bench: &mut Bench) {
    let mut draft = agreement(0).into_draft();
    draft.period_months = Some(3);
    let agreement = RebateAgreement::try_new(draft).unwrap();
    let one = Money::new(Amount::from_minor(100), Currency::CNY);
    let movement = |place: i32| {
        let day = day!(2026, 1, 1).offset(place % 365);
        GoodsMovement::invoiced("C0".parse().unwrap(), day, one)
    };
    let movements: Vec<GoodsMovement> = (0..10_000).map(movement).collect();
    let t = AsOf::new(day!(2026, 12, 31));
    let sum = || {
        let found = PeriodVolume::from_movements(black_box(&agreement), &movements, &[], t);
        found.unwrap().iter().map(|it| it.volume.units()).sum::<i64>()
    };
    let mut group = bench.benchmark_group("rebate/volume");
    group.throughput(Throughput::Elements(10_000));
    group.bench_function("10k_movements", |bench| bench.iter(|| assert_eq!(sum(), 1_000_000)));
    group.finish();
}

criterion_group!(benches, accruals, volumes);
criterion_main!(benches);
