use std::collections::{BTreeMap, BTreeSet};

use super::cap::{Bar, check_idle};
use super::coverage::{Span, check_cover};
use super::units::common_unit;
use super::{Cap, Criterion, KnockOut};
use crate::id::{CriterionId, FigureId, GradeId};
#[cfg(any(feature = "toml", feature = "json"))]
use crate::measure::Score;
use crate::valid::{Draft, Order, Valid, Violations};

/// A grade with its scores: from one on, up to and without another; a grade up to 100 holds 100.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct GradeBand {
    /// The grade.
    pub grade: GradeId,
    /// The least score, in points of 100.
    pub from: u8,
    /// The end of the scores, in points of 100.
    pub to: u8,
}

/// Plain form of a [`ScorecardPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ScorecardPolicyDraft {
    /// The criteria; their weights add up to 100.
    pub criteria: Vec<Criterion>,
    /// The grades, the best first; together they hold every score from 0 to 100 once.
    pub grades: Vec<GradeBand>,
    /// The caps.
    #[cfg_attr(feature = "serde", serde(default))]
    pub caps: Vec<Cap>,
    /// The knock-outs.
    #[cfg_attr(feature = "serde", serde(default))]
    pub knock_outs: Vec<KnockOut>,
    /// The least weight of known answers, of 100, below which nothing is judged.
    pub least_weight: u8,
    /// The number of reasons that are listed; those that tie with the last of them are, too.
    pub most_reasons: u8,
    /// The figures that may feed more than one criterion.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeSet::is_empty"))]
    pub shared_figures: BTreeSet<FigureId>,
}

/// A scorecard as data: criteria with scales and weights, grades, caps and knock-outs.
///
/// # Rule
///
/// > S15: a score is the sum of weight × mark ÷ best mark, kept exact; weights add up to exactly
/// > 100. Grades hold every score once. A cap lowers the grade whatever the sum, a knock-out ends
/// > the judgement. A figure that feeds two criteria is a fault unless the policy names it. A
/// > condition of a cap or a knock-out that holds for every answer, for none, or for a part of a
/// > band is a fault, and so is one beside which another decides always.
///
/// Become a [`Scorecard`](crate::scorecard::Scorecard) to judge with it.
///
/// ```
/// use guanxi::scorecard::{Criterion, CriterionScale, ScorecardPolicy, ScorecardPolicyDraft};
///
/// let scale = CriterionScale::ordinal(["none", "some", "much"]);
/// let criteria = vec![
///     Criterion::rated("growth".parse()?, 60, scale.clone()),
///     Criterion::rated("fit".parse()?, 39, scale),
/// ];
/// let refused = ScorecardPolicy::try_new(ScorecardPolicyDraft::new(criteria)).unwrap_err();
/// assert_eq!(refused.to_string(), "criteria must have weights that sum to 100, sum to 99");
/// # Ok::<(), guanxi::id::IdError>(())
/// ```
#[doc(alias = "评分卡")]
#[doc(alias = "分值比例")]
pub type ScorecardPolicy = Valid<ScorecardPolicyDraft>;

/// The sum of all weights.
pub(crate) const WHOLE: u8 = 100;

const MAX_CRITERIA: usize = 100;

impl ScorecardPolicyDraft {
    /// A card of criteria with the usual grades and without caps.
    ///
    /// The grades are A from 80, B from 65, C from 50 and D below: round figures, since nobody
    /// publishes cut-offs with outcomes. At least 60 of 100 must be known, since below it the
    /// interval is wider than two grades. Four reasons are listed: more are not read.
    pub fn new(criteria: Vec<Criterion>) -> Self {
        let grades = [("A", 80, 100), ("B", 65, 80), ("C", 50, 65), ("D", 0, 50)];
        let band = |(grade, from, to): (&str, u8, u8)| {
            let grade = GradeId::try_new(grade).ok()?;
            Some(GradeBand { grade, from, to })
        };
        Self {
            criteria,
            grades: grades.into_iter().filter_map(band).collect(),
            caps: Vec::new(),
            knock_outs: Vec::new(),
            least_weight: 60,
            most_reasons: 4,
            shared_figures: BTreeSet::new(),
        }
    }

    /// The place of a criterion.
    pub(crate) fn place_of(&self, criterion: &CriterionId) -> Option<usize> {
        self.criteria.iter().position(|it| it.criterion == *criterion)
    }

    /// The place of a grade, 0 for the best.
    pub(crate) fn rank_of(&self, grade: &GradeId) -> Option<usize> {
        self.grades.iter().position(|it| it.grade == *grade)
    }

    /// The grade of a score, before caps and knock-outs. There is one for each.
    #[cfg(any(feature = "toml", feature = "json"))]
    pub(crate) fn grade_of(&self, score: Score) -> Option<&GradeBand> {
        self.grades.iter().find(|it| score.reaches(it.from.into()))
    }

