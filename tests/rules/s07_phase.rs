//! S7: the part of a period that has gone by, by season, calendar and weekday.

use chrono::Weekday;
use guanxi::calendar::{Day, Period, Window, WorkCalendar, WorkCalendarDraft};
use guanxi::context::Pace;
use guanxi::measure::Ratio;
use guanxi::money::Amount;
use guanxi::phase::{
    DayWeights, DayWeightsDraft, Phase, PhaseError, Schedule, ScheduleError, SchedulePart,
};
use guanxi::trade::Plan;

use crate::given::{Told, as_of, day, month, yuan};

/// February 2026 in China: rest from the 15th to the 23rd, the Saturdays 14 and 28 are worked.
fn china() -> WorkCalendar {
    WorkCalendar::try_new(WorkCalendarDraft {
        rest_days: vec![Weekday::Sat, Weekday::Sun],
        holidays: (15..=23).map(|it| day(&format!("2026-02-{it}"))).collect(),
        worked_rest_days: [day("2026-02-14"), day("2026-02-28")].into(),
        last_year: Some(2026),
    })
    .unwrap()
}

fn every_day() -> WorkCalendar {
    WorkCalendar::default()
}

fn phase(window: Window, calendar: &WorkCalendar) -> Phase {
    Phase::try_new(window, &DayWeights::default(), calendar).unwrap()
}

fn weights(change: impl FnOnce(&mut DayWeightsDraft)) -> DayWeights {
    let mut draft = DayWeightsDraft::default();
    change(&mut draft);
    DayWeights::try_new(draft).unwrap()
}

fn days(first: &str, last: &str) -> Window {
    Window::inclusive(day(first), day(last))
}

fn yuan_of(whole: i64) -> Amount {
    Amount::from_minor(whole * 100)
}

#[test]
fn golden_g7_1_february_in_china() {
    let february = month("2026-02").window();
    let worked = phase(february, &china());
    let target = yuan_of(160_000);
    assert_eq!((worked.weight(), worked.weight_to(day("2026-02-14"))), (16, 11));
    assert_eq!(worked.amount_to(target, day("2026-02-14")), yuan_of(110_000));
    let calendar_days = phase(february, &every_day());
    assert_eq!(calendar_days.amount_to(target, day("2026-02-14")), yuan_of(80_000));
}

#[test]
fn golden_g7_2_a_month_by_weekdays() {
    // Tuesday 18, Wednesday 19, Thursday 20, Friday 22, Saturday 21: five Saturdays, four of each
    // of the others.
    let weights = weights(|it| it.weekdays = [0, 18, 19, 20, 22, 21, 0]);
    let august = days("2026-08-01", "2026-08-29");
    let phase = Phase::try_new(august, &weights, &every_day()).unwrap();
    assert_eq!(phase.weight(), 421);
    let target = yuan_of(50_000);
    let golden = [0, 213_777, 225_653, 237_530, 261_283, 249_406, 0];
    let mut total = 0;
    for it in (0..29).map(|it| day("2026-08-01").offset(it)) {
        let part = phase.amount_of(target, Window::inclusive(it, it)).minor();
        let weekday = usize::try_from((it.to_epoch_days() + 3) % 7).unwrap();
        assert!((part - golden[weekday]).abs() <= 1, "{part} on {it}");
        total += part;
    }
    assert_eq!(total, target.minor(), "to the cent, without a correction");
    assert_eq!(phase.amount_to(target, day("2026-08-01")).minor(), 249_406);
}

#[test]
fn nothing_is_due_before_the_first_day_and_all_from_the_last_day_on() {
    let june = phase(month("2026-06").window(), &every_day());
    let target = Amount::from_minor(100);
    for (t, due) in [
        ("2026-05-31", 0),
        ("2026-06-01", 3),
        ("2026-06-29", 97),
        ("2026-06-30", 100),
        ("2026-07-01", 100),
    ] {
        assert_eq!(june.amount_to(target, day(t)).minor(), due, "{t}");
    }
    let all = Window::inclusive(Day::MIN, Day::MAX);
    assert_eq!((june.amount_of(target, all), june.weight_of(all)), (target, 30));
    let swapped = Window { after: day("2026-06-20"), until: day("2026-06-10") };
    assert_eq!((june.amount_of(target, swapped), june.weight_of(swapped)), (Amount::ZERO, 0));
}

