use std::collections::BTreeSet;

use super::card::{PointTable, Reading};
use super::level_cap::{check_level_caps, highest_level};
use super::way::Ways;
use super::{
    AnswerGap, CheckedAnswers, Criterion, CriterionAnswer, CriterionAnswers, CriterionScale,
    CriterionSource, GradeError, GradeOverride, GradeWay, LevelCap, RaterLevel, Scorecard,
    ScorecardEvaluation, ScorecardVerdict,
};
use crate::id::GradeId;
use crate::measure::proven;
use crate::valid::Violations;

impl Scorecard {
    /// Takes the answers of a customer.
    ///
    /// A criterion without an answer is unknown, and so is one with less evidence than it needs.
    ///
    /// # Errors
    ///
    /// All that is wrong with the answers, by criterion: an answer to a criterion that the card
    /// does not have, a level or a figure off its scale, a rating where the source is a figure or
    /// the other way round, a rater who rates twice.
    pub fn answered<'a>(
        &'a self,
        answers: &'a CriterionAnswers,
    ) -> Result<CheckedAnswers<'a>, Violations> {
        self.answered_capped(answers, &[])
    }

    /// Takes the answers of a customer, of which some count as a level at most.
    ///
    /// # Rule
    ///
    /// > S15: a capped criterion has the points of its level or of the highest level that counts,
    /// > whichever is lower. Its answer and its raters are told as they were given, the cap is
    /// > told among the caps, and no step goes beyond it. While the answer is unknown, the cap
    /// > lowers the high end of the score. Caps of the grade and knock-outs read the lower level,
    /// > too.
    ///
    /// Of several caps of one criterion the lowest counts.
    ///
    /// # Errors
    ///
    /// All that is wrong with the answers, as in [`answered`](Self::answered), and each cap of a
    /// criterion that the card does not have, or that has no levels with marks that do not fall.
    pub fn answered_capped<'a>(
        &'a self,
        answers: &'a CriterionAnswers,
        level_caps: &'a [LevelCap],
    ) -> Result<CheckedAnswers<'a>, Violations> {
        let mut found = Violations::default();
        let mut readings = Vec::with_capacity(self.criteria().len());
        for (criterion, table) in self.tables() {
            let answer = answers.get(&criterion.criterion);
            let reading = read(&mut found, criterion, table, answer);
            readings.push(reading.at_most(highest_level(level_caps, criterion)));
        }
        for id in answers.keys().filter(|id| self.policy().place_of(id).is_none()) {
            found.add(id.as_str(), "must be a criterion of the card".to_owned());
        }
        check_level_caps(&mut found, self, level_caps);
        found.none_or(CheckedAnswers { card: self, answers, level_caps, readings })
    }
}

impl CheckedAnswers<'_> {
    /// The score with its points, caps, reasons and findings.
    pub fn evaluate(&self) -> ScorecardEvaluation {
        ScorecardEvaluation::new(self)
    }

    /// The evaluation with a grade that a person decided beside it.
    ///
    /// # Errors
    ///
    /// When the card has no such grade.
    pub fn evaluate_overruled(&self, by: GradeOverride) -> Result<ScorecardEvaluation, GradeError> {
        let policy = self.card.policy();
        if policy.rank_of(&by.grade).is_none() {
            let grades: Vec<&str> = policy.grades.iter().map(|it| it.grade.as_str()).collect();
            return Err(GradeError::Unknown { grade: by.grade, grades: grades.join(", ") });
        }
        Ok(ScorecardEvaluation { overruled: Some(by), ..self.evaluate() })
    }

    /// The cheapest steps by which the customer reaches a grade; `None` where the card has no such
    /// grade.
    ///
    /// # Rule
    ///
    /// > S15: the steps with the least effort whose points reach the grade from the low end; among
    /// > equal ones fewer criteria, then more points, then the order of the card. A cap that stands
    /// > in the way is lifted first. Steps that evidence forbids are not offered, nor are steps on
    /// > unknown criteria: these are found out.
    ///
    /// A step goes from a row of the scale to another, and costs its effort for each row that it
    /// passes. Exact, by dynamic programming over the points that each effort gains.
    #[doc(alias = "优选")]
    pub fn way_to(&self, grade: &GradeId) -> Option<GradeWay> {
        Ways(self).to(grade)
    }

    /// The next grade above the worst that there can be; `None` at the best one, and the worst of
    /// all where nothing can be assessed.
    pub fn next_grade(&self) -> Option<&GradeId> {
        let grades = &self.card.policy().grades;
        let worst = match self.score().verdict {
            ScorecardVerdict::Grade { grade: worst } | ScorecardVerdict::Between { worst, .. } => {
                worst
            }
            ScorecardVerdict::KnockedOut { .. } | ScorecardVerdict::NotAssessable(_) => {
                return grades.last().map(|it| &it.grade);
            }
        };
        let rank = self.card.policy().rank_of(&worst)?.checked_sub(1)?;
        grades.get(rank).map(|it| &it.grade)
    }
}

