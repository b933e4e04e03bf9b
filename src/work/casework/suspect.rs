use super::case_policy::{Breaker, CasePolicy};
use super::register::Register;
use crate::calendar::{AsOf, Day};
use crate::warning::{Level, Rule};

/// How many customers were newly raised by the last steps, of how many the rule could speak.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub(super) struct Shares(Vec<(u64, u64)>);

/// Steps that are remembered.
const MOST: usize = 12;

impl Shares {
    /// Whether so many at once are suspect; remembered when not.
    ///
    /// # Rule
    ///
    /// > S22: when the share of newly raised customers exceeds the larger of 5 % and four times its
    /// > trailing mean, the whole batch is held back. A few of a small book are no batch.
    pub(super) fn take(&mut self, raised: u64, of: u64, breaker: Breaker) -> bool {
        let is_suspect = self.is_suspect(raised, of, breaker);
        if !is_suspect && of > 0 {
            if self.0.len() == MOST {
                self.0.remove(0);
            }
            self.0.push((raised, of));
        }
        is_suspect
    }

    fn is_suspect(&self, raised: u64, of: u64, breaker: Breaker) -> bool {
        if self.0.len() < usize::from(breaker.fewest_steps).min(MOST) {
            return false;
        }
        let above_share = breaker.share_above.is_exceeded_by(i128::from(raised), i128::from(of));
        let sum = |part: fn(&(u64, u64)) -> u64| {
            self.0.iter().map(part).fold(0_u128, |sum, it| sum.saturating_add(u128::from(it)))
        };
        let (all_raised, all) = (sum(|it| it.0), sum(|it| it.1));
        // raised / of > times · all_raised / all
        let left = u128::from(raised).saturating_mul(all);
        let right = u128::from(breaker.times_mean)
            .saturating_mul(all_raised)
            .saturating_mul(u128::from(of));
        raised >= u64::from(breaker.fewest_raised) && above_share && left > right
    }
}

impl Register {
    /// Whether a rule has begun to speak since the last step: what it raises then was there before, and is
    /// no sign of bad data. A level that takes days to be raised is late by as many.
    ///
    /// # Rule
    ///
    /// > S22: a step in which a rule begins to speak of everybody is neither suspect nor remembered.
    pub(super) fn begins(
        &self,
        rule: Rule,
        since: Option<Day>,
        t: AsOf,
        policy: &CasePolicy,
    ) -> bool {
        let timing = &policy.condition(rule).timing;
        let longest = Level::ALL.map(|level| timing.of(level).raise_after).into_iter().max();
        since.zip(self.last).is_some_and(|(since, (_, last))| {
            let raised = since.offset(i32::from(longest.unwrap_or(0)));
            since <= t.day() && last < raised
        })
    }
}
