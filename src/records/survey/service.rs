use std::collections::BTreeMap;

use super::{ServiceDimension, Survey, SurveyError, SurveyPolicy};
use crate::calendar::AsOf;
use crate::id::NeedId;
use crate::measure::Quotient;
use crate::valid::words;

words! {
    /// The sign of a gap, as a word.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum GapSign as "a sign of a gap" {
        /// Less is given than is expected.
        Shortfall = "shortfall",
        /// As much is given as is expected.
        Met = "met",
        /// More is given than is expected.
        Surplus = "surplus",
    }
}

/// The gap between performance and expectation, in parts of the scale. Negative is bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ServiceGap(Quotient);

impl ServiceGap {
    /// Performance less expectation, from −1 to 1.
    pub const fn value(self) -> Quotient {
        self.0
    }

    /// The sign of the gap.
    pub fn sign(self) -> GapSign {
        match self.0.cmp(&Quotient::ZERO) {
            std::cmp::Ordering::Less => GapSign::Shortfall,
            std::cmp::Ordering::Equal => GapSign::Met,
            std::cmp::Ordering::Greater => GapSign::Surplus,
        }
    }
}

/// The gap of one dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DimensionGap {
    /// The dimension.
    pub dimension: ServiceDimension,
    /// The answers with expectation and performance, over all needs of the dimension.
    pub answers: u32,
    /// The mean gap; `None` with fewer answers than the policy asks for.
    pub gap: Option<ServiceGap>,
}

/// The gaps of service quality as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ServiceGaps {
    /// The gap of each dimension.
    pub dimensions: [DimensionGap; ServiceDimension::ALL.len()],
    /// The mean gap of the dimensions that are known, by weight; `None` when none is known.
    pub overall: Option<ServiceGap>,
    /// The weight of the dimensions that are known, of 100.
    pub weight_known: u16,
}

impl ServiceGaps {
    /// The gaps of a survey as of a day, for needs that belong to dimensions. Needs without a
    /// dimension are left out.
    ///
    /// # Errors
    ///
    /// When the marks of a need do not fit into 127 bits.
    pub fn try_from_survey(
        survey: &Survey,
        t: AsOf,
        policy: &SurveyPolicy,
        dimension_of: &BTreeMap<NeedId, ServiceDimension>,
    ) -> Result<Self, SurveyError> {
        let mut sums: BTreeMap<ServiceDimension, Sum> = BTreeMap::new();
        for (need, answers) in survey.standing(t, policy.max_age_days) {
            let Some(dimension) = dimension_of.get(need) else { continue };
            let out_of_range = || SurveyError::out_of_range(need);
            let sum = sums.entry(*dimension).or_default();
            for (ours, expected) in answers.iter().filter_map(|it| it.ours.zip(it.expectation)) {
                let scale = survey.performance();
                let gap = scale.steps(ours).checked_sub(scale.steps(expected));
                *sum = gap.and_then(|gap| sum.with(gap)).ok_or_else(out_of_range)?;
            }
        }
        Ok(Self::from_sums(survey, policy, &sums))
    }

    fn from_sums(
        survey: &Survey,
        policy: &SurveyPolicy,
        sums: &BTreeMap<ServiceDimension, Sum>,
    ) -> Self {
        let width = i128::from(survey.performance().width());
        let dimensions = ServiceDimension::ALL.map(|dimension| {
            let Sum { gaps, answers } = sums.get(&dimension).copied().unwrap_or_default();
            let is_enough = answers >= u32::from(policy.least_answers);
            let whole = width.checked_mul(answers.into()).filter(|_| is_enough);
            let gap = whole.and_then(|whole| Quotient::try_new(gaps, whole)).map(ServiceGap);
            DimensionGap { dimension, answers, gap }
        });
        let (mut overall, mut weight_known) = (Some(Quotient::ZERO), 0_u16);
        for (gap, dimension) in dimensions.iter().filter_map(|it| it.gap.zip(Some(it.dimension))) {
            let weight = policy.service.weight(dimension);
            overall = overall.and_then(|sum| sum.plus(weighted(gap, weight)?));
            weight_known = crate::measure::proven!(
                weight_known.checked_add(weight), else u16::MAX, "100 in all"
            );
        }
        let overall = overall.and_then(|sum| {
            let (part, whole) = sum.terms();
            Quotient::try_new(part, whole.checked_mul(weight_known.into())?)
        });
        Self { dimensions, overall: overall.map(ServiceGap), weight_known }
    }
}

fn weighted(gap: ServiceGap, weight: u16) -> Option<Quotient> {
    let (part, whole) = gap.0.terms();
    Quotient::try_new(part.checked_mul(weight.into())?, whole)
}

/// The sum of the gaps of a dimension, in steps of the scale.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    gaps: i128,
    answers: u32,
}

impl Sum {
    fn with(self, gap: i32) -> Option<Self> {
        let gaps = self.gaps.checked_add(gap.into())?;
        Some(Self { gaps, answers: self.answers.checked_add(1)? })
    }
}
