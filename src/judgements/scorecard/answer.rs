use std::collections::BTreeMap;
use std::fmt;

use crate::id::{CriterionId, StaffId};
use crate::measure::lower_median;

/// A level that a person gave.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct RaterLevel {
    /// The rater.
    pub by: StaffId,
    /// The level, from 0 on.
    pub level: u8,
}

/// A figure of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct MeasuredFigure {
    /// The value in the unit of the source.
    pub value: i64,
    /// The number of cases behind it.
    pub evidence: u32,
}

/// The answer of a customer to a criterion. A criterion without an answer was not asked.
///
/// A sensitive value is no answer:
///
/// ```compile_fail
/// use guanxi::confidence::Sensitive;
/// use guanxi::scorecard::CriterionAnswer;
/// fn answer(health: Sensitive<i64>) -> CriterionAnswer { CriterionAnswer::measured(health) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum CriterionAnswer {
    /// The levels that people gave, each person once. The lower median of them counts.
    Rated(Vec<RaterLevel>),
    /// A figure of the book.
    Measured(MeasuredFigure),
    /// The customer was asked and refused: unknown, and a fact about the relation.
    Refused,
}

/// The answers of a customer, by criterion.
pub type CriterionAnswers = BTreeMap<CriterionId, CriterionAnswer>;

impl CriterionAnswer {
    /// A level that one person gave.
    pub fn rated(level: u8, by: StaffId) -> Self {
        Self::Rated(vec![RaterLevel { by, level }])
    }

    /// A figure of the book with one case behind it.
    pub const fn measured(value: i64) -> Self {
        Self::Measured(MeasuredFigure { value, evidence: 1 })
    }

    /// The level that counts, or the figure; `None` where nothing was said.
    pub(super) fn value(&self) -> Option<i64> {
        match self {
            Self::Rated(ratings) => {
                lower_median(ratings.iter().map(|it| i64::from(it.level)).collect())
            }
            Self::Measured(figure) => Some(figure.value),
            Self::Refused => None,
        }
    }
}

/// The reason for which the answer to a criterion is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "gap", rename_all = "snake_case")
)]
pub enum AnswerGap {
    /// Nobody asked.
    NotAsked,
    /// The customer refused to say.
    Refused,
    /// There are fewer raters or cases than the criterion needs.
    LittleEvidence {
        /// The raters or cases there are.
        has: u32,
        /// The least that the criterion needs.
        least: u32,
    },
}

impl fmt::Display for AnswerGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAsked => f.write_str("not asked"),
            Self::Refused => f.write_str("refused by the customer"),
            Self::LittleEvidence { has, least } => write!(f, "evidence of {has}, {least} needed"),
        }
    }
}

/// The levels between which the raters of a criterion lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RatingSpread {
    /// The lowest level.
    pub lowest: u8,
    /// The highest level.
    pub highest: u8,
}

impl RatingSpread {
    /// Levels by which raters may differ without a finding.
    const MOST: u8 = 1;

    /// The spread of levels; `None` without any.
    pub(super) fn of(ratings: &[RaterLevel]) -> Option<Self> {
        let levels = ratings.iter().map(|it| it.level);
        Some(Self { lowest: levels.clone().min()?, highest: levels.max()? })
    }

    /// Returns `true` when the raters are two levels or more apart: they should talk.
    pub fn is_wide(self) -> bool {
        self.highest.checked_sub(self.lowest).is_some_and(|apart| apart > Self::MOST)
    }
}
