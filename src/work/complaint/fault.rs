use super::{ComplaintSeverity, ComplaintStage};
use crate::calendar::Day;
use crate::id::{ComplaintId, StaffId};
use crate::lifecycle::{ContentError, StepError};
use crate::money::Money;
use crate::valid::codes;

/// The content for which a step of a complaint is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ComplaintFault {
    /// The step is dated before the receipt.
    #[error("a step of {on} cannot come before the receipt on {received}")]
    BeforeReceipt {
        /// The day of the step.
        on: Day,
        /// The day of the receipt.
        received: Day,
    },
    /// The person is the one complained of.
    #[error("{by} is complained of, so another person investigates and decides")]
    ComplainedOf {
        /// The staff member.
        by: StaffId,
    },
    /// A complaint about safety is less than critical.
    #[error("a complaint about safety is critical, was {severity}")]
    Safety {
        /// The severity.
        severity: ComplaintSeverity,
    },
    /// A critical complaint is not investigated.
    #[error("a critical complaint is investigated before it is decided")]
    CriticalAtOnce,
    /// The clock stands still already.
    #[error("the clock stands still until {until}")]
    Paused {
        /// The first day after the pause.
        until: Day,
    },
    /// The clock runs.
    #[error("the clock is not paused on {on}")]
    NotPaused {
        /// The day of the step.
        on: Day,
    },
    /// The pause has no day.
    #[error("a pause of {on} ends later, was until {until}")]
    NoPause {
        /// The day of the step.
        on: Day,
        /// The first day after the pause.
        until: Day,
    },
    /// The pauses take too many days together.
    #[error("pauses take at most {most} days together unless a second person agrees, were {days}")]
    PausedTooLong {
        /// The most days.
        most: u16,
        /// The days, this pause included.
        days: u32,
    },
    /// The person agrees to the own pause.
    #[error("{by} cannot be the second person who agrees to the own pause")]
    OwnConsent {
        /// The staff member.
        by: StaffId,
    },
    /// A holding answer names a day that is too early or too late.
    #[error("a holding answer names a day after {on} and on {last} at the latest, was {until}")]
    HoldDay {
        /// The day of the step.
        on: Day,
        /// The latest day.
        last: Day,
        /// The day that was named.
        until: Day,
    },
    /// The sum is no small one.
    #[error("goodwill is above 0 and at most {most}, was {sum}")]
    GoodwillSum {
        /// The sum.
        sum: Money,
        /// The largest sum.
        most: Money,
    },
    /// The customer would have too much goodwill in the year.
    #[error("goodwill of a customer in a year is at most {most}, would be {sum}")]
    GoodwillOfYear {
        /// The sum of the year, this one included, as text: it may exceed any amount.
        sum: String,
        /// The largest sum of a year.
        most: Money,
    },
    /// The customer may still object.
    #[error("the customer may object until {until}, so it is not closed on {on}")]
    StillTime {
        /// The day of the step.
        on: Day,
        /// The last day for an objection.
        until: Day,
    },
    /// The remedy is not done.
    #[error("the remedy promised by {by} is not done")]
    RemedyOpen {
        /// The day by which it was promised.
        by: Day,
    },
    /// No remedy is left to be done.
    #[error("no promised remedy is left to be done")]
    NoRemedy,
    /// It was reopened before.
    #[error("it was reopened on {before}, so somebody higher takes it the second time")]
    SecondReopening {
        /// The day of the first reopening.
        before: Day,
    },
    /// The complaint would go on as itself.
    #[error("{id} cannot go on as itself")]
    Itself {
        /// The complaint.
        id: ComplaintId,
    },
}

codes! {
    ComplaintFault {
        BeforeReceipt = "before_complaint",
        ComplainedOf = "complained_of",
        Safety = "safety_is_critical",
        CriticalAtOnce = "critical_at_once",
        Paused = "clock_paused",
        NotPaused = "clock_not_paused",
        NoPause = "pause_without_day",
        PausedTooLong = "paused_too_long",
        OwnConsent = "own_consent",
        HoldDay = "holding_answer_day",
        GoodwillSum = "goodwill_sum",
        GoodwillOfYear = "goodwill_of_year",
        StillTime = "may_still_object",
        RemedyOpen = "remedy_open",
        NoRemedy = "no_remedy",
        SecondReopening = "second_reopening",
        Itself = "goes_on_as_itself",
    }
}

impl ContentError for ComplaintFault {
    fn code(&self) -> &'static str {
        self.code()
    }
}

/// The refusal of a step of a complaint.
pub type ComplaintStepError = StepError<ComplaintStage, ComplaintFault>;
