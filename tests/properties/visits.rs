//! Plans of visits: capacity, no starvation, determinism, and every visit once.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::customer::Importance;
use guanxi::id::StaffId;
use guanxi::measure::Quotient;
use guanxi::money::{Amount, Total};
use guanxi::visit::{
    BucketMinutes, DayCapacity, PlanStep, PlannedDay, PlannedVisit, TimeBucket, TimeSplit,
    VisitNeed, VisitPlan, VisitPlanRequest, VisitPolicy, VisitPurpose, VisitReason, VisitWindow,
};
use proptest::prelude::*;

use crate::strategies::date;

/// Importance, first day, length of the window, minutes, area, value at risk, bucket, duty.
type Drawn = (usize, i32, i32, u16, Option<u8>, i64, usize, bool);

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let one = (
        0_usize..3,
        -20_i32..8,
        0_i32..20,
        10_u16..300,
        prop::option::of(0_u8..3),
        0_i64..3,
        0_usize..3,
        any::<bool>(),
    );
    prop::collection::vec(one, 0..14)
}

fn need(place: usize, drawn: &Drawn) -> VisitNeed {
    let (importance, first, length, minutes, area, at_risk, bucket, is_duty) = drawn;
    let first = date(*first);
    let purpose = if *is_duty { VisitPurpose::Complaint } else { VisitPurpose::Cadence };
    VisitNeed {
        customer: format!("C{place:02}").parse().unwrap(),
        bucket: TimeBucket::ALL[*bucket],
        importance: Importance::ALL[*importance],
        window: VisitWindow::try_new(first, first, first.offset(*length)).unwrap(),
        urgency: Quotient::try_new(-i128::from(*length), 30).unwrap(),
        minutes: *minutes,
        value_at_risk: Total::from(Amount::from_minor(*at_risk)),
        area: area.map(|it| format!("area {it}").parse().unwrap()),
        companions: BTreeSet::new(),
        reasons: vec![VisitReason { purpose, by: None, subject: String::new() }],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_plan_keeps_its_capacity_and_starves_nobody_of_class_a(
        drawn in drawn(),
        minutes in prop::collection::vec(0_u32..=384, 0..6),
        is_split in any::<bool>(),
        until in -1_i32..9,
    ) {
        let needs: Vec<VisitNeed> =
            drawn.iter().enumerate().map(|(place, it)| need(place, it)).collect();
        let days: Vec<DayCapacity> = (0..)
            .zip(&minutes)
            .map(|(place, minutes)| DayCapacity { day: date(place), minutes: *minutes })
            .collect();
        let policy = VisitPolicy::default();
        let staff: StaffId = "Wang".parse().unwrap();
        let until = date(until);
        let request = VisitPlanRequest {
            staff: &staff,
            days: &days,
            until,
            needs: &needs,
            is_split,
            spent: BucketMinutes::default(),
        };
        let plan = policy.plan(&request).unwrap();

        // Capacity, counted anew: visits, and the way to each area once.
        for day in &plan.days {
            let visits: u32 = day.visits.iter().map(|it| u32::from(it.need.minutes)).sum();
            let areas: BTreeSet<_> = day.visits.iter().filter_map(|it| it.need.area.as_ref()).collect();
            let alone = day.visits.iter().filter(|it| it.need.area.is_none()).count();
            let ways = u32::try_from(areas.len() + alone).unwrap() * u32::from(policy.area_minutes);
            prop_assert_eq!(day.taken, visits + ways);
            prop_assert!(day.taken <= day.capacity);
            for visit in &day.visits {
                prop_assert!(visit.need.window.first() <= day.day);
            }
        }
        // Everybody is planned or left out, once.
        let mut seen = BTreeMap::new();
        for visit in plan.days.iter().flat_map(|it| &it.visits) {
            *seen.entry(&visit.need.customer).or_insert(0) += 1;
        }
        for left in &plan.left_out {
            *seen.entry(&left.need.customer).or_insert(0) += 1;
        }
        prop_assert_eq!(seen.len(), needs.len());
        prop_assert!(seen.values().all(|count| *count == 1));

        // The numbers told are those of the list.
        let minutes: u64 = plan
            .days
            .iter()
            .flat_map(|it| &it.visits)
            .map(|it| u64::from(it.need.minutes))
            .sum();
        prop_assert_eq!(plan.minutes().sum(), minutes);

        // A must of class A stands where it stands among the musts of A alone.
        let last = days.last().map_or(until, |it| it.day.max(until));
        let is_a_must = |it: &VisitNeed| it.importance == Importance::A && it.is_must(last);
        let of_a: Vec<VisitNeed> = needs.iter().filter(|it| is_a_must(it)).cloned().collect();
        let alone = policy.plan(&VisitPlanRequest { needs: &of_a, ..request }).unwrap();
        let places = |plan: &VisitPlan<'_>| -> BTreeMap<String, (String, PlanStep)> {
            let of_day = |day: &PlannedDay<'_>| {
                let day_name = day.day.to_string();
                let musts = day.visits.iter().filter(|it| is_a_must(it.need));
                let place = |it: &PlannedVisit<'_>| {
                    (it.need.customer.to_string(), (day_name.clone(), it.step))
                };
                musts.map(place).collect::<Vec<_>>()
            };
            plan.days.iter().flat_map(of_day).collect()
        };
        prop_assert_eq!(places(&plan), places(&alone));

        // The order of the inputs changes nothing.
        let mut turned = needs.clone();
        turned.reverse();
        let again = policy.plan(&VisitPlanRequest { needs: &turned, ..request }).unwrap();
        prop_assert_eq!(plan.to_string(), again.to_string());
    }

    /// Where each week plans by the minutes spent before, no bucket is given more than its
    /// share of the quarter by visits that may be made.
    #[test]
    fn the_split_holds_over_a_quarter(
        weeks in prop::collection::vec(drawn(), 1..5),
    ) {
        let policy = VisitPolicy::default();
        let staff: StaffId = "Wang".parse().unwrap();
        let (mut spent, mut all) = (BucketMinutes::default(), 0);
        for drawn in &weeks {
            let free = |place: usize, it: &Drawn| {
                let window = VisitWindow::try_new(date(0), date(0), date(90)).unwrap();
                let cadence = VisitPurpose::Cadence;
                let reasons = vec![VisitReason { purpose: cadence, by: None, subject: String::new() }];
                VisitNeed { window, reasons, ..need(place, it) }
            };
            let needs: Vec<VisitNeed> =
                drawn.iter().enumerate().map(|(place, it)| free(place, it)).collect();
            let days: Vec<DayCapacity> =
                (0..5).map(|place| DayCapacity { day: date(place), minutes: 384 }).collect();
            let request = VisitPlanRequest {
                staff: &staff,
                days: &days,
                until: date(4),
                needs: &needs,
                is_split: true,
                spent,
            };
            let plan = policy.plan(&request).unwrap();
            all += 5 * 384;
            let share = TimeSplit::default().minutes(u32::try_from(spent.sum()).unwrap() + 5 * 384);
            let visits = plan.days.iter().flat_map(|it| &it.visits);
            let by_split = visits
                .filter(|it| it.step == PlanStep::May)
                .fold(spent, |sum, it| sum.with(it.need.bucket, it.need.minutes.into()).unwrap());
            for bucket in TimeBucket::ALL {
                prop_assert!(by_split.of(bucket) <= share.of(bucket).max(spent.of(bucket)));
            }
            spent = by_split;
        }
        prop_assert!(spent.sum() <= all);
    }
}
