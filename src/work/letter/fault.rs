use super::LetterStage;
use crate::calendar::Day;
use crate::lifecycle::{ContentError, StepError};
use crate::valid::codes;

/// The content for which a step of a letter is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LetterFault {
    /// The step is dated before the receipt.
    #[error("a step of {on} cannot come before the receipt on {received}")]
    BeforeReceipt {
        /// The day of the step.
        on: Day,
        /// The day of the receipt.
        received: Day,
    },
    /// A holding answer names a day that is past.
    #[error("a holding answer of {on} names a later day, was {until}")]
    HoldDay {
        /// The day of the step.
        on: Day,
        /// The day that was named.
        until: Day,
    },
}

codes! {
    LetterFault {
        BeforeReceipt = "before_letter",
        HoldDay = "holding_letter_day",
    }
}

impl ContentError for LetterFault {
    fn code(&self) -> &'static str {
        self.code()
    }
}

/// The refusal of a step of a letter.
pub type LetterStepError = StepError<LetterStage, LetterFault>;