/// Reads an answer, and adds a violation for all that is wrong with it.
fn read(
    found: &mut Violations,
    criterion: &Criterion,
    table: &PointTable,
    answer: Option<&CriterionAnswer>,
) -> Reading {
    let id = criterion.criterion.as_str();
    let value = answer.and_then(CriterionAnswer::value);
    let has = match answer {
        None => return Reading::Unknown(AnswerGap::NotAsked),
        Some(CriterionAnswer::Refused) => return Reading::Unknown(AnswerGap::Refused),
        Some(CriterionAnswer::Rated(ratings)) => {
            if let CriterionSource::Figure(figure) = &criterion.source {
                found.add(id, format!("must be the figure {figure}, was a rating"));
            }
            found.within(id, |found| check_ratings(found, criterion, ratings));
            let raters = u32::try_from(ratings.len()).ok();
            proven!(raters, else u32::MAX, "memory holds fewer raters")
        }
        Some(CriterionAnswer::Measured(figure)) => {
            if criterion.source == CriterionSource::Rating {
                found.add(id, format!("must be a rating by a person, was {}", figure.value));
            } else if table.units(figure.value).is_none() {
                found.add(id, off_scale(criterion, figure.value));
            }
            figure.evidence
        }
    };
    let least = criterion.least_evidence;
    let known = value.filter(|_| has >= least).map(Reading::Known);
    known.unwrap_or(Reading::Unknown(AnswerGap::LittleEvidence { has, least }))
}

fn check_ratings(found: &mut Violations, criterion: &Criterion, ratings: &[RaterLevel]) {
    let top = criterion.scale.last_row();
    found.each_row("rated", ratings, |found, _, rating| {
        if usize::from(rating.level) > top {
            let problem = format!("must be 0..={top}, was {} (by {})", rating.level, rating.by);
            found.add("level", problem);
        }
    });
    let mut raters = BTreeSet::new();
    for (place, rating) in ratings.iter().enumerate() {
        if !raters.insert(&rating.by) {
            let problem = format!("must rate once, {} rated before", rating.by);
            found.add(&format!("rated.{place}.by"), problem);
        }
    }
}

/// The problem of a figure that a scale does not hold.
fn off_scale(criterion: &Criterion, value: i64) -> String {
    match &criterion.scale {
        CriterionScale::Ordinal(_) => {
            format!("must be a level of 0..={}, was {value}", criterion.scale.last_row())
        }
        CriterionScale::Bands(bands) => {
            let least = bands.first().map_or(0, |it| it.from);
            match bands.last().and_then(|it| it.below) {
                Some(below) => format!("must be from {least} on and below {below}, was {value}"),
                None => format!("must be at least {least}, was {value}"),
            }
        }
        CriterionScale::Linear(_) => format!("must be a figure of the scale, was {value}"),
    }
}
