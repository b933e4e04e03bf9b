//! The Monday review as a person reads it: five questions, in the order in which a sales manager
//! asks them.
//!
//! 1. Who are my customers? Numbers, contracts, trade without one; with files about customers
//!    themselves also stages, cards, records that may be one, contacts, permits, who has whom.
//! 2. Which of them matter? Classes, concentration, quadrants with what to do; dependence,
//!    evenness, orders to come; with files by which customers are judged also key accounts, dealers
//!    and satisfaction.
//! 3. How much may each of them owe me? Balance, ageing, limits.
//! 4. Where is trouble starting? Five warnings by level, and why others are not judged.
//! 5. So whom do I call? The largest values at risk, each with its warnings in words.
//!
//! With files of what is agreed a sixth: what is agreed? Contracts to act on, trade without one,
//! minimum purchases that are behind, rights granted twice, limits that nobody approved, balances
//! and debts in danger, broken payment plans, customers without a plan, bills that mature or were
//! refused, rebates with their next tier.
//!
//! With files of what customers get from us a seventh: so who gets what? The visits of the coming
//! days by who makes them, and what we owe each customer: a call, a promise, an answer to a
//! complaint or a letter, a service of its class.
//!
//! [`explain`] says everything about one customer. Overviews leave the minor units off; sentences
//! and figures of one customer are exact. Percentages are rounded down everywhere.

mod agreed;
mod calls;
mod census;
mod change;
mod customer;
mod groups;
mod judged;
mod matter;
mod owed;
mod served;
mod trouble;
mod who;
mod wishes;
mod words;

use std::io::{self, Write};

use guanxi::id::{GroupId, look_alikes};
use guanxi::lapse::PurchaseStatus;
use guanxi::measure::Quotient;
use guanxi::money::{Currency, Total};
use guanxi::receivable::Bucket;
use guanxi::review::{Review, Slice, Summary};
use guanxi::segment::{Class, LargeVolume, Quadrant, Strategy};
use guanxi::warning::Rule;

use crate::load::LeftOut;

use agreed::print_agreed;
use calls::print_calls;
use census::Census;
pub(crate) use census::early_facts;
pub(crate) use change::print_change;
pub(crate) use customer::{explain, explain_ended};
use groups::print_groups;
use matter::print_matter;
use served::print_served;
use trouble::print_warnings;
use who::print_who;
use words::{count, customers, grouped, percent, print_table, ratio, whole, wrap};

use crate::matter::Matter;
use crate::who::Who;

/// The number of lines of a list at most: groups of ids that look alike, early facts.
const MOST_LISTED: usize = 10;

/// The most lines of lists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Most {
    /// Of calls.
    pub(crate) calls: usize,
    /// Of each list by which customers are judged.
    pub(crate) judged: usize,
}

/// The whole review, with who the customers are where it is known.
pub(crate) fn print(
    review: &Review<'_>,
    who: Option<&Who<'_>>,
    matter: &Matter<'_>,
    most: Most,
    out: &mut impl Write,
) -> io::Result<()> {
    let (summary, census) = (review.summary(), Census::of(review));
    let currency = review.book().currency();
    let day = review.as_of().day().to_date();
    let title = day.format("Review of %A, %-d %B %Y");
    let units = format!("amounts in {currency}, minor units left off, percentages rounded down");
    writeln!(out, "{title}   ({units})")?;
    print_customers(review, &summary, &census, out)?;
    print_look_alikes(review, out)?;
    print_early_facts(review, &census, out)?;
    if let Some(who) = who {
        print_who(review, who, out)?;
    }
    if summary.customers > 0 {
        print_importance(review, who, &summary, &census, out)?;
        print_matter(review, matter, most.judged, out)?;
    }
    if summary.customers > 0 || summary.ended > 0 {
        print_debts(&summary, &census, currency, out)?;
    }
    if summary.customers == 0 {
        return Ok(());
    }
    print_warnings(review, &summary, &census, out)?;
    print_calls(review, &summary, matter, most.calls, out)?;
    print_agreed(review, matter, most.judged, out)?;
    print_served(matter, most.judged, out)
}

/// A line that names the currency where nobody stated one.
pub(crate) fn assumed_currency(currency: Currency, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "No currency is stated, so amounts are taken as {currency}; state it with --currency.\n"
    )
}

