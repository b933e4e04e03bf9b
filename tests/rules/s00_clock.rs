//! Deadlines in days. `G L1` to `G L6` are the golden numbers of the design.

use chrono::Weekday;
use guanxi::calendar::{Day, WorkCalendar, WorkCalendarDraft};
use guanxi::lifecycle::{Clock, ClockTerms, Count, Lateness, Pause, PauseError, PauseGrant, Roll};

use crate::given::{as_of, day};

/// Rests on Saturday and Sunday, and on some days more.
fn weekends(holidays: &[&str]) -> WorkCalendar {
    WorkCalendar::try_new(WorkCalendarDraft {
        rest_days: vec![Weekday::Sat, Weekday::Sun],
        holidays: holidays.iter().map(|text| day(text)).collect(),
        ..WorkCalendarDraft::default()
    })
    .unwrap()
}

fn pause(from: &str, until: &str) -> Pause {
    Pause::try_new(day(from), day(until)).unwrap()
}

fn clock(count: Count, limit: u16, start: &str, pauses: &[Pause]) -> Clock {
    Clock::with_pauses(ClockTerms::new(count, limit), day(start), pauses.to_vec())
}

#[track_caller]
fn due(clock: &Clock, t: &str, calendar: &WorkCalendar) -> Day {
    clock.due(as_of(t), calendar).unwrap()
}

#[test]
fn g_l1_a_pause_from_evening_to_morning_pauses_no_day() {
    let desk = weekends(&[]);
    let plain = clock(Count::Working, 1, "2026-03-02", &[]);
    // Stopped at the end of the 2nd, restarted at the beginning of the 3rd.
    let paused = clock(Count::Working, 1, "2026-03-02", &[pause("2026-03-03", "2026-03-03")]);
    assert_eq!(due(&plain, "2026-03-03", &desk), day("2026-03-03"));
    assert_eq!(due(&paused, "2026-03-03", &desk), day("2026-03-03"));
    assert_eq!(paused.paused_days(as_of("2026-03-04")), 0);
}

#[test]
fn g_l2_working_days_with_a_pause_over_a_weekend() {
    let desk = weekends(&[]);
    let plain = clock(Count::Working, 5, "2026-03-02", &[]);
    assert_eq!(due(&plain, "2026-03-02", &desk), day("2026-03-09"));
    let paused = clock(Count::Working, 5, "2026-03-02", &[pause("2026-03-05", "2026-03-10")]);
    assert_eq!(due(&paused, "2026-03-10", &desk), day("2026-03-12"));
}

#[test]
fn g_l3_a_pause_over_a_weekend_only_changes_nothing() {
    let paused = clock(Count::Working, 5, "2026-03-02", &[pause("2026-03-07", "2026-03-09")]);
    assert_eq!(due(&paused, "2026-03-09", &weekends(&[])), day("2026-03-09"));
}

#[test]
fn g_l4_days_waited_for_the_customer_do_not_count() {
    let every_day = WorkCalendar::default();
    let waited = clock(Count::Calendar, 2, "2026-05-22", &[pause("2026-05-22", "2026-05-26")]);
    assert_eq!(due(&waited, "2026-05-26", &every_day), day("2026-05-27"));
    assert_eq!(waited.days_counted(as_of("2026-05-25"), &every_day), 0);
    assert_eq!(waited.days_counted(as_of("2026-05-26"), &every_day), 1);
    assert_eq!(waited.lateness(as_of("2026-05-26"), &every_day), Lateness::InTime);
    assert_eq!(waited.lateness(as_of("2026-05-27"), &every_day), Lateness::InTime);
    let late = waited.lateness(as_of("2026-05-28"), &every_day);
    assert_eq!(late, Lateness::Late { days: 1 });
}

#[test]
fn g_l5_business_days_over_easter_and_weeks() {
    let easter = weekends(&["2026-04-03", "2026-04-06"]);
    let third = clock(Count::Working, 3, "2026-04-02", &[]);
    assert_eq!(due(&third, "2026-04-02", &easter), day("2026-04-09"));
    let eight_weeks = clock(Count::Calendar, 56, "2026-01-05", &[]);
    assert_eq!(due(&eight_weeks, "2026-01-05", &easter), day("2026-03-02"));
    let worked = clock(Count::Working, 20, "2026-03-30", &[]);
    let calendar = clock(Count::Calendar, 28, "2026-03-30", &[]);
    assert_ne!(due(&worked, "2026-03-30", &easter), due(&calendar, "2026-03-30", &easter));
}

