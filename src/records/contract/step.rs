use std::fmt;

use crate::lifecycle::{Act, Entry, Stage, Step};
use crate::valid::words;

words! {
    /// The status of a contract on a date.
    #[doc(alias = "合同状态")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ContractStatus {
        /// Being written.
        Drafted = "drafted",
        /// Submitted, waiting for approval.
        InReview = "in_review",
        /// May be signed.
        Approved = "approved",
        /// Signed, its term not begun.
        Signed = "signed",
        /// It binds both parties.
        InForce = "in_force",
        /// Its term is over.
        Expired = "expired",
        /// Ended before its term was over.
        Terminated = "terminated",
    }
}

words! {
    /// The kinds of steps.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ContractAct {
        /// Hands the draft in for review.
        Submit = "submit",
        /// Hands it back to be written again.
        Return = "return",
        /// Allows it to be signed.
        Approve = "approve",
        /// Signs it, with the customer.
        Sign = "sign",
        /// Ends it before its term is over.
        Terminate = "terminate",
    }
}

/// A step of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum ContractStep {
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
        /// The reason; never blank.
        reason: String,
    },
}

/// A step that was taken, with who took it and when.
pub type ContractEvent = Entry<ContractStep>;

impl ContractStatus {
    /// The status after an act; `None` when the act is not allowed.
    ///
    /// ```
    /// use guanxi::contract::{ContractAct, ContractStatus};
    ///
    /// let approved = ContractStatus::InReview.after(ContractAct::Approve);
    /// assert_eq!(approved, Some(ContractStatus::Approved));
    /// assert_eq!(ContractStatus::Drafted.after(ContractAct::Sign), None);
    /// ```
    pub const fn after(self, act: ContractAct) -> Option<Self> {
        match (self, act) {
            (Self::Drafted, ContractAct::Submit) => Some(Self::InReview),
            (Self::InReview, ContractAct::Return) => Some(Self::Drafted),
            (Self::InReview, ContractAct::Approve) => Some(Self::Approved),
            (Self::Approved, ContractAct::Sign) => Some(Self::Signed),
            (Self::Signed | Self::InForce, ContractAct::Terminate) => Some(Self::Terminated),
            (
                Self::InReview
                | Self::Approved
                | Self::Signed
                | Self::InForce
                | Self::Expired
                | Self::Terminated,
                ContractAct::Submit,
            )
            | (
                Self::Drafted
                | Self::Approved
                | Self::Signed
                | Self::InForce
                | Self::Expired
                | Self::Terminated,
                ContractAct::Return | ContractAct::Approve,
            )
            | (
                Self::Drafted
                | Self::InReview
                | Self::Signed
                | Self::InForce
                | Self::Expired
                | Self::Terminated,
                ContractAct::Sign,
            )
            | (
                Self::Drafted | Self::InReview | Self::Approved | Self::Expired | Self::Terminated,
                ContractAct::Terminate,
            ) => None,
        }
    }
}

impl Act for ContractAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for ContractStatus {
    type Act = ContractAct;

    const SUBJECT: &'static str = "a contract";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Drafted, Self::Signed];

    fn after(self, act: ContractAct) -> Option<Self> {
        self.after(act)
    }

    fn in_time(self) -> &'static [Self] {
        match self {
            Self::Signed => &[Self::InForce, Self::Expired],
            Self::InForce => &[Self::Expired],
            Self::Drafted | Self::InReview | Self::Approved | Self::Expired | Self::Terminated => {
                &[]
            }
        }
    }
}

impl Step for ContractStep {
    type Stage = ContractStatus;

    fn act(&self) -> ContractAct {
        match self {
            Self::Submit => ContractAct::Submit,
            Self::Return => ContractAct::Return,
            Self::Approve => ContractAct::Approve,
            Self::Sign => ContractAct::Sign,
            Self::Terminate { .. } => ContractAct::Terminate,
        }
    }
}

impl fmt::Display for ContractStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
