use std::fmt;

use crate::calendar::Day;
use crate::lifecycle::{Act, Entry, Reason, Stage, Step};
use crate::money::Money;
use crate::valid::words;

words! {
    /// The stage of a payment plan on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PaymentPlanStage as "a stage of a payment plan" {
        /// The parts are proposed.
        Offered = "offered",
        /// We accept them.
        Approved = "approved",
        /// The customer accepts them: each part is promised.
        Agreed = "agreed",
        /// Every part was paid in time.
        Fulfilled = "fulfilled",
        /// It was given up after a broken part; all is due as it was.
        Broken = "broken",
        /// It never came to be.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// The kinds of steps of a payment plan.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PaymentPlanAct as "an act of a payment plan" {
        /// Accepts the parts on our side.
        Approve = "approve",
        /// Notes that the customer accepts them.
        Agree = "agree",
        /// States other parts, which are approved and agreed anew.
        Revise = "revise",
        /// Notes that all is paid.
        Fulfil = "fulfil",
        /// Gives it up.
        Break = "break",
        /// Withdraws the offer.
        Withdraw = "withdraw",
    }
}

/// A part of a debt and the last day for its payment.
#[doc(alias = "分期")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PlanPart {
    /// The last day for the payment.
    pub by: Day,
    /// The amount.
    pub amount: Money,
}

/// A step of a payment plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum PaymentPlanStep {
    /// Accepts the parts on our side.
    Approve,
    /// Notes that the customer accepts them.
    Agree,
    /// States other parts.
    Revise {
        /// All parts from now on.
        parts: Vec<PlanPart>,
        /// The reason.
        reason: Reason,
    },
    /// Notes that all is paid.
    Fulfil,
    /// Gives it up.
    Break {
        /// The reason.
        reason: Reason,
    },
    /// Withdraws the offer.
    Withdraw {
        /// The reason.
        reason: Reason,
    },
}

/// A step that was taken, with who took it and when.
pub type PaymentPlanEvent = Entry<PaymentPlanStep>;

impl PaymentPlanStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: PaymentPlanAct) -> Option<Self> {
        use PaymentPlanAct as A;
        match (self, act) {
            (Self::Offered, A::Approve) => Some(Self::Approved),
            (Self::Approved, A::Agree) => Some(Self::Agreed),
            (Self::Offered | Self::Approved | Self::Agreed, A::Revise) => Some(Self::Offered),
            (Self::Agreed, A::Fulfil) => Some(Self::Fulfilled),
            (Self::Agreed, A::Break) => Some(Self::Broken),
            (Self::Offered | Self::Approved, A::Withdraw) => Some(Self::Withdrawn),
            (Self::Offered, A::Agree | A::Fulfil | A::Break)
            | (Self::Approved, A::Approve | A::Fulfil | A::Break)
            | (Self::Agreed, A::Approve | A::Agree | A::Withdraw)
            | (Self::Fulfilled | Self::Broken | Self::Withdrawn, _) => None,
        }
    }
}

impl Act for PaymentPlanAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for PaymentPlanStage {
    type Act = PaymentPlanAct;

    const SUBJECT: &'static str = "a payment plan";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Offered];

    fn after(self, act: PaymentPlanAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for PaymentPlanStep {
    type Stage = PaymentPlanStage;

    fn act(&self) -> PaymentPlanAct {
        match self {
            Self::Approve => PaymentPlanAct::Approve,
            Self::Agree => PaymentPlanAct::Agree,
            Self::Revise { .. } => PaymentPlanAct::Revise,
            Self::Fulfil => PaymentPlanAct::Fulfil,
            Self::Break { .. } => PaymentPlanAct::Break,
            Self::Withdraw { .. } => PaymentPlanAct::Withdraw,
        }
    }
}

impl fmt::Display for PaymentPlanStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
