//! Who gets what: the visits of the coming days, and what we owe each customer.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use guanxi::calendar::Day;
use guanxi::visit::{LeftOutReason, VisitReason};

use super::words::{capital, count, print_list, print_table, wrap};
use crate::matter::{LeftOut, Matter, Owed, OwedKind, Served, StaffWeek, WeekVisit};

/// The lists, the most painful for the customer first.
const LISTS: [(OwedKind, &str); 6] = [
    (OwedKind::Complaint, "Complaints to answer:"),
    (OwedKind::Promise, "Promises to keep:"),
    (OwedKind::Support, "Support that was promised:"),
    (OwedKind::Letter, "Letters to answer:"),
    (OwedKind::Call, "Customers to call, since nobody will visit them:"),
    (OwedKind::Service, "Services of their class:"),
];

pub(super) fn print_served(
    matter: &Matter<'_>,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let Some(served) = &matter.served else { return Ok(()) };
    writeln!(out, "\n7  SO WHO GETS WHAT?")?;
    let (first, last) = (served.days.after.offset(1), served.days.until);
    if let Some(weeks) = &served.weeks {
        print_weeks(weeks, &format!("from {first} to {last}"), most, out)?;
    }
    if served.kinds.is_empty() {
        return Ok(());
    }
    if served.owed.is_empty() {
        return writeln!(out, "   Nothing is owed to a customer by {last}.");
    }
    writeln!(out)?;
    wrap(
        &format!(
            "Owed to customers by {last}: the day by which it is due, or the days by which it is \
             late. Urgent matters come first, then by class and by day:"
        ),
        3,
        out,
    )?;
    print_customers(served, most, out)?;
    for (kind, title) in LISTS {
        let of_kind = served.owed.iter().filter(|it| it.kind == kind);
        print_list(title, of_kind.map(|it| format!("{}: {}", about(it), owed(it))), most, out)?;
    }
    Ok(())
}

fn print_weeks(
    weeks: &[StaffWeek],
    days: &str,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    if weeks.is_empty() {
        return writeln!(
            out,
            "   No customer is assigned to anybody, so there are no visits {days}."
        );
    }
    writeln!(out, "   Visits {days}, by who makes them:")?;
    let header = ["visits by", "visits", "late", "left out", "minutes", "of", ""];
    let rows = weeks.iter().map(|it| {
        let late = it.planned.iter().filter(|it| it.is_late).count();
        vec![
            it.staff.clone(),
            count(it.planned.len()),
            count(late),
            count(it.left_out.len()),
            it.taken.to_string(),
            it.minutes.to_string(),
            String::new(),
        ]
    });
    print_table(&header, rows, 1, out)?;
    let busy: Vec<&StaffWeek> = weeks.iter().filter(|it| !it.planned.is_empty()).collect();
    for it in busy.iter().take(most) {
        print_list(&format!("{} visits:", it.staff), it.planned.iter().map(visit), most, out)?;
    }
    if let Some(more) = busy.len().checked_sub(most).filter(|more| *more > 0) {
        writeln!(out, "   and the visits of {} more of our people, see --matter", count(more))?;
    }
    let left_out = weeks.iter().flat_map(|week| week.left_out.iter().map(move |it| (week, it)));
    let lines = left_out.map(|(week, it)| format!("{}, {}", week.staff, no_visit(it)));
    print_list("Left out:", lines, most, out)
}

fn visit(it: &WeekVisit) -> String {
    let reasons: Vec<String> = it.reasons.iter().map(VisitReason::to_string).collect();
    let late = if it.is_late { "; it comes late" } else { "" };
    let WeekVisit { day, customer, minutes, .. } = it;
    format!("{day}, {customer}, {minutes} minutes: {}{late}", reasons.join("; "))
}

fn no_visit(it: &LeftOut) -> String {
    let LeftOut { customer, needed, free, late_from, .. } = it;
    match it.reason {
        LeftOutReason::NoRoom => {
            format!("{customer}: needs {needed} minutes, {free} are free; late from {late_from} on")
        }
        reason @ (LeftOutReason::NotOpen | LeftOutReason::NoDay) => {
            format!("{customer}: {reason}; late from {late_from} on")
        }
    }
}

