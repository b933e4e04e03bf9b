//! Plans of areas, credit shares, stocks and coverage against sums of the plainest kind.

use std::collections::BTreeSet;

use guanxi::calendar::{AsOf, Day, Window, WorkCalendar};
use guanxi::channel::{ChannelEvent, ChannelMove, ChannelStock, Cover, CoverMethod};
use guanxi::distribution::{
    Distribution, DistributionFacts, DistributionPolicy, HandlerBasis, OutletWeight,
};
use guanxi::measure::{Proportion, Quotient, RateTest, Ratio};
use guanxi::money::Amount;
use guanxi::outlet::{
    HandlingKind, Outlet, OutletHandling, OutletRegister, OutletRegisterDraft, OutletState,
    Universe,
};
use guanxi::phase::DayWeights;
use guanxi::sales_plan::{AreaPlan, CreditShares, CustomerResult};
use proptest::prelude::*;

fn today() -> Day {
    Day::try_from_ymd(2026, 6, 30).unwrap()
}

fn outlet(place: usize, weight: Option<u64>) -> Outlet {
    let state = OutletState {
        from: today().offset(-400),
        area: "north".parse().unwrap(),
        tier: 2,
        all_goods: None,
        category: weight,
    };
    Outlet::new(place.to_string().parse().unwrap(), state)
}

/// The chance of at least `k` of `n`, by the terms.
fn upper_tail(k: u32, n: u32, rate: f64) -> f64 {
    let term = |i: u32| {
        let choose = (0..i).fold(1.0, |it, j| it * f64::from(n - j) / f64::from(j + 1));
        choose * rate.powi(i as i32) * (1.0 - rate).powi((n - i) as i32)
    };
    (k..=n).map(term).sum()
}

