use std::fmt;

use super::evaluation::points_of;
use super::score::score_of;
use super::{CheckedAnswers, CriterionAnswers, LevelCap, Scorecard};
use crate::id::CriterionId;
use crate::measure::{Quotient, Score, proven};
use crate::valid::Violations;

/// The change of a criterion from one period to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CriterionChange {
    /// The criterion.
    pub criterion: CriterionId,
    /// The points before; `None` where the answer was unknown.
    pub before: Option<Quotient>,
    /// The points after; `None` where the answer is unknown.
    pub after: Option<Quotient>,
    /// The change of the points, an unknown answer counted as none.
    pub change: Quotient,
}

/// The change of a score from one period to the next.
///
/// # Rule
///
/// > S15: under one policy the change of the score is the sum of the changes of the points. A
/// > change of the policy has a line of its own: the answers of before on the new card against
/// > those on the old one.
///
/// Scores are the low ends: points of known answers.
#[doc(alias = "评价趋势")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ScoreTrend {
    /// The score before.
    pub before: Score,
    /// The score after.
    pub after: Score,
    /// The change by the policy alone; `None` where it is the same.
    pub policy: Option<Quotient>,
    /// The criteria whose points changed, or became known or unknown, in the order of the card.
    pub criteria: Vec<CriterionChange>,
}

impl ScoreTrend {
    /// The change from the answers of one period to those of the next.
    ///
    /// Answers to criteria that the new card does not have are left out of its line, and so are
    /// their highest levels.
    ///
    /// # Errors
    ///
    /// When the answers of before do not fit the scales of the new card.
    pub fn try_new(
        before: &CheckedAnswers<'_>,
        after: &CheckedAnswers<'_>,
    ) -> Result<Self, Violations> {
        let known = |id: &CriterionId| after.card.policy().place_of(id).is_some();
        let kept = before.answers.iter().filter(|(id, _)| known(id));
        let kept: CriterionAnswers = kept.map(|(id, it)| (id.clone(), it.clone())).collect();
        let caps = before.level_caps.iter().filter(|it| known(&it.criterion));
        let caps: Vec<LevelCap> = caps.cloned().collect();
        let restated = after.card.answered_capped(&kept, &caps)?;
        let (from, to) = (low_points(before), low_points(&restated));
        let is_same = before.card.policy() == after.card.policy();
        Ok(Self {
            before: low_score(before),
            after: low_score(after),
            policy: (!is_same).then(|| less(to, from)),
            criteria: changes(after.card, &restated, after),
        })
    }

    /// The change of the score: the line of the policy and those of the criteria.
    pub fn change(&self) -> Quotient {
        let changes = self.criteria.iter().map(|it| it.change);
        self.policy.into_iter().chain(changes).fold(Quotient::ZERO, |sum, change| {
            proven!(sum.plus(change), else sum, "points of cards have units below 2^40")
        })
    }
}

fn low_points(answered: &CheckedAnswers<'_>) -> Quotient {
    points_of(answered.sums().units, answered.card.unit())
}

fn low_score(answered: &CheckedAnswers<'_>) -> Score {
    score_of(answered.sums().units, answered.card.unit())
}

fn less(points: Quotient, before: Quotient) -> Quotient {
    proven!(points.minus(before), else Quotient::ZERO, "points of cards have units below 2^40")
}

fn changes(
    card: &Scorecard,
    one: &CheckedAnswers<'_>,
    two: &CheckedAnswers<'_>,
) -> Vec<CriterionChange> {
    let points = |units: Option<i64>| units.map(|units| points_of(units, card.unit()));
    let pairs = card.units(&one.readings).zip(card.units(&two.readings));
    let rows = card.criteria().iter().zip(pairs).filter(|(_, (before, after))| before != after);
    let row = |(criterion, (before, after)): (&super::Criterion, (Option<i64>, Option<i64>))| {
        let (before, after) = (points(before), points(after));
        let of = |points: Option<Quotient>| points.map_or(Quotient::ZERO, |points| points);
        let change = less(of(after), of(before));
        CriterionChange { criterion: criterion.criterion.clone(), before, after, change }
    };
    rows.map(row).collect()
}

impl fmt::Display for CriterionChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { criterion, before, after, change } = self;
        let sign = if *change >= Quotient::ZERO { "+" } else { "" };
        write!(f, "{criterion} {sign}{change}")?;
        match (before, after) {
            (None, _) => f.write_str(" (unknown before)"),
            (_, None) => f.write_str(" (unknown now)"),
            (Some(_), Some(_)) => Ok(()),
        }
    }
}

impl fmt::Display for ScoreTrend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.before, self.after)?;
        let mut separator = ": ";
        if let Some(policy) = self.policy {
            let sign = if policy >= Quotient::ZERO { "+" } else { "" };
            write!(f, "{separator}policy {sign}{policy}")?;
            separator = ", ";
        }
        for change in &self.criteria {
            write!(f, "{separator}{change}")?;
            separator = ", ";
        }
        Ok(())
    }
}
