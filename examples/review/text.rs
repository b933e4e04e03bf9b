//! The Monday review as a person reads it: five questions, in the order in which a sales manager
//! asks them.
//!
//! 1. Who are my customers? Numbers, contracts, trade without one.
//! 2. Which of them matter? Classes, concentration, quadrants with what to do.
//! 3. How much may each of them owe me? Balance, ageing, limits.
//! 4. Where is trouble starting? Five warnings by level.
//! 5. So whom do I call? The largest values at risk, each with its worst warnings in words.
//!
//! [`explain`] says everything about one customer, [`alarms`] on which days its silence alone would
//! raise each level of warning. Overviews leave the minor units off; sentences and figures of one
//! customer are exact.

mod census;
mod words;

use std::io::{self, Write};

use guanxi::contract::Coverage;
use guanxi::evidence::Evidence;
use guanxi::id::{CustomerKey, GroupId, look_alikes};
use guanxi::measure::Quotient;
use guanxi::money::{Currency, Total};
use guanxi::receivable::Bucket;
use guanxi::review::Readings;
use guanxi::review::{CallListEntry, Explanation, Review, Slice, Summary};
use guanxi::segment::{Class, Quadrant};
use guanxi::warning::{Arm, Level, Outcome, Reading, Rule, Verdict};

use census::Census;
use words::{capital, grouped, percent, print_table, ratio, whole, wrap};

/// Groups of ids that look alike, as many as are listed.
const MOST_LOOK_ALIKES: usize = 10;

/// The whole review, with at most `calls` calls at its end.
pub(crate) fn print(review: &Review<'_>, top: usize, out: &mut impl Write) -> io::Result<()> {
    let (summary, census) = (review.summary(), Census::of(review));
    let currency = review.book().currency();
    let day = review.as_of().day().to_date();
    let title = day.format("Review of %A, %-d %B %Y");
    writeln!(out, "{title}   (amounts in {currency}, minor units left off)")?;
    print_customers(&summary, &census, currency, out)?;
    print_look_alikes(review, out)?;
    print_importance(review, &summary, out)?;
    print_debts(&summary, &census, currency, out)?;
    print_warnings(&summary, &census, out)?;
    print_calls(review, &summary, top, out)
}

fn worst_level(explanation: &Explanation<'_>) -> Option<Level> {
    let levels = Rule::ALL.map(|rule| explanation.readings().outcome(rule).level());
    levels.into_iter().flatten().max()
}

fn print_customers(
    summary: &Summary,
    census: &Census,
    currency: Currency,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "\n1  WHO ARE MY CUSTOMERS?")?;
    let (all, bought) = (grouped(summary.customers), grouped(census.bought));
    let purchases = whole(summary.purchases, currency);
    writeln!(out, "   {all} customers; {bought} bought {purchases} net in the last 365 days.")?;
    if summary.ended > 0 {
        writeln!(
            out,
            "   {} more have ended and are judged for debt only.",
            grouped(summary.ended)
        )?;
    }
    let [in_force, lapsed, none] = census.contracts.map(grouped);
    if census.contracts == [0; 3] {
        return writeln!(out, "   No contract is on record.");
    }
    writeln!(out, "   Contracts: {in_force} in force, {lapsed} lapsed, {none} without any.")?;
    let (uncovered, amount) = (grouped(census.uncovered), whole(census.uncovered_amount, currency));
    writeln!(out, "   {uncovered} customers bought {amount} on days without a contract in force.")
}

