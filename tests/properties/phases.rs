//! Parts of a period against a walk over its days.

use chrono::{Datelike, Weekday};
use guanxi::calendar::{Day, Window, WorkCalendar, WorkCalendarDraft};
use guanxi::money::Amount;
use guanxi::phase::{DayWeights, DayWeightsDraft, Phase, PhaseError, Schedule, SchedulePart};
use proptest::prelude::*;

fn weights() -> impl Strategy<Value = DayWeights> {
    let some = any::<[u8; 12]>().prop_map(|it| it.map(|it| u16::from(it % 4)));
    let days = any::<[u8; 7]>().prop_map(|it| it.map(|it| u16::from(it % 5)));
    (some, days).prop_filter_map("all are 0", |(season, weekdays)| {
        DayWeights::try_new(DayWeightsDraft { season, weekdays }).ok()
    })
}

fn calendars() -> impl Strategy<Value = WorkCalendar> {
    let holidays = proptest::collection::btree_set(0..500_i32, 0..40);
    (holidays, any::<bool>()).prop_map(|(holidays, weekends)| {
        let rest_days = if weekends { vec![Weekday::Sat, Weekday::Sun] } else { Vec::new() };
        let holidays = holidays.into_iter().map(|it| start().offset(it)).collect();
        let draft = WorkCalendarDraft { rest_days, holidays, ..WorkCalendarDraft::default() };
        WorkCalendar::try_new(draft).unwrap()
    })
}

fn start() -> Day {
    Day::try_from_ymd(2026, 1, 1).unwrap()
}

/// The weight of a day, straight from the rule.
fn weight(day: Day, weights: &DayWeights, calendar: &WorkCalendar) -> i128 {
    let date = day.to_date();
    let season = weights.season[date.month0() as usize];
    let weekday = weights.weekdays[date.weekday().num_days_from_monday() as usize];
    if calendar.is_worked(day) { i128::from(season) * i128::from(weekday) } else { 0 }
}

proptest! {
    #[test]
    fn the_parts_of_a_period_are_the_whole(
        weights in weights(),
        calendar in calendars(),
        first in 0..400_i32,
        length in 1..400_i32,
        minor in any::<i64>(),
    ) {
        let first = start().offset(first);
        let window = Window::inclusive(first, first.offset(length - 1));
        let days: Vec<Day> = (0..length).map(|it| first.offset(it)).collect();
        let whole: i128 = days.iter().map(|it| weight(*it, &weights, &calendar)).sum();
        let phase = match Phase::try_new(window, &weights, &calendar) {
            Ok(phase) => phase,
            Err(error) => {
                prop_assert_eq!(error, PhaseError::NoWeight { first, last: window.until });
                prop_assert_eq!(whole, 0);
                return Ok(());
            }
        };
        let target = Amount::from_minor(minor);
        let (mut sum, mut gone) = (0_i128, 0_i128);
        for day in days {
            gone += weight(day, &weights, &calendar);
            let part = phase.amount_of(target, Window::inclusive(day, day));
            sum += i128::from(part.minor());
            prop_assert!(part.minor() == 0 || (part.minor() > 0) == (minor > 0));
            // Half up, away from zero.
            let size = (i128::from(minor).abs() * gone * 2 + whole) / (2 * whole);
            prop_assert_eq!(sum, size * i128::from(minor.signum()), "by {}", day);
            prop_assert_eq!(i128::from(phase.weight_to(day)), gone);
        }
        prop_assert_eq!(sum, i128::from(minor));
        prop_assert_eq!(i128::from(phase.weight()), whole);
    }

    #[test]
    fn a_schedule_never_falls_and_ends_with_its_sum(
        weights in weights(),
        calendar in calendars(),
        parts in proptest::collection::vec((1..40_i32, 0..1_000_000_i64), 1..6),
    ) {
        let mut last = start().offset(-1);
        let stated: Vec<SchedulePart> = parts.iter().map(|(days, minor)| {
            last = last.offset(*days);
            SchedulePart { last, amount: Amount::from_minor(*minor) }
        }).collect();
        let schedule = Schedule::try_new(start(), stated.clone()).unwrap();
        let due = |day| schedule.amount_to(day, &weights, &calendar).unwrap().minor();
        let mut before = 0;
        let mut day = start().offset(-1);
        while day <= last {
            prop_assert!(due(day) >= before);
            before = due(day);
            day = day.offset(1);
        }
        prop_assert_eq!(before, parts.iter().map(|(_, minor)| minor).sum::<i64>());
        let mut sum = 0;
        for part in stated {
            sum += part.amount.minor();
            prop_assert_eq!(due(part.last), sum, "at the end of a part");
        }
    }
}
