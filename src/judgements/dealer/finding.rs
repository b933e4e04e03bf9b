use std::fmt;

use super::ZealLevel;
use crate::calendar::Day;
use crate::id::CriterionId;
use crate::means::MeansKind;
use crate::measure::plural;

/// A finding of the evaluation of a dealer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
pub enum DealerFinding {
    /// Claims without orders.
    FeignedZeal {
        /// The level.
        level: ZealLevel,
    },
    /// Promises were broken while we had overloaded the customer.
    Overloaded {
        /// The number of such promises.
        promises: usize,
    },
    /// The record is too short to say that there is no knock-out by breaches.
    ShortRecord {
        /// The whole months since the start of the customer; 0 where the start is unknown.
        months: u8,
        /// The months that are needed.
        least: u8,
    },
    /// A criterion was rated although its means were counted.
    RatedThoughCounted {
        /// The criterion.
        criterion: CriterionId,
        /// The means that were counted.
        kind: MeansKind,
        /// The day of the count.
        on: Day,
    },
    /// A count is old and was not read.
    OldCount {
        /// The means.
        kind: MeansKind,
        /// The day of the count.
        on: Day,
    },
    /// The raters of a criterion are two levels or more apart.
    RatersApart {
        /// The criterion.
        criterion: CriterionId,
    },
    /// The evaluation is overdue.
    Overdue {
        /// The day by which it was due; `None` where the dealer was never evaluated.
        due: Option<Day>,
    },
}

impl fmt::Display for DealerFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FeignedZeal { level } => write!(f, "{level}: claims without orders"),
            Self::Overloaded { promises } => {
                let noun = plural(*promises, "promise", "promises");
                write!(f, "we overloaded them: {promises} {noun} broken beyond their means")
            }
            Self::ShortRecord { months, least } => {
                let noun = plural(*months, "month", "months");
                write!(f, "the record covers {months} {noun}, {least} are needed for a grade")
            }
            Self::RatedThoughCounted { criterion, kind, on } => {
                write!(f, "{criterion} was rated, though {kind} were counted on {on}")
            }
            Self::OldCount { kind, on } => {
                write!(f, "{kind} were last counted on {on}: too old to be read")
            }
            Self::RatersApart { criterion } => {
                write!(f, "the raters of {criterion} are two levels or more apart")
            }
            Self::Overdue { due: Some(due) } => write!(f, "the evaluation was due on {due}"),
            Self::Overdue { due: None } => f.write_str("never evaluated before"),
        }
    }
}
