//! Movement and the revenue bridge against naive definitions: customers and amounts are conserved,
//! and the rows add up to the cent.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::bridge::{BridgePurchases, BridgeRow, BridgeWindows, RetentionFormula, RevenueBridge};
use guanxi::calendar::{AsOf, Window};
use guanxi::id::CustomerKey;
use guanxi::measure::Quotient;
use guanxi::money::{Amount, Currency};
use guanxi::segment::{
    AxisChange, Direction, GroupPlacement, MergeList, MergedCustomer, Move, Movement,
    MovementMeasure, Place, PlacedCustomer, PlacedReview, QuadrantMovement, ReviewPair,
    UnlistedPlace,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

const KEYS: u32 = 12;

/// A group or none, and purchases, by position.
type Rows = BTreeMap<u32, (Option<usize>, i64)>;

fn rows() -> impl Strategy<Value = Rows> {
    btree_map(0..KEYS, (option::weighted(0.8, 0_usize..4), -50_i64..200), 0..12)
}

/// Pairs that make no circle: each customer is merged into one of a lower position.
fn merges() -> impl Strategy<Value = BTreeMap<u32, u32>> {
    let pairs = vec((1..KEYS, 0..KEYS), 0..4);
    pairs.prop_map(|pairs| pairs.into_iter().map(|(merged, by)| (merged, by % merged)).collect())
}

fn list(merges: &BTreeMap<u32, u32>) -> MergeList {
    let pairs = merges.iter().map(|(merged, survivor)| MergedCustomer {
        merged: CustomerKey::from_position(*merged),
        survivor: CustomerKey::from_position(*survivor),
    });
    MergeList::try_new(pairs).unwrap()
}

fn root(merges: &BTreeMap<u32, u32>, mut key: u32) -> u32 {
    while let Some(next) = merges.get(&key) {
        key = *next;
    }
    key
}

fn review(t: &str, rows: &Rows) -> PlacedReview<Vec<PlacedCustomer>> {
    let rows = rows.iter().map(|(position, (group, bought))| PlacedCustomer {
        customer: CustomerKey::from_position(*position),
        placement: GroupPlacement::new(*group, Amount::from_minor(*bought)),
    });
    PlacedReview {
        as_of: AsOf::new(t.parse::<guanxi::calendar::Day>().unwrap()),
        currency: Currency::CNY,
        unlisted: UnlistedPlace::Absent,
        rows: rows.collect(),
    }
}

fn pair(before: &Rows, after: &Rows) -> ReviewPair<Vec<PlacedCustomer>, Vec<PlacedCustomer>> {
    ReviewPair { before: review("2026-03-31", before), after: review("2026-06-30", after) }
}

/// The place and the purchases of all that are one, by survivor.
fn naive_side(rows: &Rows, merges: &BTreeMap<u32, u32>) -> BTreeMap<u32, (Place, i64)> {
    let mut all: BTreeMap<u32, Vec<(u32, Option<usize>, i64)>> = BTreeMap::new();
    for (position, (group, bought)) in rows {
        all.entry(root(merges, *position)).or_default().push((*position, *group, *bought));
    }
    let place = |survivor: u32, own: &[(u32, Option<usize>, i64)]| {
        let judged: Vec<_> = own.iter().filter(|it| it.1.is_some()).collect();
        let survivor = judged.iter().find(|it| it.0 == survivor);
        let most = judged.iter().map(|it| it.2).max();
        let largest = judged.iter().find(|it| Some(it.2) == most);
        survivor.or(largest).map_or(Place::Unjudged, |it| Place::Group(it.1.unwrap()))
    };
    let sides = all.iter().map(|(survivor, own)| {
        (*survivor, (place(*survivor, own), own.iter().map(|it| it.2).sum()))
    });
    sides.collect()
}

type Cells = BTreeMap<Move, (u64, i128, i128)>;

fn naive(before: &Rows, after: &Rows, merges: &BTreeMap<u32, u32>) -> Cells {
    let (before, after) = (naive_side(before, merges), naive_side(after, merges));
    let mut cells = Cells::new();
    let all: BTreeSet<u32> = before.keys().chain(after.keys()).copied().collect();
    for key in all {
        let (from, b) = before.get(&key).copied().unwrap_or((Place::Absent, 0));
        let (to, a) = after.get(&key).copied().unwrap_or((Place::Absent, 0));
        let cell = cells.entry(Move { from, to }).or_default();
        *cell = (cell.0 + 1, cell.1 + i128::from(b), cell.2 + i128::from(a));
    }
    cells
}

fn cells(movement: &Movement<4>) -> Cells {
    let entry = |it: guanxi::segment::MovementEntry| {
        (it.way, (it.cell.customers, it.cell.before.minor(), it.cell.after.minor()))
    };
    movement.cells().map(entry).collect()
}

fn sum(rows: &Rows) -> i128 {
    rows.values().map(|it| i128::from(it.1)).sum()
}

fn purchases() -> impl Strategy<Value = Vec<(i64, i64, bool)>> {
    vec((-60_i64..200, -60_i64..200, any::<bool>()), 0..20)
}

fn windows() -> BridgeWindows {
    let window =
        |first: &str, last: &str| Window::inclusive(first.parse().unwrap(), last.parse().unwrap());
    let (before, after) = (window("2025-01-01", "2025-12-31"), window("2026-01-01", "2026-12-31"));
    BridgeWindows::try_new(before, after).unwrap()
}

fn bridge(rows: &[(i64, i64, bool)], merges: &BTreeMap<u32, u32>) -> RevenueBridge {
    let customers = (0..).zip(rows).map(|(position, (before, after, ordered))| BridgePurchases {
        customer: CustomerKey::from_position(position),
        before: Amount::from_minor(*before).to_total(),
        after: Amount::from_minor(*after).to_total(),
        ordered_before: *ordered || *before > 0,
    });
    RevenueBridge::try_new(windows(), Currency::CNY, customers, &list(merges)).unwrap()
}

/// The customers of a bridge by survivor: before, after, ordered before.
fn united(rows: &[(i64, i64, bool)], merges: &BTreeMap<u32, u32>) -> Vec<(i128, i128, bool)> {
    let mut all: BTreeMap<u32, (i128, i128, bool)> = BTreeMap::new();
    for (position, (before, after, ordered)) in (0..).zip(rows) {
        let own = all.entry(root(merges, position)).or_default();
        own.0 += i128::from(*before);
        own.1 += i128::from(*after);
        own.2 |= *ordered || *before > 0;
    }
    all.into_values().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn movement_is_the_naive_one(before in rows(), after in rows(), merges in merges()) {
        let movement = Movement::<4>::try_between(pair(&before, &after), &list(&merges)).unwrap();
        prop_assert_eq!(cells(&movement), naive(&before, &after, &merges));
    }

    #[test]
    fn customers_and_amounts_are_conserved(before in rows(), after in rows(), merges in merges()) {
        let movement = Movement::<4>::try_between(pair(&before, &after), &list(&merges)).unwrap();
        prop_assert_eq!(movement.change().minor(), sum(&after) - sum(&before));
        let counted = |absent: fn(Move) -> Place| {
            let there = movement.cells().filter(|it| absent(it.way) != Place::Absent);
            there.map(|it| it.cell.customers).sum::<u64>()
        };
        let merged = movement.merged();
        prop_assert_eq!(counted(|way| way.from) + merged.before, before.len() as u64);
        prop_assert_eq!(counted(|way| way.to) + merged.after, after.len() as u64);
    }

    #[test]
    fn directions_and_figures_are_those_of_the_cells(before in rows(), after in rows()) {
        let none = MergeList::default();
        let movement = QuadrantMovement::try_between(pair(&before, &after), &none).unwrap();
        let cells = naive(&before, &after, &BTreeMap::new());
        let all = Direction::ALL;
        let judged = cells.iter().filter(|(way, _)| {
            matches!((way.from, way.to), (Place::Group(_), Place::Group(_)))
        });
        let moved: u64 = all
            .into_iter()
            .flat_map(|loyalty| all.map(|volume| AxisChange { loyalty, volume }))
            .map(|change| movement.direction(change).customers)
            .sum();
        prop_assert_eq!(moved, judged.map(|(_, cell)| cell.0).sum::<u64>());
        // Treasured 0, Promising 1, Dangerous 2.
        let count = |from: usize, to: &[Place]| {
            let ways = cells.iter().filter(|(way, _)| way.from == Place::Group(from));
            ways.filter(|(way, _)| to.contains(&way.to)).map(|(_, cell)| cell.0).sum::<u64>()
        };
        let parts = [
            (MovementMeasure::Promoted, 1, vec![Place::Group(0)]),
            (MovementMeasure::LostToDangerous, 0, vec![Place::Group(2)]),
            (MovementMeasure::LostToAbsent, 0, vec![Place::Absent]),
            (MovementMeasure::Reformed, 2, vec![Place::Group(0), Place::Group(1)]),
        ];
        for (measure, from, to) in parts {
            let figure = movement.figure(measure).unwrap();
            let (part, whole) = (figure.proportion().part(), figure.proportion().whole());
            prop_assert_eq!(u64::from(part), count(from, &to), "{}", measure);
            let places: Vec<Place> = Movement::<4>::places().collect();
            prop_assert_eq!(u64::from(whole), count(from, &places), "{}", measure);
            prop_assert_eq!(figure.largest().len() as u64, u64::from(part).min(5));
            let moved: Vec<i128> = figure.largest().iter().map(|it| it.moved().minor()).collect();
            prop_assert!(moved.is_sorted_by(|a, b| a >= b));
        }
    }

    #[test]
    fn the_rows_of_a_bridge_add_up_to_the_cent(rows in purchases(), merges in merges()) {
        let bridge = bridge(&rows, &merges);
        let all = united(&rows, &merges);
        let (before, after): (i128, i128) =
            (all.iter().map(|it| it.0).sum(), all.iter().map(|it| it.1).sum());
        prop_assert_eq!((bridge.before().minor(), bridge.after().minor()), (before, after));
        let changes: i128 = BridgeRow::ALL.iter().map(|row| bridge.row(*row).change.minor()).sum();
        prop_assert_eq!(changes, after - before);
        prop_assert_eq!(bridge.row(BridgeRow::Merged).change.minor(), 0);
        let merged = rows.len() - all.len();
        prop_assert_eq!(bridge.row(BridgeRow::Merged).customers, merged as u64);
    }

    #[test]
    fn each_row_of_a_bridge_is_the_naive_one(rows in purchases(), merges in merges()) {
        let bridge = bridge(&rows, &merges);
        let mut naive: BTreeMap<BridgeRow, (u64, i128)> = BTreeMap::new();
        let mut add = |row, change: i128| {
            let it = naive.entry(row).or_default();
            *it = (it.0 + 1, it.1 + change);
        };
        for (before, after, ordered) in united(&rows, &merges) {
            let (b, a) = (before.max(0), after.max(0));
            if b == 0 && a > 0 {
                add(if ordered { BridgeRow::WonBack } else { BridgeRow::New }, a);
            } else if b > 0 && a == 0 {
                add(BridgeRow::Lost, -b);
            } else if a > b {
                add(BridgeRow::Expansion, a - b);
            } else if a < b {
                add(BridgeRow::Contraction, a - b);
            }
            let residue = after.min(0) - before.min(0);
            if residue != 0 {
                add(BridgeRow::Residue, residue);
            }
        }
        for row in BridgeRow::ALL.into_iter().filter(|row| *row != BridgeRow::Merged) {
            let found = bridge.row(row);
            let found = (found.customers, found.change.minor());
            prop_assert_eq!(found, naive.get(&row).copied().unwrap_or_default(), "{}", row);
        }
    }

    #[test]
    fn retention_is_the_naive_one(rows in purchases(), merges in merges()) {
        let bridge = bridge(&rows, &merges);
        let all = united(&rows, &merges);
        let existing = || all.iter().filter(|it| it.0 > 0);
        let base: i128 = existing().map(|it| it.0).sum();
        let of = |formula| bridge.retention(formula).map(|it| it.fraction);
        let net = existing().map(|it| it.1).sum();
        prop_assert_eq!(of(RetentionFormula::Net), Quotient::try_new(net, base));
        let gross = existing().map(|it| it.0.min(it.1.max(0))).sum();
        prop_assert_eq!(of(RetentionFormula::Gross), Quotient::try_new(gross, base));
        let retained = existing().filter(|it| it.1 > 0).count() as i128;
        let whole = existing().count() as i128;
        prop_assert_eq!(of(RetentionFormula::Logo), Quotient::try_new(retained, whole));
        let sold = |it: &(i128, i128, bool)| it.1.max(0);
        let share = Quotient::try_new(existing().map(sold).sum(), all.iter().map(sold).sum());
        prop_assert_eq!(of(RetentionFormula::FromExisting), share);
        if let Some(gross) = of(RetentionFormula::Gross) {
            prop_assert!(gross <= Quotient::try_new(1, 1).unwrap());
        }
    }
}