proptest! {
    #[test]
    fn the_plan_of_an_area_is_split_to_the_cent(
        target in 0..=i64::MAX,
        results in proptest::collection::vec((-1_000_i64..1_000_000_000, 0..3_000_000_u32), 1..12),
    ) {
        let rows: Vec<CustomerResult> = results
            .iter()
            .enumerate()
            .map(|(place, (result, growth))| CustomerResult {
                customer: format!("{place:02}").parse().unwrap(),
                result: Amount::from_minor(*result),
                growth: Ratio::from_parts_per_million(*growth),
            })
            .collect();
        let (weights, calendar) = (DayWeights::default(), WorkCalendar::default());
        let target = Amount::from_minor(target);
        let plan = AreaPlan::propose(today(), target, &rows, &weights, &calendar);
        let Ok(plan) = plan else {
            let rounds_to_nothing = |(it, growth): &(i64, u32)| {
                (*it).max(0) as u64 * u64::from(*growth) < 500_000
            };
            prop_assert!(results.iter().all(rounds_to_nothing));
            return Ok(());
        };
        let sum: i128 = plan.rows.iter().map(|it| i128::from(it.planned.minor())).sum();
        prop_assert_eq!(sum, i128::from(target.minor()));
        let whole = plan.proposed.minor();
        for row in &plan.rows {
            let months: i128 = row.months.iter().map(|it| i128::from(it.1.minor())).sum();
            prop_assert_eq!(months, i128::from(row.planned.minor()));
            // Within one unit of the exact part; nothing for nothing.
            let exact = i128::from(target.minor()) * i128::from(row.proposed.minor());
            let off = i128::from(row.planned.minor()) * whole - exact;
            prop_assert!(off.abs() < whole, "{} of {}", row.planned.minor(), target.minor());
            prop_assert!(row.proposed.is_positive() || row.planned == Amount::ZERO);
        }
        let shown = plan.difference().minor();
        prop_assert_eq!(shown, i128::from(target.minor()) - whole);
    }

    #[test]
    fn credited_parts_are_never_more_than_the_sale(
        parts in proptest::collection::vec(0..400_000_u32, 1..4),
        minor in any::<i64>(),
    ) {
        let staff = |place: usize| format!("S{place}").parse().unwrap();
        let shares = parts.iter().enumerate();
        let shares = shares.map(|(it, part)| (staff(it), Ratio::from_parts_per_million(*part)));
        let Ok(shares) = CreditShares::try_new(shares) else {
            prop_assert!(parts.iter().sum::<u32>() > 1_000_000);
            return Ok(());
        };
        let credited = |it| i128::from(shares.credit(&staff(it), Amount::from_minor(minor)).minor());
        let sum: i128 = (0..parts.len()).map(credited).sum();
        prop_assert!(sum.abs() <= i128::from(minor).abs());
        if parts.iter().sum::<u32>() == 1_000_000 {
            prop_assert_eq!(sum, i128::from(minor));
        }
    }

    #[test]
    fn stocks_of_windows_that_follow_each_other_meet(
        moves in proptest::collection::vec((0..60_i32, 0..9_usize, 0..1_000_u64), 0..40),
        cut in 0..60_i32,
        at_start in 0..1_000_u64,
    ) {
        let tea = "tea".parse().unwrap();
        let events: Vec<ChannelEvent> = moves
            .iter()
            .map(|(day, kind, quantity)| ChannelEvent {
                day: today().offset(*day),
                product: "tea".parse().unwrap(),
                kind: ChannelMove::ALL[*kind],
                quantity: *quantity,
            })
            .collect();
        let stock = |at_start, first, last| {
            let window = Window::inclusive(today().offset(first), today().offset(last));
            ChannelStock::try_new(&tea, at_start, window, &events, &[]).unwrap().computed()
        };
        let whole = stock(at_start, 0, 59);
        let first = stock(at_start, 0, cut);
        prop_assert_eq!(first + stock(0, cut + 1, 59), whole);
    }

    #[test]
    fn a_stock_sold_week_by_week_lasts_as_long_as_its_cover(
        stock in 0..2_000_u64,
        sales in proptest::collection::vec(0..400_u64, 1..10),
    ) {
        let mut left = stock;
        let mut weeks = 0_usize;
        while weeks < sales.len() && left > sales[weeks] {
            left -= sales[weeks];
            weeks += 1;
        }
        match Cover::of(stock, &sales, CoverMethod::Exhaust) {
            Cover::NoSales => prop_assert!(sales.iter().all(|it| *it == 0)),
            Cover::MoreThan(periods) => {
                prop_assert_eq!(periods as usize, sales.len());
                prop_assert!(stock > sales.iter().sum());
            }
            Cover::Periods(cover) => {
                prop_assert!(weeks < sales.len());
                let sale = i128::from(sales[weeks].max(1));
                let exact = Quotient::try_new(weeks as i128 * sale + i128::from(left), sale);
                prop_assert_eq!(Some(cover), exact);
            }
        }
    }

    #[test]
    fn coverage_is_that_of_a_plain_count(
        weights in proptest::collection::vec((proptest::option::of(0..100_u64), any::<bool>()), 0..12),
    ) {
        let outlets = weights.iter().enumerate().map(|(it, (weight, _))| outlet(it, *weight));
        let register =
            OutletRegister::try_new(OutletRegisterDraft { outlets: outlets.collect() }).unwrap();
        let handling: Vec<OutletHandling> = weights
            .iter()
            .enumerate()
            .filter(|(_, (_, handles))| *handles)
            .map(|(it, _)| OutletHandling {
                outlet: it.to_string().parse().unwrap(),
                day: today(),
                product: "tea".parse().unwrap(),
                kind: HandlingKind::Purchase,
            })
            .collect();
        let facts = DistributionFacts {
            universe: &Universe::new(&register, AsOf::new(today())),
            handling: &handling,
            visits: &[],
            window: Window::inclusive(today(), today()),
            policy: &DistributionPolicy::default(),
        };
        let tea = "tea".parse().unwrap();
        let found = Distribution::read(&tea, HandlerBasis::Handling, OutletWeight::Category, &facts);
        prop_assert_eq!(found.numeric.part() as usize, handling.len());
        prop_assert_eq!(found.numeric.whole() as usize, weights.len());
        let names: BTreeSet<_> = handling.iter().map(|it| it.outlet.clone()).collect();
        prop_assert_eq!(&found.handlers, &names);
        if let Some(weighted) = found.weighted {
            prop_assert!(weighted.low <= weighted.high);
            // Whatever weight a missing one has, the share lies within.
            for missing in [0, 1, 1_000_000] {
                let weight = |it: &(Option<u64>, bool)| i128::from(it.0.unwrap_or(missing));
                let all: i128 = weights.iter().map(weight).sum();
                let handled: i128 = weights.iter().filter(|it| it.1).map(weight).sum();
                let share = Quotient::try_new(handled, all).unwrap();
                prop_assert!(weighted.low <= share && share <= weighted.high, "{weighted}");
            }
        }
    }

    #[test]
    fn the_tail_of_a_rate_is_the_sum_of_its_terms(
        whole in 0..60_u32,
        part in 0..60_u32,
        percent in 0..=100_u16,
    ) {
        prop_assume!(part <= whole);
        let share = Proportion::try_new(part, whole).unwrap();
        let test = RateTest::try_new(share, Ratio::from_percent(percent)).unwrap();
        let exact = upper_tail(part, whole, f64::from(percent) / 100.0);
        let found = test.p().parts_per_trillion() as f64 / 1e12;
        prop_assert!((found - exact).abs() < 1e-9, "{found}, not {exact}");
    }
}
