//! S24: the split of time, cadences, plans of visits.

use std::collections::BTreeSet;

use guanxi::calendar::{Day, Window, WorkCalendar, WorkCalendarDraft};
use guanxi::customer::Importance;
use guanxi::id::StaffId;
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::{Amount, Total};
use guanxi::visit::{
    Absences, BucketMinutes, DayCapacity, LeftOutReason, PlanStep, TimeBucket, TimeReport,
    TimeSplit, VisitCadences, VisitNeed, VisitPlan, VisitPlanError, VisitPlanRequest, VisitPolicy,
    VisitPolicyDraft, VisitPurpose, VisitReason, VisitWindow,
};

use crate::given::{as_of, day};

/// A policy whose days have 240 minutes.
fn policy(area_minutes: u16) -> VisitPolicy {
    let cadence = VisitCadences::default();
    let draft = VisitPolicyDraft { day_minutes: 300, area_minutes, cadence, ..Default::default() };
    VisitPolicy::try_new(draft).unwrap()
}

/// The days of a week from Monday 2 March 2026 on.
fn days(minutes: &[u32]) -> Vec<DayCapacity> {
    let first = day("2026-03-02");
    let nth = |(n, minutes): (i32, &u32)| DayCapacity { day: first.offset(n), minutes: *minutes };
    (0..).zip(minutes).map(nth).collect()
}

/// A regular visit that may take place from a week before to a number of days after Monday.
fn need(customer: &str, last: i32, minutes: u16) -> VisitNeed {
    let (importance, bucket) = match customer.as_bytes()[0] {
        b'A' => (Importance::A, TimeBucket::Key),
        b'B' => (Importance::B, TimeBucket::Ordinary),
        b'P' => (Importance::B, TimeBucket::Prospect),
        _ => (Importance::C, TimeBucket::Ordinary),
    };
    let last = day("2026-03-02").offset(last);
    let cadence = VisitPurpose::Cadence;
    VisitNeed {
        customer: customer.parse().unwrap(),
        bucket,
        importance,
        window: VisitWindow::try_new(last.offset(-30), last, last).unwrap(),
        urgency: Quotient::ZERO,
        minutes,
        value_at_risk: Total::default(),
        area: None,
        companions: BTreeSet::new(),
        reasons: vec![VisitReason { purpose: cadence, by: None, subject: String::new() }],
    }
}

fn wang() -> StaffId {
    "Wang".parse().unwrap()
}

fn last_of(days: &[DayCapacity]) -> Day {
    days.last().map_or(day("2026-03-01"), |it| it.day)
}

fn plan<'a>(
    policy: &VisitPolicy,
    staff: &'a StaffId,
    days: &'a [DayCapacity],
    needs: &'a [VisitNeed],
) -> Result<VisitPlan<'a>, VisitPlanError> {
    let (spent, until) = (BucketMinutes::default(), last_of(days));
    policy.plan(&VisitPlanRequest { staff, days, until, needs, is_split: true, spent })
}

/// The customers of each day, those left out behind a stroke.
fn shown(plan: &VisitPlan<'_>) -> String {
    let of_days = plan.days.iter().map(|it| {
        it.visits.iter().map(|it| it.need.customer.as_str()).collect::<Vec<_>>().join(" ")
    });
    let left: Vec<&str> = plan.left_out.iter().map(|it| it.need.customer.as_str()).collect();
    format!("{} / {}", of_days.collect::<Vec<_>>().join(" | "), left.join(" "))
}

#[test]
fn time_is_split_60_30_10_by_largest_remainder() {
    let split = TimeSplit::default();
    let rows = [
        (2_400, (1_440, 720, 240)),
        (0, (0, 0, 0)),
        (1, (1, 0, 0)),
        (7, (4, 2, 1)),
        (11, (7, 3, 1)),
        (19, (11, 6, 2)),
    ];
    for (minutes, (key, ordinary, prospect)) in rows {
        assert_eq!(split.minutes(minutes), BucketMinutes { key, ordinary, prospect }, "{minutes}");
    }
    let only_key = TimeSplit { key: 1, ordinary: 0, prospect: 0 };
    assert_eq!(only_key.minutes(9), BucketMinutes { key: 9, ordinary: 0, prospect: 0 });
}

