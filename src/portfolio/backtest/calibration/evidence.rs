use std::fmt;

use super::{CalibratedPart, Calibration, CapacityPoint};
use crate::backtest::figures::{fixed, rounded};
use crate::measure::plural;
use crate::money::Currency;
#[cfg(feature = "toml")]
use crate::policy::Preset;

impl fmt::Display for Calibration {
    /// The evidence: the thresholds, their worth on the days learnt from and on later ones, that of
    /// the thresholds before, and the curve of other capacities.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, level, capacity, currency, .. } = self;
        let cost = capacity.cost_per_call.to_total().with_currency(*currency);
        let week = a_week(capacity.calls_per_week);
        write!(f, "{rule}, called from {level} on: at most {week}")?;
        writeln!(f, " at {cost}; a call in time saves {} of the money", capacity.saved)?;
        for it in &self.thresholds {
            writeln!(f, "{}: {}, was {}", it.path, it.after, it.before)?;
        }
        if let Some(before) = &self.version_before
            && self.policy.version.is_none()
        {
            writeln!(f, "version: to be stated, was {before}")?;
        }
        if !self.is_within_capacity {
            writeln!(f, "no threshold keeps within the capacity: these have the fewest calls")?;
        }
        writeln!(f, "learnt on {}", spoken(&self.learnt, *currency))?;
        writeln!(f, "tried on {}", spoken(&self.tried, *currency))?;
        if let Some((learnt, tried)) = &self.before {
            writeln!(f, "before, learnt on {}", spoken(learnt, *currency))?;
            writeln!(f, "before, tried on {}", spoken(tried, *currency))?;
            if self.tried.gain < tried.gain {
                writeln!(f, "on the days tried these thresholds did worse than those before")?;
            }
        }
        for CapacityPoint { calls_per_week, thresholds, is_within_capacity, learnt } in &self.curve
        {
            let gain = learnt.gain.with_currency(*currency);
            let thresholds = thresholds.join(", ");
            let week = a_week(*calls_per_week);
            write!(f, "with {week}: {thresholds}, a gain of {gain}")?;
            if !is_within_capacity {
                write!(f, " by {} calls a week, the fewest", calls(learnt))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

impl Calibration {
    /// The file of the policy over a preset, with the evidence as comments.
    #[cfg(feature = "toml")]
    pub fn to_toml(&self, over: Preset) -> String {
        let evidence = self.to_string();
        let comments: Vec<String> = evidence.lines().map(|line| format!("# {line}")).collect();
        format!("{}\n\n{}", comments.join("\n"), self.policy.to_toml(over))
    }
}

/// `14 days from 2024-06-30 to 2025-07-31: 11.8 calls a week, 64.2% (58% to 70.1%) of 212 came
/// true, CNY 120,000.00 caught, a gain of CNY 117,000.00`.
fn spoken(part: &CalibratedPart, currency: Currency) -> String {
    let CalibratedPart { first, last, days, caught_money, gain, .. } = part;
    let per_week = calls(part);
    let share = part.calls.share_true().and_then(|it| Some((it, it.fraction()?, it.interval()?)));
    let share = share.map_or_else(String::new, |(counted, share, interval)| {
        let (low, high) = (rounded(interval.low), rounded(interval.high));
        format!(", {} ({low} to {high}) of {} came true", share.percent(), counted.whole())
    });
    let (caught, gain) = (caught_money.with_currency(currency), gain.with_currency(currency));
    format!(
        "{days} days from {first} to {last}: {per_week} calls a week{share}, {caught} caught, a gain \
         of {gain}"
    )
}

fn a_week(calls: u32) -> String {
    format!("{calls} {} a week", plural(calls, "call", "calls"))
}

/// The calls of a week.
fn calls(part: &CalibratedPart) -> String {
    part.calls_per_week().map_or_else(|| "no".to_owned(), |it| fixed(it, 1))
}
