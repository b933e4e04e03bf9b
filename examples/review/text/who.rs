//! The text about customers themselves, where a folder has files about them.

use std::io::{self, Write};

use guanxi::calendar::AsOf;
use guanxi::contact::{RoleState, Threads};
use guanxi::customer::Importance;
use guanxi::customer_stage::CustomerStage;
use guanxi::duplicate::DuplicatePair;
use guanxi::means::PermitFinding;
use guanxi::review::Review;

use super::words::{
    capital, count, customers, grouped, percent, print_list, print_table, ratio, words, wrap,
};
use crate::who::{Conflict, KnownCustomer, Met, Who};

/// The number of customers named in a list at most.
const MOST_NAMED: usize = 10;
/// The number of the least complete cards named at most.
const MOST_CARDS: usize = 5;

pub(super) fn print_who(
    review: &Review<'_>,
    who: &Who<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    print_stages(review, who, out)?;
    if who.has("cards.csv") {
        print_cards(who, out)?;
    }
    if who.has_identity() {
        print_duplicates(review, who, out)?;
    }
    if who.has_contacts() {
        print_contacts(who, out)?;
    }
    if who.has("permits.csv") {
        print_permits(who, out)?;
    }
    if who.has("assignments.csv") {
        print_staff(who, out)?;
    }
    print_supervision(who, out)
}

fn print_stages(review: &Review<'_>, who: &Who<'_>, out: &mut impl Write) -> io::Result<()> {
    let stages = &review.policy().stages;
    let rows = CustomerStage::ALL.map(|stage| {
        let number = match who.in_stage(stage) {
            0 => "·".to_owned(),
            number => count(number),
        };
        let meaning = match stage {
            CustomerStage::Future => "known by name, no contact on record".to_owned(),
            CustomerStage::Prospect => "a contact, and no order yet".to_owned(),
            CustomerStage::First => {
                format!("one order day, at most {} days ago", stages.first_days)
            }
            CustomerStage::Active => "buys".to_owned(),
            CustomerStage::Dormant => "silent: a warning of customer loss, or critical".to_owned(),
            CustomerStage::Lost => format!(
                "silent for more than {} days and {} of its usual gaps",
                stages.lost.days, stages.lost.usual_gaps
            ),
            CustomerStage::WonBackProvisional => {
                "was lost and ordered, not yet twice within its usual gap".to_owned()
            }
            CustomerStage::Dropped => "given up by us".to_owned(),
            CustomerStage::Ended => "out of business".to_owned(),
        };
        vec![stage.to_string(), number, meaning]
    });
    print_table(&["stage", "customers", "meaning"], rows, 1, out)?;
    if !who.has("interactions.csv") && who.in_stage(CustomerStage::Future) > 0 {
        writeln!(
            out,
            "   No contact is on record, so prospects cannot be told from future customers."
        )?;
    }
    let late = who.customers.iter().filter_map(|it| {
        let day = it.stage.ordered_after_drop?;
        let last = it.last_order.filter(|last| *last != day);
        let last = last.map_or_else(String::new, |last| format!(", last on {last}"));
        Some(format!("{}, {}: ordered again, first on {day}{last}", it.name, it.stage.stage))
    });
    print_list("Ordered after they were given up or had ended:", late, MOST_NAMED, out)?;
    let free = who.customers.iter().filter_map(|it| {
        let day = it.released_from.filter(|day| review.as_of().sees(*day))?;
        Some(format!("{}, {}, since {day}", it.name, it.stage.stage))
    });
    print_list("May be released to others:", free, MOST_NAMED, out)
}

fn print_cards(who: &Who<'_>, out: &mut impl Write) -> io::Result<()> {
    let sums = who.card_sums();
    let (all, with_card) = (customers(sums.customers), grouped(sums.with_card));
    let of = grouped(sums.of);
    let share = |part| format!("{} ({} of {of})", percent(ratio(part, sums.of)), grouped(part));
    let [complete, current, trusted] = [sums.complete, sums.current, sums.trusted].map(share);
    let have = if sums.with_card == 1 { "has" } else { "have" };
    wrap(
        &format!(
            "Cards: {with_card} of {all} {have} one. By the weight of their fields all cards are \
             {complete} complete, {current} current and {trusted} trusted; a customer without a \
             card counts as one that is empty."
        ),
        3,
        out,
    )?;
    let least = who.least_complete();
    let least = least.iter().map(|it| format!("{}: {}", it.name, it.card));
    print_list("The least complete of customers of importance A:", least, MOST_CARDS, out)?;
    let conflicts = who
        .important_first()
        .filter(|it| !it.conflicts.is_empty())
        .map(|it| format!("{}: {}", it.name, conflicts(&it.conflicts)));
    print_list("In conflict, until a person rules:", conflicts, MOST_NAMED, out)?;
    let all = who.kept().map(|it| it.placeholders.len()).sum::<usize>();
    let (entries, are) = if all == 1 { ("entry", "is") } else { ("entries", "are") };
    let all = count(all);
    let title = format!("{all} {entries} of a placeholder {are} not counted as a value:");
    let named = who.important_first().filter(|it| !it.placeholders.is_empty());
    let named = named.map(|it| format!("{}: {}", it.name, placeholders(it)));
    print_list(&title, named, MOST_NAMED, out)
}