#[test]
fn a_bucket_that_is_off_by_more_than_10_points_over_a_quarter_is_a_finding() {
    let findings = |first: &str, last: &str, key: u32| -> Vec<String> {
        let window = Window::inclusive(day(first), day(last));
        let done = BucketMinutes { key, ordinary: 1_000 - key, prospect: 0 };
        let planned = TimeSplit::default().minutes(1_000);
        let report = TimeReport::new(window, planned, done, TimeSplit::default());
        report.findings(Ratio::from_percent(10)).iter().map(ToString::to_string).collect()
    };
    assert_eq!(findings("2026-01-01", "2026-03-31", 700), Vec::<String>::new(), "off by 10");
    assert_eq!(
        findings("2026-01-01", "2026-03-31", 701),
        ["key has 70.1% of the time, should have 60%"]
    );
    assert_eq!(
        findings("2026-01-01", "2026-03-31", 499),
        [
            "key has 49.9% of the time, should have 60%",
            "ordinary has 50.1% of the time, should have 30%"
        ]
    );
    assert!(findings("2026-01-02", "2026-03-31", 0).is_empty(), "shorter than a quarter");
}

#[test]
fn a_report_of_a_week_or_a_month_tells_planned_done_share_and_deviation() {
    for (first, last) in [("2026-03-02", "2026-03-08"), ("2026-03-01", "2026-03-31")] {
        let window = Window::inclusive(day(first), day(last));
        let planned = TimeSplit::default().minutes(1_000);
        let done = BucketMinutes { key: 400, ordinary: 400, prospect: 0 };
        let report = TimeReport::new(window, planned, done, TimeSplit::default());
        let lines = report.lines.iter().map(|it| {
            let percent = |it: Option<Quotient>| it.unwrap().percent().to_string();
            (it.planned, it.done, percent(it.share), percent(it.target), percent(it.deviation))
        });
        let row = |planned, done, share: &str, target: &str, deviation: &str| {
            (planned, done, share.to_owned(), target.to_owned(), deviation.to_owned())
        };
        assert_eq!(
            lines.collect::<Vec<_>>(),
            [
                row(600, 400, "50%", "60%", "-10%"),
                row(300, 400, "50%", "30%", "20%"),
                row(100, 0, "0%", "10%", "-10%"),
            ]
        );
        assert_eq!(
            report.to_string(),
            format!(
                "time from {first} to {last}\n  \
                   key: 400 minutes, planned 600; 50% of the time, should have 60%\n  \
                   ordinary: 400 minutes, planned 300; 50% of the time, should have 30%\n  \
                   prospect: 0 minutes, planned 100; 0% of the time, should have 10%"
            )
        );
        let nothing = BucketMinutes::default();
        let report = TimeReport::new(window, planned, nothing, TimeSplit::default());
        assert!(report.lines.iter().all(|it| it.share.is_none() && it.deviation.is_none()));
    }
}

#[test]
fn working_time_is_the_calendar_less_leave_meetings_and_office() {
    let rest_days = vec![chrono::Weekday::Sat, chrono::Weekday::Sun];
    let draft = WorkCalendarDraft { rest_days, ..Default::default() };
    let calendar = WorkCalendar::try_new(draft).unwrap();
    let absences = Absences {
        leave: [day("2026-03-03")].into(),
        meetings: [(day("2026-03-04"), 61), (day("2026-03-05"), 480)].into(),
    };
    let week = Window::inclusive(day("2026-03-02"), day("2026-03-08"));
    let capacity = VisitPolicy::default().capacity(week, &calendar, &absences);
    let capacity: Vec<_> = capacity.iter().map(|it| (it.day.to_string(), it.minutes)).collect();
    let row = |day: &str, minutes| (day.to_owned(), minutes);
    assert_eq!(capacity, [row("2026-03-02", 384), row("2026-03-04", 335), row("2026-03-06", 384)]);
}

