//! The written forms of movement and bridge.

use serde::{Serialize, Serializer};

use super::{ReviewBridge, ReviewMovement};
use crate::bridge::{BridgeEntry, BridgeRow, RevenueBridge};
use crate::calendar::Day;
use crate::evidence::NotJudged;
use crate::measure::ProportionInterval;
use crate::money::{Currency, Total};
use crate::segment::{
    AxisChange, Class, Direction, LargestMove, MergeCounts, Movement, MovementCell, MovementEntry,
    MovementFigure, MovementMeasure, Place, Quadrant,
};

#[derive(Serialize)]
struct Written<'a> {
    before: Day,
    after: Day,
    currency: Currency,
    quadrants: Matrix,
    directions: Vec<WrittenDirection>,
    figures: Vec<WrittenFigure<'a>>,
    classes: Matrix,
}

#[derive(Serialize)]
struct Matrix {
    cells: Vec<WrittenWay>,
    #[serde(rename = "united")]
    merged: MergeCounts,
}

#[derive(Serialize)]
pub(super) struct WrittenWay {
    from: &'static str,
    to: &'static str,
    #[serde(flatten)]
    cell: WrittenCell,
}

#[derive(Serialize)]
struct WrittenDirection {
    loyalty: Direction,
    volume: Direction,
    #[serde(flatten)]
    cell: WrittenCell,
}

#[derive(Serialize)]
pub(super) struct WrittenCell {
    customers: u64,
    before: String,
    after: String,
    change: String,
}

#[derive(Serialize)]
struct WrittenFigure<'a> {
    measure: MovementMeasure,
    part: u32,
    whole: u32,
    interval: Option<ProportionInterval>,
    largest: Vec<WrittenMove<'a>>,
}

#[derive(Serialize)]
struct WrittenMove<'a> {
    customer: &'a str,
    before: String,
    after: String,
}

const fn word(place: Place, groups: &[&'static str]) -> &'static str {
    match place {
        Place::Group(number) => match groups.split_at_checked(number) {
            Some((_, [word, ..])) => word,
            Some((_, [])) | None => "",
        },
        Place::Unjudged => "unjudged",
        Place::Absent => "absent",
    }
}

impl WrittenCell {
    pub(super) fn new(cell: MovementCell, currency: Currency) -> Self {
        let plain = |total: Total| total.plain(currency).to_string();
        Self {
            customers: cell.customers,
            before: plain(cell.before),
            after: plain(cell.after),
            change: plain(cell.change()),
        }
    }
}

/// The cells of a matrix of groups with these words.
pub(super) fn ways<const N: usize>(
    movement: &Movement<N>,
    groups: [&'static str; N],
    currency: Currency,
) -> Vec<WrittenWay> {
    let cells = movement.cells().map(|MovementEntry { way, cell }| WrittenWay {
        from: word(way.from, &groups),
        to: word(way.to, &groups),
        cell: WrittenCell::new(cell, currency),
    });
    cells.collect()
}

fn matrix<const N: usize>(
    movement: &Movement<N>,
    groups: [&'static str; N],
    currency: Currency,
) -> Matrix {
    Matrix { cells: ways(movement, groups, currency), merged: movement.merged() }
}

impl Serialize for ReviewMovement {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let quadrants = self.quadrants();
        let currency = quadrants.currency();
        let all = Direction::ALL;
        let changes =
            all.into_iter().flat_map(|loyalty| all.map(|volume| AxisChange { loyalty, volume }));
        let directions = changes.map(|change| WrittenDirection {
            loyalty: change.loyalty,
            volume: change.volume,
            cell: WrittenCell::new(quadrants.direction(change), currency),
        });
        let written = Written {
            before: quadrants.before().day(),
            after: quadrants.after().day(),
            currency,
            quadrants: matrix(quadrants.matrix(), Quadrant::ALL.map(Quadrant::code), currency),
            directions: directions.collect(),
            figures: quadrants.figures().iter().map(|it| self.figure(it, currency)).collect(),
            classes: matrix(self.classes(), Class::ALL.map(Class::code), currency),
        };
        written.serialize(to)
    }
}

impl ReviewMovement {
    fn figure(&self, figure: &MovementFigure, currency: Currency) -> WrittenFigure<'_> {
        let largest = figure.largest().iter().map(|it: &LargestMove| WrittenMove {
            customer: self.name(it.customer),
            before: it.before.to_total().plain(currency).to_string(),
            after: it.after.to_total().plain(currency).to_string(),
        });
        WrittenFigure {
            measure: figure.measure(),
            part: figure.proportion().part(),
            whole: figure.proportion().whole(),
            interval: figure.proportion().interval(),
            largest: largest.collect(),
        }
    }
}

#[derive(Serialize)]
struct WrittenBridge<'a> {
    #[serde(flatten)]
    bridge: &'a RevenueBridge,
    largest: Vec<WrittenEntry<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    missing: &'a [NotJudged],
}

#[derive(Serialize)]
struct WrittenEntry<'a> {
    row: BridgeRow,
    #[serde(flatten)]
    customer: WrittenMove<'a>,
}

impl Serialize for ReviewBridge {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let currency = self.bridge().currency();
        let plain = |total: Total| total.plain(currency).to_string();
        let entry = |it: &BridgeEntry| WrittenEntry {
            row: it.row,
            customer: WrittenMove {
                customer: self.name(it.customer),
                before: plain(it.before),
                after: plain(it.after),
            },
        };
        let entries = BridgeRow::ALL.into_iter().flat_map(|row| self.bridge().largest(row));
        let written = WrittenBridge {
            bridge: self.bridge(),
            largest: entries.map(entry).collect(),
            missing: self.missing(),
        };
        written.serialize(to)
    }
}
