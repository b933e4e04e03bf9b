//! Random facts and days through a book, against a second model that keeps plain lists and works
//! everything out anew.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    clippy::wildcard_enum_match_arm,
    reason = "a test may panic, and works out again what the library says in the plainest way"
)]

#[path = "simulation/dice.rs"]
mod dice;
#[path = "simulation/model.rs"]
mod model;
#[path = "simulation/register_days.rs"]
mod register_days;
#[path = "simulation/trade.rs"]
mod trade;
#[path = "simulation/world.rs"]
mod world;

use std::collections::BTreeMap;

use guanxi::calendar::AsOf;

use crate::world::World;

const CUSTOMERS: usize = 6;
/// The customer whose amounts lie at the ends of what an amount can be.
const RICH: usize = 5;
const DAYS: u64 = 700;

#[track_caller]
fn simulate(seed: u64, steps: u32) -> BTreeMap<String, u32> {
    let mut world = World::new(seed);
    let mut fates = BTreeMap::new();
    for _ in 0..steps {
        let found = world.step();
        *fates.entry(format!("{found:?}")).or_insert(0) += 1;
        if world.dice.is_one_in(20) {
            world.restate_limit();
        }
        let t = AsOf::new(world.dice.day());
        for who in 0..CUSTOMERS {
            world.check_customer(who, t);
        }
        world.check_review(t);
    }
    fates
}

#[test]
fn a_book_does_what_the_lists_say() {
    let mut all = BTreeMap::new();
    for seed in 1..=24 {
        for (fate, count) in simulate(seed * 0x9E37_79B9, 250) {
            *all.entry(fate).or_insert(0) += count;
        }
    }
    for fate in [
        "Taken",
        "Duplicate",
        "Conflict",
        "OutOfBounds",
        "Currency",
        "UnknownInvoice",
        "Overflow",
        "UnknownCustomer",
    ] {
        assert!(all.get(fate).is_some_and(|count| *count > 10), "{fate}: {all:?}");
    }
}

#[test]
fn the_same_dice_give_the_same_book() {
    let told = |seed| {
        let mut world = World::new(seed);
        for _ in 0..100 {
            world.step();
        }
        let t = AsOf::new(world.dice.day());
        world.said(t)
    };
    assert_eq!(told(7), told(7));
    assert_ne!(told(7), told(8));
}
