use std::fmt;

use super::card::Reading;
use super::decisive::Decisive;
use super::policy::units_of;
use super::{
    AnswerGap, AssessmentGap, Baseline, BaselinePoints, Cap, CapCondition, CheckedAnswers,
    CriterionAnswer, LevelCap, LostPoints, RatingSpread, ScorecardScore, ScorecardVerdict,
};
use crate::calendar::Day;
use crate::id::{CriterionId, GradeId, StaffId};
use crate::lifecycle::Reason;
use crate::measure::{Quotient, proven};
use crate::valid::codes;

/// The points of a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CriterionScore {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its weight: the points of its best mark.
    pub weight: u8,
    /// The points, or the reason why they are unknown.
    pub result: CriterionResult,
    /// The levels between which its raters lie, where it was rated.
    pub spread: Option<RatingSpread>,
}

/// The result of a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "result", rename_all = "snake_case")
)]
pub enum CriterionResult {
    /// The answer is known.
    Known {
        /// The level, or the figure, as it was given.
        answer: i64,
        /// The points; with a highest level those of that level, where it is lower.
        points: Quotient,
        /// The points that it lacks to its weight.
        lost: Quotient,
    },
    /// The answer is unknown.
    Unknown(AnswerGap),
}

impl CriterionResult {
    /// The points; `None` where the answer is unknown.
    pub const fn points(&self) -> Option<Quotient> {
        match self {
            Self::Known { points, .. } => Some(*points),
            Self::Unknown(_) => None,
        }
    }
}

/// A cap that holds, with the answer that fired it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct FiredCap {
    /// The criterion.
    pub criterion: CriterionId,
    /// The condition.
    pub when: CapCondition,
    /// The level or figure for which the condition holds.
    pub answer: i64,
    /// The best grade that is left.
    pub at_most: GradeId,
}

/// A grade that a person decided. It stands beside the score and changes nothing of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct GradeOverride {
    /// The grade.
    pub grade: GradeId,
    /// The person.
    pub by: StaffId,
    /// The day.
    pub on: Day,
    /// The reason.
    pub reason: Reason,
}

/// A grade that cannot be decided.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GradeError {
    /// The card has no such grade.
    #[error("{grade} is not a grade of the card, which has {grades}")]
    Unknown {
        /// The grade.
        grade: GradeId,
        /// The grades of the card.
        grades: String,
    },
}

codes! {
    GradeError {
        Unknown = "unknown_grade",
    }
}

/// The evaluation of a customer by a scorecard.
///
/// # Rule
///
/// > S15: lost points, the weight of unknown answers and the low end of the score add up to 100.
///
/// Displayed as one sentence: score, verdict, caps, reasons, and what to find out first.
#[doc(alias = "客户评价")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ScorecardEvaluation {
    /// The score and the verdict.
    pub score: ScorecardScore,
    /// The criteria in the order of the card.
    pub criteria: Vec<CriterionScore>,
    /// The weight of the criteria that are unknown.
    pub unknown_weight: u8,
    /// The caps of the grade that hold.
    pub caps: Vec<FiredCap>,
    /// The highest levels as they were given; one at or above the best level caps nothing.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub level_caps: Vec<LevelCap>,
    /// The reasons: where points were lost against the baselines.
    pub reasons: Vec<LostPoints>,
    /// The criteria whose unknown answers decide: all that have to be known for a verdict, and none
    /// that changes nothing; in the order of the card.
    ///
    /// A criterion decides where the verdict can stay open without its answer, whatever the others
    /// turn out to be. While too little is known it also decides where its weight can be the one
    /// that is missing.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub decisive: Vec<CriterionId>,
    /// The criterion to find out first among those that decide: one with a knock-out, otherwise the
    /// heaviest, the first of equal ones.
    pub find_out_first: Option<CriterionId>,
    /// The caps of the grade whose answer is unknown, and that can hold.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub open_caps: Vec<Cap>,
    /// The grade that a person decided instead.
    pub overruled: Option<GradeOverride>,
}

impl ScorecardEvaluation {
    pub(super) fn new(answered: &CheckedAnswers<'_>) -> Self {
        let score = answered.score();
        let sums = answered.sums();
        let criteria: Vec<CriterionScore> = criteria(answered);
        let decisive = Decisive(answered).of(&score.verdict);
        let find_out_first = find_out_first(&score.verdict, &criteria, &decisive);
        Self {
            score,
            unknown_weight: sums.unknown,
            caps: fired(answered),
            level_caps: answered.level_caps.to_vec(),
            reasons: reasons(answered, &criteria),
            decisive,
            find_out_first,
            open_caps: open_caps(answered),
            criteria,
            overruled: None,
        }
    }

    /// The criteria whose raters are two levels or more apart.
    pub fn disagreements(&self) -> impl Iterator<Item = &CriterionScore> {
        self.criteria.iter().filter(|it| it.spread.is_some_and(RatingSpread::is_wide))
    }
}

/// Points of units.
pub(super) fn points_of(units: i64, unit: i64) -> Quotient {
    let points = Quotient::try_new(units.into(), unit.into());
    proven!(points, else Quotient::ZERO, "a unit is at least 1")
}

