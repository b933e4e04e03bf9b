//! S21.2: a shortfall below one usual order is none; last year per worked day.

use guanxi::calendar::{Period, WorkCalendarDraft};
use guanxi::evidence::NotJudged;
use guanxi::money::Total;
use guanxi::warning::{
    Arm, Finding, ProgressPolicyDraft, ProgressReading, Reading, UsualOrderRules,
};

use crate::given::{CRITICAL, QUIET, Told, WATCH, day, fen, finding, read_progress, silent};

const HALF: &str = "2026-02-14";

#[track_caller]
fn read(told: &Told, t: &str) -> ProgressReading {
    read_progress(ProgressPolicyDraft::default(), told, t)
}

#[track_caller]
fn arm(told: &Told, t: &str, arm: Arm) -> Finding {
    finding(read(told, t).arms(), arm)
}

/// Four order days of the year whose lower median is 100.00, before the quarter.
fn used_to_100() -> Told {
    Told::nothing()
        .sold("2025-06-01", "50")
        .sold("2025-06-02", "100")
        .sold("2025-06-03", "700")
        .sold("2025-06-04", "900")
}

#[test]
fn s5_who_buys_the_whole_plan_on_the_28th_of_each_month_is_not_behind_before() {
    let mut told = Told::nothing();
    for place in 0..14 {
        let (year, month) = (2025 + place / 12, place % 12 + 1);
        told = told.planned(&format!("{year}-{month:02}"), "100");
        if place < 13 {
            told = told.sold(&format!("{year}-{month:02}-28"), "100");
        }
    }
    for t in ["2026-02-20", "2026-02-27"] {
        let reading = read(&told, t);
        assert_eq!(finding(reading.arms(), Arm::Plan), QUIET, "{t}");
        assert_eq!(reading.usual_order.map(Total::minor), Some(fen("100")));
    }
    let said = read(&told, "2026-02-20").clause(Arm::Plan);
    let said_so = "bought CNY 100.00, 58.3% of the CNY 171.43 planned, \
                   short by less than one usual order of CNY 100.00";
    assert_eq!(said, said_so);
    assert_eq!(arm(&told, "2026-02-28", Arm::Plan), CRITICAL, "the usual order is missing");
    let bought = told.sold("2026-02-28", "100");
    assert_eq!(arm(&bought, "2026-02-28", Arm::Plan), QUIET);
    // Counted by months the same customer has bought nothing on the 27th.
    let by_month = ProgressPolicyDraft { period: Period::Month, ..Default::default() };
    let reading = read_progress(by_month, &bought, "2026-02-27");
    assert_eq!(finding(reading.arms(), Arm::Plan), QUIET);
}

#[test]
fn monthly_buyers_that_buy_at_their_pace_raise_nothing_on_any_day_of_two_years() {
    for on in [1, 9, 15, 28] {
        let mut told = Told::nothing().since("2024-01-01");
        for place in 0..36 {
            let (year, month) = (2024 + place / 12, place % 12 + 1);
            told = told.planned(&format!("{year}-{month:02}"), "100");
            told = told.sold(&format!("{year}-{month:02}-{on:02}"), "100");
        }
        let first = day("2025-01-01");
        for offset in (0..730).step_by(3) {
            let t = first.offset(offset).to_string();
            let reading = read(&told, &t);
            for arm in [Arm::Plan, Arm::LastYear] {
                assert_eq!(finding(reading.arms(), arm).level(), None, "{arm} on {t}, {on}");
            }
        }
    }
}

#[test]
fn the_plan_arm_objects_from_a_shortfall_of_one_usual_order_on() {
    // A plan to date of 400.00.
    let told = |bought: &str| used_to_100().planned("2026-01", "400").sold("2026-01-05", bought);
    // Of five order days the lower median is the third: 300.00.
    for (bought, usual, expected) in [
        ("300.00", "300.00", QUIET),
        ("200.00", "200.00", CRITICAL),
        ("200.01", "200.01", QUIET),
        ("199.99", "199.99", CRITICAL),
    ] {
        let reading = read(&told(bought), HALF);
        assert_eq!(reading.usual_order.map(Total::minor), Some(fen(usual)), "{bought}");
        assert_eq!(finding(reading.arms(), Arm::Plan), expected, "{bought}");
    }
}

