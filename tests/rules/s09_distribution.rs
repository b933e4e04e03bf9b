//! S9: outlets, coverage, breadth, depth and check-ins.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::Window;
use guanxi::distribution::{
    Assortment, Breadth, BreadthVerdict, Census, ChannelDepth, CheckInFinding, Distribution,
    DistributionFacts, DistributionGoal, DistributionPoints, DistributionPolicy,
    DistributionPolicyDraft, HandlerBasis, MapMark, OutletMap, OutletWeight, ShareInHandlers,
    ShareInterval, TierTrace,
};
use guanxi::forest::Forest;
use guanxi::id::OutletId;
use guanxi::measure::{Proportion, Quotient};
use guanxi::outlet::{
    AreaBox, Datum, HandlingKind, Outlet, OutletDuplicate, OutletHandling, OutletRegister,
    OutletRegisterDraft, OutletState, OutletVisit, Position, PositionError, PositionSource,
    Universe,
};

use crate::given::{as_of, day, percent};

const T: &str = "2026-06-30";

fn state(from: &str, area: &str, all_goods: Option<u64>, category: Option<u64>) -> OutletState {
    OutletState { from: day(from), area: area.parse().unwrap(), tier: 2, all_goods, category }
}

fn shop(id: &str, all_goods: u64, category: u64) -> Outlet {
    let weights = (Some(all_goods), Some(category));
    Outlet::new(id.parse().unwrap(), state("2026-01-01", "north", weights.0, weights.1))
}

fn register(outlets: Vec<Outlet>) -> OutletRegister {
    OutletRegister::try_new(OutletRegisterDraft { outlets }).unwrap()
}

fn handled(outlet: &str, product: &str, kind: HandlingKind, on: &str) -> OutletHandling {
    let (outlet, product) = (outlet.parse().unwrap(), product.parse().unwrap());
    OutletHandling { outlet, day: day(on), product, kind }
}

fn stocked(outlets: &[&str], product: &str) -> Vec<OutletHandling> {
    let stock = |it: &&str| handled(it, product, HandlingKind::Stock, "2026-06-10");
    outlets.iter().map(stock).collect()
}

fn visited(outlets: &[&str], on: &str) -> Vec<OutletVisit> {
    let visit =
        |it: &&str| OutletVisit { outlet: it.parse().unwrap(), day: day(on), position: None };
    outlets.iter().map(visit).collect()
}

struct Case {
    register: OutletRegister,
    handling: Vec<OutletHandling>,
    visits: Vec<OutletVisit>,
    basis: HandlerBasis,
}

impl Case {
    fn new(outlets: Vec<Outlet>, handling: Vec<OutletHandling>) -> Self {
        let visits = visited(&["1", "2", "3", "4"], "2026-06-01");
        Self { register: register(outlets), handling, visits, basis: HandlerBasis::Handling }
    }

    fn read(&self, product: &str, weight: OutletWeight) -> Distribution {
        let universe = Universe::new(&self.register, as_of(T));
        self.read_in(&universe, product, weight)
    }