/// A line that tells that the review does not have all that the files say.
pub(crate) fn left_out(refused: LeftOut, out: &mut impl Write) -> io::Result<()> {
    let counted = |count: usize, one: &str, many: &str| {
        let word = if count == 1 { one } else { many };
        (count > 0).then(|| format!("{count} {word}"))
    };
    let LeftOut { rows, files } = refused;
    let parts = [counted(rows, "line", "lines"), counted(files, "file", "files")];
    let all = parts.into_iter().flatten().collect::<Vec<_>>().join(" and ");
    let (were, are) = if refused.all() == 1 { ("was", "is") } else { ("were", "are") };
    writeln!(out, "{all} {were} refused and {are} left out of this review, see standard error.\n")
}

/// Those that are no active customers: lost, and bought once.
fn print_statuses(review: &Review<'_>, summary: &Summary, out: &mut impl Write) -> io::Result<()> {
    let of = |status| summary.status(status);
    let (lost, once) = (of(PurchaseStatus::Lost), of(PurchaseStatus::BoughtOnce));
    if let Some(rules) = review.policy().loss.lost.filter(|_| lost.customers > 0) {
        let before = whole(lost.purchases, review.book().currency());
        let (number, are) = (grouped(lost.customers), words::are(lost.customers));
        wrap(
            &format!(
                "{number} {are} lost, without an order for more than {} days; purchases in the year \
                 up to the last order: {before}.",
                rules.days,
            ),
            3,
            out,
        )?;
    }
    if once.customers > 0 {
        let (number, have) = (grouped(once.customers), words::have(once.customers));
        writeln!(out, "   {number} {have} bought once so far.")?;
    }
    Ok(())
}

fn print_customers(
    review: &Review<'_>,
    summary: &Summary,
    census: &Census,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "\n1  WHO ARE MY CUSTOMERS?")?;
    if summary.customers == 0 {
        let day = review.as_of().day();
        writeln!(out, "   No customer has started by {day}; facts of later days are not seen.")?;
    } else {
        let window = review.as_of().last_days(review.policy().abc.window_days);
        let (first, days) = (window.after.offset(1), window.days());
        let currency = review.book().currency();
        let (all, buyers) = (customers(summary.customers), grouped(census.buyers));
        let (have, days) = (words::have(census.buyers), grouped(days));
        if census.buyers == summary.customers && summary.customers > 1 {
            writeln!(out, "   {all}, all of whom have bought.")?;
        } else {
            writeln!(out, "   {all}, {buyers} of whom {have} ever bought.")?;
        }
        let (bought, amount) = (grouped(census.bought), whole(census.bought_amount, currency));
        let back = census.bought_amount.minus(summary.purchases);
        let back = if back.is_positive() {
            format!("; others sent back {} more than they bought", whole(back, currency))
        } else {
            String::new()
        };
        wrap(
            &format!(
                "In the last {days} days, from {first} on, {bought} bought more than was sent \
                 back: {amount} net of returns{back}."
            ),
            3,
            out,
        )?;
        print_statuses(review, summary, out)?;
        if let Some(last) = census.last_order.filter(|_| census.bought == 0) {
            writeln!(out, "   The last order on record is of {last}.")?;
        }
    }
    if summary.ended > 0 {
        let (ended, have) = (grouped(summary.ended), words::have(summary.ended));
        let (were, are) = (words::were(summary.ended), words::are(summary.ended));
        writeln!(
            out,
            "   {ended} more {have} ended or {were} given up, and {are} judged for debt only."
        )?;
    }
    let judged = summary.customers.saturating_add(summary.ended);
    let others = review.book().len().saturating_sub(judged);
    if others > 0 {
        let parts = [
            (census.merged, "merged into another"),
            (others.saturating_sub(census.merged), "with a start later than that day"),
        ];
        let parts = parts.into_iter().filter(|(number, _)| *number > 0);
        let parts: Vec<String> =
            parts.map(|(number, which)| format!("{} {which}", customers(number))).collect();
        writeln!(out, "   Not in the review: {}.", parts.join(" and "))?;
    }
    if summary.customers == 0 {
        return Ok(());
    }
    let [in_force, lapsed, none] = census.contracts.map(grouped);
    if census.contracts == [0; 3] {
        return writeln!(out, "   No contract is on record.");
    }
    writeln!(out, "   Contracts: {in_force} in force, {lapsed} lapsed, {none} without any.")?;
    let amount = whole(census.uncovered_amount, review.book().currency());
    let uncovered = customers(census.uncovered);
    writeln!(
        out,
        "   {uncovered} bought {amount} in the last 365 days, on days without a contract in force."
    )
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
        for look_alikes in found.iter().take(MOST_LISTED) {
            wrap(&look_alikes.to_string(), 5, out)?;
        }
        match found.len().checked_sub(MOST_LISTED) {
            None | Some(0) => {}
            Some(more) => writeln!(out, "     and {} more", count(more))?,
        }
    }
    Ok(())
}

