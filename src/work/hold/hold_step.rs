use std::fmt;

use super::hold_status::HoldStatus;
use crate::calendar::Day;
use crate::credit::Reason;
use crate::id::{DocumentId, StaffId};
use crate::lifecycle::Entry;
use crate::money::Money;

/// A step on a held order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum HoldStep {
    /// Checks the order again: these reasons stand now, none when all are gone.
    Check {
        /// The reasons, in any order.
        reasons: Vec<Reason>,
        /// The sentence of the check.
        evidence: String,
    },
    /// Holds the order by hand, whatever the check says.
    #[doc(alias = "手工冻结")]
    Force {
        /// The reason; never blank.
        why: String,
    },
    /// Releases the order.
    #[doc(alias = "放行")]
    Release {
        /// The reason; never blank.
        why: String,
        /// The role of the person who releases.
        role: String,
        /// The staff member who asked for the release.
        requested_by: StaffId,
    },
    /// Rejects the order: it does not ship.
    Reject {
        /// The reason; never blank.
        why: String,
    },
    /// Gives the order to another staff member.
    Assign {
        /// The new owner.
        to: StaffId,
    },
    /// Changes the order.
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

/// A step with what it led to under the policy of its day. With the opening it is all that an
/// application has to store, and no later policy changes it.
///
/// Written in one level: the fields of the event, `status` and `last_day`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(from = "written::Written", into = "written::Written")
)]
pub struct TakenStep {
    /// The step, with its day and the staff member who took it.
    pub event: HoldEvent,
    /// The status after it.
    pub status: HoldStatus,
    /// The last day of the release that holds after it, or held last; `None` where there is none.
    pub last_day: Option<Day>,
}

#[cfg(feature = "serde")]
mod written {
    use super::{HoldStatus, HoldStep, TakenStep};
    use crate::calendar::Day;
    use crate::id::StaffId;
    use crate::lifecycle::Entry;

    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Written {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<u64>,
        step: HoldStep,
        on: Day,
        by: StaffId,
        status: HoldStatus,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        last_day: Option<Day>,
    }

    impl From<TakenStep> for Written {
        fn from(taken: TakenStep) -> Self {
            let TakenStep { event: Entry { number, step, on, by }, status, last_day } = taken;
            Self { number, step, on, by, status, last_day }
        }
    }

    impl From<Written> for TakenStep {
        fn from(written: Written) -> Self {
            let Written { number, step, on, by, status, last_day } = written;
            Self { event: Entry { number, step, on, by }, status, last_day }
        }
    }
}

/// The opening of a hold. With the steps after it, it is all that an application has to store.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct HoldOpening {
    /// The order.
    pub document: DocumentId,
    /// The value of the order.
    pub value: Money,
    /// The reasons for which it was held; at least one.
    pub reasons: Vec<Reason>,
    /// The sentence of the check.
    pub evidence: String,
    /// The day.
    pub on: Day,
    /// The staff member who opened the hold.
    pub by: StaffId,
}
