//! The best thresholds of each rule, and the file of the policy that has them.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;

use guanxi::backtest::{Calibration, CalibrationError, Capacity, CapacityPoint};
use guanxi::measure::Quotient;
use guanxi::policy::{Policy, Preset};

use crate::arguments::{Arguments, at};
use crate::past::{Past, RULES};
use crate::progress::Bar;

/// Finds the best thresholds of one rule after the other. Those of a rule stay where nothing fits
/// the calls, or nothing is gained.
pub(crate) fn calibrate(
    arguments: &Arguments,
    (past, capacity): (&Past, Capacity),
    (mut policy, preset): (Policy, Preset),
    out: &mut String,
) -> Result<(), Box<dyn Error>> {
    let (mut blocks, mut is_learnt) = (Vec::new(), false);
    for rule in RULES {
        if let Some(reason) = past.untold(rule) {
            blocks.push(format!("{rule}: {reason}"));
            continue;
        }
        let bar = Bar::new(rule.code());
        match past.calibrate(rule, &policy, capacity, &bar) {
            Ok(Some(found)) => {
                if let Some(reason) = useless(&found) {
                    blocks.push(format!("{rule}: {reason}; kept {}", before(&found)));
                } else {
                    blocks.push(found.to_string().trim_end().to_owned());
                    (policy, is_learnt) = (found.policy, true);
                }
            }
            Ok(None) => return Err("the calibration was stopped".into()),
            Err(
                problem @ (CalibrationError::TooFewToLearn { .. }
                | CalibrationError::TooFewToTry { .. }),
            ) => {
                let hint = match past.begin {
                    Some(_) => "take a shorter --horizon, as there are no earlier month-ends",
                    None => "take more --month-ends or a shorter --horizon",
                };
                blocks.push(format!("{rule}: {problem}: {hint}"));
            }
            Err(problem) => blocks.push(format!("{rule}: {problem}")),
        }
    }
    let evidence = blocks.join("\n\n");
    writeln!(out, "{evidence}\n")?;
    match &arguments.out {
        Some(_) if !is_learnt => {
            writeln!(out, "No file is written: nothing was learnt for any rule.")?;
        }
        Some(path) => {
            let line = |it: &str| format!("# {it}").trim_end().to_owned();
            let comments: Vec<String> = evidence.lines().map(line).collect();
            let file = format!("{}\n\n{}", comments.join("\n"), policy.to_toml(preset));
            fs::write(path, file).map_err(|problem| at("--out", path, &problem))?;
            writeln!(out, "The policy with these thresholds is in {}.", path.display())?;
        }
        None if is_learnt => {
            writeln!(out, "With --out FILE.toml the policy with these thresholds is written.")?;
        }
        None => writeln!(out, "Nothing was learnt for any rule.")?,
    }
    Ok(())
}

/// The reason for which thresholds are not taken, with the calls that would be enough.
fn useless(found: &Calibration) -> Option<String> {
    let Calibration { learnt, currency, capacity, .. } = found;
    if !found.is_within_capacity {
        let (most, fewest) = (capacity.calls_per_week, tenths(learnt.calls_per_week()));
        let gains = |it: &&CapacityPoint| it.is_within_capacity && it.learnt.gain.is_positive();
        let enough = found.curve.iter().find(gains);
        let enough = enough.map_or_else(String::new, |it| {
            let gain = it.learnt.gain.with_currency(*currency);
            format!("; {} would do, with a gain of {gain}", it.calls_per_week)
        });
        return Some(format!(
            "nothing fits {most} {} a week: other arms, as the hard cap, alone make {fewest}{enough}",
            if most == 1 { "call" } else { "calls" }
        ));
    }
    let gain = learnt.gain.with_currency(*currency);
    (!learnt.gain.is_positive())
        .then(|| format!("no threshold gains anything on the days learnt, {gain} at best"))
}

/// The thresholds that stay.
fn before(found: &Calibration) -> String {
    let kept = found.thresholds.iter().map(|it| format!("{} {}", it.path, it.before));
    kept.collect::<Vec<_>>().join(", ")
}

/// Calls a week with a digit after the point.
fn tenths(calls: Option<Quotient>) -> String {
    let rounded = calls.and_then(Quotient::to_micros).map(|it| (it + 50_000) / 100_000);
    rounded.map_or_else(|| "none".to_owned(), |it| format!("{}.{}", it / 10, it % 10))
}
