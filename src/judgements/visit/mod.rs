//! Time and visits: the split of working time, cadences of visits, plans of visits (S24).
//!
//! | type | meaning |
//! |---|---|
//! | [`VisitPolicy`], [`VisitPolicyDraft`] | split, cadences, working day; the plain form |
//! | [`TimeBucket`], [`TimeSplit`], [`BucketMinutes`] | key, ordinary, prospect; weights; minutes |
//! | [`TimeReport`], [`TimeLine`], [`TimeFinding`] | planned, spent, share; a bucket that is off |
//! | [`Absences`], [`DayCapacity`] | leave and meetings; the minutes that a day has for customers |
//! | [`VisitCadences`], [`VisitCadence`] | cadences by importance; one of them |
//! | [`VisitWindow`], [`VisitWindowError`] | earliest, due and latest day; a window that is none |
//! | [`VisitNeed`], [`VisitReason`], [`VisitPurpose`] | a visit to be planned, and its reasons |
//! | [`VisitPlanRequest`], [`VisitPlan`] | all that a plan is made of; the plan of a person |
//! | [`PlannedDay`], [`PlannedVisit`], [`PlanStep`] | a day; a visit on it; the way it got there |
//! | [`LeftOutVisit`], [`LeftOutReason`] | a visit that is not in the plan, and the reason |
//! | [`VisitBrief`], [`VisitBriefFacts`] | the brief of a visit, and all that it takes |
//! | [`RouteReview`], [`RouteStop`] | routes over a quarter, as advice; a customer on one |
//! | [`StaffRoute`], [`MissedCadence`] | the route of a person; a customer visited too seldom |
//! | [`AreaMove`] | an area that could pass to another person |
//! | [`CallPlan`], [`CallPlanLine`] | the number of calls on each account, as advice; one of them |
//! | [`CallResponse`], [`CallLevel`] | the answers about an account; one of them |
//! | [`CallAdvice`] | too few calls, too many, as planned |
//! | [`CallPlanError`] | answers from which no plan of calls can be made |
//! | [`VisitPlanError`] | inputs from which no plan is made |
//!
//! A plan says on which day somebody is visited, not in which order: the way within a day is out of
//! scope.
//!
//! System of the domain: [S24].
//!
//! [S24]: crate::docs::domain#s24

mod brief;
mod cadence;
mod call_plan;
mod plan;
mod policy;
mod route_review;
mod time_report;
mod time_split;
mod working_time;

pub use brief::{VisitBrief, VisitBriefFacts};
pub use cadence::{VisitCadence, VisitCadences, VisitWindow, VisitWindowError};
pub use call_plan::{CallAdvice, CallLevel, CallPlan, CallPlanError, CallPlanLine, CallResponse};
pub use plan::{
    LeftOutReason, LeftOutVisit, PlanStep, PlannedDay, PlannedVisit, VisitNeed, VisitPlan,
    VisitPlanError, VisitPlanRequest, VisitPurpose, VisitReason,
};
pub use policy::{VisitPolicy, VisitPolicyDraft};
pub use route_review::{AreaMove, MissedCadence, RouteReview, RouteStop, StaffRoute};
pub use time_report::{TimeFinding, TimeLine, TimeReport};
pub use time_split::{BucketMinutes, TimeBucket, TimeSplit};
pub use working_time::{Absences, DayCapacity};
