//! The season of a customer against a plain definition, and what own days have to keep.

use std::collections::BTreeSet;

use chrono::Datelike;
use guanxi::account::Account;
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Window, WorkCalendarDraft};
use guanxi::customer::Customer;
use guanxi::lapse::{LapseSignal, Moments, OrderDays, Rhythm, SeasonRules};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::review::{Assessor, Review};
use guanxi::trade::Sale;
use guanxi::warning::Arm;
use proptest::prelude::*;

use crate::strategies::{date, document, money, yuan};

/// Order days of some years: runs of orders at a usual gap, each year at about the same time.
pub(crate) fn order_days() -> impl Strategy<Value = BTreeSet<Day>> {
    let run = (0_i32..365, 1_i32..25, 3_usize..15);
    let runs = prop::collection::vec(run, 1..3);
    (runs, 1_i32..5, prop::collection::vec(-9_i32..9, 40)).prop_map(|(runs, years, shifts)| {
        let mut shifts = shifts.into_iter().cycle();
        let starts = (0..years).flat_map(|year| runs.iter().map(move |run| (year, *run)));
        let days = starts.flat_map(|(year, (start, gap, orders))| {
            let start = 365 * year + start + shifts.next().unwrap_or_default();
            (0..orders).map(move |it| start + gap * i32::try_from(it).unwrap())
        });
        days.map(date).collect()
    })
}

fn rules() -> impl Strategy<Value = SeasonRules> {
    let usual = Just(SeasonRules::default()).boxed();
    let any = (1_u8..4, 1_u16..6, 30_u16..120, 1_u8..9);
    let any = any.prop_map(|(years, fewest_order_days, days, median_gaps)| SeasonRules {
        years,
        fewest_order_days,
        days,
        median_gaps,
    });
    prop_oneof![usual, any]
}

/// The place of a day on the circle.
fn place(day: Day) -> u32 {
    let date = day.to_date();
    let date = if (date.month(), date.day()) == (2, 29) { date.pred_opt().unwrap() } else { date };
    date.with_year(2023).unwrap().ordinal0()
}

fn years_earlier(day: Day, years: u8) -> Day {
    (0..years).fold(day, |day, _| day.year_earlier())
}

