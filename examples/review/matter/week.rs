//! The visits of our people in the coming days.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::{Day, Window, WorkCalendar};
use guanxi::review::{Review, VisitDuty, VisitRequest};
use guanxi::visit::{LeftOutReason, PlanStep, VisitNeed, VisitReason};

/// The visits of one of our people.
pub(crate) struct StaffWeek {
    pub(crate) staff: String,
    /// The minutes for customers.
    pub(crate) minutes: u32,
    /// The minutes of the visits that are planned, with the ways.
    pub(crate) taken: u32,
    /// By day.
    pub(crate) planned: Vec<WeekVisit>,
    /// The visits without a place, the most pressing first.
    pub(crate) left_out: Vec<LeftOut>,
}

/// A visit with its day.
pub(crate) struct WeekVisit {
    pub(crate) customer: String,
    pub(crate) day: Day,
    pub(crate) minutes: u16,
    pub(crate) step: PlanStep,
    /// `true` when the day lies after the latest one, or after that of one of its reasons: what was
    /// late before the week is still late in it.
    pub(crate) is_late: bool,
    pub(crate) reasons: Vec<VisitReason>,
}

/// A visit without a place.
pub(crate) struct LeftOut {
    pub(crate) customer: String,
    pub(crate) reason: LeftOutReason,
    pub(crate) needed: u32,
    pub(crate) free: u32,
    pub(crate) late_from: Day,
}

/// The visits of all our people, by name.
pub(super) fn weeks(
    review: &Review<'_>,
    calendar: &WorkCalendar,
    days: Window,
    duties: &[VisitDuty],
) -> Result<Vec<StaffWeek>, String> {
    let request = VisitRequest {
        days,
        calendar,
        absences: &BTreeMap::new(),
        spent: &BTreeMap::new(),
        key_accounts: &BTreeSet::new(),
        duties,
    };
    let needs = review.visit_needs(&request);
    let mut weeks = Vec::new();
    for plan in needs.plans(review.policy()).map_err(|error| error.to_string())? {
        let minutes = plan.days.iter().map(|it| it.capacity).fold(0, u32::saturating_add);
        let taken = plan.days.iter().map(|it| it.taken).fold(0, u32::saturating_add);
        let planned = plan.days.iter().flat_map(|day| {
            day.visits.iter().map(|it| {
                let VisitNeed { customer, minutes, reasons, window, .. } = it.need;
                let has_passed = |it: &VisitReason| it.by.is_some_and(|by| by < day.day);
                WeekVisit {
                    customer: customer.to_string(),
                    day: day.day,
                    minutes: *minutes,
                    step: it.step,
                    is_late: day.day > window.last() || reasons.iter().any(has_passed),
                    reasons: reasons.clone(),
                }
            })
        });
        let left_out = plan.left_out.iter().map(|it| LeftOut {
            customer: it.need.customer.to_string(),
            reason: it.reason,
            needed: it.needed,
            free: it.free,
            late_from: it.late_from,
        });
        weeks.push(StaffWeek {
            staff: plan.staff.to_string(),
            minutes,
            taken,
            planned: planned.collect(),
            left_out: left_out.collect(),
        });
    }
    Ok(weeks)
}
