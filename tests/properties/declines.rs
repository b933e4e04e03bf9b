//! Declines beyond the market and the customer's own noise.

use guanxi::account::{DatedColumns, FactColumns};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, CompleteMonths, Day, Month, Window, WorkCalendar};
use guanxi::id::CustomerKey;
use guanxi::lapse::{Market, MarketTotals, RunLength, Sigmas};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::timeline::Timeline;
use guanxi::trade::Sale;
use guanxi::warning::{
    Arm, DeclineReading, DeclineRules, Finding, ProgressPolicy, ProgressPolicyDraft, Reading, Rule,
};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::strategies::{Numbers, days, document, drafts, money, yuan};

const CUSTOMERS: u32 = 14;
const MONTHS: i32 = 34;

fn first() -> Month {
    "2023-01".parse().unwrap()
}

/// The last day of the last month.
fn end() -> AsOf {
    AsOf::new(first().offset(MONTHS - 1).last_day())
}

/// Sales of a customer in columns: day and minor units.
type Sales = Vec<(Day, i64)>;

/// Customers with sales in most months, some returns, some that came later.
fn customers() -> impl Strategy<Value = Vec<Sales>> {
    let amount = prop_oneof![8 => 1_i64..100_000, 1 => -50_000_i64..0, 1 => Just(0)];
    let months = prop::collection::vec((0_i32..28, amount), usize::try_from(MONTHS).unwrap());
    let customer = (prop_oneof![4 => Just(0_i32), 1 => 0_i32..20], months);
    let customer = customer.prop_map(|(since, months)| {
        let sales = (0..).zip(months).skip(usize::try_from(since).unwrap());
        let sale = |(month, (day, minor)): (i32, (i32, i64))| {
            (first().offset(month).first_day().offset(if month == since { 0 } else { day }), minor)
        };
        sales.map(sale).collect()
    });
    prop::collection::vec(customer, usize::try_from(CUSTOMERS).unwrap())
}

#[track_caller]
fn book_of(customers: &[Sales], times: i64) -> Book {
    let mut book = Book::new(yuan());
    book.open_unnamed(u32::try_from(customers.len()).unwrap()).unwrap();
    let (mut who, mut days, mut amounts) = (Vec::new(), Vec::new(), Vec::new());
    for (place, sales) in (0_u32..).zip(customers) {
        for (day, minor) in sales {
            who.push(place);
            days.push(day.to_epoch_days());
            amounts.push(minor * times);
        }
    }
    book.load(FactColumns::from_sales(DatedColumns {
        customers: &who,
        days: &days,
        amounts: &amounts,
    }))
    .unwrap();
    book
}

fn decline() -> DeclineRules {
    let mut decline = DeclineRules::usual();
    decline.measure.least_active = "25%".parse().unwrap();
    decline
}

fn policy() -> ProgressPolicy {
    let draft = ProgressPolicyDraft { decline: Some(decline()), ..Default::default() };
    ProgressPolicy::try_new(draft).unwrap()
}

/// The readings of all customers in a market.
fn readings(book: &Book, market: &Market) -> Vec<(Option<DeclineReading>, Finding)> {
    readings_by(&policy(), book, market)
}

fn readings_by(
    policy: &ProgressPolicy,
    book: &Book,
    market: &Market,
) -> Vec<(Option<DeclineReading>, Finding)> {
    let t = market.months().as_of();
    let read = |key: CustomerKey| {
        let view = book.view(key).unwrap();
        let reading = policy.read(view, &policy.context(t).with_market(Some(*market)));
        let found = reading.finding(Arm::Decline).unwrap();
        (reading.decline, found)
    };
    book.keys().map(read).collect()
}

fn totals(book: &Book) -> MarketTotals {
    book.market_totals(&CompleteMonths::up_to(end(), &WorkCalendar::default()), &decline())
}

