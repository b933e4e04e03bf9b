//! A policy tried before it runs: its tests, what it changes and for whom, how it would have done
//! on the past, and the thresholds that would do best with the people there are.
//!
//! Without arguments the draft `examples/policy_lab/candidate.toml` beside the default policy, on
//! three hundred made-up dealers; with `--data DIR` on the CSV files of a folder, as `review` reads
//! them. It ends with 1 where a test of the file fails, and with 2 where something cannot be read.
//!
//! ```text
//! cargo run --release --example policy_lab
//! cargo run --release --example policy_lab -- my.toml --against today.toml \
//!     --data shop --currency GBP --calls 20 --out calibrated.toml
//! ```

#![allow(
    clippy::arithmetic_side_effects,
    dead_code,
    reason = "its numbers are small, and the made-up dealers are those of early_warning"
)]

#[path = "../early_warning/dealer.rs"]
mod dealer;
#[path = "../review/load.rs"]
mod load;
mod past;
mod progress;
#[path = "../early_warning/trouble.rs"]
mod trouble;
#[path = "../alarms/unhelped.rs"]
mod unhelped;
#[path = "../early_warning/world.rs"]
mod world;

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::{self, Write as _};
use std::fs;
use std::io::{self, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use guanxi::backtest::Capacity;
use guanxi::calendar::Day;
use guanxi::evidence::BeforeAfter;
use guanxi::measure::Ratio;
use guanxi::money::{Currency, Money};
use guanxi::policy::{MeaningChanges, Policy, PolicyFile, PolicyTests, Preset};
use guanxi::review::ReviewComparison;

use past::{Past, RULES};
use progress::Bar;

/// The policy that is tried where none is named.
const CANDIDATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/policy_lab/candidate.toml");

/// Tries a policy: its tests, its changes, its past, its best thresholds.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    /// Policy to try
    #[arg(value_name = "FILE.toml", default_value = CANDIDATE, hide_default_value = true)]
    policy: PathBuf,
    /// Policy with which it is compared; the default policy without it
    #[arg(long, value_name = "FILE.toml")]
    against: Option<PathBuf>,
    /// Folder with customers.csv, sales.csv and what else there is; dealers are made up without it
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Currency of all amounts in the folder
    #[arg(long, default_value = "CNY")]
    currency: Currency,
    /// Last day that is known; that of the last fact without it
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<Day>,
    /// Month-ends of the past on which the policies are tried
    #[arg(long, value_name = "NUMBER", default_value = "18")]
    month_ends: NonZeroU16,
    /// Days after a month-end that decide what came true
    #[arg(long, value_name = "DAYS", default_value = "90")]
    horizon: NonZeroU16,
    /// Customers that can be called in a week for each rule
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    calls: NonZeroU16,
    /// Cost of a call
    #[arg(long, value_name = "AMOUNT", default_value = "50")]
    cost: String,
    /// Share of the money at stake that a call saves
    #[arg(long, value_name = "SHARE", default_value = "20%")]
    saved: Ratio,
    /// File for the policy with the best thresholds; without it none is written
    #[arg(long, value_name = "FILE.toml")]
    out: Option<PathBuf>,
}

impl Arguments {
    fn capacity(&self, currency: Currency) -> Result<Capacity, Box<dyn Error>> {
        Ok(Capacity {
            calls_per_week: u32::from(self.calls.get()),
            cost_per_call: format!("{currency} {}", self.cost).parse::<Money>()?.amount(),
            saved: self.saved,
        })
    }
}

fn main() -> ExitCode {
    match tried(&Arguments::parse()) {
        Ok((output, passes)) => match io::stdout().lock().write_all(output.as_bytes()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
            // Otherwise the reader has seen enough, as `head` does.
            _ if passes => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        },
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(2)
        }
    }
}