#[test]
fn a_window_is_anchored_on_the_last_completed_visit() {
    let cadences = VisitCadences::default();
    let assigned = day("2025-01-01");
    let rows = [
        (cadences.a, "2026-03-11 to 2026-03-18, due 2026-03-15"),
        (cadences.b, "2026-03-24 to 2026-04-07, due 2026-03-31"),
        (cadences.c, "2026-05-10 to 2026-06-19, due 2026-05-30"),
        (cadences.prospect, "2026-03-24 to 2026-04-07, due 2026-03-31"),
    ];
    for (cadence, window) in rows {
        assert_eq!(cadence.window(Some(day("2026-03-01")), assigned).to_string(), window);
    }
    // Never visited: due from the day on which somebody got the customer.
    let never = cadences.b.window(None, day("2026-03-01"));
    assert_eq!(never.to_string(), "2026-03-01 to 2026-03-08, due 2026-03-01");
}

#[test]
fn urgency_is_an_exact_part_of_the_interval() {
    let cadences = VisitCadences::default();
    let t = as_of("2026-03-31");
    assert_eq!(Some(cadences.a.urgency(day("2026-03-25"), t)), Quotient::try_new(3, 7));
    assert_eq!(Some(cadences.c.urgency(day("2026-03-21"), t)), Quotient::try_new(1, 9));
    assert!(cadences.a.urgency(day("2026-04-01"), t) < Quotient::ZERO);
}

#[test]
fn a_prospect_goes_by_its_stated_importance_never_by_c() {
    let cadences = VisitCadences::default();
    assert_eq!(cadences.of(Some(Importance::A)), cadences.a);
    assert_eq!(cadences.of(Some(Importance::B)), cadences.b);
    assert_eq!(cadences.of(Some(Importance::C)), cadences.c);
    assert_eq!(cadences.of(None), cadences.prospect);
}

#[test]
fn a_window_that_ends_before_it_begins_is_refused() {
    let window = |first, due, last| VisitWindow::try_new(day(first), day(due), day(last));
    let error = window("2026-03-02", "2026-03-02", "2026-03-01").unwrap_err();
    let text = "a window from 2026-03-02 ends on that day or later, was 2026-03-01";
    assert_eq!((error.to_string().as_str(), error.code()), (text, "visit_window_ends_before"));
    let error = window("2026-03-02", "2026-03-05", "2026-03-04").unwrap_err();
    let text = "a window from 2026-03-02 to 2026-03-04 holds its due day, was 2026-03-05";
    assert_eq!((error.to_string().as_str(), error.code()), (text, "visit_due_outside_window"));
    assert!(window("2026-03-02", "2026-03-02", "2026-03-02").is_ok());
}

#[test]
fn g24_1_musts_of_class_a_first_and_the_one_left_out_says_why() {
    let needs = [
        need("C1", 9, 60),
        need("B1", 1, 60),
        need("A4", 1, 180),
        need("A3", 1, 180),
        need("A2", 1, 120),
        need("A1", 0, 120),
    ];
    let (staff, days) = (wang(), days(&[240, 240]));
    let plan = plan(&policy(0), &staff, &days, &needs).unwrap();
    assert_eq!(shown(&plan), "A1 A2 | A3 B1 / A4 C1");
    let left = plan.left_out[0];
    assert_eq!((left.reason, left.needed, left.free), (LeftOutReason::NoRoom, 180, 60));
    assert_eq!(
        plan.to_string(),
        "visits of Wang\n\
        2026-03-02, 240 of 240 minutes\n  \
          A1, 120 minutes: regular visit\n  \
          A2, 120 minutes: regular visit\n\
        2026-03-03, 240 of 240 minutes\n  \
          A3, 180 minutes: regular visit\n  \
          B1, 60 minutes: regular visit\n\
        left out\n  \
          A4, 180 minutes: regular visit; needs 180 minutes, 60 are free, late from 2026-03-04\n  \
          C1, 60 minutes: regular visit; needs 60 minutes, 0 are free, late from 2026-03-12"
    );
}

