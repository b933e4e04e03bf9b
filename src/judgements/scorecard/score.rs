use std::fmt;

use super::card::{PlacedCap, Reading};
use super::level_cap::highest_level;
use super::policy::WHOLE;
use super::{CriterionAnswers, LevelCap, Scorecard};
use crate::id::{CriterionId, GradeId};
use crate::measure::{Score, proven};

/// The reason for which a customer cannot be graded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "gap", rename_all = "snake_case")
)]
pub enum AssessmentGap {
    /// The answer to a criterion with a knock-out is unknown.
    KnockOutUnknown {
        /// The first such criterion.
        criterion: CriterionId,
    },
    /// The known answers weigh less than the policy asks for.
    LittleKnown {
        /// Their weight, of 100.
        weight: u8,
        /// The least weight.
        least: u8,
    },
}

/// The verdict of a scorecard.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "verdict", rename_all = "snake_case")
)]
pub enum ScorecardVerdict {
    /// A knock-out holds, whatever the score.
    KnockedOut {
        /// The first criterion whose knock-out holds.
        criterion: CriterionId,
    },
    /// Too little is known.
    NotAssessable(AssessmentGap),
    /// The grade, whatever the unknown answers turn out to be.
    Grade {
        /// The grade.
        grade: GradeId,
    },
    /// Unknown answers decide.
    Between {
        /// The worst grade there can be.
        worst: GradeId,
        /// The best grade there can be.
        best: GradeId,
    },
}

/// The score of a customer on a card, as an interval, with the verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ScorecardScore {
    /// The score with no point for unknown answers.
    pub low: Score,
    /// The score with all points for unknown answers.
    pub high: Score,
    /// The verdict.
    pub verdict: ScorecardVerdict,
}

impl ScorecardScore {
    /// Returns `true` when the score is at least that of another customer on the same card
    /// whatever their unknown answers turn out to be, and can be above it.
    ///
    /// # Rule
    ///
    /// > S15: one customer dominates another iff its low end is at least the other's high end, with
    /// > one of the two strict; otherwise they are not comparable yet.
    #[doc(alias = "不等式")]
    pub fn dominates(&self, other: &Self) -> bool {
        self.low >= other.high && (self.high > other.high || self.low > other.low)
    }
}

impl fmt::Display for AssessmentGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KnockOutUnknown { criterion } => write!(f, "{criterion} is unknown"),
            Self::LittleKnown { weight, least } => {
                write!(f, "{weight} of 100 are known, {least} needed")
            }
        }
    }
}

impl fmt::Display for ScorecardVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KnockedOut { criterion } => write!(f, "knocked out by {criterion}"),
            Self::NotAssessable(gap) => write!(f, "not assessable: {gap}"),
            Self::Grade { grade } => write!(f, "grade {grade}"),
            Self::Between { worst, best } => write!(f, "between {worst} and {best}"),
        }
    }
}

impl fmt::Display for ScorecardScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { low, high, verdict } = self;
        if low == high {
            return write!(f, "{low}: {verdict}");
        }
        write!(f, "{low} to {high}: {verdict}")
    }
}

/// The answers of a customer, checked against a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedAnswers<'a> {
    pub(super) card: &'a Scorecard,
    pub(super) answers: &'a CriterionAnswers,
    pub(super) level_caps: &'a [LevelCap],
    /// One for each criterion, in the order of the card.
    pub(super) readings: Vec<Reading>,
}

/// Sums over the criteria of a card.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) units: i64,
    pub(super) unknown: u8,
}

