use super::need::AnswerDays;
use super::tally::{Tally, complete_marks};
use super::{MatrixCell, NeedFigures, NeedMeasures, Opportunity, Weighting};
use crate::calendar::AsOf;
use crate::id::NeedId;
use crate::measure::Quotient;
use crate::survey::MatrixLines;
use crate::survey::{Survey, SurveyError, SurveyPolicy};

/// A survey as of a day: the figures of each need, those with the highest priority first (S3).
#[doc(alias = "调查报告")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SurveyReport {
    needs: Vec<NeedFigures>,
    importance_discriminates: bool,
}

/// The lines of the matrix, as fractions of the scales.
#[derive(Debug, Clone, Copy)]
struct Lines {
    importance: Quotient,
    performance: Quotient,
}

impl SurveyReport {
    /// The figures of every need of a survey as of a day.
    ///
    /// # Rule
    ///
    /// > S3: gaps ranked by importance × shortfall, our advantages, the competitor's.
    ///
    /// Of each respondent the last answer by the day counts, unless it is older than the policy
    /// allows. A need with fewer complete answers than the policy asks for has counts only.
    ///
    /// # Errors
    ///
    /// When answers are weighted by sales and those of a customer are missing or all are zero, or
    /// when weights and marks do not fit into 127 bits.
    pub fn try_from_survey(
        survey: &Survey,
        t: AsOf,
        policy: &SurveyPolicy,
        weighting: Weighting<'_>,
    ) -> Result<Self, SurveyError> {
        let mut needs = Vec::new();
        let mut tallies = Vec::new();
        for (need, answers) in survey.standing(t, policy.max_age_days) {
            let complete = answers.iter().filter(|it| complete_marks(it).is_some());
            let answered = AnswerDays::spanning(complete.clone().copied());
            let out_of_range = || SurveyError::out_of_range(need);
            let count = u32::try_from(complete.count()).map_err(|_| out_of_range())?;
            let all = u32::try_from(answers.len()).map_err(|_| out_of_range())?;
            let half = all.checked_sub(count).ok_or_else(out_of_range)?;
            if count >= u32::from(policy.least_answers) {
                let least = policy.least_answers;
                tallies.push(Tally::try_new(survey, need, &answers, weighting, least)?);
            }
            needs.push(NeedFigures {
                need: need.clone(),
                complete: count,
                half,
                answered,
                measures: None,
            });
        }
        let lines = lines(policy.lines, &tallies)?;
        let is_certain = matches!(weighting, Weighting::Respondents);
        for figures in &mut needs {
            if let Some(tally) = tallies.iter().find(|tally| *tally.need == figures.need) {
                let measures = measures(survey, tally, &tallies, lines, policy, is_certain);
                let out_of_range = || SurveyError::out_of_range(&figures.need);
                figures.measures = Some(measures.ok_or_else(out_of_range)?);
            }
        }
        needs.sort_by_key(|figures| {
            figures.measures.as_ref().map_or(u32::MAX, |measures| measures.rank)
        });
        Ok(Self { needs, importance_discriminates: discriminates(policy, &tallies) })
    }
}