/// Ids of customers and of groups that may mean one customer or group.
fn print_look_alikes(review: &Review<'_>, out: &mut impl Write) -> io::Result<()> {
    let book = review.book();
    let customers = look_alikes(book.keys().map(|key| book.name(key)));
    let groups = book.keys().filter_map(|key| book.group(key));
    let groups = look_alikes(groups.map(GroupId::as_str));
    for (noun, found) in [("Customers", customers), ("Groups", groups)] {
        if !found.is_empty() {
            writeln!(out, "   {noun} that may be one:")?;
        }
        for look_alikes in found.iter().take(MOST_LOOK_ALIKES) {
            wrap(&look_alikes.to_string(), 5, out)?;
        }
        match found.len().checked_sub(MOST_LOOK_ALIKES) {
            None | Some(0) => {}
            Some(more) => writeln!(out, "     and {more} more")?,
        }
    }
    Ok(())
}

fn print_importance(
    review: &Review<'_>,
    summary: &Summary,
    out: &mut impl Write,
) -> io::Result<()> {
    let currency = review.book().currency();
    writeln!(out, "\n2  WHICH OF THEM MATTER, AND IN WHAT WAY?")?;
    let shares = |share: Slice| {
        let purchases = (share.purchases.minor(), summary.purchases.minor());
        let customers = percent(ratio(share.customers, summary.customers));
        (customers, percent(Quotient::try_new(purchases.0, purchases.1)))
    };
    let header = ["class", "customers", "", "bought", "", "from"];
    let classes = Class::ALL.map(|class| {
        let cut = match class {
            Class::A => review.cuts().a,
            Class::B => review.cuts().b,
            Class::C => None,
        };
        let cut = cut.map_or_else(String::new, |cut| whole(cut.to_total(), currency));
        let share = summary.class(class);
        let (customers, purchases) = shares(share);
        let (number, bought) = (grouped(share.customers), whole(share.purchases, currency));
        vec![class.to_string(), number, customers, bought, purchases, cut]
    });
    print_table(&header, classes, 0, out)?;
    let pareto = review.pareto();
    let (fifth, largest) = (percent(pareto.top_20_percent_share), percent(pareto.largest_share));
    let needed = grouped(pareto.customers_for_80_percent);
    writeln!(
        out,
        "   The largest fifth brings {fifth}, the largest customer {largest}; {needed} customers bring 80%."
    )?;
    writeln!(out)?;
    let header = ["quadrant", "customers", "", "bought", "strategy"];
    let quadrants = Quadrant::ALL.map(|quadrant| {
        let share = summary.quadrant(quadrant);
        let (customers, purchases) = shares(share);
        let strategy = quadrant.strategy().to_string();
        vec![quadrant.to_string(), grouped(share.customers), customers, purchases, strategy]
    });
    print_table(&header, quadrants, 1, out)
}

fn print_debts(
    summary: &Summary,
    census: &Census,
    currency: Currency,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "\n3  HOW MUCH MAY EACH OF THEM OWE ME?")?;
    if summary.count(Rule::Debt, Outcome::NoData) > 0 {
        return writeln!(out, "   No invoice, payment or open order is on record.");
    }
    let [balance, exposure, unapplied] =
        [summary.balance, summary.exposure, summary.unapplied].map(|it| whole(it, currency));
    writeln!(
        out,
        "   Owed {balance} after {unapplied} of unapplied credit; with open orders {exposure}."
    )?;
    let (over, excess) = (grouped(census.over_limit), whole(census.excess, currency));
    let [cash, unset, unlimited] =
        [census.cash_only, census.without_limit, census.unlimited].map(grouped);
    writeln!(out, "   {over} customers are over their limit, by {excess} in all.")?;
    writeln!(out, "   Limits: {cash} cash only, {unset} not set, {unlimited} unlimited.")?;
    let open = summary.ageing.open().minor();
    let amounts = Bucket::ALL.map(|it| summary.ageing.in_bucket(it));
    let mut row = vec!["open".to_owned()];
    row.extend(amounts.map(|it| whole(it, currency)));
    let mut shares = vec![String::new()];
    shares.extend(amounts.map(|it| percent(Quotient::try_new(it.minor(), open))));
    let names = Bucket::ALL.map(|it| it.to_string());
    let mut header = vec!["past due"];
    header.extend(names.iter().map(String::as_str));
    print_table(&header, [row, shares], 0, out)
}

