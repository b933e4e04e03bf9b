use super::{
    AgreedRate, ConditionFacts, ConditionFinding, EarlyEnd, EarlyTiers, Growth, PayoutBounds,
    RebateBase, RebateCondition, RebateMode, RebateParty, SettlementTerms, StackTerms, Tier,
    TierCount, TotalRule,
};
use crate::calendar::{Day, Validity};
use crate::id::RebateId;
use crate::measure::{Ratio, proven};
use crate::money::{Currency, Major, Rounding};
use crate::valid::Valid;

/// Plain form of a [`RebateAgreement`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct RebateAgreementDraft {
    /// The number.
    pub id: RebateId,
    /// The customer or the group.
    pub party: RebateParty,
    /// The currency of all its amounts.
    pub currency: Currency,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The months of a period, counted from the first day; `None` where the whole term is one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub period_months: Option<u8>,
    /// The goods that count.
    #[cfg_attr(feature = "serde", serde(default))]
    pub base: RebateBase,
    /// The way in which tiers pay.
    pub mode: RebateMode,
    /// The day on which a tier begins: on its bound or beyond.
    #[cfg_attr(feature = "serde", serde(default))]
    pub counts: TierCount,
    /// The tiers, by rising bounds.
    pub tiers: Vec<Tier>,
    /// The rule of the total along the tiers.
    #[cfg_attr(feature = "serde", serde(default))]
    pub total: TotalRule,
    /// The target of a period, of which bounds in percent are shares.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub target: Option<Major>,
    /// Growth, where tiers go by it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub growth: Option<Growth>,
    /// The conditions.
    #[cfg_attr(feature = "serde", serde(default))]
    pub conditions: Vec<RebateCondition>,
    /// Bounds of the payout.
    #[cfg_attr(feature = "serde", serde(default))]
    pub payout: PayoutBounds,
    /// The rounding of a reward, once, at its end.
    #[cfg_attr(feature = "serde", serde(default = "half_up"))]
    pub rounding: Rounding,
    /// Days and ways of settlement.
    #[cfg_attr(feature = "serde", serde(default))]
    pub settlement: SettlementTerms,
    /// The place among other agreements.
    #[cfg_attr(feature = "serde", serde(default))]
    pub stack: StackTerms,
    /// Rates for sales in other currencies.
    #[cfg_attr(feature = "serde", serde(default))]
    pub rates: Vec<AgreedRate>,
    /// An end before the last day.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub early_end: Option<EarlyEnd>,
}

#[cfg(feature = "serde")]
const fn half_up() -> Rounding {
    Rounding::HalfUp
}

/// A rebate agreement that does not contradict itself (S6).
///
/// # Rule
///
/// > S6: base = measure × event × products − what is left out. Periods tile the term. Tiers are
/// > rising lower bounds. More volume never pays less unless that is stated.
///
/// ```
/// use guanxi::day;
/// use guanxi::money::{Amount, Currency, Major};
/// use guanxi::rebate::{RebateAgreement, RebateAgreementDraft, RebateMode, RebateParty, Tier};
/// use guanxi::rebate::{RebateScale, Volume};
///
/// let li = RebateParty::Customer("Li".parse()?);
/// let tier = |from, rate: &str| rate.parse().map(|it| Tier::rate(Major::from_units(from), it));
/// let draft = RebateAgreementDraft {
///     mode: RebateMode::Marginal,
///     tiers: vec![tier(0, "10%")?, tier(1_000, "25%")?],
///     ..RebateAgreementDraft::new(
///         "R-1".parse()?, li, Currency::CNY, day!(2026, 1, 1), day!(2026, 12, 31),
///     )
/// };
/// let agreement = RebateAgreement::try_new(draft)?;
/// let scale = RebateScale::from_agreement(&agreement, 0)?;
/// let bought = Volume::from_amount(Amount::from_minor(2_000_00));
/// assert_eq!(scale.reward(bought)?, Amount::from_minor(350_00), "100 and 250");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "返利政策")]
#[doc(alias = "阶梯返利")]
pub type RebateAgreement = Valid<RebateAgreementDraft>;

