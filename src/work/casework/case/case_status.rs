use std::fmt;

use crate::calendar::Day;

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseStatus {
    /// Nobody has seen it.
    New,
    /// Somebody has.
    Acknowledged,
    /// Somebody looks for the cause.
    Investigating,
    /// The cause is known.
    CauseKnown,
    /// Something is being done.
    Handling,
    /// All is done; now the condition has to stay clear.
    Resolved,
    /// It came back before that was shown.
    Reopened,
    /// The risk is taken up to a day.
    RiskAccepted(Day),
    /// It is over.
    Closed(Closing),
}

impl CaseStatus {
    /// Whether somebody still has to look after it.
    ///
    /// ```
    /// use guanxi::casework::{CaseStatus, Closing};
    /// assert!(CaseStatus::Resolved.is_open());
    /// assert!(!CaseStatus::Closed(Closing::Remedied).is_open());
    /// ```
    pub const fn is_open(self) -> bool {
        match self {
            Self::New
            | Self::Acknowledged
            | Self::Investigating
            | Self::CauseKnown
            | Self::Handling
            | Self::Resolved
            | Self::Reopened
            | Self::RiskAccepted(_) => true,
            Self::Closed(_) => false,
        }
    }
}

impl fmt::Display for CaseStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New => f.write_str("new"),
            Self::Acknowledged => f.write_str("acknowledged"),
            Self::Investigating => f.write_str("under investigation"),
            Self::CauseKnown => f.write_str("of known cause"),
            Self::Handling => f.write_str("being handled"),
            Self::Resolved => f.write_str("resolved"),
            Self::Reopened => f.write_str("reopened"),
            Self::RiskAccepted(until) => write!(f, "accepted as a risk up to {until}"),
            Self::Closed(closing) => write!(f, "closed ({closing})"),
        }
    }
}

/// How a case ended.
///
/// | ends | from | by | when the condition |
/// |---|---|---|---|
/// | remedied | resolved | the days, from the level of four eyes on a second person | has stayed clear |
/// | lost | resolved, a remedy of a loss having ended so | always a second person | is raised |
/// | self-cleared | new, reopened; resolved where nothing was done | the days; as remedied | clears; has stayed clear |
/// | risk passed | risk accepted | the days | clears |
/// | dismissed | new to under investigation, reopened | a person, from the level of four eyes on two | stands as it may |
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closing {
    /// Its cause was found, something was done, and the condition stayed clear.
    Remedied,
    /// Its cause was found, something was done, and the customer is lost all the same.
    #[doc(alias = "客户流失")]
    Lost,
    /// It went away by itself, at most watched: before anybody did anything, or as whoever looked into it
    /// found.
    SelfCleared,
    /// The risk was taken, and the condition cleared meanwhile.
    RiskPassed,
    /// It was a false alarm.
    Dismissed,
}

impl fmt::Display for Closing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Remedied => "remedied",
            Self::Lost => "lost",
            Self::SelfCleared => "cleared by itself",
            Self::RiskPassed => "risk passed",
            Self::Dismissed => "false alarm",
        })
    }
}

/// A part of a case that has a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deadline {
    /// Somebody has to see it.
    Acknowledge,
    /// The cause has to be known.
    Cause,
    /// The remedies have to be done.
    Remedy,
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Acknowledge => "to acknowledge",
            Self::Cause => "to find the cause",
            Self::Remedy => "to remedy",
        })
    }
}