#[test]
fn g_l6_eight_days_are_in_time_on_the_eighth() {
    let desk = weekends(&[]);
    // The eighth worked day after Monday 2 March is Thursday 12 March.
    let eight = clock(Count::Working, 8, "2026-03-02", &[]);
    assert_eq!(eight.lateness(as_of("2026-03-12"), &desk), Lateness::InTime);
    assert_eq!(eight.lateness(as_of("2026-03-13"), &desk), Lateness::Late { days: 1 });
}

#[test]
fn a_deadline_is_rolled_once_at_the_end() {
    // Saturday 2 May 2026, before a holiday on Monday.
    let may = weekends(&["2026-05-04"]);
    let forward = |limit| {
        let terms = ClockTerms { roll: Roll::Forward, ..ClockTerms::new(Count::Calendar, limit) };
        due(&Clock::new(terms, day("2026-05-01")), "2026-05-01", &may)
    };
    assert_eq!(forward(1), day("2026-05-05"));
    assert_eq!(forward(15), day("2026-05-18"), "not from the rolled day, which leads to the 19th");
    let backward = ClockTerms { roll: Roll::Backward, ..ClockTerms::new(Count::Calendar, 3) };
    let notice = Clock::new(backward, day("2026-05-01"));
    assert_eq!(due(&notice, "2026-05-01", &may), day("2026-05-01"), "Monday back to Friday");
    let stays = clock(Count::Calendar, 1, "2026-05-01", &[]);
    assert_eq!(due(&stays, "2026-05-01", &may), day("2026-05-02"));
}

#[test]
fn weekdays_are_counted_over_holidays_and_rolled() {
    // Friday 3 and Monday 6 April 2026 are holidays.
    let easter = weekends(&["2026-04-03", "2026-04-06"]);
    let weekdays = |limit| clock(Count::WeekdaysThenRoll, limit, "2026-04-01", &[]);
    assert_eq!(due(&weekdays(1), "2026-04-01", &easter), day("2026-04-02"));
    assert_eq!(due(&weekdays(2), "2026-04-01", &easter), day("2026-04-07"), "the 3rd, rolled");
    assert_eq!(due(&weekdays(3), "2026-04-01", &easter), day("2026-04-07"), "the 6th, rolled");
    assert_eq!(due(&weekdays(4), "2026-04-01", &easter), day("2026-04-07"));
    assert_eq!(weekdays(4).days_counted(as_of("2026-04-07"), &easter), 4);
}

#[test]
fn the_start_never_counts_and_a_limit_of_none_is_the_start() {
    let every_day = WorkCalendar::default();
    let today = clock(Count::Calendar, 0, "2026-03-02", &[]);
    assert_eq!(due(&today, "2026-03-02", &every_day), day("2026-03-02"));
    assert_eq!(today.days_counted(as_of("2026-03-02"), &every_day), 0);
    assert_eq!(today.lateness(as_of("2026-03-03"), &every_day), Lateness::Late { days: 1 });
    assert_eq!(today.days_counted(as_of("2026-03-01"), &every_day), 0, "before it started");
}

#[test]
fn days_left_fall_to_none_on_the_due_day() {
    let every_day = WorkCalendar::default();
    let three = clock(Count::Calendar, 3, "2026-03-02", &[]);
    let left = |t| three.days_left(as_of(t), &every_day);
    assert_eq!(left("2026-03-01"), Some(3), "before it started");
    assert_eq!(left("2026-03-02"), Some(3));
    assert_eq!(left("2026-03-04"), Some(1));
    assert_eq!(left("2026-03-05"), Some(0));
    assert_eq!(left("2026-03-06"), Some(0));
}

#[test]
fn pauses_that_overlap_are_one() {
    let every_day = WorkCalendar::default();
    let pauses = [
        pause("2026-03-06", "2026-03-09"),
        pause("2026-03-03", "2026-03-05"),
        pause("2026-03-04", "2026-03-06"),
        pause("2026-03-04", "2026-03-05"),
    ];
    let stopped = clock(Count::Calendar, 2, "2026-03-02", &pauses);
    assert_eq!(stopped.paused_days(as_of("2026-03-09")), 6);
    assert_eq!(due(&stopped, "2026-03-09", &every_day), day("2026-03-10"));
}

