use std::fmt;

use crate::diversion::{DiversionKind, EvidenceGrade, Sanction};
use crate::lifecycle::{Act, Entry, Reason, Stage, Step};
use crate::valid::words;

words! {
    /// The stage of a case of diversion on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum DiversionStage as "a stage of a case of diversion" {
        /// Somebody saw the goods.
        #[doc(alias = "举报")]
        Reported = "reported",
        /// The evidence was checked, and the customer was asked.
        #[doc(alias = "核实")]
        Verified = "verified",
        /// The customer answered, or let its time go by.
        #[doc(alias = "申辩")]
        Heard = "heard",
        /// Diversion was found to be a fact.
        Upheld = "upheld",
        /// The goods were found not to be diverted.
        NotUpheld = "not_upheld" => "not upheld",
        /// The evidence does not suffice for a decision.
        NotProven = "not_proven" => "not proven",
        /// The customer appealed.
        #[doc(alias = "申诉")]
        Appealed = "appealed",
        /// The sanction was set.
        #[doc(alias = "处罚")]
        Sanctioned = "sanctioned",
        /// The case has ended.
        Closed = "closed",
    }
}

words! {
    /// The kinds of steps of a case of diversion.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum DiversionAct as "an act of a case of diversion" {
        /// Checks the evidence and asks the customer.
        Verify = "verify",
        /// Notes the answer of the customer, or its silence.
        Hear = "hear",
        /// Decides that diversion is a fact.
        Uphold = "uphold",
        /// Decides that the goods were not diverted.
        Reject = "reject",
        /// Decides that the evidence does not suffice.
        LeaveUnproven = "leave_unproven" => "leave unproven",
        /// Notes the appeal of the customer.
        Appeal = "appeal",
        /// Sets the sanction.
        Sanction = "sanction",
        /// Closes the case.
        Close = "close",
    }
}

/// A step of a case of diversion.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum DiversionStep {
    /// Notes the checked evidence; the customer is asked, and its time to answer begins.
    Verify {
        /// The grade of the evidence.
        grade: EvidenceGrade,
        /// The kind.
        kind: DiversionKind,
    },
    /// Notes the answer of the customer, or its silence.
    Hear {
        /// Its answer; `None` when it let its time go by.
        answer: Option<Reason>,
    },
    /// Decides that diversion is a fact.
    Uphold {
        /// The diverted quantity in base units, above 0.
        quantity: u64,
        /// The reasons.
        reason: Reason,
    },
    /// Decides that the goods were not diverted.
    Reject {
        /// The reasons.
        reason: Reason,
    },
    /// Decides that the evidence does not suffice.
    LeaveUnproven {
        /// The reasons.
        reason: Reason,
    },
    /// Notes the appeal of the customer.
    Appeal {
        /// Its reasons.
        reason: Reason,
    },
    /// Sets the sanction.
    Sanction {
        /// The sanction.
        sanction: Sanction,
    },
    /// Closes the case.
    Close,
}

/// A step that was taken, with who took it and when.
pub type DiversionEvent = Entry<DiversionStep>;

impl DiversionStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: DiversionAct) -> Option<Self> {
        match (self, act) {
            (Self::Reported, DiversionAct::Verify) => Some(Self::Verified),
            (Self::Verified, DiversionAct::Hear) => Some(Self::Heard),
            (Self::Heard | Self::Appealed, DiversionAct::Uphold) => Some(Self::Upheld),
            (Self::Heard | Self::Appealed, DiversionAct::Reject) => Some(Self::NotUpheld),
            (Self::Heard | Self::Appealed, DiversionAct::LeaveUnproven) => Some(Self::NotProven),
            (Self::Upheld | Self::Sanctioned, DiversionAct::Appeal) => Some(Self::Appealed),
            (Self::Upheld, DiversionAct::Sanction) => Some(Self::Sanctioned),
            (
                Self::Reported | Self::NotUpheld | Self::NotProven | Self::Sanctioned,
                DiversionAct::Close,
            ) => Some(Self::Closed),
            (
                Self::Verified
                | Self::Heard
                | Self::Upheld
                | Self::NotUpheld
                | Self::NotProven
                | Self::Appealed
                | Self::Sanctioned
                | Self::Closed,
                DiversionAct::Verify,
            )
            | (
                Self::Reported
                | Self::Heard
                | Self::Upheld
                | Self::NotUpheld
                | Self::NotProven
                | Self::Appealed
                | Self::Sanctioned
                | Self::Closed,
                DiversionAct::Hear,
            )
            | (
                Self::Reported
                | Self::Verified
                | Self::Upheld
                | Self::NotUpheld
                | Self::NotProven
                | Self::Sanctioned
                | Self::Closed,
                DiversionAct::Uphold | DiversionAct::Reject | DiversionAct::LeaveUnproven,
            )
            | (
                Self::Reported
                | Self::Verified
                | Self::Heard
                | Self::NotUpheld
                | Self::NotProven
                | Self::Appealed
                | Self::Closed,
                DiversionAct::Appeal,
            )
            | (
                Self::Reported
                | Self::Verified
                | Self::Heard
                | Self::NotUpheld
                | Self::NotProven
                | Self::Appealed
                | Self::Sanctioned
                | Self::Closed,
                DiversionAct::Sanction,
            )
            | (
                Self::Verified | Self::Heard | Self::Upheld | Self::Appealed | Self::Closed,
                DiversionAct::Close,
            ) => None,
        }
    }
}

impl Act for DiversionAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for DiversionStage {
    type Act = DiversionAct;

    const SUBJECT: &'static str = "a case of diversion";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Reported];

    fn after(self, act: DiversionAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for DiversionStep {
    type Stage = DiversionStage;

    fn act(&self) -> DiversionAct {
        match self {
            Self::Verify { .. } => DiversionAct::Verify,
            Self::Hear { .. } => DiversionAct::Hear,
            Self::Uphold { .. } => DiversionAct::Uphold,
            Self::Reject { .. } => DiversionAct::Reject,
            Self::LeaveUnproven { .. } => DiversionAct::LeaveUnproven,
            Self::Appeal { .. } => DiversionAct::Appeal,
            Self::Sanction { .. } => DiversionAct::Sanction,
            Self::Close => DiversionAct::Close,
        }
    }
}

impl fmt::Display for DiversionStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