/// The report, and whether the tests of the file pass.
fn tried(arguments: &Arguments) -> Result<(String, bool), Box<dyn Error>> {
    let text = fs::read_to_string(&arguments.policy)?;
    let PolicyFile { policy, tests } = PolicyFile::from_toml(&text)?;
    let against = match &arguments.against {
        Some(path) => Policy::from_toml(&fs::read_to_string(path)?)?,
        None => Policy::from_toml("id = 'standard'")?,
    };
    let policies = BeforeAfter { before: &against, after: &policy };
    let mut out = String::new();
    heading(&mut out, &format!("Tests of {}", name(&policy)))?;
    let passes = tell_tests(policies, &tests, &mut out)?;

    heading(&mut out, "Legal and hardly meant")?;
    let cautions = policy.cautions();
    for caution in &cautions {
        writeln!(out, "{caution}")?;
    }
    if cautions.is_empty() {
        writeln!(out, "nothing")?;
    }

    heading(&mut out, "Changes by field")?;
    for change in policy.changes_from(&against) {
        writeln!(out, "{change}")?;
    }
    heading(&mut out, "Changes by meaning")?;
    write!(out, "{}", MeaningChanges::between(policies))?;

    let past = Past::open(arguments, &policy)?;
    heading(&mut out, "Customers that change")?;
    write!(out, "{}", ReviewComparison::by_policies(&past.book, past.known, policies)?)?;

    for rule in RULES {
        heading(&mut out, &format!("The past of {rule}: {}", past.foreseen(rule)))?;
        let bar = Bar::new(rule.code());
        write!(out, "{}", past.backtest(rule, &[&against, &policy], &bar)?)?;
    }

    let calls = if arguments.calls.get() == 1 { "call" } else { "calls" };
    heading(&mut out, &format!("Thresholds for {} {calls} a week", arguments.calls))?;
    calibrate(arguments, &past, policy, &mut out)?;
    Ok((out, passes))
}

/// Finds the best thresholds of one rule after the other.
fn calibrate(
    arguments: &Arguments,
    past: &Past,
    mut policy: Policy,
    out: &mut String,
) -> Result<(), Box<dyn Error>> {
    let capacity = arguments.capacity(past.book.currency())?;
    let mut evidence = String::new();
    for rule in RULES {
        let bar = Bar::new(rule.code());
        match past.calibrate(rule, &policy, capacity, &bar) {
            Ok(Some(found)) => {
                writeln!(evidence, "{found}\n")?;
                policy = found.policy;
            }
            Ok(None) => return Err("the calibration was stopped".into()),
            Err(problem) => writeln!(evidence, "{rule}: {problem}\n")?,
        }
    }
    out.push_str(&evidence);
    let comments: Vec<String> =
        evidence.trim_end().lines().map(|line| format!("# {line}")).collect();
    let file = format!("{}\n\n{}", comments.join("\n"), policy.to_toml(Preset::Standard));
    match &arguments.out {
        Some(path) => {
            fs::write(path, file)?;
            writeln!(out, "The policy with these thresholds is in {}.", path.display())?;
        }
        None => writeln!(out, "With --out FILE.toml the policy with these thresholds is written.")?,
    }
    Ok(())
}

fn tell_tests(
    BeforeAfter { before, after: policy }: BeforeAfter<&Policy>,
    tests: &PolicyTests,
    out: &mut String,
) -> Result<bool, fmt::Error> {
    let (report, coverage) = (tests.run(policy), tests.coverage(policy));
    for failure in report.failures() {
        writeln!(out, "FAILED {failure}")?;
    }
    let (reached, missing) = (coverage.covered().count(), coverage.missing().count());
    writeln!(out, "{} of {} pass", report.passed(), report.passed() + report.failed())?;
    writeln!(out, "they reach {reached} of {} answers of the policy", reached + missing)?;
    // Thresholds that the policy leaves as they were are the business of others.
    let mutations = tests.mutations(policy);
    let changes = policy.changes_from(before);
    let sections: BTreeSet<&str> =
        changes.iter().filter_map(|it| Some(it.path.rsplit_once('.')?.0)).collect();
    for path in sections {
        writeln!(out, "\n{path}: {}", mutations.within(path))?;
    }
    Ok(report.is_passed())
}

fn heading(out: &mut String, text: &str) -> fmt::Result {
    let gap = if out.is_empty() { "" } else { "\n" };
    writeln!(out, "{gap}{text}\n{}", "-".repeat(text.chars().count()))
}

fn name(policy: &Policy) -> String {
    let id = policy.id.as_ref().map(ToString::to_string);
    let version = policy.version.as_ref().map(ToString::to_string);
    [id, version].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
