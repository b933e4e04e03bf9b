//! Everything about one customer.

use std::io::{self, Write};

use guanxi::contract::Coverage;
use guanxi::evidence::Evidence;
use guanxi::id::CustomerKey;
use guanxi::lapse::OneOff;
use guanxi::review::{Explanation, LostCustomer, Review};
use guanxi::segment::{OneOffInClasses, Strategy};
use guanxi::warning::{Level, Outcome, Rule, Verdict};

use super::agreed::explain_agreed;
use super::matter::explain_matter;
use super::served::explain_served;
use super::who::explain_who;
use super::words::{capital, parts, percent, wrap};
use super::{exact, title};
use crate::matter::Matter;
use crate::who::{End, Who};

/// Everything that is judged of one customer, with the figures that decided it, and the days on
/// which its silence alone would raise each level of warning.
pub(crate) fn explain(
    review: &Review<'_>,
    explanation: &Explanation<'_>,
    who: Option<&Who<'_>>,
    matter: &Matter<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let (readings, currency) = (explanation.readings(), review.book().currency());
    writeln!(out, "{}", explanation.name)?;
    let row = |out: &mut _, label: &str, text: &str| write_row(out, label, text);
    row(out, "as of", &review.as_of().day().to_string())?;
    row(out, "bought in a year", &exact(explanation.purchases.to_total(), currency))?;
    if let Some(OneOff { day, amount }) = explanation.one_off {
        let left_out = match review.policy().abc.one_off {
            OneOffInClasses::Counts => "the value at risk",
            OneOffInClasses::LeftOut => "the value at risk and the class",
        };
        let amount = exact(amount, currency);
        row(out, "one-off", &format!("{amount} on {day}, left out of {left_out}"))?;
    }
    if let Some(LostCustomer { last_order, since, bought_before, .. }) = explanation.lost {
        let before = exact(bought_before, currency);
        let text =
            format!("since {since}; {before} in the year up to its last order on {last_order}");
        row(out, "lost", &text)?;
    }
    let horizon = review.policy().loss.lapse.horizon_days;
    let at_risk = exact(explanation.value_at_risk, currency);
    let chance = format!("{at_risk}, by the probability of no order in the next {horizon} days");
    row(out, "value at risk", &chance)?;
    row(out, "class", &explanation.class.to_string())?;
    let quadrant = match explanation.quadrant {
        Some(quadrant) => format!("{quadrant}, {}", parts(quadrant)),
        None => "none, since loyalty cannot be judged".to_owned(),
    };
    row(out, "quadrant", &quadrant)?;
    if let Some(quadrant) = explanation.quadrant {
        let young = who.filter(|who| who.is_young(explanation.key));
        let strategy = match (young, quadrant.strategy()) {
            (Some(_), Strategy::PhaseOut) => "none yet: it is too early to phase it out".to_owned(),
            (_, strategy) => strategy.to_string(),
        };
        row(out, "strategy", &strategy)?;
    }
    let (loyalty, known) = (&readings.loyalty, percent(Some(readings.loyalty.coverage())));
    let sentence = loyalty.evidence().sentence().to_owned();
    if loyalty.score().is_some() {
        row(out, "loyalty", &format!("{sentence}; {known} of the weight is known"))?;
    } else {
        row(out, "loyalty", &sentence)?;
    }
    let contract = match explanation.contract {
        Some(Coverage::InForce) => "in force",
        Some(Coverage::Lapsed) => "lapsed",
        Some(Coverage::None) => "none",
        None => "the book has no contracts",
    };
    row(out, "contract", contract)?;
    if let Some(trade) = explanation.trade_without_contract {
        row(out, "", &trade.to_string())?;
    }
    explain_who(who, review.as_of(), out)?;
    explain_matter(review, matter, out)?;
    explain_agreed(review, matter, out)?;
    explain_served(matter, out)?;
    for rule in Rule::ALL {
        print_verdict(rule, &readings.verdict(rule), out)?;
    }
    alarms(review, explanation.key, out)
}

/// Everything that is judged of a customer with which the relationship has ended.
pub(crate) fn explain_ended(
    review: &Review<'_>,
    name: &str,
    debt: &Verdict,
    (end, who): (Option<&End>, Option<&Who<'_>>),
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "{name}")?;
    write_row(out, "as of", &review.as_of().day().to_string())?;
    let label = if end.is_some_and(|end| end.is_dropped) { "given up" } else { "ended" };
    let on = end.map_or_else(String::new, |end| format!("on {}", end.on));
    let reason = end.and_then(|end| end.reason.as_ref());
    let reason = reason.map_or_else(String::new, |reason| format!(": {reason}"));
    write_row(out, label, &format!("{on}{reason}"))?;
    write_row(out, "judged", "for debt only")?;
    explain_who(who, review.as_of(), out)?;
    print_verdict(Rule::Debt, debt, out)
}

fn print_verdict(rule: Rule, verdict: &Verdict, out: &mut impl Write) -> io::Result<()> {
    let outcome = match verdict {
        Verdict::Breach(level, _) => Outcome::Breach(*level),
        Verdict::Clear(_) => Outcome::Clear,
        Verdict::NotApplicable(_) => Outcome::NotApplicable,
        Verdict::NoData(_) => Outcome::NoData,
    };
    writeln!(out, "\n{}: {outcome}", title(rule).to_uppercase())?;
    match verdict {
        Verdict::Breach(_, evidence) | Verdict::Clear(evidence) => {
            wrap(&capital(&format!("{evidence}.")), 3, out)?;
            print_figures(evidence, out)
        }
        Verdict::NotApplicable(why) | Verdict::NoData(why) => {
            wrap(&capital(&format!("{why}.")), 3, out)
        }
    }
}

fn print_figures(evidence: &Evidence, out: &mut impl Write) -> io::Result<()> {
    for figure in evidence.figures() {
        let value = figure.value.to_string();
        writeln!(out, "     {:<28}{value:>24}", figure.label)?;
    }
    let findings: Vec<String> = evidence.findings().iter().map(ToString::to_string).collect();
    wrap(&findings.join("; "), 5, out)
}

/// The days from which the loss rule would speak if no order came, so that a calendar can be marked
/// instead of looking every day.
fn alarms(review: &Review<'_>, customer: CustomerKey, out: &mut impl Write) -> io::Result<()> {
    let Ok(view) = review.book().view(customer) else {
        return Ok(());
    };
    writeln!(out, "\nIF NO ORDER COMES, CUSTOMER LOSS IS RAISED AT")?;
    let (t, mut told) = (review.as_of(), false);
    for level in Level::ALL {
        let alarm = review.policy().loss.next_alarm(view, review.context(), level);
        if let Some(day) = alarm {
            let when = match day.days_since(t.day()) {
                1 => "in 1 day".to_owned(),
                ahead @ 2.. => format!("in {ahead} days"),
                ..=0 => "reached".to_owned(),
            };
            writeln!(out, "     {:<28}{day:>24}  {when}", level.to_string())?;
            told = true;
        }
    }
    if told { Ok(()) } else { writeln!(out, "     no silence raises a warning") }
}

fn write_row(out: &mut impl Write, label: &str, text: &str) -> io::Result<()> {
    writeln!(out, "   {label:<18}{text}")
}
