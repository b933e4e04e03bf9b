//! S21: the season of a customer and its own days.

use guanxi::book::Book;
use guanxi::calendar::{Day, Window, WorkCalendarDraft};
use guanxi::context::Context;
use guanxi::customer::Customer;
use guanxi::evidence::NotJudged;
use guanxi::lapse::{Moments, OwnDays, PurchaseStatus, Season, SeasonRules};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::review::{Assessor, Readings};
use guanxi::trade::Sale;
use guanxi::warning::{Arm, Finding, Level, Outcome, Rule};

use crate::given::{Told, as_of, currency, day, document, finding, read_alike, yuan};

/// Order days at these distances, the first on a day.
fn days_after(first: &str, gaps: &[i32]) -> Vec<Day> {
    let first = day(first);
    let later = gaps.iter().scan(first, |last, gap| {
        *last = last.offset(*gap);
        Some(*last)
    });
    [first].into_iter().chain(later).collect()
}

/// An order a week from a day on.
fn weeks(first: &str, orders: i32) -> Vec<Day> {
    (0..orders).map(|week| day(first).offset(7 * week)).collect()
}

fn season(days: &[Day]) -> Option<Season> {
    SeasonRules::default().season(days)
}

/// The days of a year that are off season.
fn off(season: &Season, year: i32) -> Vec<(String, String)> {
    let days = Window::inclusive(day(&format!("{year}-01-01")), day(&format!("{year}-12-31")));
    let off = season.off_in(days);
    off.map(|it| (it.after.offset(1).to_string(), it.until.to_string())).collect()
}

fn span(first: &str, last: &str) -> (String, String) {
    (first.to_owned(), last.to_owned())
}

/// Twelve weekly orders from 1 October on, in these years.
fn autumns(years: std::ops::RangeInclusive<i32>) -> Vec<Day> {
    years.flat_map(|year| weeks(&format!("{year}-10-01"), 12)).collect()
}

#[test]
fn a_stretch_without_orders_in_both_years_is_off_season_in_every_year() {
    let season = season(&autumns(2024..=2025)).unwrap();
    for year in [2001, 2023, 2025, 2026, 2031] {
        let spans = [
            span(&format!("{year}-01-01"), &format!("{year}-09-30")),
            span(&format!("{year}-12-18"), &format!("{year}-12-31")),
        ];
        assert_eq!(off(&season, year), spans);
    }
    assert!(!season.is_off(day("2026-10-01")) && !season.is_off(day("2026-12-17")));
    assert!(season.is_off(day("2026-09-30")) && season.is_off(day("2026-12-18")));
}

#[test]
fn the_order_days_of_both_years_stand_on_one_circle() {
    // The second year begins a week earlier, the first ends a week later.
    let days = [weeks("2024-10-08", 12), weeks("2025-10-01", 12)].concat();
    let spans = [span("2026-01-01", "2026-09-30"), span("2026-12-25", "2026-12-31")];
    assert_eq!(off(&season(&days).unwrap(), 2026), spans);
}

#[test]
fn a_stretch_of_sixty_days_is_off_season_and_one_of_fifty_nine_is_not() {
    // Ten days apart, but for one stretch that begins on 1 March of each year.
    for (stretch, is_off) in [(59, false), (60, true), (61, true)] {
        let back = day("2024-03-01").offset(stretch);
        let year = |shift: i32| {
            let rest = (0..).map(move |it| back.offset(shift + 10 * it));
            let until = day("2025-03-01").offset(shift);
            rest.take_while(move |it| *it < until).chain([until])
        };
        let days: Vec<Day> =
            [day("2024-03-01")].into_iter().chain(year(0)).chain(year(365)).collect();
        let found = season(&days);
        assert_eq!(found.is_some(), is_off, "{stretch} days");
        if let Some(season) = found {
            let last = day("2027-03-01").offset(stretch - 1);
            assert_eq!(off(&season, 2027), [span("2027-03-02", &last.to_string())]);
        }
    }
}