    fn check_criteria(&self, found: &mut Violations) {
        let sum: u32 = self.criteria.iter().map(|it| u32::from(it.weight)).sum();
        if sum != u32::from(WHOLE) {
            let problem = format!("must have weights that sum to {WHOLE}, sum to {sum}");
            found.add("criteria", problem);
        }
        if self.criteria.len() > MAX_CRITERIA {
            let problem = format!("must be at most {MAX_CRITERIA}, were {}", self.criteria.len());
            found.add("criteria", problem);
        }
        found.each_row("criteria", &self.criteria, |found, _, it| it.check(found));
        let named = |criterion: &CriterionId| {
            let mut all = self.caps.iter().map(|it| &it.criterion);
            all.any(|it| it == criterion)
                || self.knock_outs.iter().any(|it| it.criterion == *criterion)
        };
        let (mut ids, mut figures) = (BTreeSet::new(), BTreeMap::new());
        for (place, it) in self.criteria.iter().enumerate() {
            let row = format!("criteria.{place}");
            if !ids.insert(&it.criterion) {
                found.add(&row, format!("must have a code of its own, was {}", it.criterion));
            }
            if it.weight == 0 && !named(&it.criterion) {
                let problem = "must weigh at least 1 unless a cap names it, was 0".to_owned();
                found.add(&format!("{row}.weight"), problem);
            }
            let Some(figure) = it.source.figure() else { continue };
            if let Some(first) = figures.insert(figure, &it.criterion)
                && !self.shared_figures.contains(figure)
            {
                let problem = format!(
                    "must not count {figure} twice, {first} reads it too: name it in shared_figures"
                );
                found.add(&format!("{row}.source"), problem);
            }
        }
        if common_unit(&self.criteria).is_none() {
            let problem = "must have marks and points of linear scales that share a small \
                           common multiple, theirs is above 10^12";
            found.add("criteria", problem.to_owned());
        }
    }

    /// The caps and the knock-outs; caps of grades that the card does not have are left out.
    fn bars(&self) -> Vec<Bar<'_>> {
        let caps = self.caps.iter().enumerate().filter_map(|(place, it)| {
            let (table, rank) = ("caps", self.rank_of(&it.at_most)?);
            Some(Bar { table, place, on: &it.criterion, when: it.when, rank })
        });
        let outs = self.knock_outs.iter().enumerate().map(|(place, it)| {
            let (table, rank) = ("knock_outs", self.grades.len());
            Bar { table, place, on: &it.criterion, when: it.when, rank }
        });
        caps.chain(outs).collect()
    }

    fn check_grades(&self, found: &mut Violations) {
        if self.grades.is_empty() {
            found.add("grades", "must name at least one grade, was empty".to_owned());
            return;
        }
        found.each_row("grades", &self.grades, |found, before, it| {
            found.check_order("from", Order::Falling, before.map(|it| it.from), it.from);
            found.at_most("to", WHOLE, it.to);
        });
        let mut ids = BTreeSet::new();
        for (place, it) in self.grades.iter().enumerate() {
            if !ids.insert(&it.grade) {
                let problem = format!("must have a name of its own, was {}", it.grade);
                found.add(&format!("grades.{place}"), problem);
            }
        }
        let span = |it: &GradeBand| Span { from: it.from.into(), below: Some(it.to.into()) };
        let spans: Vec<Span> = self.grades.iter().map(span).collect();
        let rising = check_cover(found, "grades", &spans);
        if let Some(first) = rising.first().filter(|it| it.from > 0) {
            found.add(
                "grades",
                format!("must hold every score, none holds 0: first {}", first.from),
            );
        }
        let end = rising.iter().filter_map(|it| it.below).max();
        if let Some(end) = end.filter(|end| *end < i64::from(WHOLE)) {
            found.add("grades", format!("must hold every score, none holds {end}"));
        }
    }
}

impl Draft for ScorecardPolicyDraft {
    fn check(&self, found: &mut Violations) {
        self.check_criteria(found);
        self.check_grades(found);
        found.each_row("caps", &self.caps, |found, _, cap| {
            cap.when.check(found, &self.criteria, &cap.criterion);
            match self.rank_of(&cap.at_most) {
                None => found.add("at_most", format!("must be a grade, was {}", cap.at_most)),
                Some(0) => {
                    let problem = format!("must be below the best grade, was {}", cap.at_most);
                    found.add("at_most", problem);
                }
                Some(_) => {}
            }
        });
        found.each_row("knock_outs", &self.knock_outs, |found, _, it| {
            it.when.check(found, &self.criteria, &it.criterion);
        });
        check_idle(found, &self.bars());
        found.at_most("least_weight", WHOLE, self.least_weight);
        found.at_least("most_reasons", 1, self.most_reasons);
    }
}
