//! S21.2: behind plan, behind last year, or buying less often.

use guanxi::calendar::{Period, Window, WorkCalendar, WorkCalendarDraft};
use guanxi::context::Pace;
use guanxi::evidence::NotJudged;
use guanxi::trade::BreachKind;
use guanxi::warning::{Arm, Finding, Outcome, ProgressPolicyDraft, ProgressReading, Reading};

use crate::given::{
    CRITICAL, QUIET, Told, WARNING, WATCH, as_of, day, fen, finding, read_progress, silent,
};

/// Half of February and of the first quarter of 2026: days 14 of 28 and 45 of 90.
const HALF: &str = "2026-02-14";

#[track_caller]
fn read(told: &Told, t: &str) -> ProgressReading {
    read_progress(ProgressPolicyDraft::default(), told, t)
}

#[track_caller]
fn arm(told: &Told, t: &str, arm: Arm) -> Finding {
    finding(read(told, t).arms(), arm)
}

fn planned() -> Told {
    Told::nothing().planned("2026-01", "1000").planned("2026-02", "1000").planned("2026-03", "1000")
}

#[test]
fn plan_to_date_is_the_full_months_and_the_elapsed_part_of_the_current_one() {
    assert_eq!(read(&planned(), HALF).planned.minor(), fen("1500"));
    assert_eq!(read(&planned(), "2026-01-31").planned.minor(), fen("1000"));
    assert_eq!(read(&planned(), "2026-03-31").planned.minor(), fen("3000"));
    // 1 of 31 days of 1000.00, rounded half up from 32.258…
    assert_eq!(read(&planned(), "2026-01-01").planned.minor(), 32_26);
}

#[test]
fn plan_to_date_is_rounded_half_up_to_the_minor_unit() {
    let told = |amount| Told::nothing().planned("2026-02", amount);
    assert_eq!(read(&told("0.01"), "2026-02-13").planned.minor(), 0, "13/28");
    assert_eq!(read(&told("0.01"), HALF).planned.minor(), 1, "14/28, a half");
    assert_eq!(read(&told("0.03"), HALF).planned.minor(), 2, "1.5");
}

#[test]
fn a_month_without_a_plan_counts_as_zero_and_later_months_are_not_seen() {
    let told = Told::nothing()
        .planned("2025-12", "7000")
        .planned("2026-02", "1000")
        .planned("2026-03", "9000");
    assert_eq!(read(&told, HALF).planned.minor(), fen("500"));
}

#[test]
fn the_plan_arm_warns_strictly_below_95_85_and_70_percent() {
    let rows = [
        ("1425.00", QUIET),
        ("1424.99", WATCH),
        ("1275.00", WATCH),
        ("1274.99", WARNING),
        ("1050.00", WARNING),
        ("1049.99", CRITICAL),
        ("-1.00", CRITICAL),
        ("9999.00", QUIET),
    ];
    for (bought, expected) in rows {
        let told = planned().sold("2026-01-01", bought);
        assert_eq!(arm(&told, HALF, Arm::Plan), expected, "{bought}");
    }
}

#[test]
fn only_purchases_of_the_period_to_date_count() {
    let told = planned()
        .sold("2025-12-31", "5000")
        .sold("2026-01-01", "1")
        .sold(HALF, "2")
        .sold("2026-02-15", "5000");
    assert_eq!(read(&told, HALF).bought.minor(), fen("3"));
}

#[test]
fn the_plan_arm_speaks_from_a_quarter_of_the_period_on() {
    let told = |code| Told::nothing().planned(code, "1000").sold("2025-01-01", "1");
    // 90 days: the 22nd is 24.4 %, the 23rd 25.6 %.
    assert_eq!(arm(&told("2026-01"), "2026-01-22", Arm::Plan), silent(NotJudged::TooEarly));
    assert_eq!(arm(&told("2026-01"), "2026-01-23", Arm::Plan), CRITICAL);
    // 92 days: the 23rd is exactly 25 %.
    assert_eq!(arm(&told("2026-07"), "2026-07-22", Arm::Plan), silent(NotJudged::TooEarly));
    assert_eq!(arm(&told("2026-07"), "2026-07-23", Arm::Plan), CRITICAL);
}

