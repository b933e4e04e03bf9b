use super::Levels;
use crate::calendar::Day;
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
