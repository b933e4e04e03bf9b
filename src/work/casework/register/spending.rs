use std::fmt;

use crate::calendar::Day;
use crate::casework::case::CaseStatus;
use crate::warning::Level;

/// The answer to the question of whether an expense may be booked for a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spending {
    /// The expense may be booked.
    Allowed,
    /// The expense may not be booked until the open warning about expenses is adjusted: remedied,
    /// or accepted.
    Stopped {
        /// The level of the warning.
        level: Level,
        /// The day on which it was raised.
        since: Day,
        /// The status of its case.
        status: CaseStatus,
    },
}

impl fmt::Display for Spending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Allowed => f.write_str("may be booked"),
            Self::Stopped { level, since, status } => {
                write!(f, "stopped by the expense {level} of {since}, which is {status}")
            }
        }
    }
}