#[test]
fn the_usual_order_is_the_lower_median_of_at_least_4_order_days_of_a_year() {
    let planned = |told: Told| told.planned("2026-01", "10000");
    let usual = |told: Told| read(&planned(told), HALF).usual_order.map(Total::minor);
    assert_eq!(usual(used_to_100()), Some(fen("100")), "the smaller of the two in the middle");
    let three = Told::nothing().sold_every("2025-06-01", 1, 3, "100");
    assert_eq!(usual(three.clone()), None);
    assert_eq!(usual(three.clone().sold("2025-06-03", "1")), None, "the same day");
    assert_eq!(usual(three.clone().sold("2025-02-14", "100")), None, "a year and a day ago");
    assert_eq!(usual(three.clone().sold("2025-02-15", "100")), Some(fen("100")));
    assert_eq!(usual(three.clone().sold("2026-02-15", "100")), None, "not seen yet");
    assert_eq!(usual(three.sold("2025-06-09", "-100")), None, "a return is no order day");
    let returned = used_to_100().sold("2025-07-01", "-5000");
    assert_eq!(usual(returned), Some(fen("100")), "returns of other days are left out");
    let same_day = used_to_100().sold("2025-06-02", "-30");
    assert_eq!(usual(same_day), Some(fen("70")), "less what came back on the same day");
    let all_back = used_to_100().sold("2025-06-02", "-100");
    assert_eq!(usual(all_back), None, "nothing is left of one of four days");
}

#[test]
fn the_usual_order_is_worked_out_only_where_an_arm_is_behind() {
    let told = used_to_100().planned("2026-01", "100").sold("2026-01-05", "100");
    assert_eq!(read(&told, HALF).usual_order, None);
}

#[test]
fn without_a_usual_order_every_shortfall_counts() {
    let told = Told::nothing().planned("2026-01", "100").sold("2026-01-05", "94.99");
    assert_eq!(arm(&told, HALF, Arm::Plan), WATCH, "one order day");
    let four = used_to_100().planned("2026-01", "100").sold("2026-01-05", "94.99");
    assert_eq!(arm(&four, HALF, Arm::Plan), QUIET);
    let off = ProgressPolicyDraft { usual_order: None, ..Default::default() };
    assert_eq!(finding(read_progress(off, &four, HALF).arms(), Arm::Plan), WATCH);
    let rules = UsualOrderRules { fewest_order_days: 6, ..Default::default() };
    let more = ProgressPolicyDraft { usual_order: Some(rules), ..Default::default() };
    assert_eq!(finding(read_progress(more, &four, HALF).arms(), Arm::Plan), WATCH);
    let rules = UsualOrderRules { days: 30, ..Default::default() };
    let fewer = ProgressPolicyDraft { usual_order: Some(rules), ..Default::default() };
    assert_eq!(finding(read_progress(fewer, &four, HALF).arms(), Arm::Plan), WATCH);
}

#[test]
fn last_year_objects_from_a_usual_order_times_the_root_of_its_order_days_on() {
    // 600.00 on three order days last year, and a usual order of 100.00: 173.21 short.
    let based = || {
        let base = Told::nothing().sold_every("2025-01-10", 10, 3, "200");
        // The five order days of the year up to mid February have 100.00 in the middle.
        base.sold_every("2025-06-01", 1, 4, "100")
    };
    for (bought, expected) in [("426.79", WATCH), ("426.80", QUIET), ("480.00", QUIET)] {
        let reading = read(&based().sold(HALF, bought), HALF);
        assert_eq!(finding(reading.arms(), Arm::LastYear), expected, "{bought}");
    }
    let said = read(&based().sold(HALF, "426.80"), HALF).clause(Arm::LastYear);
    let said_so = "bought CNY 426.80, 71.1% of the CNY 600.00 bought from 2025-01-01 to \
                   2025-02-14, short by less than chance explains with a usual order of CNY 100.00";
    assert_eq!(said, said_so);
    let off = ProgressPolicyDraft { usual_order: None, ..Default::default() };
    let found = read_progress(off, &based().sold(HALF, "426.80"), HALF);
    assert_eq!(finding(found.arms(), Arm::LastYear), WATCH);
}

#[test]
fn four_order_days_of_the_base_double_the_usual_order() {
    // 1000.00 on four order days last year and a usual order of 150.00: exactly 300.00 short.
    let told = |bought: &str| {
        let base = Told::nothing().sold_every("2025-01-10", 5, 4, "250");
        base.sold_every("2025-06-01", 1, 4, "150").sold(HALF, bought)
    };
    assert_eq!(arm(&told("700.00"), HALF, Arm::LastYear), WATCH);
    assert_eq!(arm(&told("700.01"), HALF, Arm::LastYear), QUIET);
}

