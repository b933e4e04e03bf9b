use super::policy::{Span, WHOLE, common_unit, units_of};
use super::{
    AnswerGap, CapCondition, Criterion, CriterionScale, ScorecardPolicy, ScorecardPolicyDraft,
};
use crate::measure::{Curve, Excess, Point, Steps, proven};

/// A scorecard that judges: a [`ScorecardPolicy`] with its points worked out.
///
/// ```
/// use guanxi::scorecard::{Criterion, CriterionAnswer, CriterionAnswers, CriterionScale};
/// use guanxi::scorecard::{Scorecard, ScorecardPolicy, ScorecardPolicyDraft};
///
/// let scale = CriterionScale::ordinal(["none", "some", "much"]);
/// let criteria = vec![
///     Criterion::rated("growth".parse()?, 60, scale.clone()),
///     Criterion::rated("fit".parse()?, 40, scale),
/// ];
/// let policy = ScorecardPolicy::try_new(ScorecardPolicyDraft::new(criteria))?;
/// let card = Scorecard::new(policy);
/// let growth = CriterionAnswer::rated(2, "Wang".parse()?);
/// let answers = CriterionAnswers::from([("growth".parse()?, growth)]);
/// let evaluation = card.answered(&answers)?.evaluate();
/// assert_eq!(
///     evaluation.to_string(),
///     "60 to 100: between C and A; find out first: fit (40)",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scorecard {
    policy: ScorecardPolicyDraft,
    /// The units of a point.
    unit: i64,
    /// One for each criterion, in the order of the card.
    tables: Vec<PointTable>,
    /// One for each grade, the best first: its least units.
    grades: Vec<i64>,
    caps: Vec<PlacedCap>,
    knock_outs: Vec<PlacedCap>,
}

/// The units of each answer to a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PointTable {
    Levels(Vec<i64>),
    Bands(Vec<(Span, i64)>),
    Linear(Vec<Point>),
}

/// A cap with the places of its criterion and grade; a knock-out has the rank of no grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PlacedCap {
    pub(super) criterion: usize,
    pub(super) when: CapCondition,
    pub(super) rank: usize,
}

/// The answer to a criterion, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// A level, or a figure: the one that counts.
    Known(i64),
    Unknown(AnswerGap),
}

impl Reading {
    pub(super) const fn known(self) -> Option<i64> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown(_) => None,
        }
    }

    /// The answer with a highest level, where there is one.
    pub(super) fn at_most(self, highest: Option<i64>) -> Self {
        match (self, highest) {
            (Self::Known(value), Some(highest)) => Self::Known(value.min(highest)),
            (Self::Known(_) | Self::Unknown(_), _) => self,
        }
    }
}

impl PointTable {
    fn new(criterion: &Criterion, unit: i64) -> Self {
        let units = |mark: u16| units_of(criterion, mark, unit);
        match &criterion.scale {
            CriterionScale::Ordinal(levels) => {
                Self::Levels(levels.iter().map(|it| units(it.mark)).collect())
            }
            CriterionScale::Bands(bands) => {
                let span = |from, below| Span { from, below };
                let row = |it: &super::Band| (span(it.from, it.below), units(it.mark));
                Self::Bands(bands.iter().map(row).collect())
            }
            CriterionScale::Linear(points) => {
                let point = |it: &super::LinearPoint| Point { x: it.at, y: units(it.mark) };
                Self::Linear(points.iter().map(point).collect())
            }
        }
    }

    /// The units of an answer; `None` off the scale.
    #[inline]
    pub(super) fn units(&self, answer: i64) -> Option<i64> {
        match self {
            Self::Levels(units) => units.get(usize::try_from(answer).ok()?).copied(),
            Self::Bands(bands) => {
                let row = Steps::new(bands, |(span, _): &(Span, i64)| span.from).row(answer);
                row.filter(|(span, _)| span.holds(answer)).map(|(_, units)| *units)
            }
            Self::Linear(points) => {
                let ends = if answer < 0 { i32::MIN } else { i32::MAX };
                let at = i32::try_from(answer).unwrap_or(ends);
                Curve::new(points, |it: &Point| *it).held_at(at)
            }
        }
    }

    /// The units of each row of the scale, and the row of an answer.
    pub(super) fn rows(&self) -> Vec<i64> {
        match self {
            Self::Levels(units) => units.clone(),
            Self::Bands(bands) => bands.iter().map(|(_, units)| *units).collect(),
            Self::Linear(points) => points.iter().map(|it| it.y).collect(),
        }
    }

