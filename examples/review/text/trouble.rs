//! The warnings of all customers by rule and level, and why others are not judged.

use std::io::{self, Write};

use guanxi::review::{Review, Summary};
use guanxi::warning::{Level, Outcome, Rule};

use super::census::Census;
use super::title;
use super::words::{customers, grouped, have, print_table, were, wrap};

pub(super) fn print_warnings(
    review: &Review<'_>,
    summary: &Summary,
    census: &Census,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "\n4  WHERE IS TROUBLE STARTING?")?;
    let outcomes = [
        Outcome::Breach(Level::Critical),
        Outcome::Breach(Level::Warning),
        Outcome::Breach(Level::Watch),
        Outcome::Clear,
        Outcome::NotApplicable,
        Outcome::NoData,
    ];
    let names = outcomes.map(|it| it.to_string());
    let mut header = vec!["customers by rule"];
    header.extend(names.iter().map(String::as_str));
    let rows = Rule::ALL.map(|rule| {
        let mut row = vec![title(rule).to_owned()];
        row.extend(outcomes.map(|it| match summary.count(rule, it) {
            0 => "·".to_owned(),
            count => grouped(count),
        }));
        row
    });
    print_table(&header, rows, 0, out)?;
    let (critical, quiet) = (customers(census.critical), grouped(census.quiet));
    let verb = have(census.critical);
    let no = if census.quiet == 1 { "has no" } else { "have no" };
    writeln!(out, "   {critical} {verb} a critical warning; {quiet} {no} warning at all.")?;
    if summary.ended > 0 {
        let levels = Level::ALL.map(|level| summary.count_ended(Outcome::Breach(level)));
        let warned = levels.into_iter().fold(0_u32, u32::saturating_add);
        let (ended, verb) = (grouped(summary.ended), have(warned));
        let (have, were) = (have(summary.ended), were(summary.ended));
        let warned = grouped(warned);
        writeln!(
            out,
            "   Of the {ended} that {have} ended or {were} given up, {warned} {verb} a warning of debt."
        )?;
    }
    let (pace, least) = (review.context().pace(), review.policy().progress.least_elapsed);
    if let Some(judged) = pace.judged_days(least) {
        let (first, until) = (judged.after.offset(1), judged.until);
        let is_over = if judged == pace.to_date() { "" } else { ", the last complete period" };
        writeln!(
            out,
            "   Plan, budget and last year are compared from {first} to {until}{is_over}."
        )?;
    }
    print_reasons(census, out)
}

/// The reason of most customers, for each rule and outcome without a judgement.
fn print_reasons(census: &Census, out: &mut impl Write) -> io::Result<()> {
    let mut is_first = true;
    for ((rule, outcome), reasons) in &census.reasons {
        let most = reasons.iter().max_by_key(|(text, count)| (**count, std::cmp::Reverse(*text)));
        let Some((reason, count)) = most else { continue };
        if is_first {
            writeln!(out, "   Not judged, with the most frequent reason:")?;
            is_first = false;
        }
        let all = reasons.values().fold(0_u32, |sum, count| sum.saturating_add(*count));
        let (name, count, all) = (title(*rule), grouped(*count), grouped(all));
        wrap(&format!("{name}, {outcome}: {reason} ({count} of {all})"), 5, out)?;
    }
    Ok(())
}