/// The places off season, worked out day by day.
fn plainly(days: &BTreeSet<Day>, rules: SeasonRules) -> BTreeSet<u32> {
    let Some(last) = days.last().copied() else { return BTreeSet::new() };
    let of_year = |year: u8| {
        let (after, until) = (years_earlier(last, year + 1), years_earlier(last, year));
        days.iter().copied().filter(move |day| after < *day && *day <= until)
    };
    let fewest = usize::from(rules.fewest_order_days);
    if (0..rules.years).any(|year| of_year(year).count() < fewest) {
        return BTreeSet::new();
    }
    let counted: BTreeSet<Day> = (0..rules.years).flat_map(of_year).collect();
    let pairs = counted.iter().zip(counted.iter().skip(1));
    let mut gaps: Vec<i32> = pairs.map(|(day, next)| next.days_since(*day)).collect();
    gaps.sort_unstable();
    let Some(median) = gaps.get((gaps.len().max(1) - 1) / 2) else { return BTreeSet::new() };
    let shortest = (i32::from(rules.median_gaps) * median).max(rules.days.into());
    let places: BTreeSet<u32> = counted.iter().copied().map(place).collect();
    let mut off = BTreeSet::new();
    for place in &places {
        let ahead = (1..=365).find(|it| places.contains(&((place + it) % 365))).unwrap();
        if i32::try_from(ahead).unwrap() >= shortest {
            off.extend((1..ahead).map(|it| (place + it) % 365));
        }
    }
    off
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_season_is_that_of_the_plain_definition(days in order_days(), rules in rules()) {
        let found: Vec<Day> = days.iter().copied().collect();
        let (off, season) = (plainly(&days, rules), rules.season(&found));
        prop_assert_eq!(season.is_none(), off.is_empty());
        let Some(season) = season else { return Ok(()) };
        let last = *found.last().unwrap();
        for day in (-800..1600).map(|it| last.offset(it)) {
            prop_assert_eq!(season.is_off(day), off.contains(&place(day)), "{}", day);
        }
        for (first, until) in [(-900, -10), (-400, 400), (1, 1), (30, 20), (-40, 1200)] {
            let window = Window { after: last.offset(first), until: last.offset(until) };
            let spans: Vec<Window> = season.off_in(window).collect();
            prop_assert!(spans.windows(2).all(|it| it[0].until < it[1].after), "in order, apart");
            let inside = |day: &Day| spans.iter().any(|it| it.contains(*day));
            let days = (first + 1..=until).map(|it| last.offset(it));
            let count = days.clone().filter(|it| season.is_off(*it)).count();
            prop_assert_eq!(days.filter(inside).count(), count);
            let spanned: u32 = spans.iter().map(|it| it.days()).sum();
            prop_assert_eq!(usize::try_from(spanned).unwrap(), count);
        }
    }

    #[test]
    fn no_order_day_of_the_years_that_count_is_off_season(days in order_days(), rules in rules()) {
        let found: Vec<Day> = days.iter().copied().collect();
        let (Some(season), Some(last)) = (rules.season(&found), days.last()) else { return Ok(()) };
        let first = years_earlier(*last, rules.years);
        prop_assert!(days.iter().filter(|it| **it > first).all(|it| !season.is_off(*it)));
    }

    #[test]
    fn no_closed_or_off_season_day_raises_a_level_of_loss_or_frequency(
        days in order_days(),
        shut in prop::collection::vec((0_i32..500, 1_i32..15), 1..6),
        silent in 0_usize..9,
    ) {
        let days: Vec<Day> = days.into_iter().collect();
        let seen = days.get(..days.len() - silent.min(days.len() - 1)).unwrap();
        let mut account = Account::new("Li".parse().unwrap(), yuan());
        for (place, day) in seen.iter().enumerate() {
            account.record(Sale::new(document(&format!("S{place}")), *day, money(100))).unwrap();
        }
        let last = *seen.last().unwrap();
        let shut = shut.iter().flat_map(|(from, days)| (0..*days).map(move |it| last.offset(from + it)));
        let holidays: BTreeSet<Day> = shut.filter(|day| *day > last).collect();
        let calendar = WorkCalendarDraft { holidays, ..WorkCalendarDraft::default() };
        let policy = Policy::try_from(PolicyDraft::default().with_calendar(calendar)).unwrap();
        let judged = |t: Day| {
            let assessor = Assessor::new(&policy, policy.context(AsOf::new(t)));
            let readings = assessor.read(account.view());
            let level = |arm: Arm| {
                let found = readings.arms(arm.rule()).iter().find(|it| it.arm == arm);
                found.and_then(|it| it.finding.level())
            };
            [Arm::Silence, Arm::HardCap, Arm::Frequency].map(level)
        };
        let mut before = judged(last);
        for t in (1..520).map(|it| last.offset(it)) {
            let now = judged(t);
            let context = policy.context(AsOf::new(t));
            let is_off = context.own_days(account.view()).is_off_season(t);
            if policy.progress.calendar.is_closed(t) || is_off {
                for (before, now) in before.into_iter().zip(now) {
                    prop_assert!(now <= before, "{} on {}", now.map_or_else(String::new, |it| it.to_string()), t);
                }
            }
            before = now;
        }
    }

    /// Without closed days and seasons a customer goes by calendar days, and its book answers as
    /// one whose policy states neither.
    #[test]
    fn a_book_without_closed_days_and_seasons_answers_by_calendar_days_alone(
        customers in prop::collection::vec(order_days(), 1..8),
        after in 0_i32..400,
    ) {
        let last = *customers.iter().flatten().max().unwrap();
        let t = AsOf::new(last.offset(after - 300));
        let seen = |days: &BTreeSet<Day>| days.iter().copied().filter(|it| t.sees(*it)).collect();
        let customers: Vec<BTreeSet<Day>> = customers.iter().map(seen).collect();
        let rules = SeasonRules::default();
        let customers: Vec<_> = customers.iter().filter(|it| plainly(it, rules).is_empty()).collect();
        let mut book = Book::new(yuan());
        for (place, days) in customers.iter().enumerate() {
            let customer = Customer::new(format!("C{place}").parse().unwrap());
            let key = book.register(customer).unwrap();
            for day in *days {
                let number = document(&format!("S{place}-{day}"));
                book.record(key, Sale::new(number, *day, money(100))).unwrap();
            }
        }
        let usual = Policy::default();
        let mut draft = PolicyDraft::default();
        draft.progress.season = None;
        let stated = Policy::try_from(draft).unwrap();
        let (review, other) = (book.review(t, &usual).unwrap(), book.review(t, &stated).unwrap());
        prop_assert_eq!(review.prior(), other.prior());
        let calls = |review: &Review<'_>| review.call_list(9);
        prop_assert_eq!(calls(&review), calls(&other));
        // The plain definition: calendar days between orders, and since the last.
        let rhythm = |days: &BTreeSet<Day>| {
            let (first, last) = (*days.first()?, *days.last()?);
            let count = u32::try_from(days.len()).unwrap();
            Rhythm::try_new(OrderDays { count, first, last })
        };
        let mut moments = Moments::default();
        for rhythm in customers.iter().filter_map(|it| rhythm(it)) {
            moments.add(rhythm).unwrap();
        }
        let prior = moments.to_prior(&usual.loss.lapse);
        prop_assert_eq!(review.prior(), &prior);
        for (days, key) in customers.iter().zip(review.customers()) {
            let explained = [&review, &other].map(|it| it.explain(*key).unwrap());
            let [readings, others] = explained.each_ref().map(|it| it.readings());
            prop_assert_eq!(readings, others);
            let Some(rhythm) = rhythm(days) else { continue };
            let signal = LapseSignal::from_rhythm(rhythm, &prior, t, &usual.loss.lapse);
            prop_assert_eq!(readings.loss.signal, Some(signal));
            prop_assert_eq!(readings.loss.days_silent, t.day().days_since(rhythm.last()));
            let within = |from: i32, to: i32| {
                let (after, until) = (t.day().offset(-from), t.day().offset(-to));
                days.iter().filter(|day| after < **day && **day <= until).count()
            };
            let progress = readings.progress;
            prop_assert_eq!(progress.recent_order_days as usize, within(90, 0));
            prop_assert_eq!(progress.baseline_order_days as usize, within(455, 90));
            prop_assert_eq!(progress.recent_days, 90);
            let start = (t.day().days_since(rhythm.first()) + 1 - 90).clamp(0, 365);
            prop_assert_eq!(progress.baseline_days as i32, start);
        }
    }

    #[test]
    fn own_days_and_those_in_rhythm_are_counted_one_by_one(
        days in order_days(),
        shut in prop::collection::btree_set(-900_i32..90, 0..40),
        later in 0_i32..400,
    ) {
        let mut account = Account::new("Li".parse().unwrap(), yuan());
        for (place, day) in days.iter().enumerate() {
            account.record(Sale::new(document(&format!("S{place}")), *day, money(100))).unwrap();
        }
        let (first, last) = (*days.first().unwrap(), *days.last().unwrap());
        let t = last.offset(later);
        let holidays = shut.iter().map(|it| last.offset(*it)).collect();
        let calendar = WorkCalendarDraft { holidays, ..WorkCalendarDraft::default() };
        let policy = Policy::try_from(PolicyDraft::default().with_calendar(calendar)).unwrap();
        let context = policy.context(AsOf::new(t));
        let own_days = context.own_days(account.view());
        let is_off = |day| own_days.season().is_some_and(|season| season.is_off(day));
        let is_own = |day: Day| !policy.progress.calendar.is_closed(day) && !is_off(day);
        let one_by_one = |after: Day, until: Day| {
            let days = (1..=until.days_since(after)).map(|it| after.offset(it));
            u32::try_from(days.filter(|day| is_own(*day)).count()).unwrap()
        };
        for (after, until) in [(first, last), (last, t), (t.offset(-90), t), (first, t)] {
            prop_assert_eq!(own_days.count(Window { after, until }), one_by_one(after, until));
        }
        let Some(rhythm) = policy.loyalty.read(account.view(), &context).own_rhythm else {
            return Ok(());
        };
        let begin = first.max(t.offset(-364));
        let year = (0..=t.days_since(begin)).map(|it| begin.offset(it)).filter(|it| is_own(*it));
        prop_assert_eq!(u32::try_from(year.clone().count()).unwrap(), rhythm.days);
        if rhythm.is_usual_gap {
            return Ok(());
        }
        let kept = year.filter(|day| {
            let order = *days.range(..=*day).next_back().unwrap();
            one_by_one(order, *day) <= 2 * rhythm.gap_days
        });
        prop_assert_eq!(u32::try_from(kept.count()).unwrap(), rhythm.kept);
    }
}
