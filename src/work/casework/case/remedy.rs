use crate::calendar::Day;
use crate::id::{CauseId, RemedyId, StaffId};
use crate::valid::words;

/// A cause that was found.
#[doc(alias = "原因")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub struct FoundCause {
    /// Its code.
    pub cause: CauseId,
    /// The evidence that shows it.
    pub evidence: Vec<String>,
    /// The staff member who found it.
    pub by: StaffId,
    /// The day on which it was found.
    pub on: Day,
}

/// A remedy that was planned.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub struct PlannedRemedy {
    /// Its code.
    pub remedy: RemedyId,
    /// The staff member who does it.
    pub owner: StaffId,
    /// The last day for it.
    pub due: Day,
    /// Its end; `None` while it is to be done.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub end: Option<RemedyEnd>,
}

/// The end of a remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum RemedyEnd {
    /// The remedy is done.
    Done(RemedyOutcome),
    /// The remedy is cancelled, with the reason.
    Cancelled(String),
}

words! {
    /// The outcome of a remedy, as seen by the person who did it; the data have the last word.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum RemedyOutcome as "the outcome of a remedy" {
        /// The customer is well again.
        Recovered = "recovered",
        /// The customer does better.
        Improved = "improved",
        /// Nothing has changed.
        NoChange = "no_change" => "no change",
        /// The customer does worse.
        Worse = "worse",
        /// The customer is lost.
        Lost = "lost",
    }
}