/// The definition in the plainest way: the deviation of the latest month, the average, the noise.
fn plainly(customers: &[Sales], place: usize) -> Option<(f64, f64, f64)> {
    let decline = decline();
    let floor = f64::from(decline.measure.floor.parts_per_million()) / 1e6;
    let month = |back: i32| first().offset(MONTHS - 1 - back);
    let days = |back: i32| f64::from(month(back).window().days());
    let net = |sales: &Sales, back: i32| {
        let inside = sales.iter().filter(|(day, _)| day.month() == month(back));
        inside.map(|(_, minor)| *minor).sum::<i64>().max(0) as f64
    };
    let start = |sales: &Sales| sales.iter().filter(|it| it.1 > 0).map(|it| it.0).min();
    let there = |sales: &Sales, back: i32| {
        start(sales).is_some_and(|start| start <= month(back + 12).first_day())
    };
    let change = |now: f64, then: f64, back: i32, least: f64| {
        ((now / days(back) + least) / (then / days(back + 12) + least)).ln()
    };
    let known = |sales: &Sales| (0..37).take_while(|back| there(sales, *back)).count() as i32;
    // Of an account, or of the market where several are there.
    let changes = |all: &[&Sales], known: i32| {
        let both = |back: i32| {
            let there = all.iter().filter(|sales| there(sales, back));
            there.fold((0.0, 0.0), |(now, then), it| {
                (now + net(it, back), then + net(it, back + 12))
            })
        };
        let year = 0..known.min(12);
        let base: f64 = year.clone().map(|back| both(back).1).sum();
        let base_days: f64 = year.map(|back| days(back + 12)).sum();
        let least = floor * base / base_days;
        (0..known).map(|back| change(both(back).0, both(back).1, back, least)).collect::<Vec<_>>()
    };
    let fewest = usize::from(decline.measure.fewest_customers.get());
    let many = |back: &i32| customers.iter().filter(|it| there(it, *back)).count() >= fewest;
    let market_known = (0..37).take_while(many).count() as i32;
    let market = changes(&customers.iter().collect::<Vec<_>>(), market_known);
    let beyond = |sales: &Sales| {
        let own_known = known(sales);
        let year = 0..own_known.min(12);
        let bought = year.clone().filter(|back| net(sales, back + 12) > 0.0).count();
        if bought == 0 || bought * 4 < year.count() {
            return Vec::new();
        }
        let own = changes(&[sales], own_known);
        own.iter().zip(&market).map(|(own, market)| own - market).collect::<Vec<f64>>()
    };
    let past: Vec<f64> = customers.iter().flat_map(|it| beyond(it).into_iter().skip(1)).collect();
    let of_book = past.iter().map(|e| e * e).sum::<f64>() / past.len() as f64;
    let own = beyond(&customers[place]);
    let (mut average, mut last) = (0.0, None);
    for (back, e) in own.iter().enumerate().rev() {
        let before = &own[back + 1..];
        let squares = before.iter().map(|e| e * e).sum::<f64>();
        let sigma = ((squares + 6.0 * of_book) / (before.len() as f64 + 6.0)).sqrt();
        average = 0.25 * e / sigma + 0.75 * average;
        last = Some((e / sigma, average, sigma));
    }
    last
}

