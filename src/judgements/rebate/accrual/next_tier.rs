use std::fmt;

use crate::measure::{Quotient, Ratio};
use crate::money::{Amount, Currency};
use crate::rebate::{RebateError, RebateScale, Volume};
use crate::valid::{Draft, Valid, Violations};

/// The distance to the next tier and the gain of reaching it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextTier {
    /// The place of the tier, from 0.
    pub tier: usize,
    /// The volume that is missing.
    pub gap: Volume,
    /// The reward that it brings.
    pub gain: Amount,
    /// The gain for each yuan that is missing; `None` where the base is a quantity.
    pub leverage: Option<Quotient>,
}

impl NextTier {
    /// The next tier above a volume; `None` in the last one.
    ///
    /// # Errors
    ///
    /// When a reward does not fit.
    #[doc(alias = "距下一档")]
    pub fn find(scale: &RebateScale, volume: Volume) -> Result<Option<Self>, RebateError> {
        let tier = scale.tiers_reached(volume);
        let Some(target) = scale.least_volume(tier) else { return Ok(None) };
        let gain = scale.reward(target)?.checked_sub(scale.reward(volume)?);
        let (Some(gain), Some(gap)) = (gain, target.less(volume)) else {
            return Err(scale.overflow());
        };
        let leverage = Quotient::try_new(gain.minor().into(), gap.units().into());
        Ok(Some(Self { tier, gap, gain, leverage: leverage.filter(|_| scale.is_amount()) }))
    }

    /// The distance and the gain in words of the currency: "CNY 10.00 more bring CNY 50.50 of
    /// rebate". A distance in a quantity is its number of units.
    pub fn with_currency(&self, currency: Currency) -> impl fmt::Display {
        let text = |amount: Amount| amount.to_total().with_currency(currency).to_string();
        let gap = match self.leverage {
            Some(_) => text(self.gap.to_amount()),
            None => self.gap.units().to_string(),
        };
        format!("{gap} more bring {} of rebate", text(self.gain))
    }
}

/// Plain form of a [`CliffPolicy`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CliffPolicyDraft {
    /// The leverage from which a tier pulls, 100 % by default: goods that pay for themselves.
    pub leverage: Ratio,
    /// The last part of the phase in which it pulls, 15 % by default.
    pub last: Ratio,
}

/// The policy of cliffs (S6).
pub type CliffPolicy = Valid<CliffPolicyDraft>;

impl Default for CliffPolicyDraft {
    fn default() -> Self {
        Self { leverage: Ratio::ONE, last: Ratio::from_percent(15) }
    }
}

impl Draft for CliffPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.leverage == Ratio::ZERO {
            found.add("leverage", "must be above 0%, was 0%".to_owned());
        }
        found.at_most("last", Ratio::ONE, self.last);
    }
}

/// A cliff that pulls: near the end of a period, reaching the next tier pays more than the goods
/// cost. A cause of stuffed channels (S8) and of diversion (S9).
///
/// Displayed as "CNY 10.00 more bring CNY 50.50 of rebate (505%) with 90% of the period over".
#[doc(alias = "年底冲量")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CliffPull {
    /// The next tier.
    pub next: NextTier,
    /// The gain for each yuan that is missing.
    pub leverage: Quotient,
    /// The part of the period that is over.
    pub phase: Quotient,
    currency: Currency,
}

impl CliffPull {
    /// The finding for a next tier at a phase of the period.
    ///
    /// # Rule
    ///
    /// > S6: a leverage of at least 100 % in the last 15 % of the phase.
    pub fn find(
        next: NextTier,
        phase: Quotient,
        currency: Currency,
        policy: &CliffPolicy,
    ) -> Option<Self> {
        let leverage = next.leverage?;
        let late = Ratio::ONE.parts_per_million().checked_sub(policy.last.parts_per_million())?;
        let is_late = phase >= Ratio::from_parts_per_million(late);
        let pulls = leverage >= policy.leverage;
        (is_late && pulls).then_some(Self { next, leverage, phase, currency })
    }
}

impl fmt::Display for CliffPull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let next = self.next.with_currency(self.currency);
        let (leverage, phase) = (self.leverage.percent(), self.phase.percent());
        write!(f, "{next} ({leverage}) with {phase} of the period over")
    }
}