#[test]
fn the_stretch_reaches_six_lower_median_gaps() {
    // Four gaps of 14 days and one of 309 a year: six times 14 are 84.
    let rules = SeasonRules::default();
    let year = [14, 14, 14, 14];
    let two_years = |rest: i32| days_after("2024-01-08", &[&year[..], &[rest], &year[..]].concat());
    // A year apart, so that both years share their places.
    let days = two_years(366 - 4 * 14);
    assert!(rules.season(&days).is_some());
    let sparse = SeasonRules { median_gaps: 22, ..rules };
    assert!(sparse.season(&days).is_some(), "22 gaps of 14 days are 308, the stretch has 309");
    let sparser = SeasonRules { median_gaps: 23, ..rules };
    assert_eq!(sparser.season(&days), None, "23 are 322");
}

#[test]
fn the_median_of_an_even_number_of_gaps_is_the_lower_one() {
    // Gaps of 10, 10, 11 and the rest of a year, twice but for the last: of seven gaps the fourth
    // smallest is 10; of eight, with the first order a gap of 11 earlier, the fourth is 10 as well.
    let rules = |median_gaps| SeasonRules { days: 30, median_gaps, ..SeasonRules::default() };
    let days = days_after("2024-06-01", &[10, 11, 11, 333, 10, 11, 11]);
    // 10, 10, 11, 11, 11, 11, 333: the fourth is 11, and 30 gaps of 11 days are 330.
    assert!(rules(30).season(&days).is_some());
    assert_eq!(rules(31).season(&days), None);
    let days = days_after("2024-05-22", &[10, 10, 11, 11, 323, 10, 10, 11, 11]);
    // 10, 10, 10, 10, 11, 11, 11, 11, 323: the fifth of nine is 11, and 29 of them are 319.
    assert!(rules(29).season(&days).is_some());
    assert_eq!(rules(30).season(&days), None);
    let days = days_after("2024-05-22", &[10, 10, 11, 11, 323, 10, 10, 11]);
    // The fourth of eight is 10 still, the fifth is 11: 32 gaps of 10 days are 320.
    assert!(rules(32).season(&days).is_some());
    assert_eq!(rules(33).season(&days), None);
}

#[test]
fn each_of_the_two_years_has_four_order_days() {
    for (early, late, told) in [(4, 4, true), (3, 4, false), (4, 3, false), (3, 12, false)] {
        let days = [weeks("2024-10-01", early), weeks("2025-10-01", late)].concat();
        assert_eq!(season(&days).is_some(), told, "{early} and {late} order days");
    }
}

#[test]
fn the_years_end_with_the_last_order_day() {
    // The order of the same date two years before is out, that of the day after it is in.
    let late = weeks("2025-10-01", 4);
    for (first, told) in [("2023-10-22", false), ("2023-10-23", true)] {
        let early = [day(first), day("2024-09-20"), day("2024-09-27"), day("2024-10-04")];
        let days = [&early[..], &late[..]].concat();
        assert_eq!(season(&days).is_some(), told, "{first}");
    }
    // The order of the same date a year before is one of the earlier year.
    let early = [day("2024-10-01"), day("2024-10-08"), day("2024-10-15"), day("2024-10-22")];
    assert!(season(&[&early[..], &late[..]].concat()).is_some());
}

#[test]
fn no_silence_makes_a_season() {
    let days = weeks("2023-01-05", 104);
    assert_eq!(season(&days), None, "silent since the end of 2024, whatever the day");
}

#[test]
fn a_season_of_long_ago_is_none() {
    // Weekly all the year round since; autumns alone before.
    let days = [autumns(2020..=2021), weeks("2022-10-01", 150)].concat();
    assert_eq!(season(&days), None);
}

#[test]
fn the_leap_day_stands_with_the_day_before_it() {
    // Off season from 1 March on: 29 February is in season, in every leap year.
    let winter = |year: i32| weeks(&format!("{year}-01-10"), 8);
    let days = [winter(2024), winter(2025), vec![day("2025-02-28")]].concat();
    let season = season(&days).unwrap();
    assert!(!season.is_off(day("2028-02-28")) && !season.is_off(day("2028-02-29")));
    assert!(season.is_off(day("2028-03-01")));
    // Off season up to 28 February: 29 February is off.
    let spring = |year: i32| weeks(&format!("{year}-03-01"), 8);
    let season = SeasonRules::default().season(&[spring(2023), spring(2024)].concat()).unwrap();
    assert!(season.is_off(day("2028-02-28")) && season.is_off(day("2028-02-29")));
    assert!(!season.is_off(day("2028-03-01")));
    // An order on 29 February counts as one of the 28th.
    let leap = [spring(2023), vec![day("2024-02-29")], spring(2024)].concat();
    let season = SeasonRules::default().season(&leap).unwrap();
    assert!(!season.is_off(day("2027-02-28")) && season.is_off(day("2027-02-27")));
}

