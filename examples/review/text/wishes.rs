//! Enquiries and surveys as a person reads them, and the products that only peers buy.

use std::cmp::Ordering;
use std::io::{self, Write};

use guanxi::enquiry::EnquiryOpening;
use guanxi::measure::Quotient;
use guanxi::review::Review;
use guanxi::survey::{GoodEnd, NeedFigures, Scale};

use super::exact;
use super::words::{grouped, percent, print_list, whole, words, wrap};
use crate::matter::{Bought, BoughtProduct, Enquiries, Matter, Needs, TradedCustomer, year_of};

pub(super) fn print_wishes(
    review: &Review<'_>,
    matter: &Matter<'_>,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    print_white_space(review, matter, most, out)?;
    if let Some(enquiries) = &matter.enquiries {
        print_enquiries(enquiries, most, out)?;
    }
    let needs = matter.needs.as_deref().unwrap_or_default();
    needs.iter().try_for_each(|it| print_needs(it, needs.len() > 1, most, out))
}

/// The white space of a customer: each product with the money that it is worth.
fn white_space<'m>(
    it: &'m TradedCustomer<'_>,
) -> impl Iterator<Item = &'m guanxi::order_profile::WhiteSpace> {
    let found = it.white_space.as_ref().and_then(|it| it.as_ref().ok());
    // One that bought nothing on balance has other troubles.
    found.into_iter().flatten().filter(|it| it.worth.is_positive())
}

fn print_white_space(
    review: &Review<'_>,
    matter: &Matter<'_>,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let customers = matter.trade.customers.iter();
    if customers.clone().all(|it| it.white_space.is_none()) {
        return Ok(());
    }
    let is_compared = |it: &&TradedCustomer<'_>| it.white_space.as_ref().is_some_and(Result::is_ok);
    let compared = customers.clone().filter(is_compared).count();
    if compared == 0 {
        let least = review.policy().order_profile.fewest_peers;
        let text = format!(
            "No customer has {least} peers that bought products: none is compared with others of \
             its class."
        );
        return wrap(&text, 3, out);
    }
    let mut found: Vec<_> =
        customers.flat_map(|it| white_space(it).map(move |space| (it.name, space))).collect();
    if found.is_empty() {
        return writeln!(out, "   No customer lacks a product that half of its peers buy.");
    }
    found.sort_by_key(|(name, it)| (std::cmp::Reverse(it.worth), *name, &it.product));
    let currency = review.book().currency();
    let lines = found.into_iter().map(|(name, it)| {
        let worth = whole(it.worth.to_total(), currency);
        format!("{name}: {it}, worth about {worth} a year")
    });
    print_list("Products that peers of one class buy, and these do not:", lines, most, out)
}

/// The goods that were asked for.
fn goods(it: &EnquiryOpening) -> String {
    format!("{} of {}", it.quantity, it.product)
}

/// An enquiry in a few words.
fn asked(it: &EnquiryOpening) -> String {
    format!("{}, asked on {}", goods(it), it.on)
}

fn print_enquiries(it: &Enquiries<'_>, most: usize, out: &mut impl Write) -> io::Result<()> {
    let ended = it.ended.map(|(stage, count)| format!("{} {stage}", grouped(count)));
    let ended = ended.join(", ");
    writeln!(out)?;
    wrap(&format!("Enquiries: {} open; in the last 365 days {ended}.", grouped(it.open)), 3, out)?;
    let late =
        it.late.iter().map(|it| format!("{}: {}: {}", it.customer, goods(&it.opening), it.finding));
    print_list("Not handled in time:", late, most, out)?;
    let lost = it.lost.iter().map(|it| {
        format!("{}: {}, lost on {}: {}", it.customer, asked(&it.opening), it.on, it.reason)
    });
    print_list("Lost, with the reason:", lost, most, out)
}

/// The customers that are about to buy.
pub(super) fn print_signals(
    matter: &Matter<'_>,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let signals = matter.enquiries.iter().flat_map(|it| &it.signals);
    let lines =
        signals.map(|(name, opening, signal)| format!("{name}: {}: {signal}", goods(opening)));
    print_list("About to buy, by a question after a quote; call these at once:", lines, most, out)
}

