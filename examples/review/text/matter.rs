//! The rest of the answer which customers matter: what sales alone tell beyond classes and
//! quadrants.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use guanxi::money::Total;
use guanxi::phase_out::BalanceKind;
use guanxi::review::Review;
use guanxi::segment::{Class, ClassReason, Quadrant, ShareInterval, Xyz};

use super::judged::{explain_judged, print_judged};
use super::wishes::{explain_bought, explain_wishes, print_wishes};
use super::words::{customers, grouped, have, percent, print_table, whole, wrap};
use crate::matter::{Matter, TradedCustomer, UsualOrder};

/// The number of customers named in a line at most.
const MOST_NAMED: usize = 3;

pub(super) fn print_matter(
    review: &Review<'_>,
    matter: &Matter<'_>,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    print_dependence(matter, out)?;
    print_classes(matter, out)?;
    print_cells(matter, out)?;
    print_segments(matter, out)?;
    print_orders(review, matter, out)?;
    print_phase_out(review, matter, out)?;
    print_judged(review, matter, most, out)?;
    print_wishes(review, matter, most, out)
}

/// A share that may be an interval, in percent.
fn interval(share: ShareInterval) -> String {
    let [low, high] = [share.low, share.high].map(|it| percent(Some(it)));
    if low == high { low } else { format!("{low} to {high}") }
}

fn print_dependence(matter: &Matter<'_>, out: &mut impl Write) -> io::Result<()> {
    let (shares, series) = (&matter.trade.shares, &matter.trade.serialisation);
    let mut parts = Vec::new();
    if let Some(sales) = shares.of_sales(Quadrant::Dangerous) {
        parts.push(format!("{} of sales", interval(sales)));
    }
    if let Some(debt) = shares.of_debt(Quadrant::Dangerous) {
        parts.push(format!("{} of debt", interval(debt)));
    }
    let mut sentences = Vec::new();
    if !parts.is_empty() {
        sentences.push(format!("Dangerous customers carry {}.", parts.join(" and ")));
    }
    if let (Some(count), Some(sales)) = (series.by_count(), series.by_sales()) {
        sentences.push(format!(
            "Our series (class A, loyal or early adopter) has {} of the customers that bought, \
             with {} of sales.",
            interval(count),
            interval(sales)
        ));
    }
    if sentences.is_empty() { Ok(()) } else { wrap(&sentences.join(" "), 3, out) }
}

/// A list of customers in a line.
fn named<'m>(
    all: &[&'m TradedCustomer<'m>],
    say: impl Fn(&TradedCustomer<'m>) -> String,
) -> String {
    let mut list: Vec<String> = all.iter().take(MOST_NAMED).map(|it| say(it)).collect();
    if let Some(more) = all.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        list.push(format!("and {more} more"));
    }
    list.join(", ")
}

fn print_classes(matter: &Matter<'_>, out: &mut impl Write) -> io::Result<()> {
    let Some(since) = matter.since() else { return Ok(()) };
    let all = matter.trade.largest_first();
    let of = |reason: &[ClassReason]| {
        let found = all.iter().copied().filter(|it| reason.contains(&it.class.reason));
        found.collect::<Vec<_>>()
    };
    let step = |it: &TradedCustomer<'_>| {
        let before = it.class.before.map_or("none", Class::code);
        format!("{} {before} to {}", it.name, it.class())
    };
    let held = |it: &TradedCustomer<'_>| {
        let computed = it.class.computed.map_or("none", Class::code);
        format!("{} {}, by its purchases {computed}", it.name, it.class())
    };
    let (up, down) = (of(&[ClassReason::Promoted]), of(&[ClassReason::Demoted]));
    let stay = of(&[ClassReason::WithinBand, ClassReason::Unconfirmed]);
    let told = |what: &str, list: &[&TradedCustomer<'_>], names: String| {
        let colon = if list.is_empty() { "" } else { ": " };
        format!("{} {what}{colon}{names}", list.len())
    };
    let parts = [
        told("came into a higher class", &up, named(&up, step)),
        told("into a lower one", &down, named(&down, step)),
        told("held theirs within the band", &stay, named(&stay, held)),
    ];
    wrap(
        &format!(
            "The table of classes goes by purchases alone; from here on a class holds still within \
             the band of the policy. Since {since}: {}.",
            parts.join("; ")
        ),
        3,
        out,
    )
}