fn close(micros: i64, exact: f64) -> bool {
    (micros as f64 / 1e6 - exact).abs() < 1e-5
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_signal_is_the_definition(customers in customers()) {
        let book = book_of(&customers, 1);
        let Some(market) = book.market(end(), &policy()) else { return Ok(()) };
        for (place, (reading, _)) in readings(&book, &market).into_iter().enumerate() {
            let Some(reading) = reading else { continue };
            let (latest, average, noise) = plainly(&customers, place).unwrap();
            let signal = reading.signal;
            prop_assert!(close(signal.latest.micros(), latest), "{latest} {signal:?}");
            prop_assert!(close(signal.average.micros(), average), "{average} {signal:?}");
            prop_assert!(close(i64::from(signal.noise_micros), noise), "{noise} {signal:?}");
        }
    }

    #[test]
    fn the_order_of_customers_and_of_their_sales_is_nothing(
        (customers, shuffled) in customers().prop_flat_map(|customers| {
            let places: Vec<usize> = (0..customers.len()).collect();
            (Just(customers), Just(places).prop_shuffle())
        }),
    ) {
        let book = book_of(&customers, 1);
        let other: Vec<Sales> =
            shuffled.iter().map(|place| customers[*place].iter().rev().copied().collect()).collect();
        let other = book_of(&other, 1);
        prop_assert_eq!(totals(&book), totals(&other));
        let (market, same) = (book.market(end(), &policy()), other.market(end(), &policy()));
        prop_assert_eq!(market, same);
        let Some(market) = market else { return Ok(()) };
        let (found, other) = (readings(&book, &market), readings(&other, &market));
        for (place, from) in shuffled.into_iter().enumerate() {
            prop_assert_eq!(other[place], found[from]);
        }
    }

    #[test]
    fn the_totals_of_parts_merge_to_those_of_the_whole(
        customers in customers(),
        at in 0_usize..14,
    ) {
        let whole = totals(&book_of(&customers, 1));
        let (left, right) = customers.split_at(at);
        // Both parts have the feed of the whole.
        let with_feed = |part: &[Sales]| {
            let mut part = part.to_vec();
            part.push(vec![(first().first_day(), 0)]);
            book_of(&part, 1)
        };
        let (left, right) = (totals(&with_feed(left)), totals(&with_feed(right)));
        let (mut one, mut other) = (left.clone(), right.clone());
        one.merge(&right).unwrap();
        other.merge(&left).unwrap();
        prop_assert_eq!(&one, &other);
        let begun = customers.iter().flatten().any(|(day, _)| day.month() == first());
        if begun {
            prop_assert_eq!(&one, &whole);
        }
    }

    #[test]
    fn the_same_amounts_in_another_unit_change_nothing(
        customers in customers(),
        times in prop_oneof![Just(100_i64), 2_i64..1_000_000],
    ) {
        let (book, other) = (book_of(&customers, 1), book_of(&customers, times));
        let market = book.market(end(), &policy());
        let Some((market, scaled)) = market.zip(other.market(end(), &policy())) else {
            prop_assert_eq!(market, other.market(end(), &policy()));
            return Ok(());
        };
        for (one, other) in readings(&book, &market).into_iter().zip(readings(&other, &scaled)) {
            prop_assert_eq!(one.1, other.1);
            prop_assert_eq!(one.0.map(|it| it.signal), other.0.map(|it| it.signal));
            prop_assert_eq!(one.0.map(|it| it.market), other.0.map(|it| it.market));
        }
    }

    #[test]
    fn a_further_drop_never_lowers_the_alarm_by_any_policy(
        customers in customers(),
        draft in drafts(),
        place in 0_usize..14,
        less in 1_i64..100_000,
    ) {
        let mut decline = draft.progress.decline.unwrap_or_else(decline);
        decline.measure.least_active = "25%".parse().unwrap();
        let draft = ProgressPolicyDraft { decline: Some(decline), ..Default::default() };
        let policy = ProgressPolicy::try_new(draft).unwrap();
        let book = book_of(&customers, 1);
        let mut fallen = customers.clone();
        fallen[place].push((end().day(), -less));
        let fallen = book_of(&fallen, 1);
        let market = book.market(end(), &policy);
        let Some((market, of_fallen)) = market.zip(fallen.market(end(), &policy)) else {
            return Ok(());
        };
        let before = readings_by(&policy, &book, &market)[place];
        // Against the same market, and against the one that it takes down with it.
        for market in [market, of_fallen] {
            not_lowered(before, readings_by(&policy, &fallen, &market)[place])?;
        }
    }

    #[test]
    fn one_customer_a_review_and_one_more_sale_say_the_same(
        customers in customers(),
        place in 0_u32..14,
        minor in -50_000_i64..50_000,
    ) {
        let draft = PolicyDraft { progress: policy().into_draft(), ..PolicyDraft::default() };
        let whole = Policy::try_from(draft).unwrap();
        let (mut book, key) = (book_of(&customers, 1), CustomerKey::from_position(place));
        let sale = Sale::new(document("late"), end().day().offset(-3), money(minor));
        book.record(key, sale).unwrap();
        let mut at_once = customers.clone();
        at_once[usize::try_from(place).unwrap()].push((end().day().offset(-3), minor));
        let at_once = book_of(&at_once, 1);
        let (assessor, review) =
            (book.assessor(end(), &whole), at_once.review(end(), &whole).unwrap());
        let market = at_once.market(end(), &whole.progress);
        prop_assert_eq!(assessor.context().market(), market.as_ref());
        for key in book.keys() {
            let account = book.account_at(key, assessor.as_of()).unwrap();
            let judged = assessor.read(account.view());
            let Some(found) = review.explain(key) else { continue };
            prop_assert_eq!(judged.progress, found.readings().progress);
            let alone = assessor.context().market().map(|_| {
                whole.progress.judge(book.view(key).unwrap(), assessor.context())
            });
            if let Some(alone) = alone {
                prop_assert_eq!(found.readings().verdict(Rule::Progress), alone);
            }
        }
    }

    #[test]
    fn nets_between_are_the_nets_of_windows(
        sales in prop::collection::vec((days(), -500_i64..1000), 0..30),
        ends in prop::collection::btree_set(days(), 0..12),
    ) {
        let book = book_of(&[sales], 1);
        let ends: Vec<Day> = ends.into_iter().rev().collect();
        let sales: Timeline<'_> = book.view(CustomerKey::from_position(0)).unwrap().sales();
        let found: Vec<_> = sales.nets_between(&ends).collect();
        let windows = ends.windows(2).map(|it| Window { after: it[1], until: it[0] });
        prop_assert_eq!(found, windows.map(|window| sales.net(window)).collect::<Vec<_>>());
    }
}

