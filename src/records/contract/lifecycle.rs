use std::fmt;

use crate::calendar::Day;
use crate::id::StaffId;

/// How far a contract has come on a date.
#[doc(alias = "合同状态")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Status {
    /// Being written.
    Drafted,
    /// Submitted, waiting for approval.
    InReview,
    /// May be signed.
    Approved,
    /// Signed, its term not begun.
    Signed,
    /// Binds.
    InForce,
    /// Its term is over.
    Expired,
    /// Ended before its term was over.
    Terminated,
}

impl Status {
    /// All statuses, in the order of a contract's life.
    pub const ALL: [Self; 7] = [
        Self::Drafted,
        Self::InReview,
        Self::Approved,
        Self::Signed,
        Self::InForce,
        Self::Expired,
        Self::Terminated,
    ];

    /// The word by which the status is written and read.
    ///
    /// ```
    /// assert_eq!(guanxi::contract::Status::InForce.code(), "in_force");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::InReview => "in_review",
            Self::Approved => "approved",
            Self::Signed => "signed",
            Self::InForce => "in_force",
            Self::Expired => "expired",
            Self::Terminated => "terminated",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What somebody does with a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum Step {
    /// Hands the draft in for review.
    Submit,
    /// Hands it back to be written again.
    Return,
    /// Allows it to be signed.
    Approve,
    /// Signs it, with the customer.
    Sign,
    /// Ends it; the day of the step is the first day on which it no longer binds.
    #[doc(alias = "解除合同")]
    Terminate {
        /// Why; never blank.
        reason: String,
    },
}

impl Step {
    /// The status right after the step, before any day goes by.
    pub(super) const fn leads_to(&self) -> Status {
        match self {
            Self::Submit => Status::InReview,
            Self::Return => Status::Drafted,
            Self::Approve => Status::Approved,
            Self::Sign => Status::Signed,
            Self::Terminate { .. } => Status::Terminated,
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Submit => "submit",
            Self::Return => "return",
            Self::Approve => "approve",
            Self::Sign => "sign",
            Self::Terminate { .. } => "terminate",
        })
    }
}

/// A step that was taken, with who took it and when.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Event {
    /// What was done.
    pub step: Step,
    /// When.
    pub on: Day,
    /// By whom of ours.
    pub by: StaffId,
}
