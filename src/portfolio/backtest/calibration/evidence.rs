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
        for it in &self.moved_along {
            writeln!(f, "{}: {}, was {} (moved along)", it.path, it.after, it.before)?;
        }
        if let Some(before) = &self.version_before
            && self.policy.version.is_none()
        {
            writeln!(f, "version: to be stated, was {before}")?;
        }
        if let Some(before) = self.effective_from_before
            && self.policy.effective_from.is_none()
        {
            writeln!(f, "effective_from: to be stated, was {before}")?;
        }
        if !self.is_within_capacity {
            let fewest = calls(&self.learnt);
            write!(
                f,
                "nothing fits {week}: other arms, as the hard cap, call at every threshold; "
            )?;
            writeln!(f, "these have the fewest calls, {fewest} a week")?;
        }
        writeln!(f, "learnt on {}", spoken(&self.learnt, *currency))?;
        writeln!(f, "tried on {}", spoken(&self.tried, *currency))?;
        if !self.tried.is_within(capacity.calls_per_week) {
            let (took, most) = (calls(&self.tried), capacity.calls_per_week);
            writeln!(f, "on the days tried it took {took} calls a week, more than {most}")?;
        }
        if let Some((learnt, tried)) = &self.before {
            writeln!(f, "before, learnt on {}", spoken(learnt, *currency))?;
            writeln!(f, "before, tried on {}", spoken(tried, *currency))?;
            if self.tried.gain < tried.gain {
                writeln!(f, "on the days tried these thresholds did worse than those before")?;
            }
        }
        let alike = |one: &CapacityPoint, next: &CapacityPoint| {
            one.thresholds == next.thresholds && one.is_within_capacity == next.is_within_capacity
        };
        self.curve.chunk_by(alike).try_for_each(|points| write_points(f, points, *currency))
    }
}

/// Points of the curve with the same thresholds, as one line.
fn write_points(
    f: &mut fmt::Formatter<'_>,
    points: &[CapacityPoint],
    currency: Currency,
) -> fmt::Result {
    let Some((first, last)) = points.first().zip(points.last()) else { return Ok(()) };
    let gain = first.learnt.gain.with_currency(currency);
    let week = a_week(last.calls_per_week);
    write!(f, "with ")?;
    if first.calls_per_week < last.calls_per_week {
        write!(f, "{} to ", first.calls_per_week)?;
    }
    write!(f, "{week}: {}, a gain of {gain}", first.thresholds.join(", "))?;
    if !first.is_within_capacity {
        write!(f, " by {} calls a week, the fewest", calls(&first.learnt))?;
    }
    writeln!(f)
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
/// true, CNY 120,000.00 caught, a gain of CNY 117,000.00`; `64.2% (…) of the 212 of which it is
/// known came true, 54 unknown` where it is not known of all.
fn spoken(part: &CalibratedPart, currency: Currency) -> String {
    let CalibratedPart { first, last, days, caught_money, gain, .. } = part;
    let per_week = calls(part);
    let share = part.calls.share_true().and_then(|it| Some((it, it.fraction()?, it.interval()?)));
    let unknown = part.calls.unknowable;
    let share = share.map(|(counted, share, interval)| {
        let (low, high) = (rounded(interval.low), rounded(interval.high));
        let known = if unknown > 0 { "the " } else { "" };
        let known = format!("{known}{}", counted.whole());
        let which = if unknown > 0 { " of which it is known" } else { "" };
        format!(", {} ({low} to {high}) of {known}{which} came true", share.percent())
    });
    let unknown = if unknown > 0 { format!(", {unknown} unknown") } else { String::new() };
    let share = share.unwrap_or_default() + &unknown;
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