#[test]
fn without_a_plan_above_zero_the_plan_arm_is_silent() {
    let told = Told::nothing().sold("2026-01-05", "1");
    assert_eq!(arm(&told, HALF, Arm::Plan), silent(NotJudged::NothingPlanned));
    let zero = told.planned("2026-01", "0");
    assert_eq!(arm(&zero, HALF, Arm::Plan), silent(NotJudged::NothingPlanned));
}

#[test]
fn elapsed_days_are_working_days_of_the_calendar() {
    let weekends = WorkCalendarDraft {
        rest_days: vec!["Sat".parse().unwrap(), "Sun".parse().unwrap()],
        ..Default::default()
    };
    let due = |calendar: WorkCalendarDraft, t| {
        let draft = ProgressPolicyDraft { calendar, ..Default::default() };
        let told = Told::nothing().planned("2026-02", "1900");
        read_progress(draft, &told, t).planned.minor()
    };
    // February 2026 begins on a Sunday: 20 working days, 10 of them by Friday the 13th.
    assert_eq!(due(weekends.clone(), "2026-02-01"), 0);
    assert_eq!(due(weekends.clone(), "2026-02-02"), fen("95"));
    assert_eq!(due(weekends.clone(), "2026-02-13"), fen("950"));
    assert_eq!(due(weekends.clone(), "2026-02-14"), fen("950"));
    let holiday = WorkCalendarDraft { holidays: [day("2026-02-03")].into(), ..weekends.clone() };
    assert_eq!(due(holiday, "2026-02-13"), fen("900"), "9 of 19");
    let worked = WorkCalendarDraft { worked_rest_days: [day("2026-02-14")].into(), ..weekends };
    // 11 of 21 days of 1900.00: 995.238…
    assert_eq!(due(worked, "2026-02-14"), 995_24);
}

#[test]
fn a_quarter_of_the_period_is_a_quarter_of_its_working_days() {
    // The first quarter of 2026 without January: 59 working days, 14 by 14 February (23.7 %), 15 a
    // day later.
    let january = (0..31).map(|offset| day("2026-01-01").offset(offset));
    let calendar = WorkCalendarDraft { holidays: january.collect(), ..Default::default() };
    let draft = ProgressPolicyDraft { calendar, ..Default::default() };
    let told = planned().sold("2026-02-01", "1");
    let plan = |t| finding(read_progress(draft.clone(), &told, t).arms(), Arm::Plan);
    assert_eq!(plan("2026-02-14"), silent(NotJudged::TooEarly));
    assert_eq!(plan("2026-02-15"), CRITICAL);
}

#[test]
fn the_period_is_policy() {
    let told =
        Told::nothing().sold("2026-01-01", "1").sold("2026-04-01", "2").sold("2026-05-01", "4");
    let bought = |period| {
        let draft = ProgressPolicyDraft { period, ..Default::default() };
        read_progress(draft, &told, "2026-05-31").bought.minor()
    };
    assert_eq!(bought(Period::Month), fen("4"));
    assert_eq!(bought(Period::Quarter), fen("6"));
    assert_eq!(bought(Period::Year), fen("7"));
}

/// Three order days and 1000.00 in the same period last year, at its very edges.
fn based() -> Told {
    Told::nothing()
        .sold("2024-12-31", "5000")
        .sold("2025-01-01", "400")
        .sold("2025-01-20", "300")
        .sold("2025-02-14", "300")
        .sold("2025-02-15", "5000")
}

#[test]
fn the_last_year_arm_warns_strictly_below_80_60_and_40_percent() {
    let rows = [
        ("800.00", QUIET),
        ("799.99", WATCH),
        ("600.00", WATCH),
        ("599.99", WARNING),
        ("400.00", WARNING),
        ("399.99", CRITICAL),
        ("-0.01", CRITICAL),
    ];
    for (bought, expected) in rows {
        let told = based().sold(HALF, bought);
        assert_eq!(read(&told, HALF).bought_last_year.minor(), fen("1000"));
        assert_eq!(arm(&told, HALF, Arm::LastYear), expected, "{bought}");
    }
}

#[test]
fn the_last_year_arm_speaks_from_a_quarter_of_the_period_on() {
    let told = Told::nothing().sold_every("2025-01-01", 1, 3, "100");
    assert_eq!(arm(&told, "2026-01-22", Arm::LastYear), silent(NotJudged::TooEarly));
    assert_eq!(arm(&told, "2026-01-23", Arm::LastYear), CRITICAL);
}

