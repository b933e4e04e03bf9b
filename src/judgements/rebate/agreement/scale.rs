use super::rebate_agreement::share_terms;
use super::{
    ConditionsEffect, GrowthPart, RebateAgreement, RebateAgreementDraft, RebateMode, TierBound,
    TierCount, TierPay, Volume,
};
use crate::id::RebateId;
use crate::measure::{Quotient, proven};
use crate::money::{Amount, Major, Rounding};
use crate::rebate::RebateError;

/// Parts of a minor unit in which rewards are exact.
const PARTS: i128 = 1_000_000;

/// An exact reward: parts over a whole, both of a minor unit. The whole is a multiple of
/// [`PARTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exact {
    pub(crate) part: i128,
    pub(crate) whole: i128,
}

impl Exact {
    const ZERO: Self = Self::of(0);

    const fn of(part: i128) -> Self {
        Self { part, whole: PARTS }
    }
}

/// The table of a period: tiers with bounds in minor units or whole units, ready to compute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RebateScale {
    agreement: RebateId,
    steps: Vec<Step>,
    mode: RebateMode,
    counts: TierCount,
    growth: Option<(i64, GrowthPart)>,
    least: i128,
    most: Option<i128>,
    below_zero: i128,
    rounding: Rounding,
    is_amount: bool,
}

/// A tier in parts of a minor unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    from: i64,
    /// The sum on reaching it.
    sum: i128,
    /// For each unit up to the bound.
    each: i128,
    /// For each unit beyond the bound.
    beyond: i128,
}

impl Step {
    /// The pay on a volume at or beyond the bound.
    fn on_all(self, volume: i64) -> Option<i128> {
        let over = i128::from(volume).checked_sub(self.from.into())?;
        let below = self.each.checked_mul(self.from.into())?;
        self.sum.checked_add(below)?.checked_add(self.beyond.checked_mul(over)?)
    }

    /// The pay on the part between the bound and a volume.
    fn on_part(self, to: i64) -> Option<i128> {
        let part = i128::from(to).checked_sub(self.from.into())?;
        self.sum.checked_add(self.beyond.checked_mul(part)?)
    }
}

impl RebateScale {
    /// The table of a period of an agreement, by its place from 0.
    ///
    /// # Errors
    ///
    /// When the agreement has no such period.
    pub fn from_agreement(agreement: &RebateAgreement, period: usize) -> Result<Self, RebateError> {
        Self::of_period(agreement, period).ok_or_else(|| RebateError::NoPeriod {
            agreement: agreement.id.clone(),
            number: period.checked_add(1).unwrap_or(period),
            periods: agreement.periods().len(),
        })
    }

    /// The table of a period of a draft that is checked or is being checked.
    pub(super) fn of_period(draft: &RebateAgreementDraft, period: usize) -> Option<Self> {
        draft.periods().get(period)?;
        let money = |it: Major| it.micro_minor(draft.currency);
        let growth = match &draft.growth {
            Some(growth) => {
                let base = whole_units(draft, *growth.bases.get(period)?)?;
                Some((base, growth.pays_on))
            }
            None => None,
        };
        let step = |tier: &super::Tier| {
            let from = bound(draft, period, tier.from)?;
            let (sum, each, beyond) = match tier.pays {
                TierPay::Rate { rate, beyond } => {
                    let each = i128::from(rate.parts_per_million());
                    (0, each, beyond.map_or(each, |it| it.parts_per_million().into()))
                }
                TierPay::PerUnit(sum) => (0, money(sum), money(sum)),
                TierPay::Amount(sum) => (money(sum), 0, 0),
            };
            Some(Step { from, sum, each, beyond })
        };
        Some(Self {
            agreement: draft.id.clone(),
            steps: draft.tiers.iter().map(step).collect::<Option<_>>()?,
            mode: draft.mode,
            counts: draft.counts,
            growth,
            least: money(draft.payout.least),
            most: draft.payout.most.map(money),
            below_zero: money(draft.payout.below_zero),
            rounding: draft.rounding,
            is_amount: draft.base.unit.is_none(),
        })
    }

    /// The reward for a volume, all conditions met, rounded once.
    ///
    /// # Rule
    ///
    /// > S6: a volume at a bound is within the tier (`Reaching`) or not (`Exceeding`). Nothing is
    /// > paid on a negative volume unless the agreement states how far below zero a reward may lie.
    ///
    /// # Errors
    ///
    /// When the reward does not fit.
    pub fn reward(&self, volume: Volume) -> Result<Amount, RebateError> {
        self.reward_under(volume, ConditionsEffect::default())
    }

