//! A policy tried before it runs: its tests, what it changes and for whom, how it would have done
//! on the past, and for each rule the thresholds that would do best with the people there are.
//!
//! Without arguments the draft `examples/policy_lab/candidate.toml` beside the default policy, on
//! three hundred made-up dealers; with `--data DIR` on the CSV files of a folder, as `review` reads
//! them. It ends with 1 where a test of the file fails, and with 2 where something is refused
//! or cannot be read.
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

mod arguments;
mod calibrated;
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
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use guanxi::evidence::BeforeAfter;
use guanxi::policy::{MeaningChanges, Policy, PolicyFile, PolicyTests, TestReport};
use guanxi::review::ReviewComparison;
use guanxi::warning::Rule;

use arguments::{Arguments, Tried};
use past::{Past, RULES};
use progress::Bar;

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
    arguments.check()?;
    let capacity = arguments.capacity()?;
    let Tried { file: PolicyFile { policy, tests }, preset } = arguments.tried()?;
    let against = arguments.compared()?;
    let policies = BeforeAfter { before: &against, after: &policy };
    let mut out = String::new();
    heading(&mut out, &format!("Tests of {}", name(&policy)))?;
    let report = tests.run(&policy);
    tell_tests(policies, (&tests, &report), &mut out)?;

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

    if let Some(begin) = &past.begin {
        writeln!(out, "\n{begin}")?;
    }
    for rule in RULES {
        tell_past(&past, rule, policies, &mut out)?;
    }

    let calls = if arguments.calls.get() == 1 { "call" } else { "calls" };
    heading(&mut out, &format!("Thresholds for {} {calls} a week", arguments.calls))?;
    calibrated::calibrate(arguments, (&past, capacity), (policy, preset), &mut out)?;
    if !report.is_passed() {
        heading(&mut out, "Tests that fail")?;
        tell_failures(&report, &mut out)?;
    }
    Ok((out, report.is_passed()))
}

/// The verdicts of both policies on the past; one table where they are the same.
fn tell_past(
    past: &Past,
    rule: Rule,
    policies: BeforeAfter<&Policy>,
    out: &mut String,
) -> Result<(), Box<dyn Error>> {
    heading(out, &format!("The past of {rule}: {}", past.foreseen(rule)))?;
    if let Some(reason) = past.untold(rule) {
        writeln!(out, "{rule}: {reason}")?;
        return Ok(());
    }
    let bar = Bar::new(rule.code());
    if past.judge_alike(rule, policies)? {
        writeln!(out, "both policies judge alike")?;
        write!(out, "{}", past.backtest(rule, &[policies.after], &bar)?)?;
    } else {
        write!(out, "{}", past.backtest(rule, &[policies.before, policies.after], &bar)?)?;
    }
    Ok(())
}

fn tell_tests(
    BeforeAfter { before, after: policy }: BeforeAfter<&Policy>,
    (tests, report): (&PolicyTests, &TestReport),
    out: &mut String,
) -> fmt::Result {
    if tests.is_empty() {
        return writeln!(out, "no tests");
    }
    tell_failures(report, out)?;
    let coverage = tests.coverage(policy);
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
    Ok(())
}

fn tell_failures(report: &TestReport, out: &mut String) -> fmt::Result {
    report.failures().try_for_each(|it| writeln!(out, "FAILED {it}"))
}

fn heading(out: &mut String, text: &str) -> fmt::Result {
    let gap = if out.is_empty() { "" } else { "\n" };
    writeln!(out, "{gap}{text}\n{}", "-".repeat(text.chars().count()))
}

fn name(policy: &Policy) -> String {
    let id = policy.id.as_ref().map(ToString::to_string);
    let version = policy.version.as_ref().map(ToString::to_string);
    let names: Vec<String> = [id, version].into_iter().flatten().collect();
    if names.is_empty() { "the policy".to_owned() } else { names.join(" ") }
}
