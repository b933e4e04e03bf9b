use super::PaymentPlanStage;
use crate::calendar::Day;
use crate::lifecycle::{ContentError, StepError};
use crate::measure::{Ratio, plural};
use crate::money::{Currency, Money};
use crate::valid::codes;

/// The content of a plan or of a step that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PaymentPlanFault {
    /// The step is dated before the plan.
    #[error("a step of {on} lies before the plan of {planned}")]
    BeforePlan {
        /// The day of the step.
        on: Day,
        /// The day of the plan.
        planned: Day,
    },
    /// There are too many parts, or none.
    #[error("a payment plan has 1..={most} parts, had {count}")]
    Count {
        /// The number of parts.
        count: usize,
        /// The most parts.
        most: u16,
    },
    /// An amount is in another currency or not positive.
    #[error("a part of a plan in {currency} is positive, was {amount}")]
    Amount {
        /// The amount.
        amount: Money,
        /// The currency of the plan.
        currency: Currency,
    },
    /// A part is due too early or too late.
    #[error("a part is due after {after} and on {last} at the latest, was {by}")]
    Day {
        /// The day of the part.
        by: Day,
        /// The day of the plan or of the part before.
        after: Day,
        /// The latest day.
        last: Day,
    },
    /// The first part is too small.
    #[error("the first part must be at least {least} of the debt, was {first}")]
    FirstPart {
        /// The first part.
        first: Money,
        /// Its least share.
        least: Ratio,
    },
    /// Parts are not paid.
    #[error(
        "{open} {} of the plan {} not paid in time or not due yet",
        plural(*open, "part", "parts"), plural(*open, "is", "are")
    )]
    NotPaid {
        /// The number of parts.
        open: usize,
    },
}

codes! {
    PaymentPlanFault {
        BeforePlan = "before_payment_plan",
        Count = "parts_of_payment_plan",
        Amount = "amount_of_part",
        Day = "day_of_part",
        FirstPart = "first_part_too_small",
        NotPaid = "parts_not_paid",
    }
}

impl ContentError for PaymentPlanFault {
    fn code(&self) -> &'static str {
        self.code()
    }
}

/// The refusal of a step of a payment plan.
pub type PaymentPlanStepError = StepError<PaymentPlanStage, PaymentPlanFault>;
