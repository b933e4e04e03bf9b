use super::{Finding, Levels, ProgressReading};
use crate::account::AccountView;
use crate::calendar::{AsOf, Day, Window};
use crate::evidence::NotJudged;
use crate::lapse::{OrderFrequency, fewer_order_days};
use crate::measure::Ratio;
use crate::valid::{Draft, Violations};

/// When a falling order frequency is a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct FrequencyDraft {
    /// Days of the recent window.
    pub recent_days: u16,
    /// Days of the baseline before it.
    pub baseline_days: u16,
    /// A customer with fewer days of baseline is not judged.
    pub fewest_baseline_days: u16,
    /// Fewer order days expected in the recent window tell nothing.
    pub fewest_expected: u16,
    /// Raised strictly below this chance of so few order days when nothing has changed.
    pub chance: Levels<Ratio>,
    /// And only when the recent rate is strictly below this share of the baseline's.
    pub rate_below: Ratio,
}

impl FrequencyDraft {
    /// The day after which the baseline begins, given the last day of it.
    pub(super) fn baseline_after(&self, until: Day) -> Day {
        until.offset(i32::from(self.baseline_days).saturating_neg())
    }

    /// The days before the recent window, cut at the customer's start.
    pub(super) fn baseline_before(
        &self,
        recent: Window,
        account: AccountView<'_>,
        t: AsOf,
    ) -> Window {
        let until = recent.after;
        let after = self.baseline_after(until);
        let before_start = account.start(t).map(|start| start.offset(-1));
        Window { after: before_start.map_or(after, |day| day.max(after)), until }
    }

    /// Buying less often, and so much less that chance is no excuse.
    #[inline(always)]
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "one decision, not four that are hard to foresee"
    )]
    pub(super) fn arm(&self, reading: &mut ProgressReading) -> Finding {
        let (recent_days, baseline_days) = (reading.recent.days(), reading.baseline.days());
        let (r, b) = (reading.recent_order_days, reading.baseline_order_days);
        let wide = |a: u32, b: u32| u64::from(a).wrapping_mul(u64::from(b));
        let is_short = baseline_days < u32::from(self.fewest_baseline_days);
        let is_few = wide(b, recent_days) < wide(u32::from(self.fewest_expected), baseline_days);
        let recent_rate = i128::from(wide(r, baseline_days));
        let has_fallen =
            self.rate_below.is_missed_by(recent_rate, i128::from(wide(b, recent_days)));
        if reading.feed & !is_short & !is_few & has_fallen {
            let recent = OrderFrequency { order_days: r, days: recent_days };
            let baseline = OrderFrequency { order_days: b, days: baseline_days };
            let chance = fewer_order_days(recent, baseline);
            reading.chance = Some(chance);
            return Finding::from_level(self.chance.highest(|ratio| chance.is_below(*ratio)));
        }
        if !reading.feed {
            Finding::NotJudged(NotJudged::NoSalesFeed)
        } else if is_short {
            Finding::NotJudged(NotJudged::ShortBaseline)
        } else if is_few {
            Finding::NotJudged(NotJudged::FewExpected)
        } else {
            Finding::Quiet
        }
    }
}

impl Default for FrequencyDraft {
    fn default() -> Self {
        let percent = Ratio::from_percent;
        Self {
            recent_days: 90,
            baseline_days: 365,
            fewest_baseline_days: 180,
            fewest_expected: 3,
            chance: Levels { watch: percent(10), warning: percent(5), critical: percent(1) },
            rate_below: percent(75),
        }
    }
}

impl Draft for FrequencyDraft {
    fn check(&self, found: &mut Violations) {
        if self.recent_days == 0 {
            found.add("recent_days", "must be at least 1, was 0".to_owned());
        }
        if self.fewest_baseline_days == 0 || self.fewest_baseline_days > self.baseline_days {
            let (fewest, all) = (self.fewest_baseline_days, self.baseline_days);
            let problem = format!("must lie in 1..={all} (baseline_days), was {fewest}");
            found.add("fewest_baseline_days", problem);
        }
        self.chance.check_falling("chance", found);
    }
}
