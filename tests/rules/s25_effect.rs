//! S25: a change beyond that of controls, and the exact test of pairs.

use guanxi::measure::{DifferenceInDifferences, GroupChange, Quotient, SignTest};

use crate::given::percent;

fn group(before: i64, after: i64, cases: u32) -> GroupChange {
    GroupChange { before, after, cases }
}

fn effect(treated: GroupChange, controls: GroupChange) -> DifferenceInDifferences {
    DifferenceInDifferences::try_new(treated, controls).unwrap()
}

fn fraction(part: i128, whole: i128) -> Quotient {
    Quotient::try_new(part, whole).unwrap()
}

#[test]
fn golden_g25_4_card_and_krueger() {
    let found = effect(group(0, 7, 15), group(137, 0, 60));
    assert_eq!(found.treated().mean(), Some(fraction(7, 15)));
    assert_eq!(found.controls().mean(), Some(fraction(-137, 60)));
    assert_eq!(found.value(), fraction(11, 4), "7/15 − (−137/60)");
    assert_eq!(found.to_string(), "+2.75 for each of 15 beyond 60 controls");
}

#[test]
fn golden_g25_5_an_effect_for_each_and_for_all() {
    let found = effect(group(300, 420, 3), group(500, 550, 5));
    assert_eq!((found.value(), found.total()), (fraction(30, 1), fraction(90, 1)));
}

#[test]
fn golden_g25_6_nine_of_ten_pairs() {
    let nine = SignTest::try_new(9, 1).unwrap().p().parts_per_trillion();
    assert_eq!(nine * 1_024, 11_000_000_000_000);
}

#[test]
fn an_empty_group_has_no_effect() {
    let (full, empty) = (group(1, 2, 1), group(0, 0, 0));
    assert_eq!(DifferenceInDifferences::try_new(full, empty), None);
    assert_eq!(DifferenceInDifferences::try_new(empty, full), None);
    assert_eq!(empty.mean(), None);
    let far = effect(group(i64::MIN, i64::MAX, u32::MAX), group(i64::MAX, i64::MIN, u32::MAX));
    assert_eq!(far.total(), fraction((1_i128 << 65) - 2, 1));
    assert_eq!(effect(full, group(0, 1, 1)).to_string(), "0 for each of 1 beyond 1 controls");
}

#[test]
fn groups_that_drifted_apart_before_are_not_alike() {
    let now = effect(group(0, 100, 1), group(0, 0, 1));
    let quarter = |change| {
        let before = effect(group(0, change, 1), group(0, 0, 1));
        now.is_trend_alike(before, percent("25%"))
    };
    assert_eq!([24, 25, 26].map(quarter), [Some(true), Some(true), Some(false)]);
    assert_eq!([-25, -26].map(quarter), [Some(true), Some(false)], "in size, on either side");
    let none = effect(group(0, 0, 1), group(0, 0, 1));
    let alike = |before| none.is_trend_alike(before, percent("25%"));
    assert_eq!([none, now].map(alike), [Some(true), Some(false)], "no effect to compare with");
}
