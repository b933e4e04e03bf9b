use std::fmt;

use crate::handling::Status;

/// The status of the case of a warning.
pub type CaseStatus = Status<Closing>;

/// The way in which a case ended.
///
/// | ends | from | by | when the condition |
/// |---|---|---|---|
/// | remedied | resolved | the days, or a person | has stayed clear |
/// | lost | resolved, a remedy of a loss having ended so | two people | is raised |
/// | self-cleared | new, reopened | the days | clears |
/// | self-cleared | resolved, nothing having been done | the days, or a person | has stayed clear |
/// | risk passed | risk accepted | the days | clears |
/// | dismissed | new to under investigation, reopened | a person | is in any phase |
///
/// From the level of four eyes on it takes two people to dismiss a case, and a second person to
/// close one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum Closing {
    /// Its cause was found, something was done, and the condition stayed clear.
    Remedied,
    /// Its cause was found, something was done, and the customer is lost all the same.
    #[doc(alias = "客户流失")]
    Lost,
    /// The warning went away by itself, at most watched: before anybody did anything, or as the
    /// person who looked into it found.
    SelfCleared,
    /// The risk was accepted, and the condition cleared meanwhile.
    RiskPassed,
    /// The warning was a false alarm.
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