/// A row for each customer, with the first day of each kind.
fn print_customers(served: &Served<'_>, most: usize, out: &mut impl Write) -> io::Result<()> {
    let visits = served.weeks.iter().flatten().flat_map(|it| &it.planned);
    let mut visited: BTreeMap<&str, String> = BTreeMap::new();
    for it in visits {
        visited.entry(it.customer.as_str()).or_insert_with(|| short(it.day));
    }
    let (mut customers, mut seen) = (Vec::new(), BTreeSet::new());
    let mut first: BTreeMap<(&str, OwedKind), String> = BTreeMap::new();
    for it in &served.owed {
        if seen.insert(it.customer) {
            customers.push(it.customer);
        }
        first.entry((it.customer, it.kind)).or_insert_with(|| cell(it));
    }
    let kinds: Vec<OwedKind> = served.kinds.clone();
    let mut header = vec!["customer"];
    header.extend(served.weeks.is_some().then_some("visit"));
    header.extend(kinds.iter().map(|it| it.code()));
    let dot = || "·".to_owned();
    let rows = customers.iter().take(most).map(|customer| {
        let visit = visited.get(customer).cloned().unwrap_or_else(dot);
        let cells = kinds.iter().map(|kind| first.get(&(*customer, *kind)).cloned());
        let cells = cells.map(|it| it.unwrap_or_else(dot));
        let visit = served.weeks.is_some().then_some(visit);
        [(*customer).to_owned()].into_iter().chain(visit).chain(cells).collect()
    });
    print_table(&header, rows, 0, out)?;
    match customers.len().checked_sub(most) {
        None | Some(0) => Ok(()),
        Some(more) => writeln!(out, "     and {} more", count(more)),
    }
}

/// The day by which it is due, or the days by which it is late.
fn cell(it: &Owed<'_>) -> String {
    if it.days_late == 0 { short(it.due) } else { format!("{} late", it.days_late) }
}

/// A day of the coming ones, without its year.
fn short(day: Day) -> String {
    day.to_date().format("%m-%d").to_string()
}

/// The customer and the matter.
fn about(it: &Owed<'_>) -> String {
    let number = it.number.as_ref().map_or_else(String::new, |number| format!(", {number}"));
    format!("{} ({}){number}", it.customer, it.importance)
}

/// The one who is to do something, and by when.
fn owed(it: &Owed<'_>) -> String {
    let who = it.who.as_deref().unwrap_or("nobody yet");
    let when = match it.days_late {
        0 => format!("by {}", it.due),
        1 => format!("was due by {}, 1 day late", it.due),
        days => format!("was due by {}, {days} days late", it.due),
    };
    let urgent = if it.is_urgent() { "urgent, " } else { "" };
    format!("{urgent}{who}, {when}: {}", it.what)
}

/// The lines about one customer.
pub(super) fn explain_served(matter: &Matter<'_>, out: &mut impl Write) -> io::Result<()> {
    let Some(served) = &matter.served else { return Ok(()) };
    let weeks = || served.weeks.iter().flatten();
    let visits = weeks().flat_map(|week| {
        week.planned.iter().map(move |it| format!("Visit by {}, {}", week.staff, visit(it)))
    });
    let left_out = weeks().flat_map(|week| {
        week.left_out
            .iter()
            .map(move |it| format!("Visit left out by {}, {}", week.staff, no_visit(it)))
    });
    let due = served.owed.iter().map(|it| {
        let number = it.number.as_ref().map_or_else(String::new, |number| format!(" {number}"));
        format!("{}{number}: {}", it.kind.code(), owed(it))
    });
    let lines: Vec<String> = visits.chain(left_out).chain(due).collect();
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nWHO GETS WHAT")?;
    lines.iter().try_for_each(|line| wrap(&capital(&format!("{line}.")), 3, out))
}
