use super::{DenialGround, FundClaimStage, FundObjection, FundRequestStage};
use crate::calendar::Day;
use crate::id::{FundClaimId, FundRequestId, StaffId};
use crate::lifecycle::{ContentError, StepError};
use crate::money::{Currency, Money};
use crate::valid::codes;

/// The content of an entry of a fund that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FundFault {
    /// The entry is dated before the last one.
    #[error("an entry of {on} cannot follow one of {last}")]
    BackDated {
        /// The day of the entry.
        on: Day,
        /// The day of the last one.
        last: Day,
    },
    /// The number is recorded with other content.
    #[error("{number} is recorded with other content")]
    Conflict {
        /// The number of the credit, the request or the claim.
        number: String,
    },
    /// There is no such request.
    #[error("no request {request} is recorded")]
    UnknownRequest {
        /// The request.
        request: FundRequestId,
    },
    /// There is no such claim.
    #[error("no claim {claim} is recorded")]
    UnknownClaim {
        /// The claim.
        claim: FundClaimId,
    },
    /// An amount is in another currency or not positive.
    #[error("an amount of a fund in {currency} is positive, was {amount}")]
    Amount {
        /// The amount.
        amount: Money,
        /// The currency of the fund.
        currency: Currency,
    },
    /// The last day lies before the entry.
    #[error("the last day is {on} or later, was {until}")]
    LastDay {
        /// The day of the entry.
        on: Day,
        /// The last day.
        until: Day,
    },
    /// The amount is not available.
    #[error("{available} are available, were to be {amount}")]
    Overdrawn {
        /// The amount.
        amount: Money,
        /// The amount that is available.
        available: Money,
    },
    /// The amount is more than our share of the cost.
    #[error("our share of the cost is {share}, was to be {amount}")]
    AboveShare {
        /// The amount.
        amount: Money,
        /// Our share of the eligible cost.
        share: Money,
    },
    /// A fact stands against the approval.
    #[error("{objection}")]
    Objected {
        /// The first objection.
        objection: FundObjection,
    },
    /// A denial names a ground that does not hold.
    #[error("the ground {ground} does not hold")]
    Ground {
        /// The ground.
        ground: DenialGround,
    },
    /// The person who drafted it approves it.
    #[error("to draft and to approve takes two people, {by} was both")]
    OwnApproval {
        /// The person.
        by: StaffId,
    },
    /// Claims of the request are not decided.
    #[error("the request has claims without a decision: {count}")]
    ClaimsUndecided {
        /// The number of claims.
        count: usize,
    },
    /// The last day for claims has not gone by.
    #[error("claims may come until {until}, the step is of {on}")]
    NotLapsed {
        /// The day of the step.
        on: Day,
        /// The last day for claims.
        until: Day,
    },
}

codes! {
    FundFault {
        BackDated = "fund_entry_out_of_order",
        Conflict = "fund_entry_conflict",
        UnknownRequest = "unknown_fund_request",
        UnknownClaim = "unknown_fund_claim",
        Amount = "amount_of_fund",
        LastDay = "last_day_of_fund",
        Overdrawn = "fund_overdrawn",
        AboveShare = "above_share_of_cost",
        Objected = "fund_objection",
        Ground = "ground_of_denial",
        OwnApproval = "own_fund_approval",
        ClaimsUndecided = "fund_claims_undecided",
        NotLapsed = "fund_request_not_lapsed",
    }
}

impl ContentError for FundFault {
    fn code(&self) -> &'static str {
        self.code()
    }
}

/// The refusal of a step of a request for support.
pub type FundRequestStepError = StepError<FundRequestStage, FundFault>;

/// The refusal of a step of a claim.
pub type FundClaimStepError = StepError<FundClaimStage, FundFault>;

/// The refusal of an entry of a fund.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FundError {
    /// The entry is wrong.
    #[error(transparent)]
    Entry(#[from] FundFault),
    /// The step of a request is refused.
    #[error(transparent)]
    Request(#[from] FundRequestStepError),
    /// The step of a claim is refused.
    #[error(transparent)]
    Claim(#[from] FundClaimStepError),
}

impl FundError {
    /// The code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Entry(fault) => fault.code(),
            Self::Request(refused) => refused.code(),
            Self::Claim(refused) => refused.code(),
        }
    }
}
