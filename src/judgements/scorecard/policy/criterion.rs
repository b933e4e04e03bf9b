use super::{CriterionScale, ScaleDirection};
use crate::id::{CriterionId, FigureId};
use crate::valid::Violations;

/// The source of the answers to a criterion.
///
/// There is no source for a [`Sensitive`](crate::confidence::Sensitive) value: a rating is a level
/// and a figure a number, and a sensitive value converts into neither.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum CriterionSource {
    /// A rating by people, who are named.
    Rating,
    /// A figure of the book.
    Figure(FigureId),
    /// A figure of the book where it has one, and until then a rating. The scale is ordinal, and
    /// the figure is its level.
    FigureOrRating(FigureId),
}

impl CriterionSource {
    /// The figure, where one is read.
    pub const fn figure(&self) -> Option<&FigureId> {
        match self {
            Self::Rating => None,
            Self::Figure(figure) | Self::FigureOrRating(figure) => Some(figure),
        }
    }
}

/// The points from which the loss of a criterion is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum Baseline {
    /// Those of the best mark: the losses add up to what the score lacks.
    #[default]
    Best,
    /// Those of a mark: a neutral one, or the one that a pass needs.
    Mark(u16),
}

/// The steps by which a customer can be developed on a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum StepOffer {
    /// Each step from a row of the scale to the next costs this effort, 1 to 100.
    Each(u16),
    /// No step is offered: the criterion is judged over time, and no measure changes it at once.
    Withheld,
}

impl Default for StepOffer {
    fn default() -> Self {
        Self::Each(1)
    }
}

/// A criterion of a scorecard.
#[doc(alias = "评价指标")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Criterion {
    /// The code.
    pub criterion: CriterionId,
    /// The weight, in points of 100. A criterion of weight 0 is there for a cap or a knock-out.
    pub weight: u8,
    /// The scale.
    pub scale: CriterionScale,
    /// The direction in which the marks of the scale run; `monotone` in files.
    #[cfg_attr(feature = "serde", serde(default, rename = "monotone"))]
    pub direction: ScaleDirection,
    /// The source of its answers.
    pub source: CriterionSource,
    /// The least evidence, at least 1: raters of a rating, cases behind a figure. An answer with
    /// less is unknown.
    #[cfg_attr(feature = "serde", serde(default = "one"))]
    pub least_evidence: u32,
    /// The points from which its loss is measured.
    #[cfg_attr(feature = "serde", serde(default))]
    pub baseline: Baseline,
    /// The steps that are offered.
    #[cfg_attr(feature = "serde", serde(default))]
    pub steps: StepOffer,
}

#[cfg(feature = "serde")]
const fn one() -> u32 {
    1
}

/// The most effort of a step.
const MAX_EFFORT: u16 = 100;

impl Criterion {
    /// A criterion that is rated by people on an ordinal scale, with all else as usual.
    pub fn rated(criterion: CriterionId, weight: u8, scale: CriterionScale) -> Self {
        Self::new(criterion, weight, scale, CriterionSource::Rating)
    }

    /// A criterion that reads a figure of the book, with all else as usual.
    pub fn measured(
        criterion: CriterionId,
        weight: u8,
        scale: CriterionScale,
        figure: FigureId,
    ) -> Self {
        Self::new(criterion, weight, scale, CriterionSource::Figure(figure))
    }

    fn new(
        criterion: CriterionId,
        weight: u8,
        scale: CriterionScale,
        source: CriterionSource,
    ) -> Self {
        Self {
            criterion,
            weight,
            scale,
            direction: ScaleDirection::default(),
            source,
            least_evidence: 1,
            baseline: Baseline::default(),
            steps: StepOffer::default(),
        }
    }

    pub(crate) fn check(&self, found: &mut Violations) {
        found.within("scale", |found| self.scale.check(found, self.direction));
        match (&self.source, &self.scale) {
            (CriterionSource::Figure(_), _) | (_, CriterionScale::Ordinal(_)) => {}
            (CriterionSource::Rating | CriterionSource::FigureOrRating(_), scale) => {
                let problem = format!("of a rating must be ordinal, was {}", scale.table());
                found.add("scale", problem);
            }
        }
        found.at_least("least_evidence", 1, self.least_evidence);
        if let Baseline::Mark(mark) = self.baseline {
            found.at_most("baseline.mark", self.scale.best(), mark);
        }
        if let StepOffer::Each(effort) = self.steps {
            found.at_least("steps.each", 1, effort);
            found.at_most("steps.each", MAX_EFFORT, effort);
        }
    }
}