fn not_lowered(
    (before, was): (Option<DeclineReading>, Finding),
    (after, is): (Option<DeclineReading>, Finding),
) -> Result<(), TestCaseError> {
    prop_assert!(is.level() >= was.level(), "{was:?} {is:?}");
    let Some((before, after)) = before.zip(after) else {
        prop_assert_eq!(before.is_some(), after.is_some());
        return Ok(());
    };
    prop_assert!(after.signal.latest <= before.signal.latest, "{before:?} {after:?}");
    prop_assert!(after.signal.average <= before.signal.average);
    Ok(())
}

/// A number from a normal distribution, by Box and Muller.
fn normal(dice: &mut Numbers) -> f64 {
    let mut uniform = || (dice.below(1 << 52) as f64 + 0.5) / (1_u64 << 52) as f64;
    let (size, turn) = (uniform(), uniform());
    (-2.0 * size.ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
}

/// What a whole market buys in the months of a year.
const SEASON: [f64; 12] = [0.8, 0.7, 0.9, 1.0, 1.0, 1.1, 0.9, 0.8, 1.1, 1.2, 1.4, 1.6];
const STEADY: usize = 300;
const SWINGING: usize = 300;

/// Steady customers, then as many whose months swing, in a market with a season that swings itself;
/// the steady ones buy half from a month on, when one is given.
fn market_of(halved_from: Option<i32>) -> Book {
    let mut dice = Numbers(21);
    let months = 42;
    let market: Vec<f64> = (0..months).map(|_| (0.1 * normal(&mut dice)).exp()).collect();
    let mut customers = Vec::new();
    for place in 0..STEADY + SWINGING {
        let noise = if place < STEADY { 0.15 } else { 0.7 };
        let size = (11.0 + normal(&mut dice)).exp();
        let mut sales = Sales::new();
        for month in 0..months {
            let season = SEASON[usize::try_from(month).unwrap() % 12];
            let noise = (noise * normal(&mut dice)).exp();
            let bought = size * season * market[usize::try_from(month).unwrap()] * noise;
            let is_halved = place < STEADY && halved_from.is_some_and(|from| month >= from);
            let bought = if is_halved { bought / 2.0 } else { bought };
            sales.push((first().offset(month).first_day(), bought as i64 + 1));
        }
        customers.push(sales);
    }
    book_of(&customers, 1)
}

/// The threshold below which one in twenty lies.
fn one_in_twenty(mut scores: Vec<f64>) -> f64 {
    scores.sort_by(f64::total_cmp);
    scores[scores.len() / 20]
}

#[test]
fn half_is_missed_in_its_first_month_twice_as_often_as_by_a_bare_percentage() {
    let (usual, policy) = (market_of(None), policy());
    let share = |it: &DeclineReading| it.bought.minor() as f64 / it.bought_last_year.minor() as f64;
    let z = |it: &DeclineReading| it.signal.latest.micros() as f64;
    let (mut shares, mut deviations, mut found) = (Vec::new(), Vec::new(), (0, 0, 0));
    let mut judged = Vec::new();
    for month in 30..42 {
        let t = AsOf::new(first().offset(month).last_day());
        let market = usual.market(t, &policy).unwrap();
        let healthy: Vec<DeclineReading> =
            readings(&usual, &market).into_iter().filter_map(|it| it.0).collect();
        assert_eq!(healthy.len(), STEADY + SWINGING);
        shares.extend(healthy.iter().map(share));
        deviations.extend(healthy.iter().map(z));
        judged.push((month, market));
    }
    let (share_below, z_below) = (one_in_twenty(shares), one_in_twenty(deviations));
    for (month, market) in judged {
        let halved = market_of(Some(month));
        for (reading, _) in readings(&halved, &market).into_iter().take(STEADY) {
            let reading = reading.unwrap();
            found.0 += u32::from(share(&reading) < share_below);
            found.1 += u32::from(z(&reading) < z_below);
            found.2 += 1;
        }
    }
    let (by_share, by_z, all) = found;
    assert!(by_z >= 2 * by_share, "{by_share} and {by_z} of {all}");
    assert!(by_z * 2 > all, "{by_z} of {all}");
}

#[test]
fn a_steady_customer_alarms_about_as_often_as_its_run_length_says() {
    let below = [Sigmas::from_hundredths(150), Sigmas::from_hundredths(50)];
    let weight = 0.25;
    let mut dice = Numbers(5);
    let (mut latest, mut average, runs) = (0_u32, 0_u32, 4_000_u32);
    for _ in 0..runs {
        let limits = below.map(|it| -f64::from(it.hundredths()) / 100.0);
        let first_below = |dice: &mut Numbers, weight: f64, limit: f64| {
            let (mut mean, mut months) = (0.0, 0);
            while mean >= limit {
                mean = weight * normal(dice) + (1.0 - weight) * mean;
                months += 1;
            }
            months
        };
        latest += first_below(&mut dice, 1.0, limits[0]);
        average += first_below(&mut dice, weight, limits[1]);
    }
    let mean = |months: u32| f64::from(months) / f64::from(runs);
    let told = |run: RunLength| run.micros() as f64 / 1e6;
    let (of_latest, of_average) = (
        told(RunLength::for_latest(below[0])),
        told(RunLength::for_average(below[1], "25%".parse().unwrap()).unwrap()),
    );
    assert!((mean(latest) / of_latest - 1.0).abs() < 0.05, "{} {of_latest}", mean(latest));
    assert!((mean(average) / of_average - 1.0).abs() < 0.05, "{} {of_average}", mean(average));
}
