use std::fmt;

use super::Reason;
use crate::calendar::Day;
use crate::id::{DocumentId, StaffId};
use crate::money::Money;

/// What becomes of a held order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum HoldStep {
    /// It was checked again: these reasons stand now, none when all are gone.
    Check {
        /// The reasons, in any order.
        reasons: Vec<Reason>,
        /// What the check said.
        evidence: String,
    },
    /// Somebody holds it by hand, whatever the check says.
    #[doc(alias = "手工冻结")]
    Force {
        /// Why; never blank.
        why: String,
    },
    /// Somebody lets it go.
    #[doc(alias = "放行")]
    Release {
        /// Why; never blank.
        why: String,
        /// In which role.
        role: String,
        /// Who asked for it.
        requested_by: StaffId,
    },
    /// It is not to go out at all.
    Reject {
        /// Why; never blank.
        why: String,
    },
    /// Somebody else looks after it.
    Assign {
        /// Who.
        to: StaffId,
    },
    /// The order was changed.
    Change {
        /// Its value now.
        value: Money,
    },
}

impl fmt::Display for HoldStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Check { .. } => "check",
            Self::Force { .. } => "force",
            Self::Release { .. } => "release",
            Self::Reject { .. } => "reject",
            Self::Assign { .. } => "assign",
            Self::Change { .. } => "change",
        })
    }
}

/// How a held order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum HoldStatus {
    /// Some reason stands.
    Held,
    /// All reasons are gone; somebody has to let it go.
    Ready,
    /// It may go out, for its value and up to a day.
    Released,
    /// It was changed beyond what was released: to be checked again.
    ToCheck,
    /// Checked again, and nothing stood against it.
    Passed,
    /// It does not go out.
    Rejected,
}

impl fmt::Display for HoldStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Held => "held",
            Self::Ready => "ready to release",
            Self::Released => "released",
            Self::ToCheck => "to be checked again",
            Self::Passed => "passed",
            Self::Rejected => "rejected",
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
pub struct HoldEvent {
    /// What was done.
    pub step: HoldStep,
    /// When.
    pub on: Day,
    /// By whom of ours.
    pub by: StaffId,
}

/// How a hold began: with the steps after it, all that an application has to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct HoldOpening {
    /// The order.
    pub document: DocumentId,
    /// What it was worth.
    pub value: Money,
    /// Why it was held.
    pub reasons: Vec<Reason>,
    /// What the check said.
    pub evidence: String,
    /// When.
    pub on: Day,
    /// By whom of ours.
    pub by: StaffId,
}

/// Why a step was not taken. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HoldRefused {
    /// The order does not stand where the step could be taken.
    #[error("cannot {step} an order that is {status}")]
    OutOfTurn {
        /// The step, in a word.
        step: String,
        /// How the order stands.
        status: HoldStatus,
    },
    /// The step is dated before the last one.
    #[error("a step of {on} cannot follow one of {last}")]
    BackDated {
        /// The day of the step.
        on: Day,
        /// The day of the last one.
        last: Day,
    },
    /// Nothing says why.
    #[error("a {step} says why, and that was blank")]
    Blank {
        /// The step, in a word.
        step: String,
    },
    /// An order is held for at least one reason.
    #[error("an order is held for at least one reason, there was none")]
    NoReason,
    /// The policy does not know the role.
    #[error("no role is called {role:?}")]
    UnknownRole {
        /// The role.
        role: String,
    },
    /// The value is beyond what the role may release.
    #[error("a {role} releases at most {ceiling}, the order is worth {value}")]
    BeyondCeiling {
        /// The role.
        role: String,
        /// Its ceiling.
        ceiling: Money,
        /// The value of the order.
        value: Money,
    },
    /// Whoever asks for a release of that value may not grant it.
    #[error(
        "{by} asked for the release of {value} and cannot grant it: above {bound} it takes two"
    )]
    FourEyes {
        /// Who.
        by: StaffId,
        /// The value of the order.
        value: Money,
        /// The largest value that one person may release alone.
        bound: Money,
    },
    /// The value is negative or in another currency.
    #[error(
        "the value of an order of {was} must not be negative or in another currency, was {value}"
    )]
    Value {
        /// The value before.
        was: Money,
        /// The value.
        value: Money,
    },
}
