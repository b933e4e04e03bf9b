use super::VisitPurpose;
use crate::calendar::Day;
use crate::id::{CustomerId, StaffId};
use crate::valid::codes;

/// The reason for which no visits are planned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VisitPlanError {
    /// A day has more minutes than the policy gives to customers.
    #[error("{day} has at most {most} minutes for customers, were {minutes}")]
    CapacityAboveCalendar {
        /// The day.
        day: Day,
        /// Its minutes.
        minutes: u32,
        /// The most minutes.
        most: u32,
    },
    /// The days are not in order, or one is repeated.
    #[error("the days of a plan stand in order, {day} comes after {before}")]
    DaysOutOfOrder {
        /// The day.
        day: Day,
        /// The day before it in the list.
        before: Day,
    },
    /// The minutes of the days and those spent before are too many.
    #[error("a plan and the time spent before have at most {} minutes, were {minutes}", u32::MAX)]
    TooManyMinutes {
        /// All minutes.
        minutes: u64,
    },
    /// A visit is longer than any day.
    #[error("a visit to {customer} of {minutes} minutes is longer than a day of {most} minutes")]
    LongerThanADay {
        /// The customer.
        customer: CustomerId,
        /// The minutes of the visit, with the way.
        minutes: u32,
        /// The minutes of a full day.
        most: u32,
    },
    /// Two visits to a customer have one purpose, with one subject.
    #[error("{customer} has two visits for one purpose: {purpose}")]
    SamePurpose {
        /// The customer.
        customer: CustomerId,
        /// The purpose.
        purpose: VisitPurpose,
    },
    /// A visit without a reason.
    #[error("a visit to {customer} has no reason")]
    NoReason {
        /// The customer.
        customer: CustomerId,
    },
    /// The one who leads the visit is named as a companion.
    #[error("{staff} leads the visit to {customer} and is no companion")]
    LeaderAsCompanion {
        /// The customer.
        customer: CustomerId,
        /// The staff member.
        staff: StaffId,
    },
}

codes! {
    VisitPlanError {
        CapacityAboveCalendar = "capacity_above_calendar",
        DaysOutOfOrder = "days_out_of_order",
        TooManyMinutes = "visit_minutes_too_many",
        LongerThanADay = "visit_longer_than_a_day",
        SamePurpose = "visit_for_same_purpose",
        NoReason = "visit_without_reason",
        LeaderAsCompanion = "leader_as_companion",
    }
}