fn print_warnings(summary: &Summary, census: &Census, out: &mut impl Write) -> io::Result<()> {
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
    let (critical, quiet) = (grouped(census.critical), grouped(census.quiet));
    writeln!(out, "   {critical} customers have a critical warning; {quiet} have none at all.")
}

fn print_calls(
    review: &Review<'_>,
    summary: &Summary,
    top: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let currency = review.book().currency();
    let at_risk = whole(summary.value_at_risk, currency);
    writeln!(out, "\n5  SO WHOM DO I CALL?")?;
    writeln!(
        out,
        "   At risk if nobody calls: {at_risk} of a year's purchases. The largest first:"
    )?;
    for (call, rank) in review.call_list(top).into_iter().zip(1_usize..) {
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
    let quadrant = quadrant_name(&explanation);
    writeln!(out, "{rank:>3}  {name:<24} class {class}  {quadrant:<12} {at_risk:>14} at risk")?;
    let Some(worst) = worst_level(&explanation) else {
        return writeln!(out, "     no warning: a large customer whose next order is not certain");
    };
    let (readings, mut clauses) = (explanation.readings(), Vec::new());
    for rule in Rule::ALL {
        let arms = readings.arms(rule).iter();
        let mut worst_arms = arms.filter(|it| it.finding.level() == Some(worst));
        if let Some(worst) = worst_arms.next() {
            clauses.push(clause(&readings, rule, worst.arm));
        }
    }
    wrap(&format!("{worst}: {}", clauses.join("; ")), 5, out)
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

/// Everything that is judged of one customer, with the figures that decided it.
pub(crate) fn explain(explanation: &Explanation<'_>, out: &mut impl Write) -> io::Result<()> {
    let currency = explanation.readings().debt.currency;
    let money = |total: Total| total.with_currency(currency).to_string();
    writeln!(out, "{}", explanation.name)?;
    let row = |out: &mut _, label: &str, text: &str| write_row(out, label, text);
    row(out, "bought in a year", &money(explanation.purchases.to_total()))?;
    row(out, "value at risk", &money(explanation.value_at_risk))?;
    row(out, "class", &explanation.class.to_string())?;
    let quadrant = match explanation.quadrant {
        Some(quadrant) => format!("{quadrant}: {}", quadrant.strategy()),
        None => "not applicable".to_owned(),
    };
    row(out, "quadrant", &quadrant)?;
    row(out, "loyalty", explanation.readings().loyalty.evidence().sentence())?;
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
    for rule in Rule::ALL {
        print_verdict(rule, &explanation.readings().verdict(rule), out)?;
    }
    Ok(())
}

/// Everything that is judged of a customer with which the relationship has ended.
pub(crate) fn explain_ended(name: &str, debt: &Verdict, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{name}")?;
    write_row(out, "ended", "judged for debt only")?;
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
pub(crate) fn alarms(
    review: &Review<'_>,
    customer: CustomerKey,
    out: &mut impl Write,
) -> io::Result<()> {
    let Ok(view) = review.book().view(customer) else {
        return Ok(());
    };
    writeln!(out, "\nIF NO ORDER COMES")?;
    let (t, mut told) = (review.as_of(), false);
    for level in Level::ALL {
        let alarm = review.policy().loss.next_alarm(view, review.context(), level);
        if let Some(day) = alarm {
            let when = match day.days_since(t.day()) {
                ahead @ 1.. => format!("in {ahead} days"),
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

const fn title(rule: Rule) -> &'static str {
    match rule {
        Rule::Debt => "debt",
        Rule::Progress => "sales progress",
        Rule::Expense => "selling expense",
        Rule::Loss => "customer loss",
        Rule::Incident => "major incident",
    }
}

fn quadrant_name(explanation: &Explanation<'_>) -> String {
    explanation.quadrant.map_or_else(|| "–".to_owned(), |it| it.to_string())
}
