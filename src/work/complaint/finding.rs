use std::fmt;

use crate::calendar::Day;

/// A matter of a complaint that is late or left undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[doc(alias = "超时")]
#[non_exhaustive]
pub enum ComplaintFinding {
    /// The customer does not know that we have it.
    NotAcknowledged {
        /// The last day that was in time.
        due: Day,
    },
    /// Something was to be done at once, and nobody investigates.
    NotActed {
        /// The day of the assessment.
        due: Day,
    },
    /// The customer was not told the decision.
    NotTold {
        /// The last day that was in time.
        due: Day,
    },
    /// The customer was not told, and it was in time until the severity was raised: no fault of
    /// the one who has it.
    LateByReclassification {
        /// The last day that was in time.
        due: Day,
    },
    /// The customer has heard nothing for too long.
    NoStatus {
        /// The last day that was in time.
        due: Day,
    },
    /// The remedy was promised and is not done.
    RemedyLate {
        /// The day by which it was promised.
        by: Day,
    },
    /// The customer did not object, and nobody closed it.
    ToClose {
        /// The last day for an objection.
        until: Day,
    },
}

impl fmt::Display for ComplaintFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAcknowledged { due } => write!(f, "was to be acknowledged by {due}"),
            Self::NotActed { due } => write!(f, "was to be acted on at once, on {due}"),
            Self::NotTold { due } => write!(f, "the customer was to be told by {due}"),
            Self::LateByReclassification { due } => {
                write!(f, "the customer was to be told by {due}, by its new severity")
            }
            Self::NoStatus { due } => write!(f, "the customer was to hear from us by {due}"),
            Self::RemedyLate { by } => write!(f, "the remedy was promised by {by}"),
            Self::ToClose { until } => write!(f, "no objection until {until}: to be closed"),
        }
    }
}
