use std::collections::BTreeMap;

use super::matrix::Spread;
use super::{Lead, TargetCounts, Weighting};
use crate::id::{CustomerId, NeedId, RivalId};
use crate::measure::{Proportion, Quotient, common_multiple};
use crate::survey::{Answer, Scale, Survey, SurveyError};

/// The sums of the complete answers to one need.
#[derive(Debug, Clone)]
pub(super) struct Tally<'a> {
    pub(super) need: &'a NeedId,
    pub(super) importance: Quotient,
    pub(super) performance: Quotient,
    pub(super) priority: Quotient,
    pub(super) important: Proportion,
    pub(super) pleased: Proportion,
    pub(super) targets: TargetCounts,
    pub(super) lead: Option<Lead>,
    pub(super) spread_of_importance: Spread,
    pub(super) spread_of_performance: Spread,
}

/// A complete answer, in steps from the bad ends of the scales.
struct Complete<'a> {
    answer: &'a Answer,
    importance: i32,
    ours: i32,
    weight: i128,
}

/// Returns the two marks that make an answer complete.
pub(super) fn complete_marks(answer: &Answer) -> Option<(i16, i16)> {
    answer.importance.zip(answer.ours)
}

impl<'a> Tally<'a> {
    /// Adds up the complete answers to a need, of which there is at least one.
    pub(super) fn try_new(
        survey: &Survey,
        need: &'a NeedId,
        answers: &[&'a Answer],
        weighting: Weighting<'_>,
        least_answers: u16,
    ) -> Result<Self, SurveyError> {
        let weights = weights(answers, weighting, need)?;
        let (of_importance, of_performance) = (survey.importance(), survey.performance());
        let complete = answers.iter().filter_map(|answer| {
            let (importance, ours) = complete_marks(answer)?;
            let weight = weights.get(&answer.respondent.customer).copied()?;
            let (importance, ours) = (of_importance.steps(importance), of_performance.steps(ours));
            Some(Complete { answer, importance, ours, weight })
        });
        let complete: Vec<Complete<'a>> = complete.collect();
        Self::add_up(need, &complete, of_importance, of_performance, least_answers)
            .ok_or_else(|| SurveyError::out_of_range(need))
    }

    fn add_up(
        need: &'a NeedId,
        complete: &[Complete<'a>],
        of_importance: Scale,
        of_performance: Scale,
        least_answers: u16,
    ) -> Option<Self> {
        let (mut importance, mut performance, mut priority) = (0_i128, 0_i128, 0_i128);
        let (mut weights, mut targets) = (0_i128, TargetCounts::default());
        let mut spreads = [Spread::default(); 2];
        let [mut important, mut pleased] = [0_u32; 2];
        for it in complete {
            let target = target(it.answer, of_performance, &mut targets)?;
            let short = i128::from(target.checked_sub(it.ours)?.max(0));
            let product = it.weight.checked_mul(it.importance.into())?;
            weights = weights.checked_add(it.weight)?;
            importance = importance.checked_add(product)?;
            performance = performance.checked_add(it.weight.checked_mul(it.ours.into())?)?;
            priority = priority.checked_add(product.checked_mul(short)?)?;
            let [of_i, of_p] = spreads;
            spreads = [of_i.with(it.importance)?, of_p.with(it.ours)?];
            let (mark, ours) = complete_marks(it.answer)?;
            important = important.checked_add(of_importance.is_in_top_box(mark).into())?;
            pleased = pleased.checked_add(of_performance.is_in_top_box(ours).into())?;
        }
        let answers = u32::try_from(complete.len()).ok()?;
        let (wide, high) = (i128::from(of_importance.width()), i128::from(of_performance.width()));
        let [spread_of_importance, spread_of_performance] = spreads;
        Some(Self {
            need,
            importance: Quotient::try_new(importance, weights.checked_mul(wide)?)?,
            performance: Quotient::try_new(performance, weights.checked_mul(high)?)?,
            priority: Quotient::try_new(priority, weights.checked_mul(wide)?.checked_mul(high)?)?,
            important: Proportion::try_new(important, answers)?,
            pleased: Proportion::try_new(pleased, answers)?,
            targets,
            lead: leads(complete, of_performance, least_answers)?
                .into_iter()
                .min_by(|a, b| a.lead.cmp(&b.lead)),
            spread_of_importance,
            spread_of_performance,
        })
    }
}

/// The target of a respondent: the expectation, else the best mark of a competitor, else the good
/// end of the scale.
fn target(answer: &Answer, scale: Scale, counts: &mut TargetCounts) -> Option<i32> {
    let best_rival = answer.rivals.values().map(|mark| scale.steps(*mark)).max();
    let (target, count) = match (answer.expectation, best_rival) {
        (Some(expected), _) => (scale.steps(expected), &mut counts.expectation),
        (None, Some(rival)) => (rival, &mut counts.best_rival),
        (None, None) => (scale.width(), &mut counts.best_mark),
    };
    *count = count.checked_add(1)?;
    Some(target)
}

/// Our leads over the competitors that enough respondents marked, by name; `None` for sums that do
/// not fit.
fn leads(complete: &[Complete<'_>], scale: Scale, least_answers: u16) -> Option<Vec<Lead>> {
    let mut sums: BTreeMap<&RivalId, (i128, i128, u32)> = BTreeMap::new();
    for it in complete {
        for (rival, mark) in &it.answer.rivals {
            let (lead, weights, answers) = sums.entry(rival).or_default();
            let ahead = i128::from(it.ours.checked_sub(scale.steps(*mark))?);
            *lead = lead.checked_add(it.weight.checked_mul(ahead)?)?;
            *weights = weights.checked_add(it.weight)?;
            *answers = answers.checked_add(1)?;
        }
    }
    let mut leads = Vec::new();
    for (rival, (lead, weights, answers)) in sums {
        let of = weights.checked_mul(scale.width().into())?;
        // Weights of nothing but zero say nothing of a lead.
        if let Some(lead) = Quotient::try_new(lead, of).filter(|_| answers >= least_answers.into())
        {
            leads.push(Lead { rival: rival.clone(), lead, answers });
        }
    }
    Some(leads)
}

/// The weight of each complete answer of a customer to a need, in whole numbers: the weight of the
/// customer over the number of its answers, brought to one denominator.
fn weights<'a>(
    answers: &[&'a Answer],
    weighting: Weighting<'_>,
    need: &NeedId,
) -> Result<BTreeMap<&'a CustomerId, i128>, SurveyError> {
    let out_of_range = || SurveyError::out_of_range(need);
    let mut counts: BTreeMap<&CustomerId, i128> = BTreeMap::new();
    let complete = answers.iter().filter(|answer| complete_marks(answer).is_some());
    for answer in complete {
        let count = counts.entry(&answer.respondent.customer).or_default();
        *count = count.checked_add(1).ok_or_else(out_of_range)?;
    }
    let shared =
        counts.values().try_fold(1, |shared, count| common_multiple(shared, count.unsigned_abs()));
    let shared = shared.and_then(|it| i128::try_from(it).ok()).ok_or_else(out_of_range)?;
    let mut weights = BTreeMap::new();
    for (customer, count) in counts {
        let weight = match weighting {
            Weighting::Respondents => Some(1),
            Weighting::Customers => shared.checked_div(count),
            Weighting::Sales(sales) => {
                let Some(sales) = sales.get(customer) else {
                    return Err(SurveyError::NoSales { customer: customer.clone() });
                };
                shared.checked_div(count).and_then(|part| part.checked_mul((*sales).into()))
            }
        };
        weights.insert(customer, weight.ok_or_else(out_of_range)?);
    }
    if weights.values().all(|weight| *weight == 0) {
        return Err(SurveyError::NoWeight { need: need.clone() });
    }
    Ok(weights)
}
