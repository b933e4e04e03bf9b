use super::{AdmissionGap, AdmissionStage};
use crate::calendar::Day;
use crate::lifecycle::{ContentError, QuorumError, StepError};
use crate::measure::plural;
use crate::valid::codes;

/// The content of a step that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AdmissionFault {
    /// The step is dated before the application.
    #[error("a step of {on} lies before the application of {applied}")]
    BeforeApplication {
        /// The day of the step.
        on: Day,
        /// The day of the application.
        applied: Day,
    },
    /// Requirements are not met.
    #[error("not all requirements are met: {}", listed(gaps))]
    Requirements {
        /// All of them, one at least.
        gaps: Vec<AdmissionGap>,
    },
    /// The approval fills no place.
    #[error(transparent)]
    Quorum(#[from] QuorumError),
    /// Not all have approved.
    #[error("{}", missing(open))]
    NotApproved {
        /// The open places, one at least.
        open: Vec<usize>,
    },
    /// The trial would end on a day that it cannot.
    #[error("a trial ends after {after} and on {last} at the latest, was {until}")]
    TrialEnd {
        /// The day offered.
        until: Day,
        /// The day after which it ends: that of the admission, or the last day before.
        after: Day,
        /// The latest day.
        last: Day,
    },
    /// The trial was extended as often as it may be.
    #[error("a trial is extended {most} {} at most", plural(*most, "time", "times"))]
    Extensions {
        /// The number of extensions at most.
        most: u16,
    },
}

codes! {
    AdmissionFault {
        BeforeApplication = "before_application",
        Requirements = "requirements_not_met",
        Quorum = "place_not_filled",
        NotApproved = "approvals_open",
        TrialEnd = "end_of_trial",
        Extensions = "too_many_extensions",
    }
}

impl ContentError for AdmissionFault {
    fn code(&self) -> &'static str {
        self.code()
    }
}

/// The refusal of a step of an admission.
pub type AdmissionStepError = StepError<AdmissionStage, AdmissionFault>;

fn listed(gaps: &[AdmissionGap]) -> String {
    gaps.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn missing(places: &[usize]) -> String {
    let (verb, noun) =
        if places.len() == 1 { ("approval is", "place") } else { ("approvals are", "places") };
    let places: Vec<String> = places.iter().map(ToString::to_string).collect();
    format!("{verb} missing in {noun} {}", places.join(", "))
}
