use std::fmt;

use crate::lifecycle::{Act, Stage, Step};
use crate::valid::words;

words! {
    /// The stage of an amendment.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AmendmentStage {
        /// Being written.
        Drafted = "drafted",
        /// Submitted, waiting for approval.
        InReview = "in_review" => "in review",
        /// May be signed.
        Approved = "approved",
        /// Signed by both parties.
        Signed = "signed",
        /// Given up.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// The kinds of steps of an amendment.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AmendmentAct {
        /// Hands it in for review.
        Submit = "submit",
        /// Hands it back to be written again.
        Return = "return",
        /// Allows it to be signed.
        Approve = "approve",
        /// Signs it, with the customer.
        Sign = "sign",
        /// Gives it up.
        Withdraw = "withdraw",
    }
}

/// A step of an amendment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::valid::words_in_one)
)]
pub enum AmendmentStep {
    /// Hands it in for review.
    Submit,
    /// Hands it back to be written again.
    Return,
    /// Allows it to be signed.
    Approve,
    /// Signs it, with the customer.
    Sign,
    /// Gives it up.
    Withdraw,
}

impl AmendmentStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: AmendmentAct) -> Option<Self> {
        use AmendmentStage::{Approved, Drafted, InReview, Signed, Withdrawn};
        match act {
            AmendmentAct::Submit => match self {
                Drafted => Some(InReview),
                InReview | Approved | Signed | Withdrawn => None,
            },
            AmendmentAct::Return => match self {
                InReview | Approved => Some(Drafted),
                Drafted | Signed | Withdrawn => None,
            },
            AmendmentAct::Approve => match self {
                InReview => Some(Approved),
                Drafted | Approved | Signed | Withdrawn => None,
            },
            AmendmentAct::Sign => match self {
                Approved => Some(Signed),
                Drafted | InReview | Signed | Withdrawn => None,
            },
            AmendmentAct::Withdraw => match self {
                Drafted | InReview | Approved => Some(Withdrawn),
                Signed | Withdrawn => None,
            },
        }
    }
}

impl Act for AmendmentAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for AmendmentStage {
    type Act = AmendmentAct;

    const SUBJECT: &'static str = "an amendment";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Drafted];

    fn after(self, act: AmendmentAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for AmendmentStep {
    type Stage = AmendmentStage;

    fn act(&self) -> AmendmentAct {
        match self {
            Self::Submit => AmendmentAct::Submit,
            Self::Return => AmendmentAct::Return,
            Self::Approve => AmendmentAct::Approve,
            Self::Sign => AmendmentAct::Sign,
            Self::Withdraw => AmendmentAct::Withdraw,
        }
    }
}

impl fmt::Display for AmendmentStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