    /// The reward for a volume under conditions that are not all met.
    ///
    /// # Errors
    ///
    /// When the reward does not fit.
    pub fn reward_under(
        &self,
        volume: Volume,
        effect: ConditionsEffect,
    ) -> Result<Amount, RebateError> {
        self.exact(volume, effect)
            .and_then(|exact| self.round(exact))
            .ok_or_else(|| self.overflow())
    }

    /// The exact reward in minor units, before it is rounded.
    ///
    /// # Errors
    ///
    /// When the reward does not fit.
    pub fn exact_reward(&self, volume: Volume) -> Result<Quotient, RebateError> {
        let exact = self.exact(volume, ConditionsEffect::default());
        let fraction = exact.and_then(|it| Quotient::try_new(it.part, it.whole));
        fraction.ok_or_else(|| self.overflow())
    }

    /// The number of tiers that a volume is within.
    pub fn tiers_reached(&self, volume: Volume) -> usize {
        self.reached(self.looked_up(volume.units()).unwrap_or(i64::MIN))
    }

    /// The least volume within a tier, by its place from 0.
    pub fn least_volume(&self, tier: usize) -> Option<Volume> {
        let from = self.steps.get(tier)?.from;
        let least = match self.counts {
            TierCount::Reaching => from,
            TierCount::Exceeding => from.checked_add(1)?,
        };
        let base = self.growth.map_or(0, |(base, _)| base);
        least.checked_add(base).map(Volume::from_quantity)
    }

    /// The number of tiers.
    pub const fn tiers(&self) -> usize {
        self.steps.len()
    }

    /// Returns `true` where volumes are amounts.
    pub(crate) const fn is_amount(&self) -> bool {
        self.is_amount
    }

    /// Returns `true` where growth cannot be measured: the base is 0 or unknown.
    pub const fn has_no_growth_base(&self) -> bool {
        matches!(self.growth, Some((base, _)) if base <= 0)
    }

    pub(crate) fn overflow(&self) -> RebateError {
        RebateError::Overflow { agreement: self.agreement.clone() }
    }

    pub(crate) const fn agreement(&self) -> &RebateId {
        &self.agreement
    }

    pub(crate) fn round(&self, exact: Exact) -> Option<Amount> {
        let minor = self.rounding.divide(exact.part, exact.whole)?;
        i64::try_from(minor).ok().map(Amount::from_minor)
    }

    pub(crate) fn exact(&self, volume: Volume, effect: ConditionsEffect) -> Option<Exact> {
        let units = volume.units();
        if effect.is_shut || self.has_no_growth_base() {
            return Some(Exact::ZERO);
        }
        if units < 0 {
            let owed = self.table(self.looked_up(units.checked_neg()?)?, units.checked_neg()?)?;
            let floor = self.below_zero.checked_mul(owed.whole.checked_div(PARTS)?)?;
            return Some(Exact { part: owed.part.min(floor).checked_neg()?, whole: owed.whole });
        }
        let growth = self.looked_up(units)?;
        if growth < 0 {
            return Some(Exact::ZERO);
        }
        let paid_on = match self.growth {
            Some((_, GrowthPart::GrowthOnly)) => growth,
            Some((_, GrowthPart::All)) | None => units,
        };
        let full = self.table(growth, paid_on)?;
        let times = full.whole.checked_div(PARTS)?;
        let points = i128::from(effect.points).checked_mul(paid_on.into())?.checked_mul(times)?;
        let part = full.part.checked_sub(points)?.max(0);
        let part = if part < self.least.checked_mul(times)? { 0 } else { part };
        let part = match self.most {
            Some(most) => part.min(most.checked_mul(times)?),
            None => part,
        };
        Some(Exact { part, ..full })
    }

    /// The volume by which tiers are looked up.
    fn looked_up(&self, volume: i64) -> Option<i64> {
        self.growth.map_or(Some(volume), |(base, _)| volume.checked_sub(base))
    }

    fn reached(&self, volume: i64) -> usize {
        self.steps.partition_point(|step| match self.counts {
            TierCount::Reaching => step.from <= volume,
            TierCount::Exceeding => step.from < volume,
        })
    }