fn print_cells(matter: &Matter<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut counts: BTreeMap<(Class, Option<Xyz>), u32> = BTreeMap::new();
    for it in &matter.trade.customers {
        let count = counts.entry((it.class(), it.evenness.letter().ok())).or_default();
        *count = count.saturating_add(1);
    }
    if counts.keys().all(|(_, letter)| letter.is_none()) {
        return wrap("No customer has enough full months of sales to judge evenness.", 3, out);
    }
    let rows = Class::ALL.map(|class| {
        let letters = [Some(Xyz::X), Some(Xyz::Y), Some(Xyz::Z), None];
        let cells = letters.map(|letter| counts.get(&(class, letter)).copied().unwrap_or(0));
        let mut row = vec![format!("class {class}")];
        row.extend(cells.map(grouped));
        row
    });
    writeln!(out)?;
    print_table(&["evenness", "X even", "Y changing", "Z erratic", "not judged"], rows, 0, out)
}

fn print_segments(matter: &Matter<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for it in matter.trade.customers.iter().filter(|it| !it.segments.is_empty()) {
        let name = it.segments.join(" or ").replace('_', " ");
        let count = counts.entry(name).or_default();
        *count = count.saturating_add(1);
    }
    if counts.is_empty() {
        return Ok(());
    }
    let mut counts: Vec<(String, u32)> = counts.into_iter().collect();
    counts.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    let parts = counts.into_iter().map(|(name, count)| format!("{} {name}", grouped(count)));
    let parts: Vec<String> = parts.collect();
    wrap(&format!("By recency and frequency: {}.", parts.join(", ")), 3, out)
}

/// A number of orders in millionths, with one digit after the point.
fn orders(micros: u64) -> String {
    let tenths = micros.saturating_add(50_000) / 100_000;
    format!("{}.{}", grouped(tenths / 10), tenths % 10)
}

/// The products that are due, at most three of them.
fn products(usual: &UsualOrder) -> String {
    let lines = &usual.next.lines;
    let mut names: Vec<String> =
        lines.iter().take(MOST_NAMED).map(|it| it.product.to_string()).collect();
    match lines.len().checked_sub(MOST_NAMED) {
        _ if lines.is_empty() => return String::new(),
        None | Some(0) => {}
        Some(more) => names.push(format!("{more} more")),
    }
    format!(" ({})", names.join(", "))
}

fn print_orders(review: &Review<'_>, matter: &Matter<'_>, out: &mut impl Write) -> io::Result<()> {
    let all = matter.trade.largest_first();
    let outlooks =
        all.iter().filter_map(|it| Some(it.orders.as_ref()?.outlook.expected().micros()));
    let (expected, days) =
        (outlooks.fold(0, u64::saturating_add), review.policy().loss.lapse.horizon_days);
    let overdue =
        |it: &&TradedCustomer<'_>| it.usual.as_ref().is_ok_and(|usual| usual.next.days_overdue > 0);
    let late: Vec<_> = all.into_iter().filter(overdue).collect();
    let mut sentences =
        vec![format!("In the next {days} days {} orders are expected.", orders(expected))];
    if !late.is_empty() {
        let say = |it: &TradedCustomer<'_>| match &it.usual {
            Ok(usual) => format!("{} since {}{}", it.name, usual.next.day, products(usual)),
            Err(_) => it.name.to_owned(),
        };
        let number = u32::try_from(late.len()).unwrap_or(u32::MAX);
        let (who, is) = (customers(number), super::words::are(number));
        sentences.push(format!(
            "{who} {is} past the usual day of the next order, of these the largest: {}.",
            named(&late, say)
        ));
    }
    wrap(&sentences.join(" "), 3, out)
}