    /// A reading of the facts in the universe of all areas.
    fn with<R>(&self, read: impl FnOnce(&DistributionFacts<'_>) -> R) -> R {
        let universe = Universe::new(&self.register, as_of(T));
        read(&DistributionFacts {
            universe: &universe,
            handling: &self.handling,
            visits: &self.visits,
            window: Window::inclusive(day("2026-06-01"), day(T)),
            policy: &DistributionPolicy::default(),
        })
    }

    fn read_in(
        &self,
        universe: &Universe<'_>,
        product: &str,
        weight: OutletWeight,
    ) -> Distribution {
        let facts = DistributionFacts {
            universe,
            handling: &self.handling,
            visits: &self.visits,
            window: Window::inclusive(day("2026-06-01"), day(T)),
            policy: &DistributionPolicy::default(),
        };
        Distribution::read(&product.parse().unwrap(), self.basis, weight, &facts)
    }
}

fn farris() -> Case {
    let outlets = vec![
        shop("1", 100_000, 1_000),
        shop("2", 75_000, 500),
        shop("3", 50_000, 300),
        shop("4", 40_000, 400),
    ];
    let brands = [
        stocked(&["1", "2", "3"], "Madre"),
        stocked(&["1", "2", "4"], "Padre"),
        stocked(&["1", "4"], "Padre 12"),
    ];
    Case::new(outlets, brands.concat())
}

fn percents(found: &Distribution) -> (String, String) {
    let numeric = found.numeric.fraction().unwrap().percent().to_string();
    (numeric, found.weighted.unwrap().to_string())
}

#[test]
fn golden_g9_1_numeric_and_weighted_distribution() {
    let case = farris();
    for (brand, numeric, all_goods, category) in [
        ("Madre", "75%", "84.9%", "81.8%"),
        ("Padre", "75%", "81.1%", "86.3%"),
        ("Padre 12", "50%", "52.8%", "63.6%"),
    ] {
        let text = |it: &str| it.to_owned();
        let found = case.read(brand, OutletWeight::AllGoods);
        assert_eq!(percents(&found), (text(numeric), text(all_goods)), "{brand}");
        let found = case.read(brand, OutletWeight::Category);
        assert_eq!(percents(&found), (text(numeric), text(category)), "{brand}");
    }
    let madre = case.read("Madre", OutletWeight::AllGoods).weighted.unwrap();
    assert_eq!(madre.low, Quotient::try_new(225, 265).unwrap());
}

#[test]
fn golden_g9_2_quality_is_weighted_over_numeric() {
    let outlets = ["1", "2", "3", "4"].into_iter().zip([5, 20, 25, 50]);
    let outlets = outlets.map(|(id, weight)| shop(id, 0, weight)).collect();
    let case = Case::new(outlets, stocked(&["1", "2", "3"], "brand"));
    let found = case.read("brand", OutletWeight::Category);
    assert_eq!(percents(&found), ("75%".to_owned(), "50%".to_owned()));
    assert_eq!(found.quality(), Quotient::try_new(2, 3));
    assert_eq!(case.read("other", OutletWeight::Category).quality(), None);
    assert_eq!(case.read("brand", OutletWeight::AllGoods).weighted, None, "no weight above 0");
}

#[test]
fn golden_g9_3_market_share_is_coverage_times_share_in_handlers() {
    let madre = ShareInHandlers { ours: 450, category_in_handlers: 1_800, category: 2_200 };
    assert_eq!(madre.share_in_handlers(), Quotient::try_new(1, 4));
    assert_eq!(madre.weighted(), Quotient::try_new(1_800, 2_200));
    assert_eq!(madre.market_share(), Quotient::try_new(450, 2_200));
    let none = ShareInHandlers { ours: 0, category_in_handlers: 0, category: 0 };
    assert_eq!((none.share_in_handlers(), none.market_share()), (None, None));
}

#[test]
fn golden_g9_4_a_shop_recorded_three_times() {
    let ids: Vec<String> = (1..=10).map(|it| it.to_string()).collect();
    let mut outlets: Vec<Outlet> = ids.iter().map(|it| shop(it, 1, 1)).collect();
    let handling = stocked(&["1", "2", "3"], "brand");
    let before = Case::new(outlets.clone(), handling.clone());
    assert_eq!(percents(&before.read("brand", OutletWeight::Category)).0, "30%");
    for outlet in &mut outlets[1..3] {
        outlet.duplicate = Some(OutletDuplicate {
            of: "1".parse().unwrap(),
            on: day("2026-06-20"),
            by: "Wang".parse().unwrap(),
        });
    }
    let after = Case::new(outlets, handling);
    let found = after.read("brand", OutletWeight::Category);
    assert_eq!(percents(&found).0, "12.5%");
    assert!(found.not_in_universe.is_empty(), "what was seen of the duplicates is carried over");
    let universe = Universe::new(&after.register, as_of("2026-06-19"));
    assert_eq!(universe.count(), 10, "before the decision all three stand");
}

#[test]
fn active_outlets_are_neither_closed_nor_elsewhere() {
    let closed = Outlet { closed: Some(day(T)), ..shop("1", 1, 1) };
    let still = Outlet { closed: Some(day("2026-07-01")), ..shop("2", 1, 1) };
    let later = Outlet::new("3".parse().unwrap(), state("2026-07-01", "north", None, None));
    let mut moved = shop("4", 1, 1);
    moved.states.push(state(T, "south", Some(1), Some(1)));
    let register = register(vec![closed, still, later, moved]);
    let in_area = |t: &str, area: &str| {
        let universe = Universe::new(&register, as_of(t)).in_area(&area.parse().unwrap());
        universe.outlets().map(|it| it.outlet.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(in_area("2026-06-29", "north"), ["1", "2", "4"]);
    assert_eq!(in_area(T, "north"), ["2"]);
    assert_eq!(in_area(T, "south"), ["4"], "where it stood on the day");
    assert_eq!(in_area("2026-07-01", "north"), ["3"]);
    let universe = Universe::new(&register, as_of(T));
    assert_eq!((universe.of_tier(2).count(), universe.of_tier(1).count()), (2, 0));
}

#[test]
fn a_handler_outside_of_the_universe_is_reported_and_not_counted() {
    let mut case = farris();
    case.handling.extend(stocked(&["9"], "Madre"));
    let found = case.read("Madre", OutletWeight::Category);
    assert_eq!(found.numeric.part(), 3);
    assert_eq!(found.not_in_universe.iter().map(OutletId::as_str).collect::<Vec<_>>(), ["9"]);
    let universe = Universe::new(&case.register, as_of(T)).in_area(&"south".parse().unwrap());
    let elsewhere = case.read_in(&universe, "Madre", OutletWeight::Category);
    assert_eq!(elsewhere.numeric.fraction(), None, "an empty universe has no figure");
    assert_eq!(elsewhere.numeric_seen, None);
    assert_eq!(elsewhere.not_in_universe.len(), 1, "those of other areas are no strangers");
}

#[test]
fn evidence_counts_by_its_basis_and_within_its_window() {
    let mut case = farris();
    case.handling = vec![
        handled("1", "tea", HandlingKind::Stock, "2026-06-01"),
        handled("2", "tea", HandlingKind::Purchase, T),
        handled("3", "tea", HandlingKind::Sale, T),
        handled("4", "tea", HandlingKind::OutOfStock, T),
        handled("4", "tea", HandlingKind::Stock, "2026-05-31"),
        handled("4", "tea", HandlingKind::Sale, "2026-07-01"),
        handled("4", "milk", HandlingKind::Stock, T),
    ];
    for (basis, handlers) in [
        (HandlerBasis::Handling, vec!["1", "2", "3"]),
        (HandlerBasis::Purchasing, vec!["2"]),
        (HandlerBasis::Selling, vec!["3"]),
        (HandlerBasis::InStock, vec!["1"]),
    ] {
        case.basis = basis;
        let found = case.read("tea", OutletWeight::Category).handlers;
        assert_eq!(found.iter().map(OutletId::as_str).collect::<Vec<_>>(), handlers, "{basis}");
    }
}

#[test]
fn handlers_without_stock_at_the_last_look_are_out_of_stock() {
    let mut case = farris();
    let look = |outlet, kind, on| handled(outlet, "tea", kind, on);
    case.handling = vec![
        look("1", HandlingKind::Stock, "2026-06-10"),
        look("1", HandlingKind::OutOfStock, "2026-06-20"),
        look("2", HandlingKind::OutOfStock, "2026-06-10"),
        look("2", HandlingKind::Stock, "2026-06-20"),
        look("3", HandlingKind::Sale, "2026-06-20"),
        look("4", HandlingKind::OutOfStock, "2026-06-20"),
    ];
    let found = case.read("tea", OutletWeight::Category);
    assert_eq!(found.handlers.len(), 3);
    assert_eq!((found.out_of_stock.part(), found.out_of_stock.whole()), (1, 2));
    case.basis = HandlerBasis::InStock;
    assert_eq!(case.read("tea", OutletWeight::Category).handlers.len(), 1);
}

#[test]
fn weights_that_are_missing_make_an_interval() {
    let weighted = |first: Option<u64>, last: Option<u64>| {
        let mut outlets =
            vec![shop("1", 0, 30), shop("2", 0, 70), shop("3", 0, 0), shop("4", 0, 0)];
        outlets[2].states[0].category = first;
        outlets[3].states[0].category = last;
        let case = Case::new(outlets, stocked(&["1", "3"], "tea"));
        case.read("tea", OutletWeight::Category).weighted.unwrap().to_string()
    };
    assert_eq!(weighted(Some(0), Some(0)), "30%");
    assert_eq!(weighted(None, Some(0)), "30% to 100%", "a handler without a weight");
    assert_eq!(weighted(Some(0), None), "0% to 30%", "another outlet without one");
    assert_eq!(weighted(None, None), "0% to 100%");
}

#[test]
fn outlets_that_nobody_visits_are_not_zero() {
    let mut case = farris();
    case.handling = stocked(&["1"], "tea");
    case.visits = visited(&["1", "2"], "2026-01-02");
    let found = case.read("tea", OutletWeight::Category);
    assert_eq!((found.stale.part(), found.stale.whole()), (2, 4), "180 days are fresh");
    assert_eq!(found.numeric_seen.unwrap().to_string(), "25% to 75%");
    // 1,000 of 2,200, and 700 more by weight of those not seen.
    assert_eq!(found.weighted_seen.unwrap().to_string(), "45.4% to 77.2%");
    assert_eq!(found.weighted.unwrap().to_string(), "45.4%");
    case.visits = visited(&["1", "2"], "2026-01-01");
    let found = case.read("tea", OutletWeight::Category);
    assert_eq!(found.stale.part(), 4, "181 days are not");
    assert_eq!(found.to_string(), "1 of 4 outlets, 45.4% by weight; 4 of 4 not seen lately");
}

#[test]
fn a_coverage_whose_interval_spans_the_target_is_undecided() {
    let share = |part| Quotient::try_new(part, 100).unwrap();
    let verdict = |low, high| {
        let coverage = ShareInterval { low: share(low), high: share(high) };
        Breadth { coverage, stale: Proportion::try_new(0, 0).unwrap(), target: percent("60%") }
    };
    for (low, high, expected) in [
        (60, 80, BreadthVerdict::Reached),
        (59, 60, BreadthVerdict::Undecided),
        (10, 60, BreadthVerdict::Undecided),
        (10, 59, BreadthVerdict::Missed),
    ] {
        assert_eq!(verdict(low, high).verdict(), expected, "{low} to {high}");
    }
    assert_eq!(verdict(10, 60).to_string(), "10% to 60% of a target of 60%: undecided");
    let mut case = farris();
    case.handling = stocked(&["1"], "tea");
    case.visits = visited(&["1", "2"], T);
    let found = case.read("tea", OutletWeight::Category);
    assert_eq!(
        Breadth::numeric(&found, percent("50%")).unwrap().to_string(),
        "25% to 75% of a target of 50%: undecided; 2 of 4 not seen lately"
    );
    let by_weight = Breadth::weighted(&found, percent("80%")).unwrap();
    assert_eq!(by_weight.verdict(), BreadthVerdict::Missed, "at most 77.2%");
    case.visits = visited(&["1", "2", "3", "4"], T);
    let seen = case.read("tea", OutletWeight::Category);
    assert_eq!(
        Breadth::numeric(&seen, percent("25%")).unwrap().to_string(),
        "25% of a target of 25%: reached"
    );
}

#[test]
fn a_goal_says_how_many_outlets_are_still_to_be_won() {
    let mut case = farris();
    case.handling = stocked(&["1"], "tea");
    let goal = DistributionGoal {
        area: Some("north".parse().unwrap()),
        target: percent("50%"),
        ..DistributionGoal::new("tea".parse().unwrap(), percent("50%"), day("2026-12-31"))
    };
    let read = |case: &Case, goal: &DistributionGoal| {
        case.with(|facts| goal.read(facts, &Forest::default()))
    };
    let found = read(&case, &goal);
    assert_eq!(found.outlets_to_win, 1);
    assert_eq!(found.days_left, 184);
    assert_eq!(
        found.to_string(),
        "25% of a target of 50%: missed; outlets to win: 1, days left: 184"
    );
    for (target, to_win) in [("0%", 0), ("25%", 0), ("25.0001%", 1), ("50.0001%", 2), ("100%", 3)] {
        let goal = DistributionGoal { target: percent(target), ..goal.clone() };
        assert_eq!(read(&case, &goal).outlets_to_win, to_win, "{target}");
    }
    let by_weight = DistributionGoal { weight: Some(OutletWeight::Category), ..goal.clone() };
    assert_eq!(read(&case, &by_weight).breadth.unwrap().coverage.to_string(), "45.4%");
    let tier = DistributionGoal { tier: Some(1), ..goal.clone() };
    let none = read(&case, &tier);
    assert_eq!((none.breadth, none.outlets_to_win), (None, 0), "no outlet of the tier");
    assert_eq!(none.to_string(), "no outlets; outlets to win: 0, days left: 184");
    let over = DistributionGoal { by: day("2026-06-28"), ..goal };
    assert_eq!(read(&case, &over).days_left, -2);
    case.handling.extend(stocked(&["2"], "tea"));
    assert_eq!(
        read(&case, &over).to_string(),
        "50% of a target of 50%: reached; outlets to win: 0, days left: -2"
    );
}

#[test]
fn an_unseen_outlet_without_a_weight_opens_the_weighted_breadth() {
    let weighted = |handler: Option<u64>, unseen: Option<u64>, seen: Option<u64>| {
        let mut outlets = vec![shop("1", 0, 0), shop("2", 0, 0), shop("3", 0, 0)];
        for (outlet, weight) in outlets.iter_mut().zip([handler, unseen, seen]) {
            outlet.states[0].category = weight;
        }
        let mut case = Case::new(outlets, stocked(&["1"], "tea"));
        case.visits = visited(&["1", "3"], T);
        case.read("tea", OutletWeight::Category).weighted_seen.map(|it| it.to_string())
    };
    let text = |it: &str| Some(it.to_owned());
    assert_eq!(weighted(Some(20), Some(30), Some(50)), text("20% to 50%"));
    assert_eq!(weighted(Some(20), None, Some(80)), text("0% to 100%"), "it may handle or not");
    assert_eq!(
        weighted(Some(20), Some(30), None),
        text("0% to 100%"),
        "the last may weigh nothing"
    );
    assert_eq!(weighted(None, Some(30), Some(70)), text("0% to 100%"));
    assert_eq!(weighted(None, None, None), None, "no weight is known");
}

fn exactly(part: i128, whole: i128) -> ShareInterval {
    let share = Quotient::try_new(part, whole).unwrap();
    ShareInterval { low: share, high: share }
}

#[test]
fn points_add_up_and_velocity_is_sales_for_a_point() {
    let points = DistributionPoints::try_new([exactly(1, 2), exactly(1, 3)]).unwrap();
    assert_eq!((points.total, points.items), (exactly(5, 6), 2));
    let velocity = points.velocity(500).unwrap();
    assert_eq!([velocity.low, velocity.high], [Quotient::try_new(6, 1).unwrap(); 2], "83.3 points");
    assert_eq!(DistributionPoints::try_new([]).unwrap().velocity(500), None);
    let unknown = ShareInterval { low: exactly(1, 2).low, high: exactly(1, 1).high };
    let points = DistributionPoints::try_new([unknown]).unwrap();
    let bounds =
        |sales| points.velocity(sales).map(|it| [it.low, it.high].map(|it| it.to_string()));
    assert_eq!(bounds(500), Some(["5", "10"].map(str::to_owned)));
    assert_eq!(bounds(-500), Some(["-10", "-5"].map(str::to_owned)), "returns");
}

#[test]
fn a_range_is_the_mean_of_lines_of_those_that_handle_any() {
    let mut case = farris();
    let read = |case: &Case, names: &[&str]| {
        let products = names.iter().map(|it| it.parse().unwrap()).collect();
        let (basis, weight) = (HandlerBasis::Handling, OutletWeight::Category);
        case.with(|facts| Assortment::read(&products, basis, weight, facts))
    };
    let three = read(&case, &["Madre", "Padre", "Padre 12"]);
    // 3 + 3 + 2 lines in 4 outlets; 1,800 + 1,900 + 1,400 of 2,200 by weight.
    assert_eq!((three.lines, three.handlers), (8, 4));
    assert_eq!(three.points().unwrap().total, exactly(5_100, 2_200));
    assert_eq!(three.to_string(), "2 of 3 lines for each of 4 outlets; 0 of 4 not seen lately");
    assert_eq!(read(&case, &["Padre", "Padre 12"]).lines_per_handler(), Quotient::try_new(5, 3));
    let none = read(&case, &["Crane"]);
    assert_eq!(none.lines_per_handler(), None);
    case.visits.clear();
    let stale = read(&case, &["Crane"]);
    assert_eq!(stale.to_string(), "none of 1 lines for each of 0 outlets; 4 of 4 not seen lately");
    let mut outlets = vec![shop("1", 1, 1)];
    outlets[0].states[0].category = None;
    let case = Case::new(outlets, stocked(&["1"], "tea"));
    assert_eq!(read(&case, &["tea"]).points(), None, "no weight is known");
}

#[test]
fn depth_is_the_number_of_tiers_to_which_goods_are_traced() {
    let trace = |tier, quantity| TierTrace { tier, quantity };
    let traces = [trace(1, 90), trace(2, 30), trace(2, 20), trace(3, 0)];
    let depth = ChannelDepth::try_new(100, &traces).unwrap();
    assert_eq!(depth.tiers, 2);
    let share = |tier| depth.share(tier).unwrap().percent().to_string();
    assert_eq!([1, 2, 3].map(share), ["90%", "50%", "0%"]);
    assert_eq!(ChannelDepth::try_new(0, &[]).unwrap().share(1), None);
    assert_eq!(ChannelDepth::try_new(1, &[trace(1, u64::MAX), trace(1, 1)]), None);
}

#[test]
fn a_universe_within_an_area_has_the_areas_below_it() {
    let outlets = ["north", "harbour", "south"].into_iter().enumerate().map(|(place, area)| {
        Outlet::new(place.to_string().parse().unwrap(), state("2026-01-01", area, None, None))
    });
    let register = register(outlets.collect());
    let areas = Forest::try_new([("harbour".parse().unwrap(), "north".parse().unwrap())]).unwrap();
    let universe = Universe::new(&register, as_of(T));
    let north = "north".parse().unwrap();
    assert_eq!(universe.in_area(&north).count(), 1);
    assert_eq!(universe.within(&north, &areas).count(), 2);
    assert_eq!(universe.within(&"harbour".parse().unwrap(), &areas).count(), 1);
}

fn at(latitude: i32, longitude: i32) -> Position {
    Position::try_new(Datum::Gcj02, (latitude, longitude), PositionSource::Device).unwrap()
}

#[test]
fn positions_keep_the_bounds_of_the_earth() {
    let refused =
        |at| Position::try_new(Datum::Wgs84, at, PositionSource::Map).unwrap_err().to_string();
    assert_eq!(
        refused((90_000_001, 0)),
        "a latitude is at most 90000000 micro-degrees from 0, was 90000001"
    );
    assert_eq!(
        refused((0, -180_000_001)),
        "a longitude is at most 180000000 micro-degrees from 0, was -180000001"
    );
    assert!(matches!(
        Position::try_new(Datum::Wgs84, (i32::MIN, i32::MIN), PositionSource::Map),
        Err(PositionError::Latitude { .. })
    ));
    assert_eq!(at(-90_000_000, 180_000_000).to_string(), "90.000000°S 180.000000°E (GCJ-02)");
}

#[test]
fn distances_follow_the_middle_latitude() {
    let metres = |one: Position, other: Position| one.metres_to(other).unwrap();
    assert_eq!(metres(at(0, 0), at(1_000_000, 0)), 111_195);
    assert_eq!(metres(at(0, 0), at(0, 1_000_000)), 111_195);
    assert_eq!(metres(at(60_000_000, 0), at(60_000_000, 1_000_000)), 55_597, "half at 60°");
    assert_eq!(metres(at(0, 179_999_995), at(0, -179_999_996)), 1, "over the date line");
    assert_eq!(metres(at(39_908_722, 116_397_499), at(39_908_722, 116_397_499)), 0);
    assert_eq!(metres(at(90_000_000, 0), at(-90_000_000, 0)), 20_015_100);
}

#[test]
fn a_check_in_far_from_its_outlet_is_found() {
    let outlet = Outlet { position: Some(at(0, 0)), ..shop("1", 1, 1) };
    let found = |position: Option<Position>, outlet: &Outlet| {
        let visit = OutletVisit { outlet: outlet.id.clone(), day: day(T), position };
        let found = CheckInFinding::find(&visit, outlet, &DistributionPolicy::default());
        found.map(|it| it.to_string())
    };
    let near = at(4_505, 0);
    assert_eq!(at(0, 0).metres_to(near).unwrap(), 500);
    assert_eq!(found(Some(near), &outlet), None);
    assert_eq!(
        found(Some(at(4_510, 0)), &outlet).as_deref(),
        Some("checked in 501 metres from the outlet, at most 500 count")
    );
    assert_eq!(found(None, &outlet), None);
    assert_eq!(found(Some(near), &shop("2", 1, 1)).as_deref(), Some("the outlet has no position"));
    let other = Position::try_new(Datum::Bd09, (0, 0), PositionSource::Map).unwrap();
    assert_eq!(
        found(Some(other), &outlet).as_deref(),
        Some("a position in BD-09 cannot be compared with one in GCJ-02")
    );
}

fn placed(id: &str, latitude: i32, longitude: i32) -> Outlet {
    Outlet { position: Some(at(latitude, longitude)), ..shop(id, 1, 1) }
}

fn census(outlets: Vec<Outlet>, visits: &[OutletVisit]) -> Vec<String> {
    let north = AreaBox::try_new(at(-10, -20), at(10, 20)).unwrap();
    let boxes = BTreeMap::from([("north".parse().unwrap(), north)]);
    let policy = DistributionPolicy::default();
    let found = Census::read(&register(outlets), visits, &boxes, &policy, as_of(T));
    let mut texts: Vec<String> = found.findings.iter().map(ToString::to_string).collect();
    texts.push(format!("{} without a position", found.without_position));
    texts
}

#[test]
fn implausible_positions_are_found() {
    let edges = vec![placed("1", 10, 20), placed("2", -10, -20), placed("3", 0, 1)];
    assert_eq!(census(edges, &[]), ["0 of 3 without a position"]);
    let bd = Position::try_new(Datum::Bd09, (1, 1), PositionSource::Map).unwrap();
    let other = Outlet { position: Some(bd), ..shop("1", 1, 1) };
    let mut elsewhere = placed("6", 11, 0);
    elsewhere.states[0].area = "south".parse().unwrap();
    let outlets = vec![
        other,
        placed("2", 11, 0),
        placed("3", 0, -21),
        placed("4", 0, 0),
        shop("5", 1, 1),
        elsewhere,
    ];
    assert_eq!(
        census(outlets, &[]),
        [
            "4 stands on 0/0, where nobody sells",
            "2 stands on 0.000011°N 0.000000°E (GCJ-02), outside of north",
            "3 stands on 0.000000°N 0.000021°W (GCJ-02), outside of north",
            "1: a position in BD-09 cannot be compared with one in GCJ-02",
            "1 of 6 without a position",
        ]
    );
}

#[test]
fn three_outlets_on_one_point_are_found() {
    let two = vec![placed("1", 1, 1), placed("2", 1, 1), placed("3", 1, 2)];
    assert_eq!(census(two.clone(), &[]), ["0 of 3 without a position"]);
    let mut three = two;
    three.push(placed("4", 1, 1));
    assert_eq!(
        census(three.clone(), &[])[0],
        "3 outlets stand on 0.000001°N 0.000001°E (GCJ-02): 1, 2, 4"
    );
    three[3].closed = Some(day(T));
    assert_eq!(census(three, &[]).len(), 1, "one is closed");
    let zero = ["1", "2", "3"].map(|id| placed(id, 0, 0)).to_vec();
    assert_eq!(census(zero, &[]).len(), 4, "0/0 is told once for each");
    let refused = DistributionPolicyDraft { point_outlets: 1, ..Default::default() };
    assert_eq!(
        DistributionPolicy::try_new(refused).unwrap_err().to_string(),
        "point_outlets must be at least 2, was 1"
    );
}

#[test]
fn closed_outlets_on_a_route_are_found() {
    let closed = || Outlet { closed: Some(day("2026-06-10")), ..placed("1", 1, 1) };
    let found = |on| census(vec![closed()], &visited(&["1"], on));
    assert_eq!(found("2026-06-09").len(), 1);
    assert_eq!(
        found("2026-06-10")[0],
        "1 is closed from 2026-06-10 on and was visited on 2026-06-10"
    );
    assert_eq!(found("2026-07-01").len(), 1, "after the day of the question");
}

#[test]
fn a_box_has_one_datum_and_may_go_over_the_date_line() {
    let upside_down = AreaBox::try_new(at(10, 0), at(9, 1)).unwrap_err();
    assert_eq!(
        upside_down.to_string(),
        "a box has its south at 10 micro-degrees, north of its north at 9"
    );
    let bd = Position::try_new(Datum::Bd09, (1, 1), PositionSource::Map).unwrap();
    assert!(matches!(AreaBox::try_new(at(0, 0), bd), Err(PositionError::OtherDatum { .. })));
    let fiji = AreaBox::try_new(at(-10, 170_000_000), at(10, -170_000_000)).unwrap();
    let holds = |longitude| fiji.holds(at(0, longitude)).unwrap();
    assert_eq!(
        [169_999_999, 170_000_000, -170_000_000, -169_999_999].map(holds),
        [false, true, true, false]
    );
    assert!(fiji.holds(bd).is_err());
}

#[test]
fn a_map_has_a_point_with_datum_and_mark_for_each_outlet_with_a_position() {
    let outlets = vec![placed("1", 1, 1), placed("2", 2, 2), placed("3", 3, 3), shop("4", 1, 1)];
    let mut case = Case::new(outlets, stocked(&["1"], "tea"));
    case.visits = visited(&["1", "2"], T);
    let distribution = case.read("tea", OutletWeight::Category);
    let map = case.with(|facts| OutletMap::new(&distribution, facts));
    let marks: Vec<_> = map.points.iter().map(|it| (it.outlet.as_str(), it.mark)).collect();
    assert_eq!(marks, [("1", MapMark::Handler), ("2", MapMark::Gap), ("3", MapMark::NotSeen)]);
    assert!(map.points.iter().all(|it| it.position.datum() == Datum::Gcj02 && it.tier == 2));
    assert_eq!(map.without_position, BTreeSet::from(["4".parse().unwrap()]));
    assert_eq!((map.stale.part(), map.stale.whole()), (2, 4));
}

#[test]
fn a_register_names_each_outlet_once_and_no_chain_of_duplicates() {
    let refused =
        |outlets| OutletRegister::try_new(OutletRegisterDraft { outlets }).unwrap_err().to_string();
    let duplicate = |id: &str, of: &str| {
        let (of, by) = (of.parse().unwrap(), "Wang".parse().unwrap());
        let duplicate = Some(OutletDuplicate { of, on: day(T), by });
        Outlet { duplicate, ..shop(id, 1, 1) }
    };
    assert_eq!(
        refused(vec![shop("1", 1, 1), shop("1", 1, 1)]),
        "outlets must name each outlet once, 1 is repeated"
    );
    assert_eq!(
        refused(vec![duplicate("1", "1")]),
        "duplicate must name another outlet, 1 names itself"
    );
    assert_eq!(
        refused(vec![duplicate("1", "2"), duplicate("2", "3"), shop("3", 1, 1)]),
        "duplicate must name an outlet that is no duplicate, 1 names 2"
    );
    assert_eq!(
        refused(vec![duplicate("1", "9")]),
        "duplicate must name an outlet that is no duplicate, 1 names 9"
    );
    assert_eq!(
        refused(vec![Outlet { states: Vec::new(), ..shop("1", 1, 1) }]),
        "states must have a first one, 1 has none"
    );
    let mut back = shop("1", 1, 1);
    back.states.push(state("2026-01-01", "south", None, None));
    assert_eq!(
        refused(vec![back]),
        "states must follow each other, 1 has 2026-01-01 after 2026-01-01"
    );
    let early = Outlet { closed: Some(day("2025-12-31")), ..shop("1", 1, 1) };
    assert_eq!(refused(vec![early]), "closed must not be before 2026-01-01, was 2025-12-31 of 1");
}
