//! The arguments, and the policies that they name.

use std::fmt::Display;
use std::fs;
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};

use clap::Parser;
use guanxi::backtest::{CalibrationError, Capacity};
use guanxi::calendar::Day;
use guanxi::measure::Ratio;
use guanxi::money::{Currency, Money};
use guanxi::policy::{Policy, PolicyFile, Preset};

/// The policy that is tried where none is named.
const CANDIDATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/policy_lab/candidate.toml");

/// Tries a policy before it runs: its tests, what it changes and for whom, how it would have done
/// on the past, and for each rule the thresholds that do best with the calls that can be made.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Arguments {
    /// Policy to try
    #[arg(value_name = "FILE.toml", default_value = CANDIDATE, hide_default_value = true)]
    policy: PathBuf,
    /// Policy with which it is compared; the default policy without it
    #[arg(long, value_name = "FILE.toml")]
    against: Option<PathBuf>,
    /// Folder with customers.csv, sales.csv and what else there is; dealers are made up without it
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Currency of all amounts in the folder
    #[arg(long, default_value = "CNY", requires = "data")]
    pub(crate) currency: Currency,
    /// Last day of the folder that is known; that of its last fact without it
    #[arg(long, value_name = "YYYY-MM-DD", requires = "data")]
    pub(crate) to: Option<Day>,
    /// Month-ends of the past on which the policies are tried
    #[arg(long, value_name = "NUMBER", default_value = "18")]
    pub(crate) month_ends: NonZeroU16,
    /// Days after a month-end that decide what came true
    #[arg(long, value_name = "DAYS", default_value = "90")]
    pub(crate) horizon: NonZeroU16,
    /// Customers that can be called in a week for each rule
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    pub(crate) calls: NonZeroU16,
    /// Cost of a call
    #[arg(long, value_name = "AMOUNT", default_value = "50")]
    cost: String,
    /// Share of the money at stake that a call saves, at most 100%
    #[arg(long, value_name = "SHARE", default_value = "20%")]
    saved: Ratio,
    /// Other file for the policy with the best thresholds; without it none is written
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) out: Option<PathBuf>,
}

/// A policy that is tried, with its tests and the preset over which its file states it.
pub(crate) struct Tried {
    pub(crate) file: PolicyFile,
    pub(crate) preset: Preset,
}

impl Arguments {
    /// Refuses to write over a policy that is read.
    pub(crate) fn check(&self) -> Result<(), String> {
        // A file that is not there yet is none that is read.
        let Some(out) = self.out.as_ref().and_then(|it| fs::canonicalize(it).ok()) else {
            return Ok(());
        };
        let is_out = |path: &PathBuf| fs::canonicalize(path).is_ok_and(|it| it == out);
        let named = if is_out(&self.policy) {
            "the policy that is tried"
        } else if self.against.as_ref().is_some_and(is_out) {
            "the policy of --against"
        } else {
            return Ok(());
        };
        Err(format!("--out names {named}: take another file"))
    }

    /// The calls that can be made.
    pub(crate) fn capacity(&self) -> Result<Capacity, String> {
        let cost = format!("{} {}", self.currency, self.cost).parse::<Money>();
        let cost = cost.map_err(|problem| format!("--cost {}: {problem}", self.cost))?;
        if cost.amount().is_negative() {
            return Err(format!("--cost: {}", CalibrationError::Cost { cost }));
        }
        if self.saved > Ratio::ONE {
            return Err(format!("--saved: {}", CalibrationError::Saved { saved: self.saved }));
        }
        Ok(Capacity {
            calls_per_week: u32::from(self.calls.get()),
            cost_per_call: cost.amount(),
            saved: self.saved,
        })
    }

    /// The policy to try.
    pub(crate) fn tried(&self) -> Result<Tried, String> {
        read(&self.policy).map_err(|problem| at("policy", &self.policy, &problem))
    }

    /// The policy with which it is compared.
    pub(crate) fn compared(&self) -> Result<Policy, String> {
        match &self.against {
            Some(path) => {
                let read = read(path).map_err(|problem| at("--against", path, &problem))?;
                Ok(read.file.policy)
            }
            None => Policy::from_toml("id = 'standard'").map_err(|problem| problem.to_string()),
        }
    }
}

/// Problems of a file, a line each, with the argument that names it.
pub(crate) fn at(argument: &str, path: &Path, problem: &impl Display) -> String {
    let lines = problem.to_string();
    let lines = lines.lines().map(|line| format!("{argument} {}: {line}", path.display()));
    lines.collect::<Vec<_>>().join("\n")
}

fn read(path: &Path) -> Result<Tried, String> {
    let text = fs::read_to_string(path).map_err(|problem| problem.to_string())?;
    if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("json")) {
        return from_json(&text);
    }
    let file = PolicyFile::from_toml(&text).map_err(|problem| problem.to_string())?;
    let table = toml::from_str::<toml::Table>(&text).map_err(|problem| problem.to_string())?;
    let preset = table.get("preset").and_then(|it| it.as_str()?.parse().ok());
    Ok(Tried { file, preset: preset.unwrap_or_default() })
}

#[cfg(feature = "json")]
fn from_json(text: &str) -> Result<Tried, String> {
    let file = PolicyFile::from_json(text).map_err(|problem| problem.to_string())?;
    // A text with comments is none to this reader: its policy is written over the usual preset.
    let whole = serde_json::from_str::<serde_json::Value>(text).unwrap_or_default();
    let preset = whole.get("preset").and_then(|it| it.as_str()?.parse().ok());
    Ok(Tried { file, preset: preset.unwrap_or_default() })
}

#[cfg(not(feature = "json"))]
fn from_json(_: &str) -> Result<Tried, String> {
    Err("policy_lab reads TOML, and JSON where it is built with --features json".to_owned())
}
