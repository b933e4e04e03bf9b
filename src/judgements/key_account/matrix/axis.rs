use super::matrix_policy::Place;
use super::{Attractiveness, AxisError, Relationship};
use crate::id::{CriterionId, GradeId};
use crate::measure::Score;
use crate::scorecard::{AssessmentGap, CriterionScore, ScorecardEvaluation, ScorecardVerdict};

/// A criterion without an answer, with its points of 100.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct OpenCriterion {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its weight, in points of 100.
    pub weight: u8,
}

/// The highest levels that caps and knock-outs of the scorecard leave on an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HighestLevels {
    /// With what is known, and all unknown conditions holding.
    pub(super) at_worst: Place,
    /// With what is known alone.
    pub(super) at_best: Place,
}

mod sealed {
    use super::{AxisError, HighestLevels, OpenCriterion, Score};

    /// The score of an account on an axis: from that of the answers there are to that with the best
    /// marks for all that is missing.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct AxisReading {
        low: Score,
        high: Score,
        open: Vec<OpenCriterion>,
        highest: HighestLevels,
    }

    impl AxisReading {
        /// The scores from one to another, and the criteria without an answer.
        ///
        /// # Errors
        ///
        /// When the low end lies above the high end.
        pub fn try_new(
            low: Score,
            high: Score,
            open: Vec<OpenCriterion>,
        ) -> Result<Self, AxisError> {
            if low > high {
                return Err(AxisError::Backwards { low, high });
            }
            Ok(Self { low, high, open, highest: HighestLevels::ANY })
        }

        /// A score that is known.
        pub const fn exactly(score: Score) -> Self {
            Self { low: score, high: score, open: Vec::new(), highest: HighestLevels::ANY }
        }

        /// The reading, with the highest levels that caps leave.
        pub(super) fn held_at(self, highest: HighestLevels) -> Self {
            Self { highest, ..self }
        }

        /// The lowest score.
        pub const fn low(&self) -> Score {
            self.low
        }

        /// The highest score.
        pub const fn high(&self) -> Score {
            self.high
        }

        /// The criteria without an answer: those that decide the grade of the card, or all where
        /// its grade is certain.
        pub fn open(&self) -> &[OpenCriterion] {
            &self.open
        }

        /// The highest levels that caps leave.
        pub(in super::super) const fn highest(&self) -> HighestLevels {
            self.highest
        }
    }
}
pub use sealed::AxisReading;

impl HighestLevels {
    const ANY: Self = Self { at_worst: 2, at_best: 2 };

    /// The levels that an evaluation leaves.
    fn try_from_evaluation(evaluation: &ScorecardEvaluation) -> Result<Self, AxisError> {
        let (at_worst, at_best) = match &evaluation.score.verdict {
            ScorecardVerdict::KnockedOut { .. } => (0, 0),
            ScorecardVerdict::NotAssessable(AssessmentGap::KnockOutUnknown { .. }) => (0, 2),
            ScorecardVerdict::NotAssessable(AssessmentGap::LittleKnown { .. })
            | ScorecardVerdict::Grade { .. }
            | ScorecardVerdict::Between { .. } => (2, 2),
        };
        let fired = evaluation.caps.iter().map(|it| &it.at_most);
        let at_best = lowest(fired, at_best)?;
        let open = evaluation.open_caps.iter().map(|it| &it.at_most);
        let at_worst = lowest(open, at_worst.min(at_best))?;
        Ok(Self { at_worst, at_best })
    }
}

/// The lowest of a level and those that grades name.
fn lowest<'a>(
    mut grades: impl Iterator<Item = &'a GradeId>,
    from: Place,
) -> Result<Place, AxisError> {
    grades.try_fold(from, |least, grade| Ok(least.min(place_of(grade)?)))
}

/// The place of the level that a grade names.
fn place_of(grade: &GradeId) -> Result<Place, AxisError> {
    let attractiveness = Attractiveness::ALL.iter().position(|it| it.code() == grade.as_str());
    let relationship = Relationship::ALL.iter().position(|it| it.code() == grade.as_str());
    let place = attractiveness.or(relationship).and_then(|place| Place::try_from(place).ok());
    place.ok_or_else(|| AxisError::NoLevel { grade: grade.clone() })
}

impl AxisReading {
    /// The reading of an evaluation on the scorecard of the axis.
    ///
    /// # Rule
    ///
    /// > S17: a cap of the card leaves at most the level that it names, whatever the score and the
    /// > level of the review before. A knock-out leaves the lowest level: one factor that must be
    /// > acceptable is not made up for by others. One whose answer is unknown lowers the low end.
    ///
    /// # Errors
    ///
    /// When a cap that holds, or can hold, names a grade that is no level of an axis.
    pub fn try_from_evaluation(evaluation: &ScorecardEvaluation) -> Result<Self, AxisError> {
        let unknown = evaluation.criteria.iter().filter(|it| it.result.points().is_none());
        let decides = |it: &&CriterionScore| {
            evaluation.decisive.is_empty() || evaluation.decisive.contains(&it.criterion)
        };
        let open = unknown
            .filter(decides)
            .map(|it| OpenCriterion { criterion: it.criterion.clone(), weight: it.weight });
        let reading = Self::try_new(evaluation.score.low, evaluation.score.high, open.collect())?;
        Ok(reading.held_at(HighestLevels::try_from_evaluation(evaluation)?))
    }

    /// The criterion without an answer that weighs most; of equal ones the first.
    pub(super) fn heaviest(&self) -> Option<&OpenCriterion> {
        self.open().iter().rev().max_by_key(|it| it.weight)
    }
}
