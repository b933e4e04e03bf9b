//! Numbers, lines and tables as a person reads them.

use std::io::{self, Write};

use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};
use guanxi::measure::Quotient;
use guanxi::money::{Currency, Total};
use guanxi::segment::Quadrant;

/// Lines are broken here.
const WIDTH: usize = 100;

/// A table under a thin line: the first column and the last `left` ones to the left, the rest to
/// the right.
pub(crate) fn print_table(
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
    left: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut table = Table::new();
    let line = LineStyle::none().fill('─').junction('─');
    table.load_style(TableStyle::new().header_separator(line));
    table.set_header(header.to_vec());
    for row in rows {
        table.add_row(row);
    }
    let right = 1..header.len().saturating_sub(left);
    for place in right {
        if let Some(column) = table.column_mut(place) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        writeln!(out, "  {}", line.trim_end())?;
    }
    Ok(())
}

/// Writes a text in lines of at most [`WIDTH`], all indented alike.
pub(crate) fn wrap(text: &str, indent: usize, out: &mut impl Write) -> io::Result<()> {
    let mut line = String::new();
    for word in text.split_whitespace() {
        let length = [indent, line.chars().count(), 1, word.chars().count()];
        if !line.is_empty() && length.into_iter().sum::<usize>() > WIDTH {
            writeln!(out, "{:indent$}{line}", "")?;
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(out, "{:indent$}{line}", "")
}

/// Writes a text beside a label, in lines that all begin after `label_width` columns.
pub(crate) fn hang(
    label: &str,
    text: &str,
    indent: usize,
    label_width: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut lines = Vec::new();
    wrap(text, indent.saturating_add(label_width), &mut lines)?;
    let lines = String::from_utf8_lossy(&lines);
    let first = lines.trim_start();
    writeln!(out, "{:indent$}{label:<label_width$}{}", "", first.trim_end())
}

/// A list under its title, each line wrapped; nothing for an empty one.
pub(crate) fn print_list(
    title: &str,
    lines: impl Iterator<Item = String>,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "   {title}")?;
    for line in lines.iter().take(most) {
        wrap(line, 5, out)?;
    }
    match lines.len().checked_sub(most) {
        None | Some(0) => Ok(()),
        Some(more) => writeln!(out, "     and {} more", count(more)),
    }
}

/// A text with the words of its codes apart, as of criteria and kinds of permits: `margin
/// potential`.
pub(crate) fn words(it: &impl ToString) -> String {
    it.to_string().replace('_', " ")
}

/// The text with a capital letter.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// A total in major units with thousands separators, minor units left off.
pub(crate) fn whole(total: Total, currency: Currency) -> String {
    let spoken = total.with_currency(currency).to_string();
    let number = spoken.split_once(' ').map_or("", |(_, number)| number);
    let units = number.split_once('.').map_or(number, |(units, _)| units);
    units.to_owned()
}

/// A number with thousands separators.
pub(crate) fn grouped(number: impl Into<u64>) -> String {
    let digits = number.into().to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
    groups.join(",")
}

/// A number of things in memory, with thousands separators.
pub(crate) fn count(number: usize) -> String {
    grouped(u64::try_from(number).unwrap_or(u64::MAX))
}

/// A number of customers.
pub(crate) fn customers(number: u32) -> String {
    let noun = if number == 1 { "customer" } else { "customers" };
    format!("{} {noun}", grouped(number))
}

/// The verb of a number of customers.
pub(crate) const fn are(number: u32) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

/// The verb of a number of customers.
pub(crate) const fn have(number: u32) -> &'static str {
    if number == 1 { "has" } else { "have" }
}

/// The verb of a number of customers in the past.
pub(crate) const fn were(number: u32) -> &'static str {
    if number == 1 { "was" } else { "were" }
}

/// The addition to the amount of several customers.
pub(crate) const fn in_all(number: u32) -> &'static str {
    if number == 1 { "" } else { " in all" }
}

/// The two parts of a quadrant.
pub(crate) const fn parts(quadrant: Quadrant) -> &'static str {
    match quadrant {
        Quadrant::Treasured => "large and loyal",
        Quadrant::Promising => "small and loyal",
        Quadrant::Dangerous => "large and disloyal",
        Quadrant::Marginal => "small and disloyal",
    }
}

/// A share of whole numbers.
pub(crate) fn ratio(part: impl Into<i128>, all: impl Into<i128>) -> Option<Quotient> {
    Quotient::try_new(part.into(), all.into())
}

/// A share in percent; nothing when there is none.
///
/// Every percentage of a review is rounded down to a tenth, as those of the sentences of the
/// library: nothing reads as reached before it is, and only all is 100%.
pub(crate) fn percent(share: Option<Quotient>) -> String {
    share.map_or_else(String::new, |it| it.percent().to_string())
}