fn range(scale: Scale) -> String {
    let (low, high) = (scale.lowest(), scale.highest());
    match scale.good() {
        GoodEnd::Highest => format!("{low} to {high}"),
        GoodEnd::Lowest => format!("{high} (worst) to {low} (best)"),
    }
}

/// The needs by the answers on one pair of scales, which are named where there are `several`.
fn print_needs(it: &Needs, several: bool, most: usize, out: &mut impl Write) -> io::Result<()> {
    let judged = it.report.needs().iter().filter(|need| need.measures.is_some());
    let (one, other) = (range(it.importance), range(it.performance));
    let on = if several { format!(", on {one} and {other}") } else { String::new() };
    let title = format!("Needs by what is missing most, as shares of the scale{on}:");
    writeln!(out)?;
    print_list(&title, judged.filter_map(need), most, out)?;
    let few = it.report.needs().iter().filter(|need| need.measures.is_none());
    let few: Vec<String> = few.map(|it| format!("{} ({})", words(&it.need), it.complete)).collect();
    if few.is_empty() {
        return Ok(());
    }
    wrap(&format!("Too few complete answers to judge: {}.", few.join(", ")), 3, out)
}

fn need(it: &NeedFigures) -> Option<String> {
    let measures = it.measures.as_ref()?;
    let share = |part: Quotient| percent(Some(part));
    let (importance, met) = (share(measures.importance), share(measures.performance));
    let lead =
        measures.lead.as_ref().map_or_else(String::new, |it| match it.lead.cmp(&Quotient::ZERO) {
            Ordering::Less => format!("; {} is ahead of us", it.rival),
            Ordering::Equal => format!("; level with {}", it.rival),
            Ordering::Greater => "; we are ahead".to_owned(),
        });
    let (name, people, cell) = (words(&it.need), it.complete, measures.cell);
    Some(format!("{name}: importance {importance}, met to {met}, by {people} people: {cell}{lead}"))
}

/// The lines about one customer.
pub(super) fn explain_wishes(matter: &Matter<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut lines: Vec<String> = Vec::new();
    if let Some(it) = &matter.enquiries {
        let late = it.late.iter();
        lines.extend(late.map(|it| format!("Enquiry, {}: {}", goods(&it.opening), it.finding)));
        let signals = it.signals.iter();
        lines.extend(signals.map(|(_, of, it)| format!("About to buy, {}: {it}", goods(of))));
        let lost = it.lost.iter();
        lines.extend(lost.map(|it| {
            format!("Enquiry, {}, lost on {}: {}", asked(&it.opening), it.on, it.reason)
        }));
    }
    lines.iter().try_for_each(|line| wrap(&format!("{line}."), 3, out))
}

/// The purchases of a customer by product, and the part of them that is paid.
pub(super) fn explain_bought(
    review: &Review<'_>,
    bought: &Bought,
    out: &mut impl Write,
) -> io::Result<()> {
    let (currency, t) = (review.book().currency(), review.as_of());
    if !bought.products.is_empty() {
        let first = year_of(t);
        wrap(
            &format!("Bought by product since {first}, and in the same days a year before:"),
            3,
            out,
        )?;
    }
    for it in &bought.products {
        let BoughtProduct { product, year, year_before, quantities, .. } = it;
        let quantities = quantities.iter().map(|(unit, number)| format!("{number} {unit}"));
        let quantities: Vec<String> = quantities.collect();
        let quantities = if quantities.is_empty() {
            String::new()
        } else {
            format!(" ({})", quantities.join(", "))
        };
        let [year, before] = [*year, *year_before].map(|it| exact(it, currency));
        wrap(&format!("{product}: {year}{quantities}, before {before}"), 5, out)?;
    }
    wrap(
        &format!("Of all purchases with a product: {}.", bought.paid.with_currency(currency)),
        3,
        out,
    )
}