fn criteria(answered: &CheckedAnswers<'_>) -> Vec<CriterionScore> {
    let card = answered.card;
    let units = card.units(&answered.readings);
    let rows = card.criteria().iter().zip(&answered.readings).zip(units);
    let row = |((criterion, reading), units): ((&super::Criterion, &Reading), Option<i64>)| {
        let best = card.unit().checked_mul(criterion.weight.into());
        let best = proven!(best, else 0, "a unit and a weight are below 2^40 · 2^8");
        let given = answered.answers.get(&criterion.criterion);
        let known = |counted: i64, units: i64| {
            let answer = given.and_then(CriterionAnswer::value).unwrap_or(counted);
            let lost = proven!(best.checked_sub(units), else 0, "at most the best");
            let (points, lost) = (points_of(units, card.unit()), points_of(lost, card.unit()));
            CriterionResult::Known { answer, points, lost }
        };
        let result = match (*reading, units) {
            (Reading::Known(answer), Some(units)) => known(answer, units),
            (Reading::Unknown(gap), _) => CriterionResult::Unknown(gap),
            (Reading::Known(_), None) => CriterionResult::Unknown(AnswerGap::NotAsked),
        };
        CriterionScore {
            criterion: criterion.criterion.clone(),
            weight: criterion.weight,
            result,
            spread: spread(given),
        }
    };
    rows.map(row).collect()
}

fn fired(answered: &CheckedAnswers<'_>) -> Vec<FiredCap> {
    let card = answered.card;
    let policy = card.policy();
    let fired = |(cap, placed): (&Cap, &super::card::PlacedCap)| {
        let answer = answered.known(placed.criterion).filter(|it| cap.when.holds(*it))?;
        let (criterion, at_most) = (cap.criterion.clone(), cap.at_most.clone());
        Some(FiredCap { criterion, when: cap.when, answer, at_most })
    };
    policy.caps.iter().zip(card.caps()).filter_map(fired).collect()
}

fn open_caps(answered: &CheckedAnswers<'_>) -> Vec<Cap> {
    let policy = answered.card.policy();
    let can_hold = |(_, placed): &(&Cap, &super::card::PlacedCap)| {
        answered.known(placed.criterion).is_none() && answered.holds(placed) != Some(false)
    };
    let caps = policy.caps.iter().zip(answered.card.caps()).filter(can_hold);
    caps.map(|(cap, _)| cap.clone()).collect()
}

fn reasons(answered: &CheckedAnswers<'_>, criteria: &[CriterionScore]) -> Vec<LostPoints> {
    let card = answered.card;
    let row = |(criterion, it): (&super::Criterion, &CriterionScore)| {
        let baseline = match criterion.baseline {
            Baseline::Best => criterion.scale.best(),
            Baseline::Mark(mark) => mark,
        };
        let baseline = points_of(units_of(criterion, baseline, card.unit()), card.unit());
        let points = it.result.points()?;
        Some(BaselinePoints { criterion: it.criterion.clone(), baseline, points })
    };
    let rows = card.criteria().iter().zip(criteria).filter_map(row);
    LostPoints::ranked(&rows.collect::<Vec<BaselinePoints>>(), card.policy().most_reasons)
}

fn find_out_first(
    verdict: &ScorecardVerdict,
    criteria: &[CriterionScore],
    decisive: &[CriterionId],
) -> Option<CriterionId> {
    match verdict {
        ScorecardVerdict::NotAssessable(AssessmentGap::KnockOutUnknown { criterion }) => {
            Some(criterion.clone())
        }
        ScorecardVerdict::KnockedOut { .. } | ScorecardVerdict::Grade { .. } => None,
        ScorecardVerdict::NotAssessable(AssessmentGap::LittleKnown { .. })
        | ScorecardVerdict::Between { .. } => {
            let decisive = criteria.iter().filter(|it| decisive.contains(&it.criterion));
            // The first of the heaviest: the last of equal ones seen from behind.
            let heaviest = decisive.rev().max_by_key(|it| it.weight);
            heaviest.map(|it| it.criterion.clone())
        }
    }
}

/// The levels between which raters lie, where the answer is a rating.
fn spread(answer: Option<&CriterionAnswer>) -> Option<RatingSpread> {
    match answer {
        Some(CriterionAnswer::Rated(ratings)) => RatingSpread::of(ratings),
        None | Some(CriterionAnswer::Measured(_) | CriterionAnswer::Refused) => None,
    }
}

impl fmt::Display for CapCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LevelAtMost(level) => write!(f, "level at most {level}"),
            Self::Below(bound) => write!(f, "below {bound}"),
            Self::AtLeast(bound) => write!(f, "at least {bound}"),
        }
    }
}

impl fmt::Display for FiredCap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { criterion, when, answer, at_most } = self;
        write!(f, "at most {at_most}, since {criterion} is {answer} ({when})")
    }
}

impl fmt::Display for GradeOverride {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { grade, by, on, reason } = self;
        write!(f, "{by} decided {grade} on {on}: {reason}")
    }
}

impl fmt::Display for ScorecardEvaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.score.fmt(f)?;
        for cap in &self.caps {
            write!(f, "; {cap}")?;
        }
        for cap in &self.level_caps {
            write!(f, "; {cap}")?;
        }
        for (place, reason) in self.reasons.iter().enumerate() {
            let start = if place == 0 { "; lost: " } else { ", " };
            write!(f, "{start}{reason}")?;
        }
        if let Some(first) = &self.find_out_first {
            let weight = self.criteria.iter().find(|it| it.criterion == *first);
            write!(f, "; find out first: {first} ({})", weight.map_or(0, |it| it.weight))?;
        }
        self.overruled.as_ref().map_or(Ok(()), |it| write!(f, "; {it}"))
    }
}
