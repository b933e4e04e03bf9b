//! Trails and clocks against naive definitions.

use chrono::Weekday;
use guanxi::calendar::{AsOf, Day, WorkCalendar, WorkCalendarDraft};
use guanxi::lifecycle::{Admission, Clock, ClockTerms, Count, Entry, Lateness, Pause, Trail};
use proptest::prelude::*;

fn day(days: i32) -> Day {
    "2026-03-01".parse::<Day>().unwrap().offset(days)
}

fn entries() -> impl Strategy<Value = Vec<Entry<u8>>> {
    let number = proptest::option::of(0_u64..4);
    let entry = (number, 0_u8..3, 0_i32..6, 0_u8..2).prop_map(|(number, step, on, by)| {
        let by = format!("Wang {by}").parse().unwrap();
        Entry { number, step, on: day(on), by }
    });
    proptest::collection::vec(entry, 0..20)
}

fn calendar() -> impl Strategy<Value = WorkCalendar> {
    let holidays = proptest::collection::btree_set((0_i32..40).prop_map(day), 0..6);
    holidays.prop_map(|holidays| {
        WorkCalendar::try_new(WorkCalendarDraft {
            rest_days: vec![Weekday::Sat, Weekday::Sun],
            holidays,
            ..WorkCalendarDraft::default()
        })
        .unwrap()
    })
}

fn pauses() -> impl Strategy<Value = Vec<Pause>> {
    let pause = (0_i32..30, proptest::option::of(0_i32..10)).prop_map(|(from, days)| match days {
        Some(days) => Pause::try_new(day(from), day(from + days)).unwrap(),
        None => Pause::running(day(from)),
    });
    proptest::collection::vec(pause, 0..4)
}

fn is_weekend(day: Day) -> bool {
    let weekdays = WorkCalendarDraft {
        rest_days: vec![Weekday::Sat, Weekday::Sun],
        ..WorkCalendarDraft::default()
    };
    !weekdays.is_worked(day)
}

/// Whether a day counts as of `t`, by the definition.
fn counts(clock: &Clock, on: Day, t: Day, calendar: &WorkCalendar) -> bool {
    let is_paused = clock.pauses().iter().any(|pause| {
        let until = pause.until().unwrap_or(t.offset(1));
        pause.from() <= on && on < until
    });
    let is_of_kind = match clock.terms().count {
        Count::Calendar => true,
        Count::Working => calendar.is_worked(on),
        Count::WeekdaysThenRoll => !is_weekend(on),
    };
    on > clock.start() && is_of_kind && !is_paused
}

fn count(clock: &Clock, after: Day, until: Day, t: Day, calendar: &WorkCalendar) -> u32 {
    let days = (1..=until.days_since(after)).map(|days| after.offset(days));
    days.map(|on| u32::from(counts(clock, on, t, calendar))).sum()
}

proptest! {
    #[test]
    fn a_trail_keeps_its_order_and_its_numbers(entries in entries()) {
        let mut trail = Trail::default();
        for entry in entries {
            let before = trail.clone();
            match trail.try_push(entry.clone()) {
                Ok(Admission::New) => prop_assert_eq!(trail.last(), Some(&entry)),
                Ok(Admission::Known) => {
                    prop_assert!(before.entries().contains(&entry));
                    prop_assert_eq!(&trail, &before);
                }
                Err(_) => prop_assert_eq!(&trail, &before),
            }
        }
        let all = trail.entries();
        prop_assert!(all.is_sorted_by_key(|entry| entry.on));
        let mut numbers: Vec<u64> = all.iter().filter_map(|entry| entry.number).collect();
        let count = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        prop_assert_eq!(numbers.len(), count);
        prop_assert_eq!(Trail::replay(all.to_vec()), Ok(trail.clone()));
        for t in -1..7 {
            let seen: Vec<_> = all.iter().filter(|entry| entry.on <= day(t)).cloned().collect();
            prop_assert_eq!(trail.seen(AsOf::new(day(t))), seen);
        }
    }

    #[test]
    fn a_clock_counts_as_its_definition(
        calendar in calendar(),
        pauses in pauses(),
        kind in prop_oneof![
            Just(Count::Calendar), Just(Count::Working), Just(Count::WeekdaysThenRoll)
        ],
        limit in 0_u16..12,
        t in 0_i32..40,
    ) {
        let clock = Clock::with_pauses(ClockTerms::new(kind, limit), day(2), pauses);
        let (t, as_of) = (day(t), AsOf::new(day(t)));
        prop_assert_eq!(clock.days_counted(as_of, &calendar), count(&clock, day(2), t, t, &calendar));
        let is_reached = |on: &Day| count(&clock, day(2), *on, t, &calendar) >= u32::from(limit);
        let reached = (0..100_000).map(|days| day(2).offset(days)).find(is_reached).unwrap();
        let is_allowed = |on: &Day| kind != Count::WeekdaysThenRoll || calendar.is_worked(*on);
        let due = (0..100_000).map(|days| reached.offset(days)).find(is_allowed).unwrap();
        prop_assert_eq!(clock.due(as_of, &calendar), Some(due));
        let left = count(&clock, t.max(day(2)), due, t, &calendar);
        prop_assert_eq!(clock.days_left(as_of, &calendar), Some(left));
        let days = count(&clock, due, t, t, &calendar);
        let lateness = if due < t { Lateness::Late { days } } else { Lateness::InTime };
        prop_assert_eq!(clock.lateness(as_of, &calendar), lateness);
    }
}