#[test]
fn the_base_has_at_least_3_order_days() {
    let told = Told::nothing()
        .sold("2025-01-01", "400")
        .sold("2025-01-01", "300")
        .sold("2025-02-14", "300")
        .sold("2025-02-01", "-1");
    assert_eq!(arm(&told, HALF, Arm::LastYear), silent(NotJudged::ThinBase));
    let more = told.sold("2025-02-01", "0.01");
    assert_eq!(arm(&more, HALF, Arm::LastYear), CRITICAL);
}

#[test]
fn without_net_purchases_last_year_the_arm_is_silent() {
    let told = based().sold("2025-01-21", "-1000");
    assert_eq!(arm(&told, HALF, Arm::LastYear), silent(NotJudged::EmptyBase));
    let more = told.sold("2025-01-22", "0.01");
    assert_eq!(arm(&more, HALF, Arm::LastYear), CRITICAL);
}

#[test]
fn the_29th_of_february_becomes_the_28th() {
    let told = Told::nothing()
        .sold("2023-02-28", "1")
        .sold("2023-03-01", "2")
        .sold("2024-02-28", "4")
        .sold("2024-02-29", "8")
        .sold("2024-03-01", "16");
    assert_eq!(read(&told, "2024-02-29").bought_last_year.minor(), fen("1"));
    assert_eq!(read(&told, "2025-02-28").bought_last_year.minor(), fen("4"));
    assert_eq!(read(&told, "2025-03-01").bought_last_year.minor(), fen("28"));
}

#[track_caller]
fn base(period: Period, t: &str) -> String {
    let pace = Pace::new(as_of(t), period, &WorkCalendar::default());
    let Window { after, until } = pace.last_year();
    format!("{}..{until}", after.offset(1))
}

/// February 2029 bought 300; February 2028 bought 400, 100 of it on the 29th: 75 %, a watch.
#[test]
fn p16_a_whole_february_is_compared_with_all_of_the_february_before() {
    let by_month = ProgressPolicyDraft { period: Period::Month, ..ProgressPolicyDraft::default() };
    let told = Told::nothing()
        .sold("2028-02-01", "100")
        .sold("2028-02-10", "100")
        .sold("2028-02-28", "100")
        .sold("2028-02-29", "100")
        .sold("2029-02-15", "300");
    let last_year = |t| {
        let reading = read_progress(by_month.clone(), &told, t);
        (reading.bought_last_year.minor(), finding(reading.arms(), Arm::LastYear))
    };
    assert_eq!(last_year("2029-02-28"), (fen("400"), WATCH));
    assert_eq!(last_year("2029-02-27"), (fen("200"), silent(NotJudged::ThinBase)));
}

#[test]
fn only_a_period_that_ends_on_the_last_day_of_february_takes_in_the_29th() {
    use Period::{Month, Quarter, Year};
    // The month has ended: all of the February before, be it longer, shorter or as long.
    assert_eq!(base(Month, "2029-02-28"), "2028-02-01..2028-02-29");
    assert_eq!(base(Month, "2028-02-29"), "2027-02-01..2027-02-28");
    assert_eq!(base(Month, "2027-02-28"), "2026-02-01..2026-02-28");
    assert_eq!(base(Month, "2101-02-28"), "2100-02-01..2100-02-28", "1900 and 2100 have no 29th");
    // A day before the end, in a leap year and after one.
    assert_eq!(base(Month, "2028-02-28"), "2027-02-01..2027-02-28");
    assert_eq!(base(Month, "2029-02-27"), "2028-02-01..2028-02-27");
    // Quarters and years have not ended then: they are compared by their dates.
    assert_eq!(base(Quarter, "2029-02-28"), "2028-01-01..2028-02-28");
    assert_eq!(base(Year, "2029-02-28"), "2028-01-01..2028-02-28");
    assert_eq!(base(Quarter, "2028-02-29"), "2027-01-01..2027-02-28");
    assert_eq!(base(Quarter, "2029-03-01"), "2028-01-01..2028-03-01");
    // Other months end on the same day of every year.
    assert_eq!(base(Month, "2029-03-31"), "2028-03-01..2028-03-31");
    assert_eq!(base(Quarter, "2029-06-30"), "2028-04-01..2028-06-30");
    assert_eq!(base(Year, "2028-12-31"), "2027-01-01..2027-12-31");
}

