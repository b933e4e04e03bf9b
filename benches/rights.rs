//! `rights/conflicts`: 10,000 contracts of three territories and three brands each, on a tree of
//! provinces, cities and counties; one grant in five is exclusive.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use guanxi::calendar::{Day, Validity};
use guanxi::contract::{ChannelLevel, Exclusivity, Rights};
use guanxi::forest::Forest;
use guanxi::id::{ContractId, CustomerKey, TerritoryId};
use guanxi::trading_rights::{Grant, RightsMap, rights_conflicts};

const GRANTS: usize = 10_000;
const COUNTIES: usize = 3_000;

fn county(number: usize) -> TerritoryId {
    format!("county {number:04}").parse().unwrap()
}

/// Counties of cities of provinces: ten of each.
fn map() -> RightsMap {
    let city = |number: usize| format!("city {number:03}").parse().unwrap();
    let province = |number: usize| format!("province {number:02}").parse().unwrap();
    let counties = (0..COUNTIES).map(|it| (county(it), city(it / 10)));
    let cities = (0..COUNTIES / 10).map(|it| (city(it), province(it / 10)));
    RightsMap {
        territories: Forest::try_new(counties.chain(cities)).unwrap(),
        ..RightsMap::default()
    }
}

fn rights(place: usize) -> Rights {
    let exclusivity =
        if place.is_multiple_of(5) { Exclusivity::Exclusive } else { Exclusivity::NonExclusive };
    let territories = (0..3).map(|it| county((place * 7 + it * 11) % COUNTIES)).collect();
    let brands = (0..3).map(|it| format!("brand {:02}", (place + it * 17) % 60).parse().unwrap());
    Rights::new(ChannelLevel::FirstTier, exclusivity, territories, brands.collect())
}

fn conflicts(bench: &mut Criterion) {
    let start: Day = "2026-01-01".parse().unwrap();
    let given: Vec<(ContractId, Rights)> =
        (0..GRANTS).map(|it| (format!("C-{it:05}").parse().unwrap(), rights(it))).collect();
    let grants: Vec<Grant<'_>> = given
        .iter()
        .zip(0_u32..)
        .map(|((contract, rights), place)| {
            let from = start.offset(i32::try_from(place % 700).unwrap());
            Grant {
                customer: CustomerKey::from_position(place),
                contract,
                rights,
                exclusivity: rights.exclusivity,
                days: Validity::try_new(from, Some(from.offset(364))).unwrap(),
            }
        })
        .collect();
    let map = map();
    let found = rights_conflicts(&grants, &map).len();
    assert!(found > 100, "the grants meet: {found}");
    let mut group = bench.benchmark_group("rights");
    group.throughput(Throughput::Elements(u64::try_from(grants.len()).unwrap()));
    group.bench_function("conflicts/10k_grants", |bench| {
        bench.iter(|| {
            let conflicts = rights_conflicts(black_box(&grants), &map);
            assert_eq!(conflicts.len(), found);
            conflicts
        });
    });
    group.finish();
}

criterion_group!(benches, conflicts);
criterion_main!(benches);