#[test]
fn musts_stand_by_class_latest_day_urgency_value_and_id() {
    let urgent = |it: VisitNeed| VisitNeed { urgency: Quotient::try_new(1, 9).unwrap(), ..it };
    let worth = |it: VisitNeed| VisitNeed { value_at_risk: Amount::from_minor(1).to_total(), ..it };
    let needs = [
        need("C1", 0, 60),
        need("B2", 0, 60),
        urgent(need("B3", 0, 60)),
        worth(need("B4", 0, 60)),
        need("B1", 0, 60),
        need("A2", 1, 60),
        need("A1", 2, 60),
    ];
    let (staff, days) = (wang(), days(&[240, 240, 240]));
    let plan = plan(&policy(0), &staff, &days, &needs).unwrap();
    // B1, B2 and C1 find no room on Monday, their last day, and come late.
    assert_eq!(shown(&plan), "A2 A1 B3 B4 | B1 B2 C1 |  / ");
    let steps: Vec<PlanStep> = plan.days[1].visits.iter().map(|it| it.step).collect();
    assert_eq!(steps, [PlanStep::Late; 3]);
}

#[test]
fn an_a_without_room_in_its_window_comes_late_before_any_b() {
    let needs = [need("A1", 0, 120), need("A2", 0, 120), need("B1", 1, 120), need("C1", 9, 120)];
    let (staff, days) = (wang(), days(&[120, 120]));
    let plan = plan(&policy(0), &staff, &days, &needs).unwrap();
    assert_eq!(shown(&plan), "A1 | A2 / B1 C1");
    assert_eq!(plan.days[1].visits[0].step, PlanStep::Late);
}

#[test]
fn two_visits_of_one_purpose_stand_by_their_subjects_in_any_order() {
    let about = |subject: &str, minutes| {
        let mut need = need("B1", 0, minutes);
        need.reasons[0].subject = subject.to_owned();
        need
    };
    let (staff, days) = (wang(), days(&[120]));
    for needs in
        [[about("oven", 100), about("press", 120)], [about("press", 120), about("oven", 100)]]
    {
        let plan = plan(&policy(0), &staff, &days, &needs).unwrap();
        assert_eq!(plan.days[0].visits[0].need.reasons[0].subject, "oven");
        assert_eq!(plan.left_out[0].need.reasons[0].subject, "press");
    }
}

#[test]
fn a_week_with_one_worked_day_still_plans_the_musts_of_a_first() {
    let needs = [need("C1", 0, 120), need("B1", 0, 60), need("A2", 0, 120), need("A1", 4, 60)];
    let (staff, days) = (wang(), days(&[240]));
    let plan = plan(&policy(0), &staff, &days, &needs).unwrap();
    assert_eq!(shown(&plan), "A2 B1 A1 / C1", "A1 has time until Friday");
    // The plan goes on to Friday, when nobody works any more.
    let until = day("2026-03-06");
    let spent = BucketMinutes::default();
    let request = VisitPlanRequest {
        staff: &staff,
        days: &days,
        until,
        needs: &needs,
        is_split: true,
        spent,
    };
    let plan = policy(0).plan(&request).unwrap();
    assert_eq!(shown(&plan), "A2 A1 B1 / C1");
}

#[test]
fn minutes_of_a_bucket_without_visits_flow_on() {
    let needs = [need("B1", 20, 60), need("B2", 20, 60), need("B3", 20, 120)];
    let (staff, day) = (wang(), days(&[240]));
    let plan = plan(&policy(0), &staff, &day, &needs).unwrap();
    let steps: Vec<PlanStep> = plan.days[0].visits.iter().map(|it| it.step).collect();
    // 72 minutes are those of ordinary customers.
    assert_eq!(steps, [PlanStep::May, PlanStep::Rest, PlanStep::Rest]);
    assert_eq!(plan.minutes().sum(), 240);
}