fn print_phase_out(
    review: &Review<'_>,
    matter: &Matter<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let candidates = matter.trade.customers.iter().filter(|it| it.phase_out.is_some());
    let (mut count, mut open, mut bought) = (0_u32, 0_u32, Total::ZERO);
    let accounts = matter.keys.iter().flat_map(|it| &it.accounts);
    let accounts: BTreeSet<&str> =
        accounts.filter(|it| it.choice.status.is_key()).map(|it| it.name).collect();
    let mut keys = 0_u32;
    for it in candidates {
        keys = keys.saturating_add(accounts.contains(it.name).into());
        let told = [BalanceKind::OpenOrders, BalanceKind::Debt, BalanceKind::Credit];
        let left = it.phase_out.iter().flat_map(|known| told.map(|kind| known.left(kind)));
        let is_open = left.flatten().any(|left| !left.is_zero());
        count = count.saturating_add(1);
        open = open.saturating_add(is_open.into());
        bought = bought.plus(it.purchases);
    }
    if count == 0 {
        return Ok(());
    }
    let bought = whole(bought, review.book().currency());
    let settle = if open == 0 {
        "nothing is open with them".to_owned()
    } else {
        let (number, verb) = (grouped(open), have(open));
        format!("{number} of them {verb} debt, credit or open orders to settle first")
    };
    let (who, is) = (customers(count), super::words::are(keys));
    let noun = if keys == 1 { "a key account" } else { "key accounts" };
    let told = format!("; {} of them {is} {noun}, so decide on that first", grouped(keys));
    let told = if keys == 0 { String::new() } else { told };
    wrap(
        &format!(
            "Candidates for phasing out (small and disloyal): {who}, who bought {bought}; \
             {settle}{told}."
        ),
        3,
        out,
    )
}

/// The lines about one customer.
pub(super) fn explain_matter(
    review: &Review<'_>,
    matter: &Matter<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let Some(it) = matter.trade.customers.first() else { return Ok(()) };
    writeln!(out, "\nWHETHER IT MATTERS")?;
    let line = |text: String, out: &mut _| wrap(&format!("{text}."), 3, out);
    if let Some(since) = matter.since() {
        line(format!("Class since {since}: {}", it.class), out)?;
    }
    match it.evenness.letter() {
        Ok(letter) => {
            let cell = guanxi::segment::AbcXyzCell { class: it.class(), evenness: letter };
            let treatment = review.policy().xyz.treatment(cell);
            line(format!("Evenness by month: {letter}, so {cell}: {treatment}"), out)?;
        }
        Err(why) => line(format!("Evenness by month: {why}"), out)?,
    }
    if !it.segments.is_empty() {
        let (segments, orders) = (it.segments.join(" or ").replace('_', " "), it.rfm.order_days());
        let days = |number: u32| if number == 1 { "day" } else { "days" };
        let (since, window) = (it.rfm.days_since().unwrap_or(0), review.policy().rfm.window_days);
        let text = format!(
            "Recency and frequency: {segments}: {orders} order {} in the last {window} days, the \
             last {since} {} ago",
            days(orders),
            days(since),
        );
        line(text, out)?;
    }
    if let Some(orders) = &it.orders {
        let by = |day: Option<guanxi::calendar::Day>| {
            day.map_or_else(|| "no day".to_owned(), |day| day.to_string())
        };
        let (half, most) = (by(orders.by_half), by(orders.by_most));
        line(orders.outlook.to_string(), out)?;
        line(format!("The next order comes by {half} with even odds, by {most} with 80%"), out)?;
    }
    match &it.usual {
        Ok(usual) => {
            line(format!("Usual order: {}", usual.profile), out)?;
            line(format!("Next by that: {}", usual.next), out)?;
        }
        Err(why) => line(format!("Usual order: {why}"), out)?,
    }
    match &it.white_space {
        Some(Ok(found)) => {
            for it in found {
                line(format!("Peers buy, and this one does not: {it}"), out)?;
            }
        }
        Some(Err(why)) => line(format!("Products of peers: {why}"), out)?,
        None => {}
    }
    if let Some(bought) = &it.bought {
        explain_bought(review, bought, out)?;
    }
    if let Some(known) = &it.phase_out {
        let told = [BalanceKind::OpenOrders, BalanceKind::Debt, BalanceKind::Credit];
        let left = told.map(|kind| Some(format!("{kind} {}", known.left(kind)?)));
        let left: Vec<String> = left.into_iter().flatten().collect();
        line(format!("Candidate for phasing out, with {}", left.join(", ")), out)?;
    }
    explain_judged(matter, review.as_of(), out)?;
    explain_wishes(matter, out)
}
