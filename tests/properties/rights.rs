//! Conflicts of rights against the plain definition.

use std::collections::BTreeSet;

use guanxi::calendar::{Day, Validity};
use guanxi::contract::{ChannelLevel, Exclusivity, Rights};
use guanxi::forest::Forest;
use guanxi::id::{BrandId, ContractId, CustomerKey, TerritoryId};
use guanxi::trading_rights::{Grant, RightsMap, rights_conflicts};
use proptest::prelude::*;

/// Twelve territories: 0 holds 1 and 2; 1 holds 3 to 5; 2 holds 6; 6 holds 7; 8 holds 9; the rest
/// stand alone.
const PLACES: [(u8, u8); 8] = [(1, 0), (2, 0), (3, 1), (4, 1), (5, 1), (6, 2), (7, 6), (9, 8)];

fn territory(number: u8) -> TerritoryId {
    format!("T{number}").parse().unwrap()
}

fn map() -> RightsMap {
    let places = PLACES.map(|(name, place)| (territory(name), territory(place)));
    RightsMap { territories: Forest::try_new(places).unwrap(), ..RightsMap::default() }
}

fn parts(number: u8) -> impl Iterator<Item = u8> {
    PLACES.into_iter().filter(move |(_, place)| *place == number).map(|(name, _)| name)
}

/// The territories without parts of which a territory consists.
fn leaves(number: u8) -> BTreeSet<u8> {
    let mut found: BTreeSet<u8> = parts(number).flat_map(leaves).collect();
    if found.is_empty() {
        found.insert(number);
    }
    found
}

fn holds(outer: u8, inner: u8) -> bool {
    outer == inner || parts(outer).any(|part| holds(part, inner))
}

#[derive(Debug, Clone)]
struct Given {
    customer: u32,
    contract: ContractId,
    level: ChannelLevel,
    exclusivity: Exclusivity,
    territories: BTreeSet<u8>,
    excluded: BTreeSet<u8>,
    brands: BTreeSet<u8>,
    channels: BTreeSet<u8>,
    group: Option<u8>,
    days: Validity,
    rights: Rights,
}

fn day(days: i32) -> Day {
    "2026-01-01".parse::<Day>().unwrap().offset(days)
}

fn brand(number: u8) -> BrandId {
    format!("B{number}").parse().unwrap()
}

fn given() -> impl Strategy<Value = Given> {
    let set =
        |most: u8, size: std::ops::Range<usize>| proptest::collection::btree_set(0..most, size);
    let who = (0_u32..5, 0_usize..4, 0_usize..3, proptest::option::weighted(0.3, 0_u8..2));
    let days = (0_i32..20, proptest::option::of(0_i32..10));
    (who, set(12, 1..4), set(12, 0..3), set(2, 1..3), set(3, 0..2), days).prop_map(
        |(
            (customer, level, kind, group),
            territories,
            excluded,
            brands,
            channels,
            (from, length),
        )| {
            let days = Validity::try_new(day(from), length.map(|it| day(from + it))).unwrap();
            let (level, exclusivity) = (ChannelLevel::ALL[level], Exclusivity::ALL[kind]);
            let mut rights = Rights::new(
                level,
                exclusivity,
                territories.iter().map(|it| territory(*it)).collect(),
                brands.iter().map(|it| brand(*it)).collect(),
            );
            rights.excluded = excluded.iter().map(|it| territory(*it)).collect();
            rights.channels = channels.iter().map(|it| format!("W{it}").parse().unwrap()).collect();
            rights.group = group.map(|it| format!("G{it}").parse().unwrap());
            let contract = "C".parse().unwrap();
            Given {
                customer,
                contract,
                level,
                exclusivity,
                territories,
                excluded,
                brands,
                channels,
                group,
                days,
                rights,
            }
        },
    )
}

fn class(level: ChannelLevel) -> ChannelLevel {
    if level == ChannelLevel::GeneralAgent { ChannelLevel::FirstTier } else { level }
}

/// The first brand, territory and days of two grants that stand against each other.
fn witness(one: &Given, other: &Given) -> Option<(BrandId, TerritoryId, Validity)> {
    let restricts = |it: &Given| it.exclusivity != Exclusivity::NonExclusive;
    let channels_meet = one.channels.is_empty()
        || other.channels.is_empty()
        || one.channels.intersection(&other.channels).next().is_some();
    if one.customer == other.customer
        || !(restricts(one) || restricts(other))
        || (one.group.is_some() && one.group == other.group)
        || class(one.level) != class(other.level)
        || !channels_meet
    {
        return None;
    }
    let days = one.days.overlap(other.days)?;
    let brand = brand(*one.brands.intersection(&other.brands).next()?);
    let carved: BTreeSet<u8> =
        one.excluded.union(&other.excluded).flat_map(|it| leaves(*it)).collect();
    let mut found = Vec::new();
    for a in &one.territories {
        for b in &other.territories {
            let inner = if holds(*a, *b) {
                *b
            } else if holds(*b, *a) {
                *a
            } else {
                continue;
            };
            if !leaves(inner).is_subset(&carved) {
                found.push(territory(inner));
            }
        }
    }
    Some((brand, found.into_iter().min()?, days))
}

proptest! {
    #[test]
    fn conflicts_are_those_of_the_plain_definition(
        mut given in proptest::collection::vec(given(), 0..12),
    ) {
        for (place, it) in given.iter_mut().enumerate() {
            it.contract = format!("C-{place:02}").parse().unwrap();
        }
        let grants: Vec<Grant<'_>> = given.iter().map(|it| Grant {
            customer: CustomerKey::from_position(it.customer),
            contract: &it.contract,
            rights: &it.rights,
            exclusivity: it.rights.exclusivity,
            days: it.days,
        }).collect();
        let found = rights_conflicts(&grants, &map());
        let mut expected = Vec::new();
        for (place, one) in given.iter().enumerate() {
            for other in &given[place + 1..] {
                if let Some((brand, territory, days)) = witness(one, other) {
                    let mut pair = [one, other];
                    pair.sort_by_key(|it| (it.days.from(), it.contract.clone()));
                    let [first, second] = pair.map(|it| it.contract.clone());
                    expected.push((first, second, brand, territory, days));
                }
            }
        }
        expected.sort();
        let found: Vec<_> = found.into_iter().map(|it| {
            (it.first, it.second, it.brand, it.territory, it.overlap)
        }).collect();
        prop_assert_eq!(found, expected);
    }
}