#[test]
fn a_dated_duty_is_a_must_whatever_the_cadence() {
    let reason =
        |purpose| VisitReason { purpose, by: Some(day("2026-03-30")), subject: "K-1".into() };
    let with = |purpose| VisitNeed { reasons: vec![reason(purpose)], ..need("C1", 20, 60) };
    let last = day("2026-03-06");
    for purpose in VisitPurpose::ALL {
        assert_eq!(with(purpose).is_must(last), purpose.is_duty(), "{purpose}");
    }
    assert_eq!(reason(VisitPurpose::Contract).to_string(), "contract K-1 by 2026-03-30");
    let promise = |last| VisitNeed {
        reasons: vec![reason(VisitPurpose::Promise)],
        window: VisitWindow::try_new(day("2026-03-02"), day("2026-03-02"), day(last)).unwrap(),
        ..need("C1", 20, 60)
    };
    assert!(promise("2026-03-06").is_must(last), "its last day lies in the plan");
    assert!(!promise("2026-03-07").is_must(last));
    let far =
        VisitNeed { window: VisitWindow::on(day("2026-03-07")), ..with(VisitPurpose::Agreed) };
    assert!(!far.is_must(last), "its window opens after the plan");
    let needs = [need("B1", 20, 200), with(VisitPurpose::Complaint)];
    let (staff, days) = (wang(), days(&[240]));
    let plan = plan(&policy(0), &staff, &days, &needs).unwrap();
    assert_eq!(shown(&plan), "C1 / B1");
}

#[test]
fn the_way_to_an_area_counts_once_a_day_and_mays_go_where_somebody_is() {
    let in_area = |it: VisitNeed, area: &str| VisitNeed { area: area.parse().ok(), ..it };
    let needs = [
        in_area(need("A1", 0, 60), "north"),
        in_area(need("A2", 0, 60), "north"),
        in_area(need("A3", 1, 120), "south"),
        in_area(need("B1", 20, 30), "south"),
    ];
    let (staff, days) = (wang(), days(&[180, 240]));
    let plan = plan(&policy(60), &staff, &days, &needs).unwrap();
    assert_eq!(shown(&plan), "A1 A2 | A3 B1 / ");
    let taken: Vec<u32> = plan.days.iter().map(|it| it.taken).collect();
    assert_eq!(taken, [180, 210]);
    let ways: Vec<u16> = plan.days.iter().flat_map(|it| &it.visits).map(|it| it.way).collect();
    assert_eq!(ways, [60, 0, 60, 0]);
}

#[test]
fn visits_that_may_be_made_keep_to_the_split_until_nothing_else_fits() {
    let needs = [need("B1", 20, 60), need("B2", 20, 60), need("P1", 20, 24), need("A1", 20, 60)];
    let (staff, of_day) = (wang(), days(&[240]));
    let shares = |it: &VisitPlan<'_>| -> Vec<(String, PlanStep)> {
        let visits = it.days.iter().flat_map(|it| &it.visits);
        visits.map(|it| (it.need.customer.to_string(), it.step)).collect()
    };
    let step = |customer: &str, step| (customer.to_owned(), step);
    // 144 for key, 72 for ordinary, 24 for prospects.
    let plan = plan(&policy(0), &staff, &of_day, &needs).unwrap();
    assert_eq!(
        shares(&plan),
        [
            step("A1", PlanStep::May),
            step("B1", PlanStep::May),
            step("P1", PlanStep::May),
            step("B2", PlanStep::Rest),
        ]
    );
    assert_eq!(plan.minutes(), BucketMinutes { key: 60, ordinary: 120, prospect: 24 });
    // Ordinary customers had their share of the quarter: they come last, if there is room.
    let request = VisitPlanRequest {
        staff: &staff,
        days: &of_day,
        until: last_of(&of_day),
        needs: &needs,
        is_split: true,
        spent: BucketMinutes { key: 0, ordinary: 400, prospect: 0 },
    };
    let plan = policy(0).plan(&request).unwrap();
    assert_eq!(shares(&plan)[1], step("P1", PlanStep::May));
    // Without a split all stand in one order.
    let plan = policy(0).plan(&VisitPlanRequest { is_split: false, ..request }).unwrap();
    assert!(shares(&plan).iter().all(|(_, step)| *step == PlanStep::Rest));
}