#[test]
fn a_year_may_have_several_stretches_off_season() {
    let both = |year: i32| {
        [weeks(&format!("{year}-03-01"), 6), weeks(&format!("{year}-09-01"), 6)].concat()
    };
    let season = season(&[both(2024), both(2025)].concat()).unwrap();
    let spans = [
        span("2026-01-01", "2026-02-28"),
        span("2026-04-06", "2026-08-31"),
        span("2026-10-07", "2026-12-31"),
    ];
    assert_eq!(off(&season, 2026), spans);
}

#[test]
fn a_policy_looks_at_more_years_or_fewer() {
    let rules = |years| SeasonRules { years, ..SeasonRules::default() };
    let autumns = autumns(2023..=2025);
    // In the third year before the last it bought in May, too.
    let days = [weeks("2023-05-01", 6), autumns].concat();
    assert_eq!(off(&rules(2).season(&days).unwrap(), 2026).len(), 2);
    assert_eq!(off(&rules(3).season(&days).unwrap(), 2026).len(), 3);
    assert_eq!(rules(4).season(&days), None, "nothing was bought in the fourth");
    assert!(rules(1).season(&weeks("2025-10-01", 12)).is_some(), "one autumn is enough");
}

#[test]
fn own_days_are_those_in_season() {
    let season = season(&autumns(2024..=2025)).unwrap();
    let year = Window::inclusive(day("2026-01-01"), day("2026-12-31"));
    let off: u32 = season.off_in(year).map(Window::days).sum();
    assert_eq!(year.days() - off, 78, "1 October to 17 December");
    assert_eq!(OwnDays::EVERY_DAY.count(year), 365);
    let empty = Window { after: day("2026-12-17"), until: day("2026-12-17") };
    assert_eq!(season.off_in(empty).count(), 0);
}

/// Six autumns of weekly orders, 1 October to 17 December, the last of them up to a day.
fn dealer(last: &str) -> Told {
    let days = autumns(2020..=2025).into_iter().filter(|it| *it <= day(last));
    days.fold(Told::nothing(), |told, it| told.sold(&it.to_string(), "100"))
}

/// Judges a customer, and checks that all ways to ask say the same.
fn read<'a>(policy: &Policy, told: &'a Told, t: &str) -> Readings<'a> {
    read_alike(&Assessor::new(policy, policy.context(as_of(t))), told)
}

fn loss(told: &Told, t: &str) -> Outcome {
    read(&Policy::default(), told, t).outcome(Rule::Loss)
}

fn first_alarm(told: &Told, from: &str) -> Day {
    let days = (0..400).map(|it| day(from).offset(it));
    let alarms = |it: &Day| loss(told, &it.to_string()).level().is_some();
    days.into_iter().find(alarms).unwrap()
}

#[test]
fn s4_a_dealer_of_one_season_is_not_judged_out_of_it() {
    let (policy, told) = (Policy::default(), dealer("2025-12-31"));
    for t in ["2025-12-18", "2026-03-01", "2026-07-15", "2026-09-30"] {
        let readings = read(&policy, &told, t);
        for arm in [Arm::Silence, Arm::HardCap, Arm::Frequency] {
            let found = finding(readings.arms(arm.rule()), arm);
            assert_eq!(found, Finding::NotJudged(NotJudged::OutOfSeason), "{arm} on {t}");
        }
        assert_eq!(readings.outcome(Rule::Loss), Outcome::NotApplicable);
        let said = readings.verdict(Rule::Loss).to_string();
        assert_eq!(said, "not applicable: out of season");
        assert_eq!(readings.loss.days_silent, 0, "no day since was one of its own");
    }
    assert_eq!(loss(&told, "2025-12-17"), Outcome::Clear);
    assert_eq!(loss(&told, "2026-10-01"), Outcome::Clear);
    // Loyal, by the days of its season.
    let regularity = read(&policy, &told, "2026-07-15").loyalty.own_rhythm.unwrap();
    assert_eq!((regularity.days, regularity.kept), (78, 78));
}

