use std::fmt;

use crate::calendar::Day;
use crate::lifecycle::{Act, Entry, Reason, Stage, Step};
use crate::measure::plural;
use crate::money::Money;
use crate::valid::words;

words! {
    /// The stage of an approval of limits and terms on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum CreditApprovalStage as "a stage of an approval of credit" {
        /// Somebody applied for limits or terms.
        #[doc(alias = "授信申请")]
        Applied = "applied",
        /// Terms are proposed beside the computed limit; approvals are awaited.
        #[doc(alias = "授信审批")]
        Proposed = "proposed",
        /// The terms hold.
        #[doc(alias = "授信生效")]
        InForce = "in_force" => "in force",
        /// The terms hold, and their review is overdue.
        #[doc(alias = "授信复核")]
        ReviewDue = "review_due" => "review due",
        /// The terms hold no longer.
        Ended = "ended",
        /// The application was refused.
        #[doc(alias = "授信拒绝")]
        Refused = "refused",
        /// The application was withdrawn.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// The kinds of steps of an approval of limits and terms.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum CreditApprovalAct as "an act of an approval of credit" {
        /// Proposes terms beside the computed limit.
        Propose = "propose",
        /// Approves in one place.
        Approve = "approve",
        /// Gives it back for other terms; approvals given lapse.
        Return = "return",
        /// Puts the terms in force, once all have approved.
        Grant = "grant",
        /// Confirms the terms for another while.
        Review = "review",
        /// Ends the terms.
        End = "end",
        /// Refuses the application.
        Refuse = "refuse",
        /// Withdraws the application.
        Withdraw = "withdraw",
    }
}

/// A limit with its terms of payment.
#[doc(alias = "授信条件")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct CreditTerms {
    /// The credit limit, not negative; 0 is cash only.
    pub limit: Money,
    /// The days for payment; 0 is on delivery.
    pub payment_days: u16,
    /// The last day of a temporary limit; `None` for one that stands until it is reviewed.
    #[cfg_attr(feature = "serde", serde(default))]
    pub until: Option<Day>,
}

/// A step of an approval of limits and terms.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum CreditApprovalStep {
    /// Proposes terms.
    Propose {
        /// The terms.
        terms: CreditTerms,
        /// The limit that the policy of proposals computes; `None` where it proposes none.
        computed: Option<Money>,
        /// The reason; it is needed for a limit above the computed one.
        reason: Option<Reason>,
    },
    /// Approves in one place.
    Approve {
        /// The place among the approvers, from 0.
        slot: usize,
    },
    /// Gives it back.
    Return {
        /// The reason.
        reason: Reason,
    },
    /// Puts the terms in force.
    Grant {
        /// The first day of the terms.
        from: Day,
        /// The last day for their review.
        review_by: Day,
    },
    /// Confirms the terms.
    Review {
        /// The last day for the next review.
        review_by: Day,
        /// The reason.
        reason: Reason,
    },
    /// Ends the terms.
    End {
        /// The reason.
        reason: Reason,
    },
    /// Refuses the application.
    Refuse {
        /// The reason.
        reason: Reason,
    },
    /// Withdraws the application.
    Withdraw {
        /// The reason.
        reason: Reason,
    },
}

/// A step that was taken, with who took it and when.
pub type CreditApprovalEvent = Entry<CreditApprovalStep>;

impl CreditApprovalStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: CreditApprovalAct) -> Option<Self> {
        use CreditApprovalAct as A;
        match (self, act) {
            (Self::Applied, A::Propose) | (Self::Proposed, A::Approve) => Some(Self::Proposed),
            (Self::Proposed, A::Return) => Some(Self::Applied),
            (Self::Proposed, A::Grant) | (Self::InForce | Self::ReviewDue, A::Review) => {
                Some(Self::InForce)
            }
            (Self::InForce | Self::ReviewDue, A::End) => Some(Self::Ended),
            (Self::Applied | Self::Proposed, A::Refuse) => Some(Self::Refused),
            (Self::Applied | Self::Proposed, A::Withdraw) => Some(Self::Withdrawn),
            (Self::Applied, A::Approve | A::Return | A::Grant | A::Review | A::End)
            | (Self::Proposed, A::Propose | A::Review | A::End)
            | (
                Self::InForce | Self::ReviewDue,
                A::Propose | A::Approve | A::Return | A::Grant | A::Refuse | A::Withdraw,
            )
            | (Self::Ended | Self::Refused | Self::Withdrawn, _) => None,
        }
    }

    /// Returns `true` while the terms hold.
    pub const fn is_in_force(self) -> bool {
        match self {
            Self::InForce | Self::ReviewDue => true,
            Self::Applied | Self::Proposed | Self::Ended | Self::Refused | Self::Withdrawn => false,
        }
    }
}

impl Act for CreditApprovalAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for CreditApprovalStage {
    type Act = CreditApprovalAct;

    const SUBJECT: &'static str = "an approval of credit";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Applied];

    fn after(self, act: CreditApprovalAct) -> Option<Self> {
        self.after(act)
    }

    fn in_time(self) -> &'static [Self] {
        match self {
            Self::InForce => &[Self::ReviewDue, Self::Ended],
            Self::ReviewDue => &[Self::Ended],
            Self::Applied | Self::Proposed | Self::Ended | Self::Refused | Self::Withdrawn => &[],
        }
    }
}

impl Step for CreditApprovalStep {
    type Stage = CreditApprovalStage;

    fn act(&self) -> CreditApprovalAct {
        match self {
            Self::Propose { .. } => CreditApprovalAct::Propose,
            Self::Approve { .. } => CreditApprovalAct::Approve,
            Self::Return { .. } => CreditApprovalAct::Return,
            Self::Grant { .. } => CreditApprovalAct::Grant,
            Self::Review { .. } => CreditApprovalAct::Review,
            Self::End { .. } => CreditApprovalAct::End,
            Self::Refuse { .. } => CreditApprovalAct::Refuse,
            Self::Withdraw { .. } => CreditApprovalAct::Withdraw,
        }
    }
}

impl fmt::Display for CreditTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { limit, payment_days, until } = self;
        let days = plural(*payment_days, "day", "days");
        write!(f, "limit {limit}, payment within {payment_days} {days}")?;
        match until {
            Some(until) => write!(f, ", up to {until}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for CreditApprovalStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