#[test]
fn a_pause_that_runs_takes_the_day_asked_with_it() {
    let every_day = WorkCalendar::default();
    let running = clock(Count::Calendar, 2, "2026-03-02", &[Pause::running(day("2026-03-03"))]);
    assert_eq!(due(&running, "2026-03-03", &every_day), day("2026-03-05"));
    assert_eq!(due(&running, "2026-03-13", &every_day), day("2026-03-15"), "it moves each day");
    assert_eq!(due(&running, "2026-03-02", &every_day), day("2026-03-04"), "not seen yet");
    assert_eq!(running.days_counted(as_of("2026-03-13"), &every_day), 0);
}

#[test]
fn restarting_extends_by_the_working_days_of_the_pause_and_no_more() {
    let desk = weekends(&[]);
    for (until, expected) in [
        ("2026-03-05", "2026-03-09"),
        ("2026-03-06", "2026-03-10"),
        ("2026-03-07", "2026-03-11"),
        ("2026-03-09", "2026-03-11"),
        ("2026-03-10", "2026-03-12"),
    ] {
        let paused = clock(Count::Working, 5, "2026-03-02", &[pause("2026-03-05", until)]);
        assert_eq!(due(&paused, until, &desk), day(expected), "{until}");
    }
}

#[test]
fn another_class_re_aims_the_same_clock_with_the_same_pauses() {
    let every_day = WorkCalendar::default();
    let slow = clock(Count::Calendar, 10, "2026-03-02", &[pause("2026-03-03", "2026-03-05")]);
    let quick = ClockTerms::new(Count::Calendar, 3);
    let re_aimed = slow.re_aimed(quick);
    assert_eq!(due(&re_aimed, "2026-03-05", &every_day), day("2026-03-07"));
    let on = |t| slow.lateness_re_aimed(quick, as_of(t), &every_day);
    assert_eq!(on("2026-03-07"), Lateness::InTime);
    assert_eq!(on("2026-03-08"), Lateness::LateByReclassification { days: 1 });
    assert_eq!(on("2026-03-14"), Lateness::LateByReclassification { days: 7 });
    assert_eq!(on("2026-03-15"), Lateness::Late { days: 8 }, "late under both");
}

#[test]
fn a_clock_is_paused_up_to_the_days_of_its_terms_or_by_two() {
    let terms = ClockTerms { most_paused: 3, ..ClockTerms::new(Count::Calendar, 2) };
    let t = as_of("2026-03-09");
    let (most, days) = (3, 4);
    let mut clock = Clock::new(terms, day("2026-03-02"));
    clock.try_pause(pause("2026-03-03", "2026-03-06"), t, PauseGrant::ByOne).unwrap();
    let before = clock.clone();
    let more = pause("2026-03-08", "2026-03-09");
    let refused = clock.try_pause(more, t, PauseGrant::ByOne).unwrap_err();
    assert_eq!(refused, PauseError::TooLong { most, days });
    assert_eq!(
        refused.to_string(),
        "pauses take at most 3 days together unless a second person agrees, were 4"
    );
    assert_eq!(clock, before, "refusing leaves equality");
    clock.try_pause(more, t, PauseGrant::ByTwo).unwrap();
    assert_eq!(clock.paused_days(t), 4);

    let mut receipt = Clock::new(ClockTerms::new(Count::Working, 2), day("2026-03-02"));
    let refused = receipt.try_pause(more, t, PauseGrant::ByTwo);
    assert_eq!(refused, Err(PauseError::NotPausable), "nobody waits in order to say received");
}

#[test]
fn a_pause_does_not_end_before_it_begins() {
    let backwards = Pause::try_new(day("2026-03-03"), day("2026-03-02")).unwrap_err();
    assert_eq!(
        backwards.to_string(),
        "a pause from 2026-03-03 ends on that day or later, was 2026-03-02"
    );
}

#[test]
fn a_deadline_beyond_the_calendar_is_none_and_never_late() {
    let every_day = WorkCalendar::default();
    let end = Clock::new(ClockTerms::new(Count::Calendar, 2), Day::MAX.offset(-1));
    assert_eq!(end.due(as_of("2026-03-02"), &every_day), None);
    assert_eq!(end.days_left(as_of("2026-03-02"), &every_day), None);
    assert_eq!(end.lateness(as_of("2026-03-02"), &every_day), Lateness::InTime);
    let last = Clock::new(ClockTerms::new(Count::Calendar, 1), Day::MAX.offset(-1));
    assert_eq!(last.due(as_of("2026-03-02"), &every_day), Some(Day::MAX));
}
