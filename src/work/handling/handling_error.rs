use std::fmt;

use super::stage::{HandlingAct, HandlingStage};
use crate::calendar::Day;
use crate::id::StaffId;
use crate::lifecycle::StepError;
use crate::valid::codes;

/// The content of a step that the policy does not allow. `S` is the severity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HandlingError<S: fmt::Debug + fmt::Display> {
    /// A day lies outside what the policy allows.
    #[error("to {act} a case takes a day in {first}..={last}, was {day}")]
    Day {
        /// The act.
        act: HandlingAct,
        /// The day.
        day: Day,
        /// The first day that is allowed.
        first: Day,
        /// The last day that is allowed.
        last: Day,
    },
    /// It takes two people.
    #[error("to {act} a case at {severity} takes two people, {by} was both")]
    FourEyes {
        /// The act.
        act: HandlingAct,
        /// The highest severity that the case had.
        severity: S,
        /// The staff member.
        by: StaffId,
    },
}

codes! {
    [S: fmt::Debug + fmt::Display]
    HandlingError<S> {
        Day = "day_beyond_policy",
        FourEyes = "takes_two",
    }
}

/// The refusal of a step of handling.
pub type HandlingStepError<S> = StepError<HandlingStage, HandlingError<S>>;
