use super::OurPromiseStage;
use crate::calendar::Day;
use crate::id::StaffId;
use crate::lifecycle::{ContentError, StepError};
use crate::money::Money;
use crate::valid::codes;

/// The content for which a promise of ours or a step of one is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OurPromiseFault {
    /// The last day lies before the day on which it was given.
    #[error("a promise of {on} must be due on that day or later, was due on {due}")]
    DueBeforeGiven {
        /// The day on which it was given.
        on: Day,
        /// The last day.
        due: Day,
    },
    /// An amount is not positive.
    #[error("a promised amount must be above zero, was {amount}")]
    Amount {
        /// The amount.
        amount: Money,
    },
    /// The step is dated before the promise.
    #[error("a step of {on} cannot come before the promise of {given}")]
    BeforePromise {
        /// The day of the step.
        on: Day,
        /// The day on which it was given.
        given: Day,
    },
    /// The one who is to take it over has it.
    #[error("{to} has the promise already and cannot take it over")]
    SameHolder {
        /// The staff member.
        to: StaffId,
    },
}

codes! {
    OurPromiseFault {
        DueBeforeGiven = "promise_due_before_given",
        Amount = "amount_of_promise",
        BeforePromise = "before_our_promise",
        SameHolder = "promise_held_already",
    }
}

impl ContentError for OurPromiseFault {
    fn code(&self) -> &'static str {
        self.code()
    }
}

/// The refusal of a step of a promise of ours.
pub type OurPromiseStepError = StepError<OurPromiseStage, OurPromiseFault>;
