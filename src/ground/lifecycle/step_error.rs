use std::convert::Infallible;
use std::error::Error;
use std::fmt;

use super::apart::ApartError;
use super::refusal::{DeadlineError, RoleError};
use super::stage::{Stage, TurnError};
use super::trail::TrailError;
use crate::valid::codes;

/// The error of the content of a step, by which [`StepError::code`] tells refusals apart.
pub trait ContentError {
    /// The code of the refusal, which stays as it is when the message changes.
    fn code(&self) -> &'static str;
}

/// A machine whose steps cannot be wrong in content.
impl ContentError for Infallible {
    fn code(&self) -> &'static str {
        match *self {}
    }
}

/// The refusal of a step, in the order of the checks. Nothing has changed.
///
/// `G` is the stage of the machine, `C` its own error for the content of a step; a machine whose
/// steps cannot be wrong in content needs none.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StepError<G: Stage, C = Infallible> {
    /// The entry cannot follow the trail: its number is taken, or it is dated back.
    Trail(TrailError),
    /// The stage does not allow the act.
    Turn(TurnError<G>),
    /// The person does not hold the role.
    Role(RoleError<G>),
    /// The person took an act that must be kept apart from this one.
    Apart(ApartError<G>),
    /// The last day has gone by.
    Deadline(DeadlineError<G>),
    /// The content of the step is wrong.
    Content(C),
}

codes! {
    [G: Stage, C: ContentError]
    StepError<G, C> {
        Turn = "step_out_of_turn",
        Role = "role_not_held",
        Apart = "takes_two",
        Deadline = "step_after_deadline",
    }
    passing {
        Self::Trail(reason) => reason.code(),
        Self::Content(reason) => reason.code(),
    }
}

impl<G: Stage, C: fmt::Display> fmt::Display for StepError<G, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trail(error) => error.fmt(f),
            Self::Turn(error) => error.fmt(f),
            Self::Role(error) => error.fmt(f),
            Self::Apart(error) => error.fmt(f),
            Self::Deadline(error) => error.fmt(f),
            Self::Content(error) => error.fmt(f),
        }
    }
}

impl<G: Stage, C: Error> Error for StepError<G, C> {}

macro_rules! from_refusal {
    ($($variant:ident: $error:ty),*) => {
        $(impl<G: Stage, C> From<$error> for StepError<G, C> {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        })*
    };
}

from_refusal!(
    Trail: TrailError,
    Turn: TurnError<G>,
    Role: RoleError<G>,
    Apart: ApartError<G>,
    Deadline: DeadlineError<G>
);