#[test]
fn amounts_of_any_size_are_compared_exactly() {
    // The largest amounts there are: half of the plan, and a usual order as large as the shortfall.
    let most = "20000000000000000.00";
    let told = |last: &str| {
        let told = Told::nothing().sold_every("2025-06-01", 1, 3, "10000000000000000.00");
        told.sold("2026-01-05", last).planned("2026-01", most)
    };
    assert_eq!(arm(&told("10000000000000000.00"), HALF, Arm::Plan), CRITICAL);
    assert_eq!(arm(&told("10000000000000000.01"), HALF, Arm::Plan), QUIET);
}

#[test]
fn the_purchase_to_clear_is_the_smaller_of_share_and_usual_order() {
    let told = used_to_100().planned("2026-01", "400").sold("2026-01-05", "50");
    // Order days of 50, 50, 100, 700 and 900: a shortfall of 350.00 has to come below 100.00.
    let reading = read(&told, HALF);
    assert_eq!(reading.purchase_to_clear().map(Total::minor), Some(fen("250.01")));
    let share = Told::nothing().planned("2026-01", "400").sold("2026-01-05", "50");
    let to_clear = read(&share, HALF).purchase_to_clear();
    assert_eq!(to_clear.map(Total::minor), Some(fen("330")), "95 % of 400.00");
}

// Per worked day

fn closed(spans: &[(&str, &str)]) -> WorkCalendarDraft {
    let days = spans.iter().flat_map(|(first, last)| {
        let first = day(first);
        (0..=day(last).days_since(first)).map(move |it| first.offset(it))
    });
    WorkCalendarDraft { holidays: days.collect(), ..WorkCalendarDraft::default() }
}

/// Buys 10.00 on each worked day from 2024 on.
fn daily(calendar: &WorkCalendarDraft, until: &str) -> Told {
    let (first, last) = (day("2024-06-01"), day(until));
    let days = (0..=last.days_since(first)).map(|it| first.offset(it));
    days.filter(|day| calendar.is_worked(*day))
        .fold(Told::nothing(), |told, day| told.sold(&day.to_string(), "10"))
}

#[test]
fn s8_a_new_year_that_moved_changes_no_pace() {
    // Closed for ten days from 10 February in 2025 and from 28 January in 2026.
    let calendar = closed(&[("2025-02-10", "2025-02-19"), ("2026-01-28", "2026-02-06")]);
    let told = daily(&calendar, "2026-02-09");
    let t = "2026-02-09";
    let draft = ProgressPolicyDraft { calendar, ..Default::default() };
    let reading = read_progress(draft, &told, t);
    assert_eq!(reading.bought.minor(), fen("300"));
    assert_eq!(reading.bought_last_year.minor(), fen("400"));
    assert_eq!(finding(reading.arms(), Arm::LastYear), QUIET);
    let said = "bought CNY 300.00, 100% of the CNY 400.00 bought from 2025-01-01 to 2025-02-09 \
                per worked day, 30 after 40";
    assert_eq!(reading.clause(Arm::LastYear), said);
    // Compared as they are: 75 %.
    assert_eq!(arm(&told, t, Arm::LastYear), WATCH);
}

#[test]
fn last_year_is_compared_by_worked_days_exactly() {
    // 30 worked days after 40; 240.00 are 80 % of 400.00 a worked day, not 60 %.
    let calendar = closed(&[("2026-01-28", "2026-02-06")]);
    let based = |bought: &str| {
        let told = Told::nothing().sold("2025-01-01", "100").sold("2025-01-10", "200");
        told.sold("2025-02-09", "100").sold("2026-01-05", bought)
    };
    for (bought, expected) in [("240.00", QUIET), ("239.99", WATCH)] {
        let draft = ProgressPolicyDraft { calendar: calendar.clone(), ..Default::default() };
        let reading = read_progress(draft, &based(bought), "2026-02-09");
        assert_eq!(finding(reading.arms(), Arm::LastYear), expected, "{bought}");
    }
}

#[test]
fn without_a_worked_day_in_either_window_amounts_are_compared_as_they_are() {
    let calendar = closed(&[("2025-01-01", "2025-02-14")]);
    let told = Told::nothing().sold_every("2025-01-01", 1, 4, "100").sold(HALF, "100");
    let draft = ProgressPolicyDraft { calendar, ..Default::default() };
    let reading = read_progress(draft, &told, HALF);
    assert_eq!(finding(reading.arms(), Arm::LastYear), CRITICAL, "25 %");
    let thin = Told::nothing().sold("2025-01-01", "100");
    assert_eq!(arm(&thin, HALF, Arm::LastYear), silent(NotJudged::ThinBase));
}
