use std::fmt;

use crate::measure::{Quotient, Ratio};
use crate::money::{Amount, Currency};
use crate::rebate::{ConditionsEffect, Exact, RebateError, RebateScale, Volume};

/// The way in which a rebate is accrued before its period is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AccrualMethod {
    /// The reward for the volume to date.
    Earned,
    /// The rate of the expected volume of the period, on the volume to date.
    #[default]
    Projected,
    /// The rate at the least volume of a tier, by its place from 0, on the volume to date.
    Stated {
        /// The place of the tier.
        tier: usize,
    },
    /// The rate of the most probable outcome. Of equal ones the higher rate.
    MostLikely,
    /// The mean rate over all outcomes (IFRS 15, paragraph 53).
    Expected,
    /// The smallest rate that is enough with a probability, 90 % as a rule. A giver in doubt
    /// accrues the higher rebate (IFRS 15, paragraph 56; the standard gives no figure).
    Prudent {
        /// The probability.
        sure: Ratio,
    },
}

impl AccrualMethod {
    /// The prudent method with 90 %.
    pub const PRUDENT: Self = Self::Prudent { sure: Ratio::from_percent(90) };
}

/// A volume that a period may end with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct VolumeOutcome {
    /// The volume of the whole period.
    pub volume: Volume,
    /// Its probability. Those of all outcomes sum to 100 %.
    pub probability: Ratio,
}

/// The volume that a period is expected to end with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outlook<'a> {
    /// A forecast of the whole period.
    pub forecast: Option<Volume>,
    /// The part of the year's trade that is over, by its own season, as
    /// [`Phase::to`](crate::phase::Phase::to) tells it; read where there is no forecast. Months
    /// gone are a poor measure in a trade with a season.
    pub phase: Option<Quotient>,
    /// Outcomes with their probabilities. Without any the expected volume is the only one.
    pub outcomes: &'a [VolumeOutcome],
}

impl Outlook<'_> {
    /// The expected volume: the forecast, or the volume to date over the phase; at least the
    /// volume to date.
    pub fn expected(&self, volume: Volume) -> Volume {
        let by_phase = || {
            let (part, whole) = self.phase?.terms();
            let expected = i128::from(volume.units()).checked_mul(whole)?.checked_div(part)?;
            i64::try_from(expected).ok().map(Volume::from_quantity)
        };
        self.forecast.or_else(by_phase).map_or(volume, |expected| expected.max(volume))
    }
}

/// The rebate of a period before it is over: achieved, accruing and forecast side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accrual {
    /// The volume to date.
    pub volume: Volume,
    /// The expected volume of the period.
    pub expected: Volume,
    /// The reward for the volume to date.
    pub achieved: Amount,
    /// The accrual by the method.
    pub accruing: Amount,
    /// The reward for the expected volume.
    pub forecast: Amount,
}

impl Accrual {
    /// The accrual of a period for the volume to date.
    ///
    /// # Rule
    ///
    /// > S6: earned is the reward for the volume to date; projected is the reward for the expected
    /// > volume, in proportion to the volume to date. Both come from the same exact table, and a
    /// > rate is never rounded.
    ///
    /// # Errors
    ///
    /// When there is no such tier, the probabilities do not sum to 100 %, or a product does not
    /// fit.
    ///
    /// ```
    /// # use guanxi::{day, money::{Amount, Currency, Major}};
    /// # use guanxi::rebate::*;
    /// # let from = Major::from_units;
    /// # let tier = |at, rate: &str| rate.parse().map(|it| Tier::rate(from(at), it));
    /// # let li = RebateParty::Customer("Li".parse()?);
    /// # let (first, last) = (day!(2026, 1, 1), day!(2026, 12, 31));
    /// let draft = RebateAgreementDraft {
    ///     tiers: vec![tier(0, "1%")?, tier(1_000_000, "2%")?, tier(2_500_000, "3%")?],
    ///     ..RebateAgreementDraft::new("R-1".parse()?, li, Currency::CNY, first, last)
    /// };
    /// let scale = RebateScale::from_agreement(&RebateAgreement::try_new(draft)?, 0)?;
    /// let yuan = |major: i64| Volume::from_amount(Amount::from_minor(major * 100));
    /// let outlook = Outlook { forecast: Some(yuan(3_000_000)), ..Outlook::default() };
    /// let accrual = Accrual::project(&scale, yuan(800_000), &outlook)?;
    /// assert_eq!(accrual.achieved, Amount::from_minor(8_000_00));
    /// assert_eq!(accrual.accruing, Amount::from_minor(24_000_00));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "返利计提")]
    pub fn try_new(
        scale: &RebateScale,
        volume: Volume,
        outlook: &Outlook<'_>,
        effect: ConditionsEffect,
        method: AccrualMethod,
    ) -> Result<Self, RebateError> {
        let fits = |amount: Option<Amount>| amount.ok_or_else(|| scale.overflow());
        let expected = outlook.expected(volume);
        let on_expected = scale.exact(expected, effect).ok_or_else(|| scale.overflow())?;
        let achieved = scale.reward_under(volume, effect)?;
        let forecast = fits(scale.round(on_expected))?;
        let at = |outcome: Volume| {
            let outcome = outcome.max(volume);
            scale.exact(outcome, effect).and_then(|it| in_proportion(it, volume, outcome))
        };
        let round = |exact: Option<Exact>| fits(exact.and_then(|it| scale.round(it)));
        let accruing = match method {
            AccrualMethod::Earned => achieved,
            AccrualMethod::Projected => round(in_proportion(on_expected, volume, expected))?,
            AccrualMethod::Stated { tier } => {
                let least = scale.least_volume(tier).ok_or_else(|| RebateError::NoTier {
                    agreement: scale.agreement().clone(),
                    number: tier.checked_add(1).unwrap_or(tier),
                    tiers: scale.tiers(),
                })?;
                round(at(least))?
            }
            AccrualMethod::MostLikely | AccrualMethod::Expected | AccrualMethod::Prudent { .. }
                if outlook.outcomes.is_empty() =>
            {
                round(in_proportion(on_expected, volume, expected))?
            }
            AccrualMethod::MostLikely => {
                let chances = chances(scale, outlook, at)?;
                round(
                    chances
                        .into_iter()
                        .max_by_key(|(exact, chance)| (*chance, rate(*exact)))
                        .map(|it| it.0),
                )?
            }
            AccrualMethod::Expected => {
                let chances = chances(scale, outlook, at)?;
                round(mean(&chances))?
            }
            AccrualMethod::Prudent { sure } => {
                let mut chances = chances(scale, outlook, at)?;
                chances.sort_by_key(|(exact, _)| rate(*exact));
                round(enough(&chances, sure))?
            }
        };
        Ok(Self { volume, expected, achieved, accruing, forecast })
    }

