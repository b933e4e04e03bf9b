use std::fmt;

use super::VisitNeed;
use crate::calendar::Day;
use crate::id::StaffId;
use crate::valid::words;
use crate::visit::{BucketMinutes, DayCapacity};

/// Everything that the plan of a person is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitPlanRequest<'a> {
    /// The person, who leads every visit.
    pub staff: &'a StaffId,
    /// The days in order, with the minutes that each has for customers.
    pub days: &'a [DayCapacity],
    /// The last day that is planned, worked or not: a visit whose latest day lies no later is a
    /// must, also where that day is one of leave.
    pub until: Day,
    /// The visits to be planned.
    pub needs: &'a [VisitNeed],
    /// Visits that may be made keep to the split of the time.
    pub is_split: bool,
    /// The minutes spent since the quarter began: the split holds over the quarter, so that a week
    /// makes up for the one before.
    pub spent: BucketMinutes,
}

words! {
    /// The step in which a visit found its place.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PlanStep as "a step of a plan" {
        /// It must be made.
        Must = "must",
        /// It must be made, and found no room in its window: it comes late.
        Late = "late",
        /// It may be made, within the share of its bucket.
        May = "may",
        /// It fits in what was left.
        Rest = "rest",
    }
}

/// A visit with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PlannedVisit<'a> {
    /// The visit.
    pub need: &'a VisitNeed,
    /// The minutes of the way to an area that the day had not had yet.
    pub way: u16,
    /// The step in which it found its place.
    pub step: PlanStep,
}

/// A day of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PlannedDay<'a> {
    /// The day.
    pub day: Day,
    /// The minutes that it has for customers.
    pub capacity: u32,
    /// The minutes taken, ways included; never more.
    pub taken: u32,
    /// The visits, in the order in which they found their place.
    pub visits: Vec<PlannedVisit<'a>>,
}

words! {
    /// The reason why a visit is not in the plan.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum LeftOutReason as "a reason why a visit is left out" {
        /// Its window opens after the plan.
        NotOpen = "not_open" => "not open yet",
        /// The person works on no day of its window.
        NoDay = "no_day" => "no day",
        /// No day has room.
        NoRoom = "no_room" => "no room",
    }
}

/// A visit that is not in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct LeftOutVisit<'a> {
    /// The visit.
    pub need: &'a VisitNeed,
    /// The reason.
    pub reason: LeftOutReason,
    /// The minutes that it needs, with the way, on the day of its window that lacks the fewest
    /// minutes.
    pub needed: u32,
    /// The minutes that this day has left.
    pub free: u32,
    /// The day from which it is late.
    pub late_from: Day,
}

/// The visits of a person, planned (S24).
#[doc(alias = "拜访计划")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct VisitPlan<'a> {
    /// The person.
    pub staff: &'a StaffId,
    /// The days.
    pub days: Vec<PlannedDay<'a>>,
    /// The visits that are not in it, the most pressing first.
    pub left_out: Vec<LeftOutVisit<'a>>,
}

impl VisitPlan<'_> {
    /// The minutes of the plan by bucket, without the ways.
    pub fn minutes(&self) -> BucketMinutes {
        let visits = self.days.iter().flat_map(|it| &it.visits);
        visits.fold(BucketMinutes::default(), |sum, it| {
            sum.with_placed(it.need.bucket, it.need.minutes)
        })
    }
}

fn write_need(f: &mut fmt::Formatter<'_>, need: &VisitNeed) -> fmt::Result {
    write!(f, "\n  {}, {} minutes", need.customer, need.minutes)?;
    if let Some(area) = &need.area {
        write!(f, " in {area}")?;
    }
    for (place, reason) in need.reasons.iter().enumerate() {
        write!(f, "{}{reason}", if place == 0 { ": " } else { "; " })?;
    }
    for (place, staff) in need.companions.iter().enumerate() {
        write!(f, "{}{staff}", if place == 0 { "; with " } else { ", " })?;
    }
    Ok(())
}

/// A page: the days with their visits, then those that are left out.
impl fmt::Display for VisitPlan<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "visits of {}", self.staff)?;
        for PlannedDay { day, capacity, taken, visits } in &self.days {
            write!(f, "\n{day}, {taken} of {capacity} minutes")?;
            for visit in visits {
                write_need(f, visit.need)?;
                match visit.step {
                    PlanStep::Late => f.write_str("; late")?,
                    PlanStep::Must | PlanStep::May | PlanStep::Rest => {}
                }
            }
        }
        if !self.left_out.is_empty() {
            f.write_str("\nleft out")?;
        }
        for LeftOutVisit { need, reason, needed, free, late_from } in &self.left_out {
            write_need(f, need)?;
            match reason {
                LeftOutReason::NotOpen => write!(f, "; opens on {}", need.window.first())?,
                LeftOutReason::NoDay => {
                    write!(f, "; no day of its window is worked, late from {late_from}")?;
                }
                LeftOutReason::NoRoom => {
                    write!(f, "; needs {needed} minutes, {free} are free, late from {late_from}")?;
                }
            }
        }
        Ok(())
    }
}
