use std::fmt;

use crate::calendar::Day;
use crate::lifecycle::{Act, Entry, Reason, Stage, Step};
use crate::measure::plural;
use crate::money::Money;
use crate::valid::words;

words! {
    /// The stage of an admission on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AdmissionStage as "a stage of an admission" {
        /// The customer applied, or somebody of ours proposed it; facts are gathered.
        #[doc(alias = "准入申请")]
        Applied = "applied",
        /// All requirements are met; approvals are awaited.
        #[doc(alias = "准入审批")]
        Submitted = "submitted",
        /// It is a customer for a time, on first terms.
        #[doc(alias = "试用期")]
        OnTrial = "on_trial" => "on trial",
        /// It is a customer.
        #[doc(alias = "正式客户")]
        Confirmed = "confirmed",
        /// The trial brought no customer.
        #[doc(alias = "试用终止")]
        Ended = "ended",
        /// We do not want it.
        #[doc(alias = "拒绝准入")]
        Refused = "refused",
        /// The customer does not want us any more.
        #[doc(alias = "撤回申请")]
        Withdrawn = "withdrawn",
    }
}

words! {
    /// The kinds of steps of an admission.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AdmissionAct as "an act of an admission" {
        /// Asks for approval, once all requirements are met.
        Submit = "submit",
        /// Approves in one place.
        Approve = "approve",
        /// Gives it back for other terms or more facts; approvals given lapse.
        Return = "return",
        /// Begins the trial, once all have approved.
        Admit = "admit",
        /// Makes the trial longer.
        Extend = "extend",
        /// Makes it a customer.
        Confirm = "confirm",
        /// Ends the trial without a customer.
        End = "end",
        /// Refuses the application.
        Refuse = "refuse",
        /// Notes that the customer withdrew.
        Withdraw = "withdraw",
    }
}

/// The terms on which a customer begins.
#[doc(alias = "首次合作条件")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct FirstTerms {
    /// The credit limit; 0 is cash only.
    pub limit: Money,
    /// The days for payment; 0 is on delivery.
    pub payment_days: u16,
    /// The purchases that are planned for the trial.
    pub plan: Money,
}

/// A step of an admission.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum AdmissionStep {
    /// Asks for approval.
    Submit {
        /// The terms proposed.
        terms: FirstTerms,
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
    /// Begins the trial on the terms submitted.
    Admit {
        /// The last day of the trial.
        until: Day,
    },
    /// Makes the trial longer.
    Extend {
        /// The new last day of the trial.
        until: Day,
        /// The reason.
        reason: Reason,
    },
    /// Makes it a customer.
    Confirm,
    /// Ends the trial without a customer.
    End {
        /// The reason.
        reason: Reason,
    },
    /// Refuses the application.
    Refuse {
        /// The reason.
        reason: Reason,
    },
    /// The customer withdrew.
    Withdraw {
        /// The reason.
        reason: Reason,
    },
}

/// A step that was taken, with who took it and when.
pub type AdmissionEvent = Entry<AdmissionStep>;

impl AdmissionStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: AdmissionAct) -> Option<Self> {
        match (self, act) {
            (Self::Applied, AdmissionAct::Submit) | (Self::Submitted, AdmissionAct::Approve) => {
                Some(Self::Submitted)
            }
            (Self::Submitted, AdmissionAct::Return) => Some(Self::Applied),
            (Self::Submitted, AdmissionAct::Admit) | (Self::OnTrial, AdmissionAct::Extend) => {
                Some(Self::OnTrial)
            }
            (Self::OnTrial, AdmissionAct::Confirm) => Some(Self::Confirmed),
            (Self::OnTrial, AdmissionAct::End) => Some(Self::Ended),
            (Self::Applied | Self::Submitted, AdmissionAct::Refuse) => Some(Self::Refused),
            (Self::Applied | Self::Submitted, AdmissionAct::Withdraw) => Some(Self::Withdrawn),
            (
                Self::Applied,
                AdmissionAct::Approve
                | AdmissionAct::Return
                | AdmissionAct::Admit
                | AdmissionAct::Extend
                | AdmissionAct::Confirm
                | AdmissionAct::End,
            )
            | (
                Self::Submitted,
                AdmissionAct::Submit
                | AdmissionAct::Extend
                | AdmissionAct::Confirm
                | AdmissionAct::End,
            )
            | (
                Self::OnTrial,
                AdmissionAct::Submit
                | AdmissionAct::Approve
                | AdmissionAct::Return
                | AdmissionAct::Admit
                | AdmissionAct::Refuse
                | AdmissionAct::Withdraw,
            )
            | (Self::Confirmed | Self::Ended | Self::Refused | Self::Withdrawn, _) => None,
        }
    }

    /// Returns `true` while the customer may be sold to.
    pub const fn is_admitted(self) -> bool {
        match self {
            Self::OnTrial | Self::Confirmed => true,
            Self::Applied | Self::Submitted | Self::Ended | Self::Refused | Self::Withdrawn => {
                false
            }
        }
    }
}

impl Act for AdmissionAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for AdmissionStage {
    type Act = AdmissionAct;

    const SUBJECT: &'static str = "an admission";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Applied];

    fn after(self, act: AdmissionAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for AdmissionStep {
    type Stage = AdmissionStage;

    fn act(&self) -> AdmissionAct {
        match self {
            Self::Submit { .. } => AdmissionAct::Submit,
            Self::Approve { .. } => AdmissionAct::Approve,
            Self::Return { .. } => AdmissionAct::Return,
            Self::Admit { .. } => AdmissionAct::Admit,
            Self::Extend { .. } => AdmissionAct::Extend,
            Self::Confirm => AdmissionAct::Confirm,
            Self::End { .. } => AdmissionAct::End,
            Self::Refuse { .. } => AdmissionAct::Refuse,
            Self::Withdraw { .. } => AdmissionAct::Withdraw,
        }
    }
}

impl fmt::Display for FirstTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { limit, payment_days, plan } = self;
        let days = plural(*payment_days, "day", "days");
        write!(f, "limit {limit}, payment within {payment_days} {days}, plan {plan}")
    }
}

impl fmt::Display for AdmissionStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
