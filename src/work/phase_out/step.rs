use std::fmt;

use super::{BalanceKind, BalanceLeft};
use crate::lifecycle::{Act, Entry, Reason, Stage, Step};
use crate::valid::words;

words! {
    /// The stage of a phasing out on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PhaseOutStage {
        /// Planned; balances may be counted.
        Planned = "planned",
        /// Approved and running.
        Running = "running",
        /// Closed: each balance is zero or waived.
        Closed = "closed",
        /// Withdrawn: the customer stays.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// The kinds of steps of a phasing out.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PhaseOutAct {
        /// Approves the plan.
        Approve = "approve",
        /// Counts a balance.
        Count = "count",
        /// Waives a balance.
        Waive = "waive",
        /// Closes the plan.
        Close = "close",
        /// Withdraws the plan.
        Withdraw = "withdraw",
    }
}

/// A step of a phasing out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum PhaseOutStep {
    /// Approves the plan; by another person than who planned it.
    Approve,
    /// Counts a balance: the rest of it on the day of the step.
    Count {
        /// The balance.
        balance: BalanceKind,
        /// The rest.
        left: BalanceLeft,
    },
    /// Waives a balance; by another person than who planned it.
    Waive {
        /// The balance.
        balance: BalanceKind,
        /// The reason.
        reason: Reason,
    },
    /// Closes the plan: each balance is zero or waived.
    Close,
    /// Withdraws the plan: the customer stays.
    Withdraw {
        /// The reason.
        reason: Reason,
    },
}

/// A step that was taken, with who took it and when.
pub type PhaseOutEvent = Entry<PhaseOutStep>;

impl PhaseOutStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: PhaseOutAct) -> Option<Self> {
        match (self, act) {
            (Self::Planned, PhaseOutAct::Approve)
            | (Self::Running, PhaseOutAct::Count | PhaseOutAct::Waive) => Some(Self::Running),
            (Self::Planned, PhaseOutAct::Count) => Some(Self::Planned),
            (Self::Running, PhaseOutAct::Close) => Some(Self::Closed),
            (Self::Planned | Self::Running, PhaseOutAct::Withdraw) => Some(Self::Withdrawn),
            (Self::Planned, PhaseOutAct::Waive | PhaseOutAct::Close)
            | (Self::Running, PhaseOutAct::Approve)
            | (
                Self::Closed | Self::Withdrawn,
                PhaseOutAct::Approve
                | PhaseOutAct::Count
                | PhaseOutAct::Waive
                | PhaseOutAct::Close
                | PhaseOutAct::Withdraw,
            ) => None,
        }
    }
}

impl Act for PhaseOutAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for PhaseOutStage {
    type Act = PhaseOutAct;

    const SUBJECT: &'static str = "a phasing out";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Planned];

    fn after(self, act: PhaseOutAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for PhaseOutStep {
    type Stage = PhaseOutStage;

    fn act(&self) -> PhaseOutAct {
        match self {
            Self::Approve => PhaseOutAct::Approve,
            Self::Count { .. } => PhaseOutAct::Count,
            Self::Waive { .. } => PhaseOutAct::Waive,
            Self::Close => PhaseOutAct::Close,
            Self::Withdraw { .. } => PhaseOutAct::Withdraw,
        }
    }
}

impl fmt::Display for PhaseOutStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