/// The entries of a card that say nothing.
fn placeholders(customer: &KnownCustomer<'_>) -> String {
    let all = customer.placeholders.iter().map(|it| format!("{} {:?}", it.field, it.text));
    all.collect::<Vec<_>>().join(", ")
}

/// The conflicts of a card, each with both values and their records.
fn conflicts(all: &[Conflict]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn print_duplicates(review: &Review<'_>, who: &Who<'_>, out: &mut impl Write) -> io::Result<()> {
    let book = review.book();
    let two = who.duplicates.contradictions.iter();
    let two = two.map(|it| format!("{}: {}", book.name(it.customer), it.numbers));
    print_list(
        "Two numbers where a company has one, so that one is another's:",
        two,
        MOST_NAMED,
        out,
    )?;
    let apart = who.apart.iter().map(|it| {
        let pair = it.ruling.pair;
        format!("{} and {}: {it}", book.name(pair.first()), book.name(pair.second()))
    });
    print_list("Ruled to be two, with a number in common:", apart, MOST_NAMED, out)?;
    if who.duplicates.pairs.is_empty() && who.duplicates.crowds.is_empty() {
        return writeln!(out, "   No two records look like one customer.");
    }
    let told = |DuplicatePair { pair, verdict }: &DuplicatePair| {
        format!("{} and {}: {verdict}", book.name(pair.first()), book.name(pair.second()))
    };
    let pairs = who.duplicates.pairs.iter().map(told);
    let crowds = who.duplicates.crowds.iter().map(ToString::to_string);
    print_list("Records that may be one customer:", pairs.chain(crowds), MOST_NAMED, out)
}

/// The threads of a customer that are no more than one.
fn threads(customer: &KnownCustomer<'_>) -> Option<String> {
    match &customer.contacts.threads {
        Threads::NoData | Threads::Several { .. } | Threads::None => None,
        Threads::Single { ours, theirs } => {
            let ours = ours.as_ref().map(|it| format!("only {it} of ours"));
            let theirs = theirs.as_ref().map(|it| format!("only {it} of theirs"));
            let ends: Vec<String> = ours.into_iter().chain(theirs).collect();
            Some(ends.join(", "))
        }
    }
}

/// The parts in buying that nobody has.
fn missing_parts(customer: &KnownCustomer<'_>) -> Option<String> {
    let missing = customer.contacts.roles.iter().filter(|it| it.state == RoleState::Missing);
    let missing: Vec<String> = missing
        .map(|it| it.one_of.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or "))
        .collect();
    (!missing.is_empty()).then(|| format!("no {} known", missing.join(", no ")))
}

fn print_contacts(who: &Who<'_>, out: &mut impl Write) -> io::Result<()> {
    let (mut single, mut nobody, mut unnamed) = (Vec::new(), Vec::new(), Vec::new());
    let mut gaps = Vec::new();
    for customer in who.important_first().filter(|it| it.is_met()) {
        let name = customer.name;
        match customer.met {
            Met::ByThreads => {}
            Met::Never => nobody.push(format!("{name}: no contact is on record")),
            Met::Before(day) => nobody.push(format!("{name}: last on {day}")),
            Met::Unnamed(day) => unnamed.push(format!("{name}: last on {day}")),
        }
        single.extend(threads(customer).map(|ends| format!("{name}: {ends}")));
        if who.has("posts.csv") && customer.importance == Importance::A {
            gaps.extend(missing_parts(customer).map(|parts| format!("{name}: {parts}")));
        }
    }
    if who.has("interactions.csv") {
        let days = grouped(who.window_days);
        print_list("Hangs on a single thread:", single.into_iter(), MOST_NAMED, out)?;
        let title = format!("Met by nobody in the last {days} days:");
        print_list(&title, nobody.into_iter(), MOST_NAMED, out)?;
        let title = format!("Met in the last {days} days, without the name of a person of theirs:");
        print_list(&title, unnamed.into_iter(), MOST_NAMED, out)?;
    }
    print_list(
        "Parts in buying that nobody has, at customers of importance A:",
        gaps.into_iter(),
        MOST_NAMED,
        out,
    )
}

fn print_supervision(who: &Who<'_>, out: &mut impl Write) -> io::Result<()> {
    let found = who.supervision.iter().map(ToString::to_string);
    print_list("Checks of cards and talks about visits that managers owe:", found, MOST_NAMED, out)
}

fn print_permits(who: &Who<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut found: Vec<_> = who
        .kept()
        .flat_map(|it| it.permits.iter().map(move |finding| (last_day(finding), it.name, finding)))
        .collect();
    if found.is_empty() {
        return writeln!(out, "   No permit has ended, and none ends soon.");
    }
    found.sort_by_key(|(day, name, _)| (*day, *name));
    let found = found.into_iter().map(|(_, name, finding)| format!("{name}: {}", words(finding)));
    print_list("Permits:", found, MOST_NAMED, out)
}

/// The last day of a permit, by which the findings stand.
pub(crate) const fn last_day(finding: &PermitFinding) -> Option<guanxi::calendar::Day> {
    match finding {
        PermitFinding::Missing { .. } => None,
        PermitFinding::Ended { last_day, .. } | PermitFinding::EndsSoon { last_day, .. } => {
            Some(*last_day)
        }
    }
}

fn print_staff(who: &Who<'_>, out: &mut impl Write) -> io::Result<()> {
    let of = |list: &[&KnownCustomer<'_>], importance| {
        list.iter().filter(|it| it.importance == importance).count()
    };
    let by_staff = who.by_staff();
    let has_staff = !by_staff.is_empty();
    let rows = by_staff.into_iter().map(|(staff, list)| {
        let [a, b, c] = Importance::ALL.map(|importance| count(of(&list, importance)));
        let named = list.iter().take(MOST_NAMED).map(|it| it.name);
        let mut named: Vec<&str> = named.collect();
        if list.len() > MOST_NAMED {
            named.push("…");
        }
        vec![staff.to_owned(), count(list.len()), a, b, c, named.join(", ")]
    });
    if has_staff {
        writeln!(out, "   Customers by who looks after them, and by their importance:")?;
        print_table(&["looked after by", "customers", "A", "B", "C", "who"], rows, 1, out)?;
    }
    let nobody = who.important_first().filter(|it| it.assignments.is_empty());
    let nobody = nobody.map(|it| format!("{}, {}", it.name, it.stage.stage));
    print_list("Looked after by nobody:", nobody, MOST_NAMED, out)
}

/// The lines about one customer: its stage, card, people, permits and who looks after it. The stage
/// of one that was given up or has ended is told before.
pub(super) fn explain_who(who: Option<&Who<'_>>, t: AsOf, out: &mut impl Write) -> io::Result<()> {
    let Some((who, customer)) = who.and_then(|who| Some((who, who.customers.first()?))) else {
        return Ok(());
    };
    if !who.has_files() && !customer.is_kept() {
        return Ok(());
    }
    writeln!(out, "\nWHO IT IS")?;
    let mut lines = vec![stage_line(customer)];
    lines.extend(customer.released_from.map(|day| {
        if t.sees(day) {
            format!("may be released to others since {day}")
        } else {
            format!("as things stand, may be released to others from {day} on")
        }
    }));
    if who.has("cards.csv") {
        if customer.has_card {
            lines.push(customer.card.to_string());
        } else {
            lines.push("there is no card".to_owned());
        }
        if !customer.conflicts.is_empty() {
            lines.push(format!("in conflict: {}", conflicts(&customer.conflicts)));
        }
        if !customer.placeholders.is_empty() {
            lines.push(format!("not counted as a value: {}", placeholders(customer)));
        }
    }
    if who.has("interactions.csv") {
        lines.push(contact_line(who, customer));
    }
    if who.has("posts.csv") {
        let people = customer.contacts.people.iter().map(|it| {
            let met = it.last_met.map(|day| format!("last met on {day}"));
            format!("{}, {}", it.person, met.unwrap_or_else(|| "not met".to_owned()))
        });
        lines.extend(people);
        lines.extend(missing_parts(customer).filter(|_| customer.is_met()));
    }
    lines.extend(customer.permits.iter().map(words));
    if who.has("assignments.csv") {
        let staff = customer.assignments.iter().map(|it| format!("{} as {}", it.staff, it.role));
        let staff: Vec<String> = staff.collect();
        let staff = if staff.is_empty() { "nobody".to_owned() } else { staff.join(", ") };
        lines.push(format!("looked after by {staff}"));
    }
    for line in lines {
        wrap(&capital(&format!("{line}.")), 3, out)?;
    }
    Ok(())
}

/// The stage and the importance, with an order after the end.
fn stage_line(customer: &KnownCustomer<'_>) -> String {
    let importance = customer.importance;
    let stage = customer.stage.stage;
    if customer.is_kept() {
        return format!("{stage}, importance {importance}");
    }
    match customer.stage.ordered_after_drop {
        Some(day) => format!("importance {importance}; ordered again, first on {day}"),
        None => format!("importance {importance}"),
    }
}

/// The contact with a customer, as far as it is known.
fn contact_line(who: &Who<'_>, customer: &KnownCustomer<'_>) -> String {
    let days = grouped(who.window_days);
    match (customer.met, &customer.contacts.threads) {
        (Met::Never, _) => "no contact is on record".to_owned(),
        (Met::Before(day), _) => {
            format!("met by nobody in the last {days} days; the last contact was on {day}")
        }
        (Met::Unnamed(day), _) => format!(
            "met in the last {days} days, last on {day}, without the name of a person of theirs"
        ),
        (Met::ByThreads, Threads::NoData | Threads::None) => {
            "nobody records interactions".to_owned()
        }
        (Met::ByThreads, Threads::Several { pairs }) => {
            format!("{} pairs of one of ours and one of theirs", count(*pairs))
        }
        (Met::ByThreads, Threads::Single { .. }) => {
            let ends = threads(customer).unwrap_or_default();
            format!("hangs on a single thread: {ends}")
        }
    }
}
