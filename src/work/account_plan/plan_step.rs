use std::fmt;

use super::PlanContent;
use crate::lifecycle::{Act, Entry, Reason, Stage, Step};
use crate::valid::words;

words! {
    /// The stage of the plan of a key account.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PlanStage as "a stage of a plan" {
        /// Being written.
        Drafted = "drafted",
        /// Waiting for approval.
        Submitted = "submitted",
        /// Approved, and worked by.
        InForce = "in_force" => "in force",
        /// The account is no key account any more.
        Closed = "closed",
    }
}

words! {
    /// An act on a plan.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PlanAct as "an act on a plan" {
        /// Writes the content.
        Write = "write",
        /// Proves that a part of a step is done.
        Prove = "prove",
        /// Submits the plan.
        Submit = "submit",
        /// Sends it back.
        SendBack = "send_back" => "send back",
        /// Approves it.
        Approve = "approve",
        /// Notes that an action is done.
        Complete = "complete",
        /// Takes stock of the account.
        #[doc(alias = "客户盘点")]
        TakeStock = "take_stock" => "take stock of",
        /// Begins a new round.
        Renew = "renew",
        /// Closes the plan.
        Close = "close",
    }
}

words! {
    /// A step of the six in which a plan is made.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PlanPhase as "a step of planning" {
        /// Assess the account.
        #[doc(alias = "评估客户")]
        Assess = "assess",
        /// Gather what is known of it.
        #[doc(alias = "收集信息")]
        Gather = "gather",
        /// Look at the competitors.
        #[doc(alias = "分析竞争对手")]
        Rivals = "rivals",
        /// Look at ourselves.
        Ourselves = "ourselves",
        /// Choose the strategy.
        #[doc(alias = "制定战略")]
        Strategy = "strategy",
        /// Renew the plan.
        #[doc(alias = "定期更新")]
        Renew = "renew",
    }
}

words! {
    /// A proof that a part of a step of planning is done.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PlanProof as "a proof of a plan" {
        /// The account is scored on attractiveness, relationship and fit.
        Scores = "scores",
        /// Its industry is described.
        Industry = "industry",
        /// Its organisation is described.
        Organisation = "organisation",
        /// Its results of three years are known.
        ThreeYears = "three_years" => "results of three years",
        /// Its direction is known.
        Direction = "direction",
        /// SWOT entries are written, each with its fact.
        Swot = "swot" => "SWOT",
        /// Our competitors at the account are compared.
        RivalMarks = "rival_marks" => "marks of rivals",
        /// Our share of its purchases is known.
        WalletShare = "wallet_share" => "share of wallet",
        /// Its needs are set against our ability.
        Needs = "needs" => "needs against ability",
        /// Its margin is known.
        Margin = "margin",
        /// Objectives are set.
        Objectives = "objectives",
        /// Actions are planned.
        Actions = "actions",
        /// Stock was taken of it.
        StockTaking = "stock_taking" => "stock-taking",
    }
}

impl PlanProof {
    /// The step of planning that the proof belongs to.
    pub const fn phase(self) -> PlanPhase {
        match self {
            Self::Scores => PlanPhase::Assess,
            Self::Industry
            | Self::Organisation
            | Self::ThreeYears
            | Self::Direction
            | Self::Swot => PlanPhase::Gather,
            Self::RivalMarks | Self::WalletShare => PlanPhase::Rivals,
            Self::Needs | Self::Margin => PlanPhase::Ourselves,
            Self::Objectives | Self::Actions => PlanPhase::Strategy,
            Self::StockTaking => PlanPhase::Renew,
        }
    }

    /// Returns `true` when the plan itself shows the proof, so that nobody has to claim it.
    pub const fn is_in_plan(self) -> bool {
        match self {
            Self::Swot | Self::Objectives | Self::Actions | Self::StockTaking => true,
            Self::Scores
            | Self::Industry
            | Self::Organisation
            | Self::ThreeYears
            | Self::Direction
            | Self::RivalMarks
            | Self::WalletShare
            | Self::Needs
            | Self::Margin => false,
        }
    }
}

/// A step on a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum PlanStep {
    /// Writes the content, in place of what was written before.
    Write(Box<PlanContent>),
    /// Proves that a part of a step of planning is done.
    Prove {
        /// The part.
        proof: PlanProof,
        /// The document or fact that shows it.
        evidence: Reason,
    },
    /// Submits the plan.
    Submit,
    /// Sends it back.
    SendBack {
        /// The reason.
        why: Reason,
    },
    /// Approves it.
    Approve,
    /// Notes that an action is done.
    Complete {
        /// The number of the action.
        number: u16,
    },
    /// Takes stock of the account.
    TakeStock {
        /// The result, in words.
        result: Reason,
    },
    /// Begins a new round.
    Renew {
        /// The reason.
        why: Reason,
    },
    /// Closes the plan.
    Close {
        /// The reason.
        why: Reason,
    },
}

/// A step with its day and the staff member who took it.
pub type PlanEvent = Entry<PlanStep>;

impl PlanStage {
    /// The stage after an act; `None` when the act is not allowed.
    ///
    /// The table is on the page of the module.
    pub const fn after(self, act: PlanAct) -> Option<Self> {
        use PlanAct::{Approve, Close, Complete, Prove, Renew, SendBack, Submit, TakeStock, Write};
        match (self, act) {
            (Self::Drafted, Write | Prove)
            | (Self::Submitted, SendBack)
            | (Self::InForce, Renew) => Some(Self::Drafted),
            (Self::Drafted, Submit) => Some(Self::Submitted),
            (Self::Submitted, Approve) | (Self::InForce, Prove | Complete | TakeStock) => {
                Some(Self::InForce)
            }
            (Self::Drafted | Self::Submitted | Self::InForce, Close) => Some(Self::Closed),
            (Self::Drafted, SendBack | Approve | Complete | TakeStock | Renew)
            | (Self::Submitted, Write | Prove | Submit | Complete | TakeStock | Renew)
            | (Self::InForce, Write | Submit | SendBack | Approve)
            | (
                Self::Closed,
                Write | Prove | Submit | SendBack | Approve | Complete | TakeStock | Renew | Close,
            ) => None,
        }
    }
}

impl Act for PlanAct {
    const ALL: &'static [Self] = &Self::ALL;

    fn heading(self) -> String {
        if self == Self::TakeStock { "stock".to_owned() } else { self.to_string() }
    }
}

impl Stage for PlanStage {
    type Act = PlanAct;
    const SUBJECT: &'static str = "a plan";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Drafted];

    fn after(self, act: PlanAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for PlanStep {
    type Stage = PlanStage;

    fn act(&self) -> PlanAct {
        match self {
            Self::Write(_) => PlanAct::Write,
            Self::Prove { .. } => PlanAct::Prove,
            Self::Submit => PlanAct::Submit,
            Self::SendBack { .. } => PlanAct::SendBack,
            Self::Approve => PlanAct::Approve,
            Self::Complete { .. } => PlanAct::Complete,
            Self::TakeStock { .. } => PlanAct::TakeStock,
            Self::Renew { .. } => PlanAct::Renew,
            Self::Close { .. } => PlanAct::Close,
        }
    }
}

impl fmt::Display for PlanStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