    /// The accrual by the projected method, all conditions met.
    ///
    /// # Errors
    ///
    /// When a product does not fit.
    pub fn project(
        scale: &RebateScale,
        volume: Volume,
        outlook: &Outlook<'_>,
    ) -> Result<Self, RebateError> {
        let effect = ConditionsEffect::default();
        Self::try_new(scale, volume, outlook, effect, AccrualMethod::Projected)
    }

    /// The accrual in words of the currency.
    pub fn with_currency(&self, currency: Currency) -> impl fmt::Display {
        let text = |amount: Amount| amount.to_total().with_currency(currency).to_string();
        let Self { achieved, accruing, forecast, .. } = self;
        let (achieved, accruing, forecast) = (text(*achieved), text(*accruing), text(*forecast));
        format!("achieved {achieved}, accruing {accruing}, forecast {forecast}")
    }
}

/// The reward for an outcome in proportion to the volume to date.
fn in_proportion(reward: Exact, volume: Volume, outcome: Volume) -> Option<Exact> {
    if outcome == volume || outcome.units() <= 0 {
        return Some(reward);
    }
    let part = reward.part.checked_mul(volume.units().max(0).into())?;
    let whole = reward.whole.checked_mul(outcome.units().into())?;
    Some(Exact { part, whole })
}

/// The rewards of all outcomes with their probabilities in parts per million.
fn chances(
    scale: &RebateScale,
    outlook: &Outlook<'_>,
    at: impl Fn(Volume) -> Option<Exact>,
) -> Result<Vec<(Exact, u64)>, RebateError> {
    let parts = |it: &VolumeOutcome| u64::from(it.probability.parts_per_million());
    let sum = outlook.outcomes.iter().map(parts).try_fold(0_u64, u64::checked_add);
    let sum = sum.and_then(|sum| Quotient::try_new(sum.into(), 1_000_000));
    let sum = sum.ok_or_else(|| scale.overflow())?;
    if sum != Ratio::ONE {
        return Err(RebateError::Outcomes { agreement: scale.agreement().clone(), sum });
    }
    let chance = |it: &VolumeOutcome| at(it.volume).map(|exact| (exact, parts(it)));
    outlook.outcomes.iter().map(chance).collect::<Option<_>>().ok_or_else(|| scale.overflow())
}

/// A reward as a fraction. All rewards of an accrual are on the same volume, so they compare as
/// rates do.
fn rate(exact: Exact) -> Option<Quotient> {
    Quotient::try_new(exact.part, exact.whole)
}

fn mean(chances: &[(Exact, u64)]) -> Option<Exact> {
    let mut sum = Quotient::ZERO;
    for (exact, chance) in chances {
        let weight = Quotient::try_new((*chance).into(), 1_000_000)?;
        sum = sum.plus(rate(*exact)?.product(weight)?)?;
    }
    let (part, whole) = sum.terms();
    Some(Exact { part, whole })
}

/// The first of the rising rewards with which the probability is reached.
fn enough(chances: &[(Exact, u64)], sure: Ratio) -> Option<Exact> {
    let mut reached = 0_u64;
    for (exact, chance) in chances {
        reached = reached.checked_add(*chance)?;
        if reached >= u64::from(sure.parts_per_million()) {
            return Some(*exact);
        }
    }
    chances.last().map(|(exact, _)| *exact)
}
