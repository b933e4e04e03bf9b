use super::ProgressPolicy;
use super::frequency::RecentAndBaseline;
use super::period_arms::ByRatio;
use crate::context::has_elapsed;
use crate::evidence::NotJudged;
use crate::lapse::{Deviation, Sigmas};
use crate::measure::Ratio;
use crate::money::{Amount, Total};
use crate::warning::{Arm, ArmFinding, Finding, JudgedFigures};

/// The figures by which sales progress is judged. No usual order is known.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ProgressFigures {
    /// The share of the period that has elapsed: enough where it is left out.
    pub(crate) elapsed: Option<Ratio>,
    pub(crate) share_of_plan: Option<Ratio>,
    pub(crate) share_of_last_year: Option<Ratio>,
    /// Enough where they are left out.
    pub(crate) order_days_last_year: Option<u16>,
    pub(crate) recent_order_days: Option<u16>,
    /// Those of the policy where they are left out; so is the baseline.
    pub(crate) recent_days: Option<u16>,
    pub(crate) baseline_order_days: Option<u16>,
    pub(crate) baseline_days: Option<u16>,
    /// Sigmas below what was expected of the latest month, and on average.
    pub(crate) sigmas_below: Option<Sigmas>,
    pub(crate) sigmas_below_on_average: Option<Sigmas>,
}

/// A whole of which shares are parts.
const WHOLE: u32 = 1_000_000;

impl ProgressFigures {
    /// The findings of a policy.
    pub(crate) fn judged(&self, policy: &ProgressPolicy) -> JudgedFigures {
        let mut arms = self.period_arms(policy);
        arms.extend(self.frequency(policy).map(|it| Arm::Frequency.with(it)));
        arms.extend(self.decline(policy).map(|it| Arm::Decline.with(it)));
        JudgedFigures::of(arms).without(&policy.off)
    }

    fn period_arms(&self, policy: &ProgressPolicy) -> Vec<ArmFinding> {
        let rules = policy.period_rules(true);
        let is_early = self.elapsed.is_some_and(|elapsed| {
            !has_elapsed(policy.least_elapsed, elapsed.parts_per_million(), WHOLE)
        });
        let finding = |by_ratio: ByRatio| match by_ratio {
            _ if is_early => Finding::NotJudged(NotJudged::TooEarly),
            Ok(level) => Finding::from_level(level),
            Err(reason) => Finding::NotJudged(reason),
        };
        let total = |parts: u32| Total::from(Amount::from_minor(i64::from(parts)));
        let plan = self.share_of_plan.map(|share| {
            let bought = total(share.parts_per_million());
            Arm::Plan.with(finding(rules.behind_plan(bought, total(WHOLE))))
        });
        let last_year = self.share_of_last_year.map(|share| {
            let pair = (i128::from(share.parts_per_million()), i128::from(WHOLE));
            let order_days = self.order_days_last_year.unwrap_or(policy.fewest_base_days);
            Arm::LastYear.with(finding(rules.behind_last_year(pair, order_days.into())))
        });
        plan.into_iter().chain(last_year).collect()
    }

    fn frequency(&self, policy: &ProgressPolicy) -> Option<Finding> {
        let recent_days = self.recent_days.unwrap_or(policy.frequency.recent_days);
        let baseline_days = self.baseline_days.unwrap_or(policy.frequency.baseline_days);
        let recent = (self.recent_order_days?, recent_days);
        let baseline = (self.baseline_order_days?, baseline_days);
        let orders = RecentAndBaseline::by_counts(recent, baseline);
        Some(policy.frequency.judge(orders, None).1)
    }

    fn decline(&self, policy: &ProgressPolicy) -> Option<Finding> {
        let (latest, average) = (self.sigmas_below, self.sigmas_below_on_average);
        if latest.is_none() && average.is_none() {
            return None;
        }
        let below = |sigmas: Option<Sigmas>| sigmas.map_or(Deviation::default(), Deviation::below);
        let level = policy.decline.as_ref()?.level(below(latest), below(average));
        Some(Finding::from_level(level))
    }
}
