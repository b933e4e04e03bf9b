use std::fmt;

use super::backtest::Backtest;
use super::backtest_day::BacktestDay;
use super::figures::{RuleFigures, fixed};
use crate::measure::StabilityIndex;
use crate::warning::Rule;

impl fmt::Display for Backtest {
    /// A block for each policy and rule: its ranking and stability, and a row for each level and
    /// all above it.
    ///
    /// *Standing* and *true* count customers and days, *unknown* those of which nobody can tell
    /// yet; shares have their interval at 95 % (Wilson), *lead days* are the median.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut is_first = true;
        for policy in 0..self.policies() {
            for figures in Rule::ALL.into_iter().filter_map(|rule| self.figures(policy, rule)) {
                if !std::mem::take(&mut is_first) {
                    writeln!(f)?;
                }
                write!(f, "{}, {}: ", self.policy_name(policy), figures.rule)?;
                write_head(f, self.days(policy), &figures)?;
                write!(f, "{figures}")?;
            }
        }
        Ok(())
    }
}

fn write_head(
    f: &mut fmt::Formatter<'_>,
    days: &[BacktestDay],
    figures: &RuleFigures,
) -> fmt::Result {
    if let Some((first, last)) = days.first().zip(days.last()) {
        write!(f, "{} days from {} to {}", days.len(), first.as_of, last.as_of)?;
    }
    write!(f, "; area under the curve {}", figures.area)?;
    if let Some(last) = days.last() {
        let stability = last.stability.get(figures.rule);
        let spoken = |it: Option<StabilityIndex>| {
            it.map_or_else(|| "–".to_owned(), |it| fixed(it.fraction(), 3))
        };
        let (levels, scores) = (spoken(stability.levels), spoken(stability.scores));
        write!(f, "; moved since the first day: levels {levels}, scores {scores}")?;
    }
    writeln!(f)
}