/// The figures of a need, given the sums of all.
fn measures(
    survey: &Survey,
    tally: &Tally<'_>,
    all: &[Tally<'_>],
    lines: Lines,
    policy: &SurveyPolicy,
    may_be_certain: bool,
) -> Option<NeedMeasures> {
    let before = all.iter().filter(|other| other.priority > tally.priority).count();
    let opportunity = Opportunity::from_top_boxes(tally.important, tally.pleased)?;
    let (is_important, is_met) =
        (tally.importance >= lines.importance, tally.performance >= lines.performance);
    let is_certain = may_be_certain
        && tally.spread_of_importance.is_clear_of(lines.importance, survey.importance().width())?
        && tally
            .spread_of_performance
            .is_clear_of(lines.performance, survey.performance().width())?;
    Some(NeedMeasures {
        importance: tally.importance,
        performance: tally.performance,
        important: tally.important,
        pleased: tally.pleased,
        priority: tally.priority,
        rank: u32::try_from(before).ok()?.checked_add(1)?,
        targets: tally.targets,
        lead: tally.lead.clone(),
        cell: MatrixCell::new(is_important, is_met),
        is_certain,
        opportunity,
        band: opportunity.band(policy.opportunity),
    })
}

/// The lines of a policy; the means of the needs that are judged where it asks for them.
fn lines(lines: MatrixLines, all: &[Tally<'_>]) -> Result<Lines, SurveyError> {
    match lines {
        MatrixLines::Fixed { importance, performance } => {
            Ok(Lines { importance: importance.into(), performance: performance.into() })
        }
        MatrixLines::Means {} => Ok(Lines {
            importance: mean(all, |tally| tally.importance)?,
            performance: mean(all, |tally| tally.performance)?,
        }),
    }
}

/// The mean of a figure over all needs; 0 where there is none.
fn mean(
    all: &[Tally<'_>],
    figure: impl Fn(&Tally<'_>) -> Quotient,
) -> Result<Quotient, SurveyError> {
    let mut sum = Quotient::ZERO;
    for tally in all {
        let next = sum.plus(figure(tally));
        sum = next.ok_or_else(|| SurveyError::out_of_range(tally.need))?;
    }
    let Some(last) = all.last() else { return Ok(sum) };
    let (part, whole) = sum.terms();
    let count = i128::try_from(all.len()).ok();
    let mean = count.and_then(|count| Quotient::try_new(part, whole.checked_mul(count)?));
    mean.ok_or_else(|| SurveyError::out_of_range(last.need))
}

/// Returns `false` when several needs are judged and every one is important to nearly everybody.
fn discriminates(policy: &SurveyPolicy, all: &[Tally<'_>]) -> bool {
    let is_important_to_all = |tally: &Tally<'_>| {
        tally.important.fraction().is_some_and(|share| share >= policy.important_to_all)
    };
    all.len() < 2 || !all.iter().all(is_important_to_all)
}

impl SurveyReport {
    /// The figures of all needs: those that are judged by the rank of their priority, then those
    /// with too few answers; equal ones by name.
    pub fn needs(&self) -> &[NeedFigures] {
        &self.needs
    }

    /// The figures of a need.
    pub fn need(&self, need: &NeedId) -> Option<&NeedFigures> {
        self.needs.iter().find(|figures| figures.need == *need)
    }

    /// Returns `true` when importance tells needs apart. It does not when nearly everybody gives
    /// one of the two best marks to every need; then cells say little, and needs are ranked by
    /// priority only.
    pub const fn importance_discriminates(&self) -> bool {
        self.importance_discriminates
    }

    /// The needs to mend first, by rank: important and not met. Where importance does not
    /// discriminate, all needs with a shortfall.
    pub fn fix_first(&self) -> impl Iterator<Item = (&NeedId, &NeedMeasures)> {
        self.judged().filter(|(_, measures)| {
            if self.importance_discriminates {
                measures.cell == MatrixCell::ConcentrateHere
            } else {
                measures.priority > Quotient::ZERO
            }
        })
    }

    /// The needs for which more is done than is asked for.
    pub fn overdone(&self) -> impl Iterator<Item = (&NeedId, &NeedMeasures)> {
        self.judged().filter(|(_, measures)| measures.cell == MatrixCell::PossibleOverkill)
    }

    /// The important needs at which we are ahead of every competitor that enough respondents
    /// marked.
    pub fn advantages(&self) -> impl Iterator<Item = (&NeedId, &NeedMeasures)> {
        self.important_with_lead(|lead| lead > Quotient::ZERO)
    }

    /// The important needs at which a competitor is ahead of us.
    pub fn disadvantages(&self) -> impl Iterator<Item = (&NeedId, &NeedMeasures)> {
        self.important_with_lead(|lead| lead < Quotient::ZERO)
    }

    fn important_with_lead(
        &self,
        holds: impl Fn(Quotient) -> bool,
    ) -> impl Iterator<Item = (&NeedId, &NeedMeasures)> {
        self.judged().filter(move |(_, measures)| {
            let lead = measures.lead.as_ref().map(|it| it.lead);
            measures.cell.is_important() && lead.is_some_and(&holds)
        })
    }

    fn judged(&self) -> impl Iterator<Item = (&NeedId, &NeedMeasures)> {
        self.needs.iter().filter_map(|it| Some((&it.need, it.measures.as_ref()?)))
    }
}
