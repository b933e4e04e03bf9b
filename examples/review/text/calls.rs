//! The customers to call, each with its warnings in words.

use std::io::{self, Write};

use guanxi::lapse::OneOff;
use guanxi::review::{CallListEntry, Explanation, Readings, Review, Summary};
use guanxi::segment::Quadrant;
use guanxi::warning::{Arm, Reading, Rule};

use super::census::worst_level;
use super::title;
use super::wishes::print_signals;
use super::words::{hang, percent, whole, wrap};
use crate::matter::Matter;

/// The width of a level with the name of its rule.
const LABEL: usize = 26;

pub(super) fn print_calls(
    review: &Review<'_>,
    summary: &Summary,
    matter: &Matter<'_>,
    top: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "\n5  SO WHOM DO I CALL?")?;
    print_signals(matter, top, out)?;
    let calls = review.call_list(top);
    if calls.is_empty() {
        return writeln!(out, "   Nobody: nothing that was bought in a year is at risk.");
    }
    let at_risk = whole(summary.value_at_risk, review.book().currency());
    let horizon = review.policy().loss.lapse.horizon_days;
    wrap(
        &format!(
            "At risk if nobody calls: {at_risk}, a year's purchases of each customer times its \
             probability of no order in the next {horizon} days. The largest first, each with the \
             rules that object. Lost customers are not on the list."
        ),
        3,
        out,
    )?;
    for (call, rank) in calls.into_iter().zip(1_usize..) {
        print_call(review, call, rank, out)?;
    }
    Ok(())
}

fn print_call(
    review: &Review<'_>,
    call: CallListEntry,
    rank: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let Some(explanation) = review.explain(call.customer) else {
        return Ok(());
    };
    let at_risk = whole(call.value_at_risk, review.book().currency());
    let (name, class) = (explanation.name, explanation.class);
    let quadrant = explanation.quadrant.map_or_else(|| "–".to_owned(), |it| it.to_string());
    writeln!(out, "{rank:>3}  {name:<24} class {class}  {quadrant:<12} {at_risk:>14} at risk")?;
    if let Some(OneOff { day, amount }) = explanation.one_off {
        let amount = whole(amount, review.book().currency());
        hang(
            "one-off",
            &format!("{amount} on {day}, left out of the amount at risk"),
            5,
            LABEL,
            out,
        )?;
    }
    if call.bought_once {
        hang("bought once", "most such customers never come back", 5, LABEL, out)?;
    }
    let readings = explanation.readings();
    if worst_level(&readings).is_none() {
        print_without_warning(review, &readings, out)?;
    }
    let mut objecting: Vec<_> = Rule::ALL
        .into_iter()
        .filter_map(|rule| readings.outcome(rule).level().map(|level| (level, rule)))
        .collect();
    objecting.sort_by_key(|(level, rule)| (std::cmp::Reverse(*level), *rule));
    for (level, rule) in objecting {
        let arms = readings.arms(rule).iter();
        let raised = arms.filter(|it| it.finding.level() == Some(level));
        let clauses: Vec<String> = raised.map(|it| clause(&readings, rule, it.arm)).collect();
        let label = format!("{:<9} {}", level.to_string(), title(rule));
        hang(&label, &clauses.join("; "), 5, LABEL, out)?;
    }
    print_danger(&explanation, &readings, out)
}

/// The chance that no order comes, for a customer about which no rule objects.
fn print_without_warning(
    review: &Review<'_>,
    readings: &Readings<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let text = match readings.loss.signal {
        None => String::new(),
        Some(signal) => {
            let horizon = review.policy().loss.lapse.horizon_days;
            let (last, chance) = (signal.rhythm.last(), signal.no_order.spoken());
            format!(
                "no order in the next {horizon} days with probability {chance}; the last was on \
                 {last}"
            )
        }
    };
    hang("no warning", &text, 5, LABEL, out)
}

/// The reason for which a large customer is dangerous.
fn print_danger(
    explanation: &Explanation<'_>,
    readings: &Readings<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    if explanation.quadrant != Some(Quadrant::Dangerous) {
        return Ok(());
    }
    let loyalty = &readings.loyalty;
    let (evidence, known) = (loyalty.evidence(), percent(Some(loyalty.coverage())));
    let text = format!("{}; {known} of the weight is known", evidence.sentence());
    hang("Dangerous", &text, 5, LABEL, out)
}

/// The finding of one arm, in words.
fn clause(readings: &Readings<'_>, rule: Rule, arm: Arm) -> String {
    match rule {
        Rule::Debt => readings.debt.clause(arm),
        Rule::Progress => readings.progress.clause(arm),
        Rule::Expense => readings.expense.clause(arm),
        Rule::Loss => readings.loss.clause(arm),
        Rule::Incident => readings.incident.clause(arm),
    }
}
