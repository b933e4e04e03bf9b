use std::fmt;

use super::warning_key::WarningKey;
use crate::id::CustomerKey;
use crate::warning::{Level, Rule};

/// The reason for which warnings are told as one list instead of one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListReason {
    /// They stand in a baseline: the first step of a register, or one that is declared one.
    Baseline,
    /// A flood of the rule held them back, nobody answered in time, and they still stand.
    FloodTimedOut(Rule),
}

impl ListReason {
    /// The word in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::FloodTimedOut(_) => "flood_timed_out",
        }
    }
}

impl fmt::Display for ListReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Baseline => f.write_str("baseline"),
            Self::FloodTimedOut(rule) => write!(f, "flood of {rule} that nobody answered"),
        }
    }
}

/// A warning of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListedWarning {
    /// The warning.
    pub key: WarningKey,
    /// The level of its case.
    pub level: Level,
}

/// Warnings that are told as one list. Their cases are open, without deadlines and reminders until
/// a person takes one up or its level rises, see
/// [`Case::is_listed`](crate::casework::Case::is_listed).
#[doc(alias = "存量预警清单")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WarningList {
    /// The reason.
    pub reason: ListReason,
    /// The warnings, by customer and rule.
    pub warnings: Vec<ListedWarning>,
    /// The customers that are lost from the day of a baseline on, ascending, whether or not a case
    /// of their loss is open.
    pub lost: Vec<CustomerKey>,
}
