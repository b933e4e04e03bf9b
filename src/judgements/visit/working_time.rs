use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{Day, Window, WorkCalendar};
use crate::measure::{Excess, Ratio, proven};

/// The minutes of a day that a person has for customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DayCapacity {
    /// The day.
    pub day: Day,
    /// The minutes.
    pub minutes: u32,
}

/// The days of a person that are not for customers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Absences {
    /// Days of leave.
    #[doc(alias = "请假")]
    pub leave: BTreeSet<Day>,
    /// Minutes of fixed meetings by day.
    pub meetings: BTreeMap<Day, u32>,
}

/// The minutes of each day of a window that a person has for customers.
///
/// # Rule
///
/// > S24: worked days less leave; of each, the minutes of a day less fixed meetings, less the share
/// > of the office, rounded down.
///
/// Days without minutes are left out.
pub(super) fn capacities(
    window: Window,
    calendar: &WorkCalendar,
    absences: &Absences,
    day_minutes: u16,
    office_share: Ratio,
) -> Vec<DayCapacity> {
    let mut capacities = Vec::new();
    let mut day = window.after;
    while day < window.until {
        day = day.offset(1);
        if !calendar.is_worked(day) || absences.leave.contains(&day) {
            continue;
        }
        let meetings = absences.meetings.get(&day).copied().unwrap_or_default();
        let minutes = less_office(u32::from(day_minutes).excess_over(meetings), office_share);
        if minutes > 0 {
            capacities.push(DayCapacity { day, minutes });
        }
    }
    capacities
}

/// Minutes less the share of the office, rounded down.
pub(super) fn less_office(minutes: u32, office_share: Ratio) -> u32 {
    const WHOLE: u64 = 1_000_000;
    let left = WHOLE.excess_over(office_share.parts_per_million().into());
    let minutes = u64::from(minutes).checked_mul(left).and_then(|it| it.checked_div(WHOLE));
    let minutes = minutes.and_then(|it| u32::try_from(it).ok());
    proven!(minutes, else 0, "at most the minutes of a day")
}
