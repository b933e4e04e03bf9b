use std::fmt;

use super::ScorecardScore;
use crate::measure::{Quotient, Score, proven};
use crate::valid::{Draft, Order, Valid, Violations};

/// Plain form of a [`PeriodPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct PeriodPolicyDraft {
    /// The weights of the periods, the latest first, 1 to 100, none above the one before.
    pub weights: Vec<u8>,
}

/// The weights of the periods of a mean score. By default the latest period counts alone.
///
/// The weights are declared: a running mean would depend on how often it was updated.
///
/// ```
/// use guanxi::scorecard::{PeriodPolicy, PeriodPolicyDraft};
/// let refused = PeriodPolicy::try_new(PeriodPolicyDraft { weights: vec![2, 3] }).unwrap_err();
/// assert_eq!(refused.to_string(), "weights.1 must not exceed 2, was 3");
/// ```
pub type PeriodPolicy = Valid<PeriodPolicyDraft>;

/// The most periods, five years of months.
const MAX_PERIODS: usize = 60;
const MAX_WEIGHT: u8 = 100;

impl Default for PeriodPolicyDraft {
    fn default() -> Self {
        Self { weights: vec![1] }
    }
}

impl Draft for PeriodPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if !(1..=MAX_PERIODS).contains(&self.weights.len()) {
            let problem = format!("must be 1..={MAX_PERIODS}, were {}", self.weights.len());
            found.add("weights", problem);
        }
        let before = std::iter::once(None).chain(self.weights.iter().map(Some));
        for (place, (weight, before)) in self.weights.iter().zip(before).enumerate() {
            let field = format!("weights.{place}");
            found.at_least(&field, 1, *weight);
            found.at_most(&field, MAX_WEIGHT, *weight);
            found.check_order(&field, Order::NotRising, before.copied(), *weight);
        }
    }
}

/// The mean score over periods, as an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PeriodScore {
    /// The mean of the low ends.
    pub low: Score,
    /// The mean of the high ends.
    pub high: Score,
}

impl PeriodPolicyDraft {
    /// The mean of the scores of periods, the latest first; `None` without any period. Periods
    /// beyond the weights do not count.
    ///
    /// # Rule
    ///
    /// > S15: a period without an evaluation may have been anything from 0 to 100; it is never
    /// > taken for full marks, nor left out.
    ///
    /// List the periods of the relation only: those before it began are none.
    pub fn mean(&self, periods: &[Option<ScorecardScore>]) -> Option<PeriodScore> {
        let best = Quotient::try_new(1, 1)?;
        let low = |it: &Option<ScorecardScore>| {
            it.as_ref().map_or(Quotient::ZERO, |it| it.low.to_fraction())
        };
        let high =
            |it: &Option<ScorecardScore>| it.as_ref().map_or(best, |it| it.high.to_fraction());
        let low = self.weighted(periods.iter().map(low))?;
        let high = self.weighted(periods.iter().map(high))?;
        Some(PeriodScore { low, high })
    }

    fn weighted(&self, scores: impl Iterator<Item = Quotient>) -> Option<Score> {
        let (mut sum, mut all) = (Quotient::ZERO, 0_i128);
        for (score, weight) in scores.zip(&self.weights) {
            sum = sum.plus(score.times(*weight))?;
            all = proven!(all.checked_add((*weight).into()), else all, "60 weights of 8 bits");
        }
        let (part, whole) = sum.terms();
        Score::try_from_fraction(Quotient::try_new(part, whole.checked_mul(all)?)?)
    }
}

impl fmt::Display for PeriodScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { low, high } = self;
        if low == high { low.fmt(f) } else { write!(f, "{low} to {high}") }
    }
}
