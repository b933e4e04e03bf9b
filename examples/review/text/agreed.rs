//! What is agreed, as a person reads it: the most urgent first.

use std::io::{self, Write};

use guanxi::calendar::AsOf;
use guanxi::money::{Amount, Total};
use guanxi::review::Review;

use super::owed::{owed_lines, print_owed};
use super::words::{capital, customers, print_list, whole, wrap};
use crate::matter::{
    AHEAD, Agreed, BILL_DAYS, BillDue, BillFinding, ContractDue, ContractFinding, Contracts,
    Matter, Rebate,
};

/// The number of customers named in a line at most.
const MOST_NAMED: usize = 3;

pub(super) fn print_agreed(
    review: &Review<'_>,
    matter: &Matter<'_>,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let Some(agreed) = &matter.agreed else { return Ok(()) };
    writeln!(out, "\n6  WHAT IS AGREED?")?;
    if let Some(contracts) = &agreed.contracts {
        print_contracts(review, contracts, most, out)?;
    }
    print_owed(review, agreed, most, out)?;
    if let Some(bills) = &agreed.bills {
        print_bills(review, bills, most, out)?;
    }
    let Some(rebates) = &agreed.rebates else { return Ok(()) };
    if rebates.is_empty() {
        return writeln!(out, "   No rebate runs or is to be settled.");
    }
    let lines = rebates.iter().map(|it| format!("{}, {}", it.customer, rebate(review, it)));
    let title = "Rebates, a tier that pulls first, then those to which a purchase adds most:";
    print_list(title, lines, most, out)
}

fn print_contracts(
    review: &Review<'_>,
    contracts: &Contracts<'_>,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    if contracts.due.is_empty() {
        writeln!(out, "   No contract calls for anything in the next {AHEAD} days.")?;
    }
    let t = review.as_of();
    let lines =
        contracts.due.iter().map(|it| format!("{}, {}", it.customer, contract(review, it, t)));
    let title = format!("Contracts that ended or call for you in the next {AHEAD} days, by day:");
    print_list(&title, lines, most, out)?;
    let number = u32::try_from(contracts.never.len()).unwrap_or(u32::MAX);
    if number == 0 {
        return Ok(());
    }
    let currency = review.book().currency();
    let named = contracts.never.iter().take(MOST_NAMED);
    let named = named.map(|(name, bought)| format!("{name} ({})", whole(*bought, currency)));
    let named: Vec<String> = named.collect();
    let (who, named) = (customers(number), named.join(", "));
    let of = if contracts.never.len() > MOST_NAMED { ", of these the largest" } else { "" };
    let text = format!(
        "{who} bought in the last 365 days and never had a contract in force{of}: {named}."
    );
    wrap(&text, 3, out)
}

fn print_bills(
    review: &Review<'_>,
    bills: &[BillDue<'_>],
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    if bills.is_empty() {
        return writeln!(
            out,
            "   No bill was refused, waits for its fate, or matures in the next {BILL_DAYS} days."
        );
    }
    let lines = bills.iter().map(|it| format!("{}, {}", it.customer, bill(review, it)));
    let title = format!("Bills: refused, of unknown fate, or to mature in {BILL_DAYS} days:");
    print_list(&title, lines, most, out)
}

fn bill(review: &Review<'_>, it: &BillDue<'_>) -> String {
    let amount = whole(it.amount.amount().to_total(), review.book().currency());
    let (number, day) = (&it.bill, it.day);
    match it.finding {
        BillFinding::Refused => {
            format!("{number}: ask for {amount} again, the bill was refused on {day}")
        }
        BillFinding::Undecided => {
            format!("{number}: find out whether {amount} was paid, the bill matured on {day}")
        }
        BillFinding::Matures => {
            format!("{number}: present it for {amount} on {day}, when it matures")
        }
    }
}

fn contract(review: &Review<'_>, it: &ContractDue<'_>, t: AsOf) -> String {
    let id = &it.contract;
    match it.finding {
        ContractFinding::Ended { on, renewable_until, bought } => {
            let renewable = renewable_until.map(|it| format!("; may be renewed until {it}"));
            let bought = (bought > Total::ZERO)
                .then(|| format!("; bought {} since", whole(bought, review.book().currency())));
            let parts: String = [renewable, bought].into_iter().flatten().collect();
            format!("{id}: ended on {on}{parts}")
        }
        ContractFinding::Ends { by, on } if by == on => {
            format!("{id}: ends on {on}, agree on what follows")
        }
        ContractFinding::Ends { by, on } => {
            format!("{id}: ends on {on}, agree on what follows by {by}")
        }
        ContractFinding::Renews { by, until } if by < t.day() => {
            format!("{id}: renewed by silence until {until} unless a notice arrives today")
        }
        ContractFinding::Renews { by, until } => {
            format!("{id}: decline by {by}, or it is renewed by silence until {until}")
        }
        ContractFinding::Renewed { on, until } => {
            let until = until.map_or_else(|| "without end".to_owned(), |it| format!("until {it}"));
            format!("{id}: its term ends on {on}, nobody declined in time, so it binds {until}")
        }
        ContractFinding::Ending { on } => {
            format!("{id}: notice was given, it ends on {on}, agree on what follows")
        }
    }
}

fn rebate(review: &Review<'_>, it: &Rebate<'_>) -> String {
    let money = |it: Amount| whole(it.to_total(), review.book().currency());
    let (volume, earned) = (money(it.volume.to_amount()), money(it.earned));
    let mut text = format!("{}: {earned} earned on {volume}", it.agreement);
    if let Some((next, rate)) = it.next {
        let (gap, gain) = (money(next.gap.to_amount()), money(next.gain));
        let brings = if next.gain > Amount::ZERO {
            format!(" and bring {gain}")
        } else {
            // A tier that pays on its own part alone.
            " on all beyond".to_owned()
        };
        text = format!("{text}; {gap} more by {} reach {rate}{brings}", it.to);
    } else if let Some(by) = it.settle_by {
        text = format!("{text}; over since {}, to be settled by {by}", it.to);
    } else {
        text = format!("{text}; in the last tier until {}", it.to);
    }
    if let Some(forecast) = it.forecast {
        text = format!("{text}; {} in the end by the forecast", money(forecast));
    }
    if it.pull.is_some() {
        text.push_str("; mind goods bought for the tier alone");
    }
    text
}

/// The lines about one customer.
pub(super) fn explain_agreed(
    review: &Review<'_>,
    matter: &Matter<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let Some(agreed) = &matter.agreed else { return Ok(()) };
    let Agreed { contracts, rebates, bills, .. } = agreed;
    let due = contracts.iter().flat_map(|it| &it.due);
    let due = due.map(|it| format!("Contract {}", contract(review, it, review.as_of())));
    let running = rebates.iter().flatten().map(|it| format!("Rebate {}", rebate(review, it)));
    let bills = bills.iter().flatten().map(|it| format!("Bill {}", bill(review, it)));
    let owed = owed_lines(review, agreed).into_iter();
    let lines: Vec<String> = due.chain(owed).chain(bills).chain(running).collect();
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nWHAT IS AGREED")?;
    lines.iter().try_for_each(|line| wrap(&capital(&format!("{line}.")), 3, out))
}