#[test]
fn each_visit_left_out_says_why() {
    let opens_later = VisitNeed { window: VisitWindow::on(day("2026-03-09")), ..need("C1", 0, 60) };
    let no_day = VisitNeed { window: VisitWindow::on(day("2026-03-06")), ..need("C2", 0, 60) };
    let needs = [opens_later, no_day, need("C3", 0, 200)];
    let (staff, week) = (
        wang(),
        vec![
            DayCapacity { day: day("2026-03-02"), minutes: 100 },
            DayCapacity { day: day("2026-03-05"), minutes: 100 },
            DayCapacity { day: day("2026-03-07"), minutes: 30 },
        ],
    );
    let made = plan(&policy(0), &staff, &week, &needs).unwrap();
    let reasons: Vec<(&str, LeftOutReason, u32)> =
        made.left_out.iter().map(|it| (it.need.customer.as_str(), it.reason, it.free)).collect();
    assert_eq!(
        reasons,
        [
            ("C3", LeftOutReason::NoRoom, 100),
            ("C2", LeftOutReason::NoDay, 0),
            ("C1", LeftOutReason::NotOpen, 0),
        ]
    );
    let page = made.to_string();
    assert!(page.ends_with("C1, 60 minutes: regular visit; opens on 2026-03-09"), "{page}");
    assert!(page.contains("; no day of its window is worked, late from 2026-03-07"), "{page}");
    // Nobody works: everything is left out.
    assert_eq!(shown(&plan(&policy(0), &staff, &[], &needs).unwrap()), " / C3 C2 C1");
}

#[test]
fn minutes_needed_and_free_are_those_of_one_day() {
    let in_area = |it: VisitNeed, area: &str| VisitNeed { area: area.parse().ok(), ..it };
    // Monday has 20 minutes and somebody in the north, Tuesday has 90 and nobody there.
    let needs = [
        in_area(need("A1", 0, 160), "north"),
        in_area(need("A2", 1, 90), "south"),
        in_area(need("B1", 1, 60), "north"),
    ];
    let (staff, days) = (wang(), days(&[240, 240]));
    let plan = plan(&policy(60), &staff, &days, &needs).unwrap();
    assert_eq!(shown(&plan), "A1 | A2 / B1");
    let left = plan.left_out[0];
    assert_eq!((left.needed, left.free), (120, 90), "60 and 90 would be of two days");
}

#[test]
fn one_that_was_late_before_the_plan_takes_the_first_day() {
    let needs = [need("A1", -9, 60), need("C1", 0, 60)];
    let (staff, week) = (wang(), days(&[100, 100]));
    let made = plan(&policy(0), &staff, &week, &needs).unwrap();
    assert_eq!(shown(&made), "A1 | C1 / ");
    assert_eq!(made.days[0].visits[0].step, PlanStep::Must);
    assert_eq!(made.days[1].visits[0].step, PlanStep::Late);
}

