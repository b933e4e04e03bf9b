//! The change since an earlier day: who moved between the quadrants, and what moved the sales.

use std::io::{self, Write};

use guanxi::bridge::{BridgeRow, RowTotal};
use guanxi::measure::ProportionInterval;
use guanxi::money::{Currency, Total};
use guanxi::review::{ReviewBridge, ReviewMovement};
use guanxi::segment::{Move, Movement, MovementFigure, Place, Quadrant};

use super::words::{capital, grouped, percent, print_table, ratio, whole, wrap};
use crate::Change;

pub(crate) fn print_change(change: &Change, out: &mut impl Write) -> io::Result<()> {
    let quadrants = change.movement.quadrants();
    let (before, after) = (quadrants.before(), quadrants.after());
    writeln!(out, "\n   WHO MOVED FROM {before} TO {after}?")?;
    print_matrix(quadrants.matrix(), out)?;
    let matrix = quadrants.matrix();
    if matrix.merged() != guanxi::segment::MergeCounts::default() {
        let merged = matrix.merged();
        let (first, second) = (grouped(merged.before), grouped(merged.after));
        let text = format!(
            "Customers that are one are counted once: {first} fewer of the first day, {second} \
             fewer of the second."
        );
        wrap(&text, 3, out)?;
    }
    let currency = quadrants.currency();
    for figure in quadrants.figures() {
        wrap(&figure_text(&change.movement, figure, currency), 3, out)?;
    }
    print_bridge(&change.bridge, out)
}

fn print_matrix(matrix: &Movement<4>, out: &mut impl Write) -> io::Result<()> {
    let places: Vec<Place> = Movement::<4>::places().collect();
    let names: Vec<String> = places.iter().copied().map(name).collect();
    let mut header = vec!["customers from, to"];
    header.extend(names.iter().map(String::as_str));
    let rows = places.iter().zip(&names).map(|(from, name)| {
        let mut row = vec![name.clone()];
        row.extend(places.iter().map(|to| {
            let cell = matrix.cell(Move { from: *from, to: *to });
            match cell.map_or(0, |cell| cell.customers) {
                0 => "·".to_owned(),
                count => grouped(count),
            }
        }));
        row
    });
    print_table(&header, rows, 0, out)
}

fn name(place: Place) -> String {
    match place {
        Place::Group(number) => Quadrant::ALL.get(number).map(ToString::to_string),
        Place::Unjudged => Some("in none".to_owned()),
        Place::Absent => Some("no customer".to_owned()),
    }
    .unwrap_or_default()
}

fn figure_text(movement: &ReviewMovement, figure: &MovementFigure, currency: Currency) -> String {
    let largest: Vec<String> = figure
        .largest()
        .iter()
        .map(|it| {
            let [before, after] = [it.before, it.after].map(|it| whole(it.to_total(), currency));
            format!("{} ({before} to {after})", movement.name(it.customer))
        })
        .collect();
    let (measure, proportion) = (figure.measure(), figure.proportion());
    let counted = format!("{} of {}", grouped(proportion.part()), grouped(proportion.whole()));
    let counted = match proportion.interval().map(interval_text) {
        Some(interval) => format!("{counted} ({interval})"),
        None => counted,
    };
    let text = capital(&format!("{measure}: {counted}"));
    if largest.is_empty() { format!("{text}.") } else { format!("{text}: {}.", largest.join(", ")) }
}

/// The range of a proportion in tenths of a percent, rounded outwards.
fn interval_text(interval: ProportionInterval) -> String {
    const TENTH: u32 = 1_000;
    let low = interval.low.parts_per_million() / TENTH;
    let high = interval.high.parts_per_million().div_ceil(TENTH);
    let [low, high] = [low, high].map(|tenths| percent(ratio(tenths, TENTH)));
    format!("{low} to {high} at 95% confidence")
}

fn print_bridge(shown: &ReviewBridge, out: &mut impl Write) -> io::Result<()> {
    let bridge = shown.bridge();
    let (windows, currency) = (bridge.windows(), bridge.currency());
    let [before, after] = [windows.before(), windows.after()];
    writeln!(
        out,
        "\n   WHAT MOVED THE SALES, FROM {} DAYS UP TO {} TO {} UP TO {}?",
        before.days(),
        before.until,
        after.days(),
        after.until
    )?;
    let row = |name: String, customers: String, amount: Total| {
        vec![name, customers, whole(amount, currency)]
    };
    let mut rows = vec![row("before".to_owned(), String::new(), bridge.before())];
    rows.extend(BridgeRow::ALL.into_iter().map(|it| {
        let RowTotal { customers, change } = bridge.row(it);
        row(it.to_string(), grouped(customers), change)
    }));
    rows.push(row("after".to_owned(), String::new(), bridge.after()));
    print_table(&["sales", "customers", "amount"], rows, 0, out)?;
    let figures = bridge
        .retention_figures()
        .map(|it| format!("{} {}", it.formula, percent(Some(it.fraction))));
    let figures: Vec<String> = figures.collect();
    if !figures.is_empty() {
        wrap(&format!("{}.", capital(&figures.join("; "))), 3, out)?;
    }
    for reason in shown.missing() {
        wrap(&format!("Of the sales known only: {reason}."), 3, out)?;
    }
    Ok(())
}
