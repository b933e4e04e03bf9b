use std::fmt;

use crate::calendar::Day;
use crate::credit::Reason;
use crate::id::{DocumentId, StaffId};
use crate::lifecycle::Entry;
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

/// A step that was taken, with its day and the staff member who took it.
pub type HoldEvent = Entry<HoldStep>;

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
