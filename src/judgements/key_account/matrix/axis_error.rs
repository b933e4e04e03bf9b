use crate::id::GradeId;
use crate::measure::Score;
use crate::valid::codes;

/// A reading of an axis that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AxisError {
    /// The lowest score lies above the highest.
    #[error("a score must not go from {low} down to {high}")]
    Backwards {
        /// The lowest score.
        low: Score,
        /// The highest score.
        high: Score,
    },
    /// A cap of the scorecard names a grade that is no level of an axis.
    #[error("{grade} is no level of an axis: high, medium, low, or good, fair, poor")]
    NoLevel {
        /// The grade.
        grade: GradeId,
    },
}

codes! {
    AxisError {
        Backwards = "backwards_score",
        NoLevel = "no_level",
    }
}
