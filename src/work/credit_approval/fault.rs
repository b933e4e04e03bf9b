use super::CreditApprovalStage;
use crate::calendar::Day;
use crate::id::StaffId;
use crate::lifecycle::{ContentError, QuorumError, StepError};
use crate::money::{Currency, Money};
use crate::valid::codes;

/// The content of a step that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CreditApprovalFault {
    /// The step is dated before the application.
    #[error("a step of {on} lies before the application of {applied}")]
    BeforeApplication {
        /// The day of the step.
        on: Day,
        /// The day of the application.
        applied: Day,
    },
    /// An amount is not in the currency that was applied for.
    #[error("{amount} is not in {currency}, the currency applied for")]
    Currency {
        /// The amount.
        amount: Money,
        /// The currency applied for.
        currency: Currency,
    },
    /// The limit is below zero.
    #[error("a credit limit is not negative, was {limit}")]
    Negative {
        /// The limit.
        limit: Money,
    },
    /// The limit is above the computed one, and no reason is given.
    #[error("a limit of {limit} is above the computed {computed} and needs a reason")]
    AboveComputed {
        /// The limit.
        limit: Money,
        /// The computed limit; 0 where none is proposed.
        computed: Money,
    },
    /// A temporary limit ends before the day of the step.
    #[error("a temporary limit ends on {on} or later, was {until}")]
    Over {
        /// The day of the step.
        on: Day,
        /// The last day.
        until: Day,
    },
    /// The approver applied.
    #[error("{by} applied and cannot approve")]
    OwnApplication {
        /// The staff member.
        by: StaffId,
    },
    /// The approval fills no place.
    #[error(transparent)]
    Quorum(#[from] QuorumError),
    /// Not all have approved.
    #[error("{count} of the approvals are missing", count = open.len())]
    NotApproved {
        /// The open places, one at least.
        open: Vec<usize>,
    },
    /// The terms would hold before the day on which they are granted.
    #[error("terms granted on {on} hold from that day or later, was {from}")]
    Backdated {
        /// The day of the step.
        on: Day,
        /// The first day of the terms.
        from: Day,
    },
    /// The review would be too early or too late.
    #[error("a review lies after {after} and on {last} at the latest, was {review_by}")]
    ReviewDay {
        /// The day offered.
        review_by: Day,
        /// The first day of the terms, or the day of the review before.
        after: Day,
        /// The latest day.
        last: Day,
    },
}

codes! {
    CreditApprovalFault {
        BeforeApplication = "credit_before_application",
        Currency = "currency_not_applied_for",
        Negative = "negative_limit",
        AboveComputed = "above_computed_limit",
        Over = "temporary_limit_over",
        OwnApplication = "approves_own_application",
        Quorum = "credit_place_not_filled",
        NotApproved = "credit_approvals_open",
        Backdated = "terms_backdated",
        ReviewDay = "day_of_review",
    }
}

impl ContentError for CreditApprovalFault {
    fn code(&self) -> &'static str {
        self.code()
    }
}

/// The refusal of a step of an approval of credit.
pub type CreditApprovalStepError = StepError<CreditApprovalStage, CreditApprovalFault>;