/// A customer of many years with `recent` order days in the 90 days up to 2026-03-31 and `baseline`
/// in the 365 days before.
#[track_caller]
fn frequent(recent: i32, baseline: i32) -> Told {
    let t = day("2026-03-31");
    Told::nothing()
        .since("2020-01-01")
        .sold_every(&t.offset(-89).to_string(), 1, recent, "1")
        .sold_every(&t.offset(-454).to_string(), 1, baseline, "1")
}

#[track_caller]
fn frequency(recent: i32, baseline: i32) -> Finding {
    // A history of so few months would have a season.
    let draft = ProgressPolicyDraft { season: None, ..ProgressPolicyDraft::default() };
    let told = frequent(recent, baseline);
    finding(read_progress(draft, &told, "2026-03-31").arms(), Arm::Frequency)
}

#[test]
fn the_frequency_arm_counts_90_days_and_the_365_before() {
    let t = day("2026-03-31");
    let rows = [(0, 1, 0), (-89, 1, 0), (-90, 0, 1), (-454, 0, 1), (-455, 0, 0), (1, 0, 0)];
    for (offset, recent, baseline) in rows {
        let told = Told::nothing().since("2020-01-01").sold(&t.offset(offset).to_string(), "1");
        let found = read(&told, "2026-03-31");
        let days = (found.recent_order_days, found.baseline_order_days);
        assert_eq!(days, (recent, baseline), "{offset}");
        assert_eq!((found.recent.days(), found.baseline.days()), (90, 365));
    }
}

#[test]
fn fewer_than_3_expected_order_days_tell_nothing() {
    // 12·90/365 = 2.96, 13·90/365 = 3.21
    assert_eq!(frequency(0, 12), silent(NotJudged::FewExpected));
    assert_ne!(frequency(0, 13), silent(NotJudged::FewExpected));
}

#[test]
fn the_frequency_arm_warns_strictly_below_10_5_and_1_percent() {
    // (365/455)^b for r = 0: 0.0570, 0.0457, 0.0122, 0.0098.
    assert_eq!(frequency(0, 13), WATCH);
    assert_eq!(frequency(0, 14), WARNING);
    assert_eq!(frequency(0, 20), WARNING);
    assert_eq!(frequency(0, 21), CRITICAL);
    // r = 1: 0.1029 with b = 17, 0.0863 with b = 18.
    assert_eq!(frequency(1, 17), QUIET);
    assert_eq!(frequency(1, 18), WATCH);
}

#[test]
fn the_frequency_arm_asks_for_a_rate_strictly_below_75_percent() {
    // With b = 292, r = 54 is exactly 75 %: p = 0.027 alone would warn. With b = 300, 75 % lies at
    // r = 55.48.
    assert_eq!(frequency(54, 292), QUIET);
    assert_eq!(frequency(53, 292), WARNING);
    assert_eq!(frequency(56, 300), QUIET);
    assert_eq!(frequency(55, 300), WARNING);
}

#[test]
fn the_chance_is_that_of_the_binomial_distribution() {
    let found = read(&frequent(1, 18), "2026-03-31").chance.unwrap();
    assert_eq!(found.to_string(), "0.086312");
    let found = read(&frequent(0, 21), "2026-03-31").chance.unwrap();
    assert_eq!(found.to_string(), "0.00977");
}

#[test]
fn the_baseline_is_cut_at_the_start_and_has_at_least_180_days() {
    let t = day("2026-03-31");
    let since = |offset: i32| {
        let told = Told::nothing().since(&t.offset(offset).to_string()).sold_every(
            &t.offset(-120).to_string(),
            1,
            6,
            "1",
        );
        let found = read(&told, "2026-03-31");
        (found.baseline.days(), finding(found.arms(), Arm::Frequency))
    };
    // p = (2/3)^6 = 0.0878, 6·90/180 = 3 expected.
    assert_eq!(since(-269), (180, WATCH));
    assert_eq!(since(-268), (179, silent(NotJudged::ShortBaseline)));
    assert_eq!(since(-90), (31, silent(NotJudged::ShortBaseline)), "the first sale is the start");
    let young = Told::nothing().since("2026-03-01").sold("2026-03-02", "1");
    assert_eq!(read(&young, "2026-03-31").baseline.days(), 0);
}

#[test]
fn a_sale_before_since_is_the_start_of_the_baseline() {
    let t = day("2026-03-31");
    let told = Told::nothing()
        .since("2026-03-30")
        .sold(&t.offset(-269).to_string(), "1")
        .sold_every(&t.offset(-120).to_string(), 1, 5, "1");
    assert_eq!(read(&told, "2026-03-31").baseline.days(), 180);
    assert_eq!(arm(&told, "2026-03-31", Arm::Frequency), WATCH);
}

