//! The tables: warnings by rule and level, and losses by the status of the customer.

use std::io::{self, Write};

use guanxi::backtest::{Backtest, RuleTally, Sightings};
use guanxi::lapse::PurchaseStatus;
use guanxi::measure::{Proportion, Quotient};
use guanxi::warning::{ByRule, Level, Outcome, Rule};

use crate::words::{grouped, percent, print_table, ratio};

/// The policies, in the order of the request.
const POLICIES: [&str; 2] = ["today", "before"];

const HEADER: [&str; 8] =
    ["rule", "level", "standing", "true", "new", "true", "interval", "of all new"];

/// Warnings by rule and level, a table for each policy.
pub(crate) fn print(
    backtests: &ByRule<Backtest>,
    weeks: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    for (policy, name) in POLICIES.into_iter().enumerate() {
        writeln!(out, "\nTHE RULES {}, warnings a week\n", name.to_uppercase())?;
        let all: Vec<(Rule, RuleTally)> =
            Rule::ALL.map(|rule| (rule, backtests.get(rule).total(policy, rule))).into();
        let new: u64 = all.iter().map(|(_, it)| announced(it)).sum();
        let rows = all.iter().filter(|(_, it)| it.standing_from(Level::Watch).all() > 0);
        let rows = rows.flat_map(|(rule, tally)| {
            Level::ALL.into_iter().rev().map(|level| row(*rule, level, tally, weeks, new))
        });
        print_table(&HEADER, rows, 0, out)?;
        let falsely: u64 = all.iter().map(|(_, it)| falsely_announced(it)).sum();
        writeln!(
            out,
            "\n  New in all: {}, of which {} did not come true.",
            grouped(new),
            grouped(falsely)
        )?;
    }
    Ok(())
}

fn announced(tally: &RuleTally) -> u64 {
    Level::ALL.into_iter().map(|it| tally.announced(it).all()).sum()
}

fn falsely_announced(tally: &RuleTally) -> u64 {
    Level::ALL.into_iter().map(|it| tally.announced(it).did_not).sum()
}

fn row(rule: Rule, level: Level, tally: &RuleTally, weeks: usize, new: u64) -> Vec<String> {
    let (standing, announced) = (tally.standing(Outcome::Breach(level)), tally.announced(level));
    let name = if level == Level::Critical { rule.to_string() } else { String::new() };
    vec![
        name,
        level.to_string(),
        a_week(standing.all(), weeks),
        share(standing),
        a_week(announced.all(), weeks),
        share(announced),
        interval(announced),
        percent(ratio(announced.all(), new)),
    ]
}

/// The share of those at each level that came true, apart by the status of the customer.
pub(crate) fn print_statuses(loss: &Backtest, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "\nLOSS BY STATUS, all weeks together: customers, and the share that came true\n"
    )?;
    let outcomes = [Level::Critical, Level::Warning, Level::Watch].map(Outcome::Breach);
    let outcomes = outcomes.into_iter().chain([Outcome::Clear, Outcome::NotApplicable]);
    let header = ["", "", "critical", "warning", "watch", "no alarm", "not judged"];
    let statuses = [PurchaseStatus::Active, PurchaseStatus::BoughtOnce, PurchaseStatus::Lost];
    let rows = statuses.into_iter().flat_map(|status| {
        POLICIES.into_iter().enumerate().map(move |(policy, name)| (status, policy, name))
    });
    let rows = rows.map(|(status, policy, name)| {
        let tally = loss.total(policy, Rule::Loss).among(status);
        let cells = outcomes.clone().map(|it| {
            let sightings = tally.standing(it);
            match sightings.all() {
                0 => "·".to_owned(),
                all => format!("{} {:>5}", grouped(all), share(sightings)),
            }
        });
        let first = if policy == 0 { status.to_string() } else { String::new() };
        [first, name.to_owned()].into_iter().chain(cells).collect()
    });
    print_table(&header, rows, 0, out)
}

/// The share that came true, of those of whom it is known.
fn share(sightings: Sightings) -> String {
    percent(sightings.share_true().and_then(Proportion::fraction))
}

fn interval(sightings: Sightings) -> String {
    let interval = sightings.share_true().and_then(Proportion::interval);
    interval.map_or_else(String::new, |it| format!("{} to {}", whole(it.low), whole(it.high)))
}

/// A ratio in whole percent.
fn whole(ratio: guanxi::measure::Ratio) -> String {
    format!("{}%", (ratio.parts_per_million() + 5_000) / 10_000)
}

/// A count for each week, with one digit.
fn a_week(count: u64, weeks: usize) -> String {
    let weeks = i128::try_from(weeks).unwrap_or(1);
    let tenths = Quotient::try_new(i128::from(count) * 10, weeks).and_then(Quotient::to_micros);
    let tenths = (tenths.unwrap_or(0) + 500_000) / 1_000_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}
