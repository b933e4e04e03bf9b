use std::fmt;

use super::{ComplaintAct, ComplaintStage};
use crate::calendar::Day;
use crate::id::{CauseId, ComplaintId, StaffId};
use crate::interaction::InteractionKind;
use crate::lifecycle::{Entry, Reason, Step};
use crate::money::Money;
use crate::valid::words;

words! {
    /// The severity of a complaint, by which its clock goes.
    #[doc(alias = "严重程度")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ComplaintSeverity as "a severity" {
        /// Nobody is harmed and little is lost.
        Minor = "minor",
        /// Money, a delivery or the relation is at stake.
        Serious = "serious",
        /// Safety is at stake, or the customer cannot go on.
        Critical = "critical",
    }
}

words! {
    /// The matter that a complaint is about.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ComplaintTopic as "a topic of a complaint" {
        /// The goods.
        #[doc(alias = "质量投诉")]
        Quality = "quality",
        /// Delivery, quantity, damage on the way.
        Delivery = "delivery",
        /// Price, invoice, rebate.
        Price = "price",
        /// Service and people.
        #[doc(alias = "服务投诉")]
        Service = "service",
        /// Contract, territory, policy.
        Agreement = "agreement",
        /// Anything else.
        Other = "other",
    }
}

/// The assessment of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ComplaintAssessment {
    /// The severity.
    pub severity: ComplaintSeverity,
    /// `true` when safety is at stake: the complaint is critical then.
    #[cfg_attr(feature = "serde", serde(default))]
    pub touches_safety: bool,
    /// `true` when several of our departments have a part in it.
    #[cfg_attr(feature = "serde", serde(default))]
    pub is_complex: bool,
    /// `true` when something has to be done at once, as stopping a batch.
    #[cfg_attr(feature = "serde", serde(default))]
    pub needs_action: bool,
}

/// A remedy that the customer is promised.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ComplaintRemedy {
    /// The remedy.
    pub text: Reason,
    /// The day by which it is done.
    pub by: Day,
}

/// The decision of a complaint, in one of three forms.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum ComplaintDecision {
    /// The customer is right, and is promised a remedy.
    Upheld(ComplaintRemedy),
    /// The customer is promised a remedy, and nothing is admitted.
    WithoutAdmission(ComplaintRemedy),
    /// The customer is wrong.
    NotUpheld,
}

/// A notice by which the customer is told.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ComplaintNotice {
    /// The way on which it went.
    pub channel: InteractionKind,
    /// The text.
    pub text: Reason,
}

/// A step of a complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum ComplaintStep {
    /// The customer knows that we have it.
    Acknowledge {
        /// The way on which it was told.
        channel: InteractionKind,
    },
    /// It is assessed, or assessed anew: the same clock is aimed anew.
    Assess(ComplaintAssessment),
    /// It is given to somebody.
    Assign {
        /// The new owner.
        to: StaffId,
    },
    /// Somebody looks into it.
    Investigate,
    /// The clock stands still while the customer is to answer.
    Pause {
        /// The first day after the pause.
        until: Day,
        /// The question to the customer.
        reason: Reason,
        /// A second person who agrees to more days than the policy allows.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        agreed_by: Option<StaffId>,
    },
    /// The customer has answered: the clock runs again, this day included.
    Resume,
    /// A holding answer.
    #[doc(alias = "暂复")]
    HoldOff {
        /// The reason.
        reason: Reason,
        /// The day by which the customer is told.
        until: Day,
        /// The way on which it was told.
        channel: InteractionKind,
    },
    /// The customer hears how it stands.
    Inform(ComplaintNotice),
    /// The customer asks again.
    AskAgain,
    /// It is resolved at once.
    Resolve {
        /// The cause.
        cause: CauseId,
        /// The remedy.
        remedy: ComplaintRemedy,
    },
    /// A small sum is granted as goodwill.
    #[doc(alias = "避免纠缠于细节")]
    GrantGoodwill {
        /// The cause.
        cause: CauseId,
        /// The sum.
        sum: Money,
    },
    /// It is decided.
    Decide {
        /// The cause that was found.
        cause: CauseId,
        /// The decision.
        decision: ComplaintDecision,
    },
    /// The customer is told the decision.
    Tell {
        /// The decision and its reasons, and the way on which they went.
        notice: ComplaintNotice,
        /// The way on for a customer that does not agree.
        way_on: Reason,
    },
    /// The remedy is done.
    Finish,
    /// The customer accepts the answer.
    Accept,
    /// The customer rejects the answer.
    Reject {
        /// Its reasons.
        reason: Reason,
    },
    /// It goes to somebody higher.
    Escalate {
        /// The reason.
        reason: Reason,
        /// The new owner.
        to: StaffId,
    },
    /// It is closed.
    Close {
        /// The effect of what was done.
        effect: Reason,
    },
    /// The customer withdraws it.
    Withdraw(ComplaintNotice),
    /// It goes on as a part of another.
    Merge {
        /// The other one.
        into: ComplaintId,
        /// The notice.
        notice: ComplaintNotice,
    },
    /// It is another one, taken down twice.
    MarkDuplicate {
        /// The other one.
        of: ComplaintId,
        /// The notice.
        notice: ComplaintNotice,
    },
    /// The customer opens it again.
    Reopen {
        /// The news that it brings.
        news: Reason,
    },
    /// The customer opens it again, and it goes to somebody higher.
    ReopenHigher {
        /// The news that it brings.
        news: Reason,
        /// The new owner.
        to: StaffId,
    },
}

/// A step that was taken, with who took it and when.
pub type ComplaintEvent = Entry<ComplaintStep>;

impl ComplaintDecision {
    /// The remedy that is promised.
    pub const fn remedy(&self) -> Option<&ComplaintRemedy> {
        match self {
            Self::Upheld(remedy) | Self::WithoutAdmission(remedy) => Some(remedy),
            Self::NotUpheld => None,
        }
    }
}

impl Step for ComplaintStep {
    type Stage = ComplaintStage;

    fn act(&self) -> ComplaintAct {
        match self {
            Self::Acknowledge { .. } => ComplaintAct::Acknowledge,
            Self::Assess(_) => ComplaintAct::Assess,
            Self::Assign { .. } => ComplaintAct::Assign,
            Self::Investigate => ComplaintAct::Investigate,
            Self::Pause { .. } => ComplaintAct::Pause,
            Self::Resume => ComplaintAct::Resume,
            Self::HoldOff { .. } => ComplaintAct::HoldOff,
            Self::Inform(_) => ComplaintAct::Inform,
            Self::AskAgain => ComplaintAct::AskAgain,
            Self::Resolve { .. } => ComplaintAct::Resolve,
            Self::GrantGoodwill { .. } => ComplaintAct::GrantGoodwill,
            Self::Decide { .. } => ComplaintAct::Decide,
            Self::Tell { .. } => ComplaintAct::Tell,
            Self::Finish => ComplaintAct::Finish,
            Self::Accept => ComplaintAct::Accept,
            Self::Reject { .. } => ComplaintAct::Reject,
            Self::Escalate { .. } => ComplaintAct::Escalate,
            Self::Close { .. } => ComplaintAct::Close,
            Self::Withdraw(_) => ComplaintAct::Withdraw,
            Self::Merge { .. } => ComplaintAct::Merge,
            Self::MarkDuplicate { .. } => ComplaintAct::MarkDuplicate,
            Self::Reopen { .. } => ComplaintAct::Reopen,
            Self::ReopenHigher { .. } => ComplaintAct::ReopenHigher,
        }
    }
}

impl fmt::Display for ComplaintStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
