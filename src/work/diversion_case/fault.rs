use super::DiversionStage;
use crate::calendar::Day;
use crate::diversion::{DiversionKind, EvidenceGrade, Sanction};
use crate::id::DiversionId;
use crate::lifecycle::{ContentError, StepError};
use crate::valid::codes;

/// The content for which a step of a case of diversion is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DiversionFault {
    /// The step is dated before the report.
    #[error("a step of {on} cannot come before the report of {reported}")]
    BeforeReport {
        /// The day of the step.
        on: Day,
        /// The day of the report.
        reported: Day,
    },
    /// The customer has not answered, and its time has not gone by.
    #[error("the customer may answer until {due}, so its silence is not noted on {on}")]
    StillTime {
        /// The day of the step.
        on: Day,
        /// The last day for the answer.
        due: Day,
    },
    /// The evidence is too weak.
    #[error("evidence by {grade} cannot be upheld")]
    WeakEvidence {
        /// The grade.
        grade: EvidenceGrade,
    },
    /// The kind is no breach.
    #[error("goods {kind} are no breach")]
    NoBreach {
        /// The kind.
        kind: DiversionKind,
    },
    /// Nothing was diverted.
    #[error("an upheld case has a quantity of 1 or more")]
    NoQuantity,
    /// Another case about the same facts is upheld: one set of facts has one sanction.
    #[error("case {other} about the same facts is upheld")]
    SameFacts {
        /// The other case.
        other: DiversionId,
    },
    /// The customer has appealed before.
    #[error("a case is appealed against once, and was on {before}")]
    SecondAppeal {
        /// The day of the first appeal.
        before: Day,
    },
    /// The sanction is harsher than the table.
    #[error("the table allows {most} at most, not {sanction}")]
    TooHarsh {
        /// The harshest sanction of the table.
        most: Sanction,
        /// The sanction that was refused.
        sanction: Sanction,
    },
}

codes! {
    DiversionFault {
        BeforeReport = "before_report",
        StillTime = "still_time",
        WeakEvidence = "weak_evidence",
        NoBreach = "kind_is_no_breach",
        NoQuantity = "no_quantity",
        SameFacts = "same_facts",
        SecondAppeal = "second_appeal",
        TooHarsh = "too_harsh",
    }
}

impl ContentError for DiversionFault {
    fn code(&self) -> &'static str {
        self.code()
    }
}

/// The refusal of a step of a case of diversion.
pub type DiversionStepError = StepError<DiversionStage, DiversionFault>;
