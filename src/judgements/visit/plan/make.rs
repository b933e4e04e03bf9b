use std::collections::BTreeSet;

use super::days::{Days, minutes_with_way};
use super::{
    LeftOutReason, LeftOutVisit, PlanStep, VisitNeed, VisitPlan, VisitPlanError, VisitPlanRequest,
    VisitPurpose,
};
use crate::calendar::Day;
use crate::customer::Importance;
use crate::id::CustomerId;
use crate::measure::{Excess, proven};
use crate::visit::{BucketMinutes, DayCapacity, TimeBucket, TimeSplit};

/// Plans the visits of a person. `full_day` are the most minutes that a day has.
pub(crate) fn make_plan<'a>(
    request: &VisitPlanRequest<'a>,
    full_day: u32,
    area_minutes: u16,
    split: Option<TimeSplit>,
) -> Result<VisitPlan<'a>, VisitPlanError> {
    check(request, full_day, area_minutes)?;
    let mut needs: Vec<&VisitNeed> = request.needs.iter().collect();
    needs.sort_by(|a, b| a.rank().cmp(&b.rank()));
    let mut days = Days::new(request.days, area_minutes);
    let last = request.days.last().map_or(request.until, |it| it.day.max(request.until));
    let Some(first) = request.days.first().map(|it| it.day) else {
        let left_out = needs.into_iter().map(|need| left_out(need, None, last)).collect();
        return Ok(VisitPlan { staff: request.staff, days: Vec::new(), left_out });
    };
    let (musts, mays): (Vec<&VisitNeed>, Vec<&VisitNeed>) =
        needs.iter().partition(|need| need.is_must(last));
    let mut placed = BucketMinutes::default();
    let mut is_left: Vec<(&VisitNeed, Option<(u32, u32)>)> = Vec::new();
    for importance in Importance::ALL {
        let mut late = Vec::new();
        for need in musts.iter().copied().filter(|it| it.importance == importance) {
            if days.place(need, PlanStep::Must, |day| is_in_window(need, day, first)) {
                placed = placed.with_placed(need.bucket, need.minutes);
            } else {
                late.push((need, days.shortage(need, |day| is_in_window(need, day, first))));
            }
        }
        for (need, shortage) in late {
            if days.place(need, PlanStep::Late, |day| day > need.window.last()) {
                placed = placed.with_placed(need.bucket, need.minutes);
            } else {
                is_left.push((need, shortage));
            }
        }
    }
    let budget = split.map(|split| budget(split, request.days, request.spent));
    let mut rest = Vec::new();
    for bucket in TimeBucket::ALL {
        for need in mays.iter().copied().filter(|need| need.bucket == bucket) {
            let after = placed.with(bucket, need.minutes.into());
            let is_within = |after: BucketMinutes| {
                budget.is_some_and(|budget| after.of(bucket) <= budget.of(bucket))
            };
            let after = after.filter(|after| is_within(*after));
            if let Some(after) = after
                && days.place(need, PlanStep::May, |day| is_in_window(need, day, first))
            {
                placed = after;
            } else {
                rest.push(need);
            }
        }
    }
    rest.sort_by(|a, b| a.rank().cmp(&b.rank()));
    for need in rest {
        if !days.place(need, PlanStep::Rest, |day| is_in_window(need, day, first)) {
            is_left.push((need, days.shortage(need, |day| is_in_window(need, day, first))));
        }
    }
    is_left.sort_by(|a, b| a.0.rank().cmp(&b.0.rank()));
    let left_out = is_left.into_iter().map(|(need, short)| left_out(need, short, last));
    let left_out = left_out.collect();
    Ok(VisitPlan { staff: request.staff, days: days.into_days(), left_out })
}

/// Returns `true` when a visit may take place on a day. One that was late before the plan began may
/// take place on all of its days.
fn is_in_window(need: &VisitNeed, day: Day, first: Day) -> bool {
    let last = need.window.last();
    need.window.first() <= day && (day <= last || last < first)
}

/// The minutes of the days of a plan, with those that were spent before.
fn minutes_of(days: &[DayCapacity], spent: BucketMinutes) -> u64 {
    let mut minutes = days.iter().map(|it| u64::from(it.minutes));
    let sum = minutes.try_fold(spent.sum(), u64::checked_add);
    proven!(sum, else u64::MAX, "as many as days in memory, of 32 bits each")
}

/// The minutes of each bucket by which its share of the quarter, the plan included, is met.
fn budget(split: TimeSplit, days: &[DayCapacity], spent: BucketMinutes) -> BucketMinutes {
    let all = u32::try_from(minutes_of(days, spent)).ok();
    let all = split.minutes(proven!(all, else u32::MAX, "checked before"));
    let of = |bucket| all.of(bucket).excess_over(spent.of(bucket));
    BucketMinutes {
        key: of(TimeBucket::Key),
        ordinary: of(TimeBucket::Ordinary),
        prospect: of(TimeBucket::Prospect),
    }
}

/// A visit that is not in a plan, with the minutes that it needed and those that were free.
fn left_out(need: &VisitNeed, shortage: Option<(u32, u32)>, last: Day) -> LeftOutVisit<'_> {
    let late_from = need.window.last().offset(1);
    let is_open = need.window.first() <= last;
    let (reason, needed, free) = match (is_open, shortage) {
        (false, _) => (LeftOutReason::NotOpen, need.minutes.into(), 0),
        (true, None) => (LeftOutReason::NoDay, need.minutes.into(), 0),
        (true, Some((needed, free))) => (LeftOutReason::NoRoom, needed, free),
    };
    LeftOutVisit { need, reason, needed, free, late_from }
}

fn check(
    request: &VisitPlanRequest<'_>,
    full_day: u32,
    area_minutes: u16,
) -> Result<(), VisitPlanError> {
    let mut before: Option<Day> = None;
    for &DayCapacity { day, minutes } in request.days {
        if let Some(before) = before.filter(|before| day <= *before) {
            return Err(VisitPlanError::DaysOutOfOrder { day, before });
        }
        if minutes > full_day {
            return Err(VisitPlanError::CapacityAboveCalendar { day, minutes, most: full_day });
        }
        before = Some(day);
    }
    let minutes = minutes_of(request.days, request.spent);
    if u32::try_from(minutes).is_err() {
        return Err(VisitPlanError::TooManyMinutes { minutes });
    }
    let mut purposes: BTreeSet<(&CustomerId, VisitPurpose, &str)> = BTreeSet::new();
    for need in request.needs {
        let customer = || need.customer.clone();
        if need.reasons.is_empty() {
            return Err(VisitPlanError::NoReason { customer: customer() });
        }
        let minutes = minutes_with_way(need, area_minutes);
        if minutes > full_day {
            return Err(VisitPlanError::LongerThanADay {
                customer: customer(),
                minutes,
                most: full_day,
            });
        }
        if need.companions.contains(request.staff) {
            let staff = request.staff.clone();
            return Err(VisitPlanError::LeaderAsCompanion { customer: customer(), staff });
        }
        let own: BTreeSet<(VisitPurpose, &str)> =
            need.reasons.iter().map(|it| (it.purpose, it.subject.as_str())).collect();
        for (purpose, subject) in own {
            if !purposes.insert((&need.customer, purpose, subject)) {
                return Err(VisitPlanError::SamePurpose { customer: customer(), purpose });
            }
        }
    }
    Ok(())
}
