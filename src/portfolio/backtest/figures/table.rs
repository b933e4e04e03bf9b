use std::fmt;

use super::{LevelFigures, RuleFigures};
use crate::measure::{Proportion, Quotient, Ratio};
use crate::warning::Level;

const HEADER: [&str; 11] = [
    "level",
    "standing",
    "unknown",
    "true",
    "precision",
    "recall",
    "calls/week",
    "flaps",
    "lead days",
    "caught",
    "missed",
];

impl fmt::Display for RuleFigures {
    /// The table of the levels.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = Level::ALL.map(|level| self.row(level));
        let header = HEADER.map(str::to_owned);
        let widths: Vec<usize> = (0..HEADER.len())
            .map(|column| {
                let cells = rows.iter().chain([&header]).filter_map(|row| row.get(column));
                cells.map(|it| it.chars().count()).fold(0, usize::max)
            })
            .collect();
        for row in std::iter::once(&header).chain(&rows) {
            let cells = row.iter().zip(&widths).enumerate().map(|(place, (cell, width))| {
                let width = *width;
                if place == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
            writeln!(f, "  {}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
        }
        Ok(())
    }
}

impl RuleFigures {
    fn row(&self, level: Level) -> [String; HEADER.len()] {
        let it: &LevelFigures = self.levels.get(level);
        let calls = it.calls_per_week().map_or_else(nothing, |it| fixed(it, 1));
        [
            level.to_string(),
            it.standing.all().to_string(),
            it.standing.unknowable.to_string(),
            it.standing.came_true.to_string(),
            share(it.precision()),
            share(it.recall()),
            calls,
            it.flaps.to_string(),
            it.lead_days.map_or_else(nothing, |days| days.to_string()),
            it.caught_money.with_currency(self.currency).to_string(),
            it.missed_money.with_currency(self.currency).to_string(),
        ]
    }
}

fn nothing() -> String {
    "–".to_owned()
}

/// A share with its interval.
fn share(counted: Option<Proportion>) -> String {
    let all = counted.and_then(|it| Some((it.fraction()?, it.interval()?)));
    all.map_or_else(nothing, |(share, interval)| {
        format!("{} ({} to {})", share.percent(), rounded(interval.low), rounded(interval.high))
    })
}

/// A fraction that is not negative, rounded to some digits.
pub(in super::super) fn fixed(fraction: Quotient, digits: u32) -> String {
    let rounded = || {
        let micros = fraction.to_micros()?;
        let unit = 10_i128.checked_pow(6_u32.checked_sub(digits)?)?;
        let parts = micros.checked_add(unit / 2)?.checked_div(unit)?;
        let whole = 10_i128.checked_pow(digits)?;
        let width = usize::try_from(digits).ok()?;
        let (units, rest) = (parts.checked_div(whole)?, parts.checked_rem(whole)?);
        Some(format!("{units}.{rest:0width$}"))
    };
    rounded().unwrap_or_else(nothing)
}

/// A ratio in percent with one digit.
pub(in super::super) fn rounded(ratio: Ratio) -> String {
    let whole = Ratio::ONE.parts_per_million().into();
    let share = Quotient::try_new(ratio.parts_per_million().into(), whole);
    share.map_or_else(|| ratio.to_string(), |it| it.percent().to_string())
}