#[test]
fn a_half_is_rounded_up_and_a_negative_amount_away_from_zero() {
    let two_days = phase(days("2026-06-01", "2026-06-02"), &every_day());
    for (target, due) in [(1, 1), (2, 1), (3, 2), (-1, -1), (-3, -2)] {
        let found = two_days.amount_to(Amount::from_minor(target), day("2026-06-01"));
        assert_eq!(found.minor(), due, "{target}");
    }
}

#[test]
fn the_largest_amounts_are_spread_without_overflow() {
    let weights = weights(|it| {
        it.season = [u16::MAX; 12];
        it.weekdays = [u16::MAX; 7];
    });
    let window = Window { after: day("1926-01-01"), until: day("1926-01-01").offset(36_525) };
    let century = Phase::try_new(window, &weights, &every_day()).unwrap();
    for amount in [Amount::MAX, Amount::MIN] {
        assert_eq!(century.amount_to(amount, window.until), amount);
        assert_eq!(century.amount_of(amount, window), amount);
    }
    assert_eq!(century.quantity_to(u64::MAX, window.until), u64::MAX);
}

#[test]
fn season_calendar_and_weekday_multiply() {
    let weights = weights(|it| {
        it.season[1] = 3;
        it.weekdays[5] = 5;
    });
    let calendar = china();
    for (t, weight) in [
        ("2026-02-14", 15), // a worked Saturday
        ("2026-02-13", 3),  // a Friday
        ("2026-02-16", 0),  // a Monday of the holiday
        ("2026-02-07", 0),  // a Saturday
        ("2026-03-02", 1),  // a Monday in March
    ] {
        assert_eq!(weights.weight(day(t), &calendar), weight, "{t}");
    }
}

#[test]
fn a_period_without_weight_beyond_the_calendar_or_too_long_is_refused() {
    let refused = |window, calendar: &WorkCalendar| {
        Phase::try_new(window, &DayWeights::default(), calendar).unwrap_err()
    };
    let holiday = refused(days("2026-02-15", "2026-02-23"), &china());
    assert_eq!(holiday.to_string(), "no day from 2026-02-15 to 2026-02-23 has a weight");
    let later = refused(days("2026-12-01", "2027-01-01"), &china());
    assert_eq!(
        later.to_string(),
        "the calendar is known up to 2026, the period ends on 2027-01-01"
    );
    let last_known =
        Phase::try_new(days("2026-12-01", "2026-12-31"), &DayWeights::default(), &china());
    assert!(last_known.is_ok());
    let first = day("2000-01-01");
    let century = |days| Window { after: first, until: first.offset(days) };
    assert_eq!(phase(century(36_525), &every_day()).weight(), 36_525);
    let longer = refused(century(36_526), &every_day());
    assert_eq!(longer, PhaseError::TooLong { days: 36_526 });
    assert_eq!(longer.to_string(), "a period has at most 36525 days, this one has 36526");
    let empty = Window { after: first, until: first };
    assert!(matches!(refused(empty, &every_day()), PhaseError::NoWeight { .. }));
}