#[test]
fn a_fact_of_any_kind_before_the_first_sale_is_the_start_of_the_baseline() {
    let t = day("2026-03-31");
    let sold = || Told::nothing().sold_every(&t.offset(-120).to_string(), 1, 6, "1");
    let days = |told: &Told| read(told, "2026-03-31").baseline.days();
    assert_eq!(days(&sold()), 31);
    let kinds: [fn(Told, &str) -> Told; 5] = [
        |told, date| told.billed("I", date, date, "1"),
        |told, date| told.paid(date, "1"),
        |told, date| told.ordered(date, date, "1"),
        |told, date| told.spent(date, "1"),
        |told, date| told.broke(date, BreachKind::Diversion, false),
    ];
    for with in kinds {
        // The baseline has 365 days from -455 on, the first of them after that day.
        for (offset, expected) in
            [(-121, 32), (-453, 364), (-454, 365), (-455, 365), (-456, 365), (-2000, 365)]
        {
            assert_eq!(days(&with(sold(), &t.offset(offset).to_string())), expected, "{offset}");
        }
        assert_eq!(days(&with(sold(), "2026-03-31")), 31, "the first sale is earlier");
        assert_eq!(days(&with(sold(), "2026-04-01")), 31, "not seen yet");
    }
}

#[test]
fn the_gravest_of_plan_and_frequency_decides() {
    let t = day("2026-03-31");
    for (plan, by_plan) in [("1", QUIET), ("1.06", WATCH), ("1.18", WARNING), ("2", CRITICAL)] {
        for (baseline, by_frequency) in [(15, QUIET), (20, WATCH), (25, WARNING), (35, CRITICAL)] {
            let told = Told::nothing()
                .since("2020-01-01")
                .planned("2026-03", plan)
                .sold("2026-03-31", "1")
                .sold_every(&t.offset(-300).to_string(), 1, baseline, "1");
            // Where nobody asks for evidence, a chance that cannot make it worse is not worked out.
            let every_shortfall = ProgressPolicyDraft { usual_order: None, ..Default::default() };
            let found = read_progress(every_shortfall, &told, "2026-03-31");
            assert_eq!(finding(found.arms(), Arm::Plan), by_plan, "{plan}");
            assert_eq!(finding(found.arms(), Arm::Frequency), by_frequency, "{baseline}");
            let expected = by_plan.level().max(by_frequency.level());
            assert_eq!(found.outcome().level(), expected, "{plan}, {baseline}");
        }
    }
}

#[test]
fn a_return_is_no_order_day() {
    let t = day("2026-03-31");
    let told = frequent(0, 13).sold_every(&t.offset(-20).to_string(), 1, 20, "-1");
    assert_eq!(arm(&told, "2026-03-31", Arm::Frequency), WATCH);
}

#[test]
fn a_book_without_sales_has_no_data() {
    let told = planned().due("2026-01-31", "5");
    assert_eq!(read(&told, HALF).outcome(), Outcome::NoData);
    for kind in [Arm::Plan, Arm::LastYear, Arm::Frequency] {
        assert_eq!(arm(&told, HALF, kind), silent(NotJudged::NoSalesFeed));
    }
}

#[test]
fn a_customer_none_of_whose_arms_can_speak_is_not_applicable() {
    let told = Told::nothing().sold("2026-02-01", "5");
    assert_eq!(read(&told, HALF).outcome(), Outcome::NotApplicable);
}

#[test]
fn one_arm_that_does_not_object_is_clear() {
    let told = planned().sold("2026-01-01", "1500");
    assert_eq!(read(&told, HALF).outcome(), Outcome::Clear);
}

#[test]
fn the_purchase_to_clear_is_the_smallest_that_clears() {
    // 95 % of 333.37 is 316.7015.
    let told = Told::nothing().planned("2026-01", "333.37").sold("2026-01-10", "16.70");
    let needed = read(&told, "2026-01-31").purchase_to_clear().unwrap();
    assert_eq!(needed.minor(), fen("300.01"));
    let plan = |more| arm(&told.clone().sold("2026-01-31", more), "2026-01-31", Arm::Plan);
    assert_eq!(plan("300.00"), WATCH);
    assert_eq!(plan("300.01"), QUIET);
}