impl RebateAgreementDraft {
    /// A draft without tiers, which are still to be stated: one period, on the whole of what is
    /// invoiced, of all products.
    pub fn new(id: RebateId, party: RebateParty, currency: Currency, from: Day, to: Day) -> Self {
        Self {
            id,
            party,
            currency,
            from,
            to,
            period_months: None,
            base: RebateBase::default(),
            mode: RebateMode::Whole,
            counts: TierCount::default(),
            tiers: Vec::new(),
            total: TotalRule::default(),
            target: None,
            growth: None,
            conditions: Vec::new(),
            payout: PayoutBounds::default(),
            rounding: Rounding::HalfUp,
            settlement: SettlementTerms::default(),
            stack: StackTerms::default(),
            rates: Vec::new(),
            early_end: None,
        }
    }

    /// The stated periods, whether or not the agreement ends early. They tile the term in a
    /// checked agreement.
    pub(super) fn stated_periods(&self) -> Vec<Validity> {
        let Some(months) = self.period_months.filter(|months| *months > 0) else {
            return Validity::try_new(self.from, Some(self.to)).into_iter().collect();
        };
        let starts = (0_u32..).step_by(usize::from(months)).map(|it| self.from.months_later(it));
        let starts = starts.take_while(|start| *start <= self.to && *start < Day::MAX);
        let mut periods: Vec<Validity> = Vec::new();
        for start in starts {
            // Always from the anchor: 31 January, 28 February, 31 March.
            let next = u32::try_from(periods.len()).ok().and_then(|it| it.checked_add(1));
            let next = next.and_then(|it| it.checked_mul(months.into()));
            let last = next.map_or(Day::MAX, |it| self.from.months_later(it)).offset(-1);
            periods.extend(Validity::try_new(start, Some(last)).ok());
        }
        periods
    }

    /// The periods in their order; after an early end the last one is cut short.
    pub fn periods(&self) -> Vec<Validity> {
        let stated = self.stated_periods().into_iter();
        match self.early_end {
            None => stated.collect(),
            Some(end) => stated.filter_map(|it| it.overlap(Validity::up_to(end.on))).collect(),
        }
    }

    /// The place of the period in which a day lies, from 0.
    pub fn period_of(&self, day: Day) -> Option<usize> {
        self.periods().iter().position(|period| period.contains(day))
    }

    /// The state of each condition by the facts of a period.
    pub fn conditions(&self, facts: &ConditionFacts) -> Vec<ConditionFinding> {
        self.conditions.iter().map(|condition| condition.judge(facts)).collect()
    }

    /// The part of a period that is left by an early end, where tiers are scaled: its days and
    /// those that were stated.
    pub(super) fn scaling(&self, period: usize) -> (i128, i128) {
        let full = (1, 1);
        let Some(end) = self.early_end.filter(|it| it.tiers == EarlyTiers::Scaled) else {
            return full;
        };
        let Some(stated) = self.stated_periods().into_iter().nth(period) else { return full };
        let Some(last) = stated.to().filter(|last| end.on < *last) else { return full };
        let days = |to: Day| i128::from(to.days_since(stated.from()));
        let part = days(end.on).checked_add(1).zip(days(last).checked_add(1));
        proven!(part, else full, "days of 32 bits")
    }

    /// The share that a bound in percent refers to.
    pub(super) fn whole_of_shares(&self, period: usize) -> Option<Major> {
        match &self.growth {
            Some(growth) => growth.bases.get(period).copied(),
            None => self.target,
        }
    }
}

/// The part of a whole, as parts and whole.
pub(super) fn share_terms(share: Ratio) -> (i128, i128) {
    (share.parts_per_million().into(), 1_000_000)
}