/// The facts before the stated start that are listed: they say which file to look into.
const EARLY_LISTED: usize = 3;

/// Facts that lie before the stated start of their customers.
fn print_early_facts(review: &Review<'_>, census: &Census, out: &mut impl Write) -> io::Result<()> {
    if census.early.is_empty() {
        return Ok(());
    }
    let found = census.early.len();
    let has = if found == 1 { "customer has" } else { "customers have" };
    let number = count(found);
    writeln!(
        out,
        "   {number} {has} facts before the stated first day, which count all the same:"
    )?;
    for (early, key) in census.early.iter().take(EARLY_LISTED) {
        wrap(&format!("{}: {early}", review.book().name(*key)), 5, out)?;
    }
    match found.checked_sub(EARLY_LISTED) {
        None | Some(0) => Ok(()),
        Some(more) => writeln!(out, "     and {} more", count(more)),
    }
}

/// Customers by number and, where anything was bought, by share.
fn shares(share: Slice, summary: &Summary, census: &Census) -> [String; 2] {
    let customers = percent(ratio(share.customers, summary.customers));
    let purchases = Quotient::try_new(share.purchases.minor(), census.bought_amount.minor());
    [customers, percent(purchases)]
}

fn print_importance(
    review: &Review<'_>,
    who: Option<&Who<'_>>,
    summary: &Summary,
    census: &Census,
    out: &mut impl Write,
) -> io::Result<()> {
    let currency = review.book().currency();
    writeln!(out, "\n2  WHICH OF THEM MATTER, AND IN WHAT WAY?")?;
    if census.bought == 0 {
        return wrap(
            "Nobody bought more than was sent back, so there are no large customers to tell from \
             small ones: every customer is in class C, and no share of purchases can be stated.",
            3,
            out,
        );
    }
    let header = ["class", "customers", "", "bought", "", "each at least"];
    let classes = Class::ALL.map(|class| {
        let cut = match class {
            Class::A => review.cuts().a,
            Class::B => review.cuts().b,
            Class::C => None,
        };
        let cut = cut.map_or_else(String::new, |cut| whole(cut.to_total(), currency));
        let share = census.class(class);
        let [customers, purchases] = shares(share, summary, census);
        let (number, bought) = (grouped(share.customers), whole(share.purchases, currency));
        vec![class.to_string(), number, customers, bought, purchases, cut]
    });
    print_table(&header, classes, 0, out)?;
    let pareto = review.pareto();
    let (fifth, largest) = (percent(pareto.top_20_percent_share), percent(pareto.largest_share));
    let (needed, bought) = (grouped(pareto.customers_for_80_percent), grouped(pareto.customers));
    let bring = if pareto.customers_for_80_percent == 1 { "brings" } else { "bring" };
    wrap(
        &format!(
            "Of the {bought} that bought, the largest fifth brings {fifth}, the largest one \
             {largest}; {needed} {bring} 80%."
        ),
        3,
        out,
    )?;
    let rest = summary.customers.saturating_sub(census.bought);
    if rest > 0 {
        let rest = grouped(rest);
        writeln!(
            out,
            "   Class C counts {rest} that bought nothing, or no more than was sent back."
        )?;
    }
    print_quadrants(review, summary, census, out)?;
    print_young(review, who, out)?;
    print_groups(review, out)
}

/// The customers in the quadrant of those to phase out that are too young for it.
fn print_young(review: &Review<'_>, who: Option<&Who<'_>>, out: &mut impl Write) -> io::Result<()> {
    let Some(who) = who else { return Ok(()) };
    let young = who.young();
    let rows = review.customers().iter().zip(review.quadrants());
    let marginal = rows.filter(|(_, it)| it.is_some_and(|it| it.strategy() == Strategy::PhaseOut));
    let found = marginal.filter(|(key, _)| young.contains(key)).count();
    if found == 0 {
        return Ok(());
    }
    let (name, have) = (Quadrant::Marginal, if found == 1 { "has" } else { "have" });
    wrap(
        &format!(
            "Of {name}, {number} {have} not bought yet or {have} just begun: it is too early to \
             phase them out.",
            number = count(found)
        ),
        3,
        out,
    )
}

