use std::fmt;

use crate::calendar::Day;
use crate::id::{CauseId, RemedyId, StaffId};

/// A cause that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCause {
    /// Its code.
    pub cause: CauseId,
    /// What shows it.
    pub evidence: Vec<String>,
    /// Who found it.
    pub by: StaffId,
    /// When.
    pub on: Day,
}

/// A remedy that was planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRemedy {
    /// Its code.
    pub remedy: RemedyId,
    /// Who does it.
    pub owner: StaffId,
    /// By when.
    pub due: Day,
    /// What became of it; `None` while it is to be done.
    pub end: Option<RemedyEnd>,
}

/// What became of a remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemedyEnd {
    /// It is done.
    Done(RemedyOutcome),
    /// It is not to be done, and why.
    Cancelled(String),
}

/// What came of a remedy, as whoever did it sees it; the data have the last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum RemedyOutcome {
    /// It is well again.
    Recovered,
    /// It is better.
    Improved,
    /// It is the same.
    NoChange,
    /// It is worse.
    Worse,
    /// The customer is lost.
    Lost,
}

impl fmt::Display for RemedyOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Recovered => "recovered",
            Self::Improved => "improved",
            Self::NoChange => "no change",
            Self::Worse => "worse",
            Self::Lost => "lost",
        })
    }
}