#[test]
fn s4_a_dealer_that_does_not_come_back_is_seen_by_the_middle_of_november() {
    let told = dealer("2025-12-31");
    let seen = first_alarm(&told, "2025-12-17");
    assert!(day("2026-10-15") < seen && seen <= day("2026-11-15"), "{seen}");
    // The next alarm day says so the winter before.
    let (policy, level) = (Policy::default(), Level::Watch);
    let context = policy.context(as_of("2025-12-20"));
    assert_eq!(policy.loss.next_alarm(told.view(), &context, level), Some(seen));
}

#[test]
fn a_dealer_that_stops_in_season_is_seen_within_six_weeks() {
    for last in ["2025-10-01", "2025-10-08", "2025-10-22"] {
        let told = dealer(last);
        let seen = first_alarm(&told, last);
        assert!(seen.days_since(day(last)) <= 42, "{last}: {seen}");
    }
}

#[test]
fn without_seasons_in_the_policy_the_same_dealer_is_silent_all_summer() {
    let mut draft = PolicyDraft::default();
    draft.progress.season = None;
    let (policy, told) = (Policy::try_from(draft).unwrap(), dealer("2025-12-31"));
    let readings = read(&policy, &told, "2026-07-15");
    assert!(readings.outcome(Rule::Loss).level().is_some());
    assert_eq!(readings.loss.days_silent, 210);
    let context = Context::on(as_of("2026-07-15"));
    assert!(context.own_days(told.view()).season().is_some(), "the usual rules of a context");
    let without = context.with_seasons(None);
    assert_eq!(without.own_days(told.view()), OwnDays::EVERY_DAY);
}

#[test]
fn a_dealer_that_never_came_back_is_lost_in_season_and_out_of_it() {
    // More than a year after its last order it is lost, whatever the season.
    let (policy, told) = (Policy::default(), dealer("2024-12-31"));
    for t in ["2025-12-18", "2026-07-15", "2026-10-15"] {
        let readings = read(&policy, &told, t);
        assert_eq!(readings.loss.status, PurchaseStatus::Lost, "{t}");
    }
    assert_eq!(loss(&told, "2025-12-17"), loss(&told, "2025-12-16"), "365 days are not more");
}

#[test]
fn usual_gap_and_moments_go_by_own_days() {
    let told = dealer("2025-12-31");
    let context = Context::on(as_of("2026-07-15"));
    let rhythm = context.rhythm(told.view()).unwrap();
    // Six seasons of 78 days, the first day of them no day between.
    assert_eq!(rhythm.days_active(), 6 * 78 - 1);
    assert_eq!((rhythm.days_silent(as_of("2026-07-15")), rhythm.is_off_season()), (0, true));
    let mut book = Book::new(currency("CNY"));
    for name in ["A", "B", "C", "D", "E"] {
        let key = book.register(Customer::new(name.parse().unwrap())).unwrap();
        for (place, on) in autumns(2020..=2025).into_iter().enumerate() {
            let number = document(&format!("{name}{place}"));
            book.record(key, Sale::new(number, on, yuan("100"))).unwrap();
        }
    }
    let policy = Policy::default();
    let mut moments = Moments::default();
    (0..5).for_each(|_| moments.add(rhythm).unwrap());
    let t = as_of("2026-07-15");
    assert_eq!(book.moments(t, &policy), moments);
    let review = book.review(t, &policy).unwrap();
    assert_eq!(*review.prior(), moments.to_prior(&policy.loss.lapse));
    assert!(review.outcomes(Rule::Loss).iter().all(|it| *it == Outcome::NotApplicable));
}

#[test]
fn the_frequency_compares_own_days() {
    // Weekly in season; in the last autumn every third week.
    let weekly = autumns(2022..=2024);
    let rare = (0..5).map(|it| day("2025-10-01").offset(21 * it));
    let days = weekly.into_iter().chain(rare);
    let told = days.fold(Told::nothing(), |told, it| told.sold(&it.to_string(), "100"));
    let policy = Policy::default();
    let readings = read(&policy, &told, "2025-12-24");
    let progress = &readings.progress;
    let context = policy.context(as_of("2025-12-24"));
    let season = context.own_days(told.view());
    assert_eq!(progress.recent_days, season.count(as_of("2025-12-24").last_days(90)));
    assert_eq!((progress.recent_days, progress.recent_order_days), (85, 5));
    assert_eq!(progress.baseline_order_days, 12);
    assert!(progress.baseline_days < 90, "of 365: {}", progress.baseline_days);
    assert!(finding(readings.arms(Rule::Progress), Arm::Frequency).level().is_some());
}

