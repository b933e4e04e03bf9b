use crate::calendar::Day;
use crate::id::{StaffId, SupportLineId};
use crate::lifecycle::Reason;
use crate::money::Money;
use crate::support::PersonDays;

/// A thing that happened to a line of a plan of support.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum SupportEvent {
    /// The work on it has begun.
    Begun,
    /// The customer was given it, or a part of it.
    Given,
    /// Money was spent; negative when it came back.
    Spent {
        /// The amount.
        amount: Money,
    },
    /// People of ours worked on it.
    Worked {
        /// The time.
        person_days: PersonDays,
    },
    /// A proof came that it was given.
    Proved {
        /// The proof, in words.
        proof: Reason,
    },
}

/// An entry about a line of a plan of support.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SupportEntry {
    /// The line.
    pub line: SupportLineId,
    /// The day.
    pub on: Day,
    /// The staff member who noted it.
    pub by: StaffId,
    /// The event.
    pub event: SupportEvent,
}

impl SupportEvent {
    /// Returns `true` when the event shows that the support is under way. A proof alone is none.
    pub(super) const fn begins(&self) -> bool {
        match self {
            Self::Begun | Self::Given | Self::Spent { .. } | Self::Worked { .. } => true,
            Self::Proved { .. } => false,
        }
    }
}
