use std::fmt;

use crate::calendar::Day;
use crate::id::RoleId;
use crate::lifecycle::{Act, Entry, Stage, Step};
use crate::valid::words;

words! {
    /// The status of a contract on a date.
    #[doc(alias = "合同状态")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ContractStatus {
        /// Being written.
        #[doc(alias = "起草")]
        Drafted = "drafted",
        /// Submitted, waiting for approval.
        #[doc(alias = "审核")]
        InReview = "in_review" => "in review",
        /// May be signed.
        Approved = "approved",
        /// Signed, its term not begun.
        Signed = "signed",
        /// It binds both parties.
        InForce = "in_force" => "in force",
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
        /// Gives notice that the term is not renewed.
        DeclineRenewal = "decline_renewal",
        /// Gives notice of an ordinary termination.
        GiveNotice = "give_notice",
        /// Notifies the other party of a breach and asks for its cure.
        NotifyBreach = "notify_breach",
        /// Accepts the cure of a breach.
        AcceptCure = "accept_cure",
        /// Renews it by agreement.
        Renew = "renew",
        /// Takes a termination back.
        Reopen = "reopen",
    }
}

/// A step of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
    /// Gives notice that the term is not renewed. Given by the last day for it, it ends the term
    /// that runs; given later, the one after.
    #[doc(alias = "不续约通知")]
    DeclineRenewal {
        /// The reason; never blank.
        reason: String,
    },
    /// Gives notice of an ordinary termination.
    #[doc(alias = "解约通知")]
    GiveNotice {
        /// The first day on which the contract no longer binds.
        effective: Day,
        /// The reason; never blank.
        reason: String,
    },
    /// Notifies the other party of a breach and asks for its cure: the days to cure begin.
    #[doc(alias = "违约通知")]
    NotifyBreach {
        /// The breach; never blank.
        breach: String,
    },
    /// Accepts the cure of the breach that was notified last.
    AcceptCure,
    /// Renews the contract by agreement, for one further term.
    Renew,
    /// Takes a termination back: from the day of the step on the contract binds again, with the
    /// term that it had. The days since the termination stay without a contract.
    #[doc(alias = "恢复合同")]
    Reopen {
        /// The role in which it is reopened; policy says which one may,
        /// [`ContractApprovalPolicy`](crate::agreement::ContractApprovalPolicy).
        role: RoleId,
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
        use ContractStatus::{Approved, Drafted, Expired, InForce, InReview, Signed, Terminated};
        match act {
            ContractAct::Submit => match self {
                Drafted => Some(InReview),
                InReview | Approved | Signed | InForce | Expired | Terminated => None,
            },
            ContractAct::Return => match self {
                InReview => Some(Drafted),
                Drafted | Approved | Signed | InForce | Expired | Terminated => None,
            },
            ContractAct::Approve => match self {
                InReview => Some(Approved),
                Drafted | Approved | Signed | InForce | Expired | Terminated => None,
            },
            ContractAct::Sign => match self {
                Approved => Some(Signed),
                Drafted | InReview | Signed | InForce | Expired | Terminated => None,
            },
            ContractAct::Terminate => match self {
                Signed | InForce => Some(Terminated),
                Drafted | InReview | Approved | Expired | Terminated => None,
            },
            ContractAct::DeclineRenewal
            | ContractAct::GiveNotice
            | ContractAct::NotifyBreach
            | ContractAct::AcceptCure => match self {
                Signed | InForce => Some(self),
                Drafted | InReview | Approved | Expired | Terminated => None,
            },
            ContractAct::Renew => match self {
                Signed => Some(Signed),
                InForce | Expired => Some(InForce),
                Drafted | InReview | Approved | Terminated => None,
            },
            ContractAct::Reopen => match self {
                Terminated => Some(InForce),
                Drafted | InReview | Approved | Signed | InForce | Expired => None,
            },
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

    /// A termination is an end, although it can be taken back.
    fn is_end(self) -> bool {
        self == Self::Terminated
    }

    fn in_time(self) -> &'static [Self] {
        match self {
            Self::Signed => &[Self::InForce, Self::Expired, Self::Terminated],
            Self::InForce => &[Self::Expired, Self::Terminated],
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
            Self::DeclineRenewal { .. } => ContractAct::DeclineRenewal,
            Self::GiveNotice { .. } => ContractAct::GiveNotice,
            Self::NotifyBreach { .. } => ContractAct::NotifyBreach,
            Self::AcceptCure => ContractAct::AcceptCure,
            Self::Renew => ContractAct::Renew,
            Self::Reopen { .. } => ContractAct::Reopen,
        }
    }
}

impl ContractStep {
    /// The step as a conflict tells it, with its data.
    pub(super) fn told(&self) -> String {
        match self {
            Self::Terminate { reason } | Self::DeclineRenewal { reason } => {
                format!("{self} ({reason})")
            }
            Self::GiveNotice { effective, reason } => format!("{self} for {effective} ({reason})"),
            Self::NotifyBreach { breach } => format!("{self} ({breach})"),
            Self::Reopen { role, reason } => format!("{self} as {role} ({reason})"),
            Self::Submit
            | Self::Return
            | Self::Approve
            | Self::Sign
            | Self::AcceptCure
            | Self::Renew => self.to_string(),
        }
    }
}

impl fmt::Display for ContractStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