#[test]
fn weights_that_are_all_zero_are_refused() {
    let draft = DayWeightsDraft { season: [0; 12], weekdays: [0; 7] };
    let violations = DayWeights::try_new(draft).unwrap_err();
    assert_eq!(
        violations.to_string(),
        "season must have a weight above 0, all are 0; weekdays must have a weight above 0, all \
         are 0"
    );
    let one = weights(|it| it.season = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    assert_eq!(one.weight(day("2026-06-01"), &every_day()), 1);
}

/// The warning of sales behind plan (S21.2) spreads a month by the same days.
#[test]
fn a_month_is_spread_as_the_warning_spreads_it() {
    let calendar = china();
    let told = Told::nothing().with(Plan::new(month("2026-02"), yuan("160000.01")));
    let february = phase(month("2026-02").window(), &calendar);
    for t in (1..=28).map(|it| format!("2026-02-{it:02}")) {
        let pace = Pace::new(as_of(&t), Period::Month, &calendar);
        let due = february.amount_to(yuan("160000.01").amount(), day(&t));
        assert_eq!(pace.due_to_date(told.view().plans()).minor(), due.minor().into(), "{t}");
        assert_eq!(pace.has_elapsed(Ratio::from_percent(50)), february.weight_to(day(&t)) >= 8);
    }
}

fn part(last: &str, minor: i64) -> SchedulePart {
    SchedulePart { last: day(last), amount: Amount::from_minor(minor) }
}

#[test]
fn a_month_may_state_its_own_schedule() {
    let parts = [part("2026-02-10", 300), part("2026-02-20", 100), part("2026-02-28", 600)];
    let february = Schedule::try_new(day("2026-02-01"), parts).unwrap();
    assert_eq!(february.total().minor(), 1_000);
    let weights = DayWeights::default();
    // By the 10th seven days are worked, from the 11th to the 20th four, then five.
    for (t, due) in [
        ("2026-01-31", 0),
        ("2026-02-01", 0),
        ("2026-02-02", 43),
        ("2026-02-10", 300),
        ("2026-02-11", 325),
        ("2026-02-14", 400),
        ("2026-02-20", 400),
        ("2026-02-23", 400),
        ("2026-02-24", 520),
        ("2026-02-28", 1_000),
        ("2026-03-31", 1_000),
    ] {
        assert_eq!(february.amount_to(day(t), &weights, &china()).unwrap().minor(), due, "{t}");
    }
}

#[test]
fn a_part_without_a_worked_day_is_due_on_its_last() {
    let parts = [part("2026-02-23", 90), part("2026-02-28", 10)];
    let after_new_year = Schedule::try_new(day("2026-02-15"), parts).unwrap();
    let due = |t| after_new_year.amount_to(day(t), &DayWeights::default(), &china());
    assert_eq!(due("2026-02-22").unwrap(), Amount::ZERO);
    assert_eq!(due("2026-02-23").unwrap().minor(), 90);
    let next_year = Schedule::try_new(day("2026-12-01"), [part("2027-01-31", 5)]).unwrap();
    let beyond = next_year.amount_to(day("2026-12-02"), &DayWeights::default(), &china());
    assert!(matches!(beyond, Err(PhaseError::BeyondCalendar { year: 2026, .. })), "{beyond:?}");
}

#[test]
fn parts_of_a_schedule_follow_each_other() {
    let refused = |parts: &[SchedulePart]| {
        Schedule::try_new(day("2026-02-01"), parts.iter().copied()).unwrap_err()
    };
    assert_eq!(refused(&[]).to_string(), "a schedule has a part");
    let same_day = refused(&[part("2026-02-10", 1), part("2026-02-10", 1)]);
    assert_eq!(
        same_day.to_string(),
        "part 2 of a schedule ends on 2026-02-11 or later, was 2026-02-10"
    );
    assert!(matches!(refused(&[part("2026-01-31", 1)]), ScheduleError::Order { part: 1, .. }));
    let negative = refused(&[part("2026-02-10", -1)]);
    assert_eq!(negative.to_string(), "part 1 of a schedule is at least 0, was -1 minor units");
    let much = refused(&[part("2026-02-10", i64::MAX), part("2026-02-11", 1)]);
    assert_eq!(much.to_string(), "the parts of a schedule do not fit an amount");
    assert!(Schedule::try_new(day("2026-02-01"), [part("2026-02-01", 0)]).is_ok());
}