fn print_quadrants(
    review: &Review<'_>,
    summary: &Summary,
    census: &Census,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out)?;
    let header = ["quadrant", "customers", "", "bought", "strategy"];
    let quadrants = Quadrant::ALL.map(|quadrant| {
        let share = census.quadrant(quadrant);
        let [customers, purchases] = shares(share, summary, census);
        let strategy = quadrant.strategy().to_string();
        vec![quadrant.to_string(), grouped(share.customers), customers, purchases, strategy]
    });
    print_table(&header, quadrants, 1, out)?;
    let policy = review.policy();
    let large = match policy.quadrant.large {
        LargeVolume::Class(Class::A) => "class A".to_owned(),
        LargeVolume::Class(class) => format!("class {class} or a larger one"),
        LargeVolume::TopShare(share) => format!("the first {share} by purchases"),
        LargeVolume::Amount(amount) => format!("purchases of {amount} or more"),
        _ => "as the policy says".to_owned(),
    };
    let loyal = policy.loyalty.loyal_from;
    let parts = Quadrant::ALL.map(|it| format!("{it}: {}", words::parts(it)));
    wrap(
        &format!(
            "{}. Large is {large}; loyal is a score of at least {loyal} of 100 from regular orders, \
             payment and declared attitude.",
            parts.join("; ")
        ),
        3,
        out,
    )?;
    let placed = Quadrant::ALL.map(|it| census.quadrant(it));
    let sum = |all: Slice, it: &Slice| Slice {
        customers: all.customers.saturating_add(it.customers),
        purchases: all.purchases.plus(it.purchases),
    };
    let placed = placed.iter().fold(Slice::default(), sum);
    let rest = Slice {
        customers: summary.customers.saturating_sub(placed.customers),
        purchases: census.bought_amount.minus(placed.purchases),
    };
    if rest.customers == 0 {
        return Ok(());
    }
    let (shares, least) = (shares(rest, summary, census), policy.loyalty.least_coverage);
    let [share, purchases] = shares;
    let (number, verb) = (customers(rest.customers), words::are(rest.customers));
    wrap(
        &format!(
            "{number} ({share}, with {purchases} of what was bought) {verb} in no quadrant: less \
             than {least} of the weight of the score is known, since the first order is too recent, no \
             invoice that fell due, or no attitude."
        ),
        3,
        out,
    )
}

fn print_debts(
    summary: &Summary,
    census: &Census,
    currency: Currency,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "\n3  HOW MUCH MAY EACH OF THEM OWE ME?")?;
    if !census.has_receivables {
        return writeln!(out, "   No invoice, payment or open order is on record.");
    }
    let [balance, exposure, unapplied] =
        [summary.balance, summary.exposure, summary.unapplied].map(|it| whole(it, currency));
    let ended = if summary.ended > 0 { ", those that have ended included" } else { "" };
    wrap(
        &format!(
            "Customers owe {balance}{ended}, after {unapplied} of money that settles no invoice \
             yet. Their exposure is {exposure}: with goods delivered or ordered and not invoiced, less \
             guarantees."
        ),
        3,
        out,
    )?;
    if census.over_limit == 0 {
        writeln!(out, "   Nobody is over the limit.")?;
    } else {
        let (over, excess) = (customers(census.over_limit), whole(census.excess, currency));
        let (verb, in_all) = (words::are(census.over_limit), words::in_all(census.over_limit));
        writeln!(out, "   {over} {verb} over the limit, by {excess}{in_all}.")?;
    }
    let [agreed, cash, unset, unlimited] =
        [census.agreed, census.cash_only, census.without_limit, census.unlimited].map(grouped);
    writeln!(
        out,
        "   Limits: {agreed} agreed, {cash} of them 0 (cash only); {unset} not set; {unlimited} unlimited."
    )?;
    let open = summary.ageing.open().minor();
    let amounts = Bucket::ALL.map(|it| summary.ageing.in_bucket(it));
    let mut row = vec!["open".to_owned()];
    row.extend(amounts.map(|it| whole(it, currency)));
    let mut rows = vec![row];
    if open > 0 {
        let mut shares = vec![String::new()];
        shares.extend(amounts.map(|it| percent(Quotient::try_new(it.minor(), open))));
        rows.push(shares);
    }
    let names = Bucket::ALL.map(|it| it.to_string());
    let mut header = vec!["past due"];
    header.extend(names.iter().map(String::as_str));
    print_table(&header, rows, 0, out)
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

/// Money of one customer, to the minor unit.
fn exact(total: Total, currency: Currency) -> String {
    total.with_currency(currency).to_string()
}