#[test]
fn the_frequency_needs_thirty_own_days_in_its_recent_window() {
    let told = dealer("2026-01-01");
    let frequency = |t: &str| {
        let readings = read(&Policy::default(), &told, t);
        (readings.progress.recent_days, finding(readings.arms(Rule::Progress), Arm::Frequency))
    };
    let few = Finding::NotJudged(NotJudged::FewOwnDays);
    assert_eq!(frequency("2025-10-29"), (29, few));
    assert_eq!(frequency("2025-10-30"), (30, Finding::Quiet));
}

#[test]
fn a_closed_day_moves_no_window_of_the_frequency() {
    // Closed from 1 to 10 March: on each of these days the arm says what it said on 28 February.
    let told = Told::nothing().sold_every("2024-06-01", 7, 78, "100");
    let holidays = (0..10).map(|it| day("2026-03-01").offset(it)).collect();
    let calendar = WorkCalendarDraft { holidays, ..WorkCalendarDraft::default() };
    let policy = Policy::try_from(PolicyDraft::default().with_calendar(calendar)).unwrap();
    let on = |t: Day| {
        let readings = read(&policy, &told, &t.to_string());
        let progress = readings.progress;
        (progress.recent, progress.recent_order_days, progress.recent_days)
    };
    let before = on(day("2026-02-28"));
    for closed in 0..10 {
        assert_eq!(on(day("2026-03-01").offset(closed)), before);
    }
    let after = on(day("2026-03-11"));
    assert_eq!(after.0.until, day("2026-03-11"));
    assert_eq!(after.2, 80, "ten closed days of ninety");
}

#[test]
fn no_season_begins_on_a_closed_day_and_one_may_end_on_it() {
    let told = dealer("2025-12-31");
    let shut = ["2025-12-17", "2025-12-18", "2026-10-01", "2026-10-02", "2026-10-03"];
    let calendar = WorkCalendarDraft {
        holidays: shut.map(day).into_iter().collect(),
        ..WorkCalendarDraft::default()
    };
    let policy = Policy::try_from(PolicyDraft::default().with_calendar(calendar)).unwrap();
    let is_off = |t: &str| {
        let context = policy.context(as_of(t));
        let is_off = context.own_days(told.view()).is_off_season(day(t));
        let loss = read(&policy, &told, t).outcome(Rule::Loss);
        assert_eq!(loss == Outcome::NotApplicable, is_off, "{t}: {loss:?}");
        is_off
    };
    // The first day of the season is 1 October, and the first one on which we are open the 4th.
    for t in ["2026-09-30", "2026-10-01", "2026-10-03"] {
        assert!(is_off(t), "{t}");
    }
    assert!(!is_off("2026-10-04"));
    // The last day of the season is 17 December.
    assert!(!is_off("2025-12-17") && is_off("2025-12-18"));
}

#[test]
fn the_rules_of_seasons_are_checked() {
    let violations = |season: SeasonRules| {
        let mut draft = PolicyDraft::default();
        draft.progress.season = Some(season);
        Policy::try_from(draft).map(|_| ()).map_err(|found| found.to_string())
    };
    let usual = SeasonRules::default();
    assert_eq!(violations(usual), Ok(()));
    assert_eq!(violations(SeasonRules { years: 10, days: 30, ..usual }), Ok(()));
    let wrong = SeasonRules { years: 0, fewest_order_days: 0, days: 29, median_gaps: 0 };
    assert_eq!(
        violations(wrong).unwrap_err(),
        "progress.season.years must be at least 1, was 0; \
         progress.season.fewest_order_days must be at least 1, was 0; \
         progress.season.days must be at least 30, was 29; \
         progress.season.median_gaps must be at least 1, was 0"
    );
    let many = violations(SeasonRules { years: 11, ..usual }).unwrap_err();
    assert_eq!(many, "progress.season.years must not exceed 10, was 11");
}