    fn table(&self, looked_up: i64, paid_on: i64) -> Option<Exact> {
        let count = self.reached(looked_up);
        let (Some(reached), Some(first)) = (self.steps.get(..count), self.steps.first()) else {
            return None;
        };
        let Some((top, lower)) = reached.split_last() else { return Some(Exact::ZERO) };
        let next = self.steps.get(count);
        match self.mode {
            RebateMode::Whole => top.on_all(paid_on).map(Exact::of),
            RebateMode::Marginal => {
                parts(lower, reached)?.checked_add(top.on_part(paid_on)?).map(Exact::of)
            }
            RebateMode::Rolling => {
                parts(lower, reached)?.checked_add(top.on_all(paid_on)?).map(Exact::of)
            }
            RebateMode::Total => {
                let all = reached.iter().map(|step| step.on_all(paid_on));
                all.sum::<Option<i128>>().map(Exact::of)
            }
            RebateMode::Increment => {
                let full = i128::from(paid_on).checked_div(first.from.into())?;
                let each = first.each.checked_mul(first.from.into())?;
                full.checked_mul(first.sum.checked_add(each)?).map(Exact::of)
            }
            RebateMode::Linear => match next {
                Some(next) => between(*top, *next, paid_on),
                None => top.on_all(paid_on).map(Exact::of),
            },
        }
    }

    /// The first bound at which the total falls, by the place of its tier.
    pub(super) fn falls_at(&self) -> Option<usize> {
        let pairs = self.steps.iter().zip(self.steps.iter().skip(1));
        let falls = |(low, high): (&Step, &Step)| match self.mode {
            RebateMode::Whole => low.on_all(high.from) > high.on_all(high.from),
            RebateMode::Linear => {
                // The total is a parabola; where the rate falls, it is least steep at the end.
                let rise = high.each.checked_sub(low.each);
                let span = i128::from(high.from).checked_sub(low.from.into());
                let slope = rise.and_then(|it| it.checked_mul(high.from.into()));
                let level = span.and_then(|it| it.checked_mul(high.each));
                slope.zip(level).and_then(|(a, b)| a.checked_add(b)).is_some_and(|it| it < 0)
            }
            RebateMode::Marginal
            | RebateMode::Increment
            | RebateMode::Rolling
            | RebateMode::Total => false,
        };
        pairs.map(falls).position(|falls| falls).and_then(|place| place.checked_add(1))
    }
}

/// The pay of tiers that lie wholly below a volume, each on its own part.
fn parts(lower: &[Step], reached: &[Step]) -> Option<i128> {
    lower.iter().zip(reached.iter().skip(1)).map(|(step, next)| step.on_part(next.from)).sum()
}

/// The pay on a volume between two points, at the rate that lies straight between theirs.
fn between(low: Step, high: Step, volume: i64) -> Option<Exact> {
    let span = i128::from(high.from).checked_sub(low.from.into())?;
    let gone = i128::from(volume).checked_sub(low.from.into())?;
    let risen = high.each.checked_sub(low.each)?.checked_mul(gone)?;
    let rate = low.each.checked_mul(span)?.checked_add(risen)?;
    let part = rate.checked_mul(volume.into())?;
    Some(Exact { part, whole: PARTS.checked_mul(span)? })
}

/// A bound in minor units or whole units. One in percent is the least volume with that share, or
/// with `Exceeding` the largest without more than it.
fn bound(draft: &RebateAgreementDraft, period: usize, from: TierBound) -> Option<i64> {
    let (part, whole, units) = match from {
        TierBound::Amount(amount) => (1, 1, whole_units(draft, amount)?),
        TierBound::Share(share) => {
            let (part, whole) = share_terms(share);
            (part, whole, whole_units(draft, draft.whole_of_shares(period)?)?)
        }
    };
    let (days, of_days) = draft.scaling(period);
    let part = i128::from(units).checked_mul(part)?.checked_mul(days)?;
    let whole = whole.checked_mul(of_days)?;
    let down = part.checked_div(whole)?;
    let has_rest = part.checked_rem(whole)? > 0 && draft.counts == TierCount::Reaching;
    i64::try_from(down.checked_add(i128::from(has_rest))?).ok()
}

/// An amount of the agreement in minor units, or a quantity in whole units; `None` where it is
/// finer.
pub(super) fn whole_units(draft: &RebateAgreementDraft, amount: Major) -> Option<i64> {
    if draft.base.unit.is_none() {
        return amount.to_minor_exact(draft.currency).map(Amount::minor);
    }
    let parts = amount.ten_thousandths();
    let is_whole = parts.checked_rem(10_000) == Some(0);
    let whole = proven!(parts.checked_div(10_000), else 0, "10,000 is not 0");
    is_whole.then_some(whole)
}
