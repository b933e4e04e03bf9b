use std::collections::BTreeSet;

use super::{AppointmentAct, AppointmentEvent, AppointmentStage, AppointmentStep};
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerId, PersonId, StaffId};
use crate::interaction::{Interaction, InteractionKind};
use crate::lifecycle::{ContentError, Progress, StepError, StepRules, Trail};
use crate::valid::codes;
use crate::visit::{VisitPurpose, VisitReason};

/// The beginning of an appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct AppointmentOpening {
    /// The customer.
    pub customer: CustomerId,
    /// The purpose.
    pub purpose: VisitPurpose,
    /// The subject in a few words, such as the number of a complaint; empty where there is none.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "String::is_empty"))]
    pub subject: String,
    /// The person who leads the visit.
    pub leader: StaffId,
    /// Our people who come along.
    #[cfg_attr(feature = "serde", serde(default))]
    pub companions: BTreeSet<StaffId>,
    /// The day on which it was made.
    pub on: Day,
    /// The day of the visit.
    pub day: Day,
}

/// The content for which a step of an appointment is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AppointmentFault {
    /// The new day lies before the day of the step.
    #[error("a visit is moved to a day from {on} on, was {to}")]
    MovedBack {
        /// The day of the step.
        on: Day,
        /// The new day.
        to: Day,
    },
    /// The step is dated before the appointment.
    #[error("a step of {on} cannot come before the appointment of {made}")]
    BeforeMaking {
        /// The day of the step.
        on: Day,
        /// The day on which it was made.
        made: Day,
    },
}

codes! {
    AppointmentFault {
        MovedBack = "visit_moved_back",
        BeforeMaking = "before_appointment",
    }
}

impl ContentError for AppointmentFault {
    fn code(&self) -> &'static str {
        self.code()
    }
}

/// The refusal of a step of an appointment.
pub type AppointmentStepError = StepError<AppointmentStage, AppointmentFault>;

/// A visit with a day, and the steps taken (S24).
///
/// # Rule
///
/// > S24: cancelled is not done; it needs a reason and a new day.
#[doc(alias = "拜访预约")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Appointment {
    opening: AppointmentOpening,
    trail: Trail<AppointmentStep>,
}

impl Appointment {
    pub(super) fn open(opening: AppointmentOpening) -> Self {
        Self { opening, trail: Trail::default() }
    }

    /// The beginning.
    pub const fn opening(&self) -> &AppointmentOpening {
        &self.opening
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<AppointmentStep> {
        &self.trail
    }

    /// Takes a step. A step whose number is known with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`AppointmentStepError`], in the order of its cases. Nothing has changed then.
    pub fn apply(
        &mut self,
        event: AppointmentEvent,
    ) -> Result<Progress<AppointmentStage>, AppointmentStepError> {
        let rules = StepRules::at(self.stage_at_last());
        let (on, made) = (event.on, self.opening.on);
        self.trail.take_checked(event, &rules, |step| {
            if on < made {
                return Err(AppointmentFault::BeforeMaking { on, made });
            }
            match step {
                AppointmentStep::Move { to, .. } if *to < on => {
                    Err(AppointmentFault::MovedBack { on, to: *to })
                }
                AppointmentStep::Move { .. }
                | AppointmentStep::Complete
                | AppointmentStep::Drop { .. } => Ok(()),
            }
        })
    }

    /// The stage on a date; `None` before it was made.
    pub fn stage(&self, t: AsOf) -> Option<AppointmentStage> {
        t.sees(self.opening.on).then(|| self.trail.stage(AppointmentStage::Open, t))
    }

    pub(super) fn stage_at_last(&self) -> AppointmentStage {
        self.trail.stage(AppointmentStage::Open, AsOf::new(Day::MAX))
    }

    /// The day of the visit as of a date, after all moves up to it.
    pub fn day(&self, t: AsOf) -> Day {
        match self.trail.last_of(AppointmentAct::Move, t).map(|it| &it.step) {
            Some(AppointmentStep::Move { to, .. }) => *to,
            Some(AppointmentStep::Complete | AppointmentStep::Drop { .. }) | None => {
                self.opening.day
            }
        }
    }

    /// The reason for which the visit stands in a plan, *agreed*, as of a date; `None` unless it is
    /// open. Its window is the [`day`](Self::day) alone.
    pub fn reason(&self, t: AsOf) -> Option<VisitReason> {
        self.stage(t).filter(|stage| *stage == AppointmentStage::Open)?;
        let AppointmentOpening { purpose, subject, .. } = &self.opening;
        let subject = format!("{purpose} {subject}").trim_end().to_owned();
        Some(VisitReason { purpose: VisitPurpose::Agreed, by: Some(self.day(t)), subject })
    }

    /// The visit as it is recorded with the account of the customer: on the day of its completion,
    /// by the leader and the companions, with the people of the customer who were met. `None`
    /// unless it is done as of a date, so that one that was moved or dropped never counts as made.
    pub fn visit(&self, t: AsOf, persons: BTreeSet<PersonId>) -> Option<Interaction> {
        let done = self.trail.last_of(AppointmentAct::Complete, t)?;
        let AppointmentOpening { leader, companions, .. } = &self.opening;
        let staff = companions.iter().chain([leader]).cloned().collect();
        // A visit has a leader, so somebody of ours is named.
        Interaction::try_new(done.on, InteractionKind::Visit, staff, persons).ok()
    }
}