    fn row_of(&self, answer: i64) -> usize {
        let reached = match self {
            Self::Levels(_) => {
                return proven!(usize::try_from(answer).ok(), else 0, "a level of the scale");
            }
            Self::Bands(bands) => bands.iter().filter(|(it, _)| it.from <= answer).count(),
            Self::Linear(points) => points.iter().filter(|it| i64::from(it.x) <= answer).count(),
        };
        reached.excess_over(1)
    }
}

impl Scorecard {
    /// The card of a policy.
    pub fn new(policy: ScorecardPolicy) -> Self {
        Self::from_checked(policy.into_draft())
    }

    /// The card of a policy that was checked as a part of another.
    pub(crate) fn from_checked(policy: ScorecardPolicyDraft) -> Self {
        let unit = common_unit(&policy.criteria);
        let unit = proven!(unit, else 1, "a checked policy has a common unit");
        let tables = policy.criteria.iter().map(|it| PointTable::new(it, unit)).collect();
        let least = |from: u8| {
            let units = unit.checked_mul(from.into());
            proven!(units, else i64::MAX, "a unit and a score are below 2^40 · 2^7")
        };
        let grades = policy.grades.iter().map(|it| least(it.from)).collect();
        let caps = policy.caps.iter().filter_map(|it| {
            let (criterion, rank) = (policy.place_of(&it.criterion)?, policy.rank_of(&it.at_most)?);
            Some(PlacedCap { criterion, when: it.when, rank })
        });
        let caps = caps.collect();
        let knock_outs = policy.knock_outs.iter().filter_map(|it| {
            let criterion = policy.place_of(&it.criterion)?;
            Some(PlacedCap { criterion, when: it.when, rank: policy.grades.len() })
        });
        let knock_outs = knock_outs.collect();
        Self { policy, unit, tables, grades, caps, knock_outs }
    }

    /// The policy of the card, which was checked.
    pub const fn policy(&self) -> &ScorecardPolicyDraft {
        &self.policy
    }

    pub(super) const fn unit(&self) -> i64 {
        self.unit
    }

    /// The units of 100 points.
    pub(super) fn whole_units(&self) -> i64 {
        let whole = self.unit.checked_mul(WHOLE.into());
        proven!(whole, else i64::MAX, "a unit is at most 2^40")
    }

    pub(super) fn criteria(&self) -> &[Criterion] {
        &self.policy.criteria
    }

    pub(super) fn caps(&self) -> &[PlacedCap] {
        &self.caps
    }

    pub(super) fn knock_outs(&self) -> &[PlacedCap] {
        &self.knock_outs
    }

    /// The units of the row of a scale and of each other row; see [`PointTable::rows`].
    pub(super) fn rows(&self, place: usize) -> Vec<i64> {
        self.tables.get(place).map_or_else(Vec::new, PointTable::rows)
    }

    /// The row of the scale in which an answer lies.
    pub(super) fn row_of(&self, place: usize, answer: i64) -> usize {
        self.tables.get(place).map_or(0, |table| table.row_of(answer))
    }

    /// The units of a level; `None` where the scale has no such level, or no levels.
    pub(super) fn units_at(&self, place: usize, level: i64) -> Option<i64> {
        self.tables.get(place)?.units(level)
    }

    /// The units of the answers in the order of the card; `None` where one is unknown.
    #[inline]
    pub(super) fn units<'a>(
        &'a self,
        readings: &'a [Reading],
    ) -> impl Iterator<Item = Option<i64>> + 'a {
        let of = |(table, reading): (&PointTable, &Reading)| table.units(reading.known()?);
        self.tables.iter().zip(readings).map(of)
    }

    /// The table of each criterion with the criterion.
    pub(super) fn tables(&self) -> impl Iterator<Item = (&Criterion, &PointTable)> {
        self.policy.criteria.iter().zip(&self.tables)
    }

    /// The least units of a grade, by its rank.
    pub(super) fn least_units(&self, rank: usize) -> Option<i64> {
        self.grades.get(rank).copied()
    }

    /// The rank of the grade that holds a sum of units.
    #[inline]
    pub(super) fn rank_at(&self, units: i64) -> usize {
        let rank = self.grades.iter().position(|least| *least <= units);
        proven!(rank, else 0, "grades hold every score from 0 on")
    }
}