impl<'a> CheckedAnswers<'a> {
    /// The card.
    pub const fn card(&self) -> &'a Scorecard {
        self.card
    }

    /// The score and the verdict, without the reasons.
    ///
    /// # Rule
    ///
    /// > S15: unknown answers make an interval, from no point for them to all; nothing is
    /// > renormalised. The grade is certain when both ends agree. A knock-out whose answer is
    /// > unknown, or known answers below the least weight, leave nothing to judge.
    pub fn score(&self) -> ScorecardScore {
        let sums = self.sums();
        let card = self.card;
        let high = sums.units.checked_add(self.unknown_units());
        let high = proven!(high, else sums.units, "at most 100 points");
        let of = |units: i64| score_of(units, card.unit());
        ScorecardScore { low: of(sums.units), high: of(high), verdict: self.verdict(sums, high) }
    }

    pub(super) fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        let weights = self.card.criteria().iter().map(|it| it.weight);
        for (units, weight) in self.card.units(&self.readings).zip(weights) {
            if let Some(units) = units {
                let sum = sums.units.checked_add(units);
                sums.units = proven!(sum, else sums.units, "at most 100 points");
            } else {
                let sum = sums.unknown.checked_add(weight);
                sums.unknown = proven!(sum, else sums.unknown, "weights add up to 100");
            }
        }
        sums
    }

    /// The most units that the unknown answers can have.
    fn unknown_units(&self) -> i64 {
        let rows = self.readings.iter().enumerate();
        let unknown = rows.filter(|(_, reading)| reading.known().is_none());
        let most = unknown.map(|(place, _)| self.most_units(place));
        most.fold(
            0,
            |sum: i64, units| proven!(sum.checked_add(units), else sum, "at most 100 points"),
        )
    }

    /// The most units that an unknown answer at a place can have.
    pub(super) fn most_units(&self, place: usize) -> i64 {
        let weight = self.card.criteria().get(place).map_or(0, |it| it.weight);
        let best = self.card.unit().checked_mul(weight.into());
        let best = proven!(best, else 0, "at most 100 points");
        let highest = self.highest(place);
        highest.and_then(|highest| self.card.units_at(place, highest)).unwrap_or(best)
    }

    /// The highest level that counts at a place; `None` where its best one does.
    pub(super) fn highest(&self, place: usize) -> Option<i64> {
        highest_level(self.level_caps, self.card.criteria().get(place)?)
    }

    /// `true` when a cap or a knock-out holds, `false` when it does not; `None` while an unknown
    /// answer decides.
    pub(super) fn holds(&self, cap: &PlacedCap) -> Option<bool> {
        if let Some(answer) = self.known(cap.criterion) {
            return Some(cap.when.holds(answer));
        }
        let highest = self.highest(cap.criterion)?;
        let mut levels = (0..=highest).map(|level| cap.when.holds(level));
        let first = levels.next()?;
        levels.all(|it| it == first).then_some(first)
    }

    /// The answer at a place; `None` where it is unknown.
    #[inline]
    pub(super) fn known(&self, place: usize) -> Option<i64> {
        self.readings.get(place).and_then(|it| it.known())
    }

    fn verdict(&self, sums: Sums, high: i64) -> ScorecardVerdict {
        let card = self.card;
        let id = |place: usize| {
            let criterion = card.criteria().get(place).map(|it| it.criterion.clone());
            criterion.into_iter().next()
        };
        let fired = card.knock_outs().iter().find(|it| self.holds(it) == Some(true));
        if let Some(criterion) = fired.and_then(|it| id(it.criterion)) {
            return ScorecardVerdict::KnockedOut { criterion };
        }
        let unknown = card.knock_outs().iter().find(|it| self.holds(it).is_none());
        if let Some(criterion) = unknown.and_then(|it| id(it.criterion)) {
            return ScorecardVerdict::NotAssessable(AssessmentGap::KnockOutUnknown { criterion });
        }
        let (weight, least) = (known_weight(sums), card.policy().least_weight);
        if weight < least {
            return ScorecardVerdict::NotAssessable(AssessmentGap::LittleKnown { weight, least });
        }
        // Certain caps lower both ends, those of unknown answers the low end only.
        let (mut worst, mut best) = (card.rank_at(sums.units), card.rank_at(high));
        for cap in card.caps() {
            match self.holds(cap) {
                Some(true) => (worst, best) = (worst.max(cap.rank), best.max(cap.rank)),
                Some(false) => {}
                None => worst = worst.max(cap.rank),
            }
        }
        let grade = |rank: usize| card.policy().grades.get(rank).map(|it| it.grade.clone());
        match (grade(worst), grade(best)) {
            (Some(grade), _) if worst == best => ScorecardVerdict::Grade { grade },
            (Some(worst), Some(best)) => ScorecardVerdict::Between { worst, best },
            (None, _) | (_, None) => {
                ScorecardVerdict::NotAssessable(AssessmentGap::LittleKnown { weight, least })
            }
        }
    }
}

/// The weight of the known answers.
pub(super) fn known_weight(sums: Sums) -> u8 {
    let known = WHOLE.checked_sub(sums.unknown);
    proven!(known, else 0, "weights add up to 100")
}

/// The score of a sum of units.
pub(super) fn score_of(units: i64, unit: i64) -> Score {
    let whole = unit.checked_mul(WHOLE.into());
    let terms = u64::try_from(units).ok().zip(whole.and_then(|it| u64::try_from(it).ok()));
    let score = terms.and_then(|(part, whole)| Score::from_part(part, whole));
    proven!(score, else Score::ZERO, "points of a card are 0 to 100")
}