#[test]
fn inputs_that_contradict_themselves_are_refused() {
    let staff = wang();
    let week = days(&[240, 240]);
    let refused = |days: &[DayCapacity], needs: &[VisitNeed], area_minutes| {
        let error = plan(&policy(area_minutes), &staff, days, needs).unwrap_err();
        (error.to_string(), error.code())
    };
    let expect = |text: &str, code| (text.to_owned(), code);
    assert_eq!(
        refused(&days(&[240, 241]), &[], 0),
        expect(
            "2026-03-03 has at most 240 minutes for customers, were 241",
            "capacity_above_calendar"
        )
    );
    let twice = [week[0], week[0]];
    assert_eq!(
        refused(&twice, &[], 0),
        expect(
            "the days of a plan stand in order, 2026-03-02 comes after 2026-03-02",
            "days_out_of_order"
        )
    );
    assert!(plan(&policy(60), &staff, &week, &[need("A1", 0, 180)]).is_ok());
    assert_eq!(
        refused(&week, &[need("A1", 0, 181)], 60),
        expect(
            "a visit to A1 of 241 minutes is longer than a day of 240 minutes",
            "visit_longer_than_a_day"
        )
    );
    assert_eq!(
        refused(&week, &[need("A1", 0, 60), need("A1", 1, 60)], 0),
        expect("A1 has two visits for one purpose: regular visit", "visit_for_same_purpose")
    );
    let none = VisitNeed { reasons: Vec::new(), ..need("A1", 0, 60) };
    assert_eq!(
        refused(&week, &[none], 0),
        expect("a visit to A1 has no reason", "visit_without_reason")
    );
    let own = VisitNeed { companions: [wang()].into(), ..need("A1", 0, 60) };
    assert_eq!(
        refused(&week, &[own], 0),
        expect("Wang leads the visit to A1 and is no companion", "leader_as_companion")
    );
}

#[test]
fn minutes_that_do_not_fit_are_refused() {
    let (staff, week) = (wang(), days(&[240, 240]));
    let most = BucketMinutes { key: u32::MAX - 480, ..Default::default() };
    let plan = |spent| {
        let (staff, until) = (&staff, last_of(&week));
        let request =
            VisitPlanRequest { staff, days: &week, until, needs: &[], is_split: true, spent };
        policy(0).plan(&request).map(|_| ())
    };
    assert_eq!(plan(most), Ok(()));
    let error = plan(most.with(TimeBucket::Prospect, 1).unwrap()).unwrap_err();
    assert_eq!(error.code(), "visit_minutes_too_many");
    assert_eq!(
        error.to_string(),
        "a plan and the time spent before have at most 4294967295 minutes, were 4294967296"
    );
    assert_eq!(most.with(TimeBucket::Key, 481), None);
}

#[test]
fn a_visit_with_its_way_fits_into_a_day_of_the_policy() {
    // 480 minutes less 20 % are 384; a visit to A takes 90.
    let draft = VisitPolicyDraft { area_minutes: 294, ..Default::default() };
    assert!(VisitPolicy::try_new(draft).is_ok());
    let draft = VisitPolicyDraft { area_minutes: 295, ..Default::default() };
    let error = VisitPolicy::try_new(draft).unwrap_err();
    assert_eq!(error.to_string(), "cadence.a.minutes must not exceed 89, was 90");
}

#[test]
fn a_policy_without_weights_or_with_visits_longer_than_a_day_is_refused() {
    let split = TimeSplit { key: 0, ordinary: 0, prospect: 0 };
    let office_share = Ratio::from_percent(101);
    let mut draft = VisitPolicyDraft { split, office_share, ..VisitPolicyDraft::default() };
    draft.cadence.c.days = 0;
    draft.cadence.a.early = 15;
    let found = VisitPolicy::try_new(draft).unwrap_err();
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "split must have a weight above 0, all were 0",
            "office_share must not exceed 100%, was 101%",
            "cadence.a.early must not exceed 14, was 15",
            "cadence.c.days must be at least 1, was 0",
            "cadence.c.early must not exceed 0, was 20",
            "cadence.a.minutes must not exceed 0, was 90",
            "cadence.b.minutes must not exceed 0, was 60",
            "cadence.c.minutes must not exceed 0, was 30",
            "cadence.prospect.minutes must not exceed 0, was 60",
        ]
    );
}
