use std::fmt;

use super::stage::HandlingStage;
use crate::calendar::Day;

/// The status of a case: its stage with what belongs to it. `E` is the way in which it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum Status<E> {
    /// No person has acknowledged the case.
    New,
    /// A person has acknowledged the case.
    Acknowledged,
    /// A person looks for the cause.
    Investigating,
    /// The cause is known.
    CauseKnown,
    /// A remedy is under way.
    Handling,
    /// The remedies are done and have to hold.
    Resolved,
    /// The remedies did not hold.
    Reopened,
    /// The risk is accepted, up to and including a day.
    RiskAccepted(Day),
    /// The case is closed.
    Closed(E),
}

impl<E: Copy> Status<E> {
    /// The stage.
    pub const fn stage(self) -> HandlingStage {
        match self {
            Self::New => HandlingStage::New,
            Self::Acknowledged => HandlingStage::Acknowledged,
            Self::Investigating => HandlingStage::Investigating,
            Self::CauseKnown => HandlingStage::CauseKnown,
            Self::Handling => HandlingStage::Handling,
            Self::Resolved => HandlingStage::Resolved,
            Self::Reopened => HandlingStage::Reopened,
            Self::RiskAccepted(_) => HandlingStage::RiskAccepted,
            Self::Closed(_) => HandlingStage::Closed,
        }
    }

    /// Returns `true` while somebody still has to look after it.
    ///
    /// ```
    /// use guanxi::casework::{CaseStatus, Closing};
    /// assert!(CaseStatus::Resolved.is_open());
    /// assert!(!CaseStatus::Closed(Closing::Remedied).is_open());
    /// ```
    pub const fn is_open(self) -> bool {
        self.stage().is_open()
    }

    /// The status of a stage that carries no data; `None` for an accepted risk and an end.
    pub(super) const fn plain(stage: HandlingStage) -> Option<Self> {
        match stage {
            HandlingStage::New => Some(Self::New),
            HandlingStage::Acknowledged => Some(Self::Acknowledged),
            HandlingStage::Investigating => Some(Self::Investigating),
            HandlingStage::CauseKnown => Some(Self::CauseKnown),
            HandlingStage::Handling => Some(Self::Handling),
            HandlingStage::Resolved => Some(Self::Resolved),
            HandlingStage::Reopened => Some(Self::Reopened),
            HandlingStage::RiskAccepted | HandlingStage::Closed => None,
        }
    }
}

impl<E: Copy + fmt::Display> fmt::Display for Status<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RiskAccepted(until) => write!(f, "{} up to {until}", self.stage()),
            Self::Closed(end) => write!(f, "{} ({end})", self.stage()),
            Self::New
            | Self::Acknowledged
            | Self::Investigating
            | Self::CauseKnown
            | Self::Handling
            | Self::Resolved
            | Self::Reopened => self.stage().fmt(f),
        }
    }
}
