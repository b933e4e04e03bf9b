use super::reach::Reach;
use crate::backtest::{Hindsight, Sightings};
use crate::money::Total;

/// The calls of one pair of steps, and the money that they catch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cell {
    came_true: i64,
    did_not: i64,
    unknowable: i64,
    money: i128,
}

/// The calls of every pair of steps of two thresholds.
///
/// A customer is called on a day at the steps at which it is raised and was not on the day before:
/// the pairs from the corner of the day before on, less those from the corner of both days on. So
/// each day of a customer is two corners, and the calls of all pairs are one sum over corners.
#[derive(Debug, Clone)]
pub(super) struct Sums {
    rows: usize,
    columns: usize,
    cells: Vec<Cell>,
}

impl Cell {
    fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            came_true: self.came_true.checked_add(other.came_true)?,
            did_not: self.did_not.checked_add(other.did_not)?,
            unknowable: self.unknowable.checked_add(other.unknowable)?,
            money: self.money.checked_add(other.money)?,
        })
    }

    fn negative(self) -> Option<Self> {
        Some(Self {
            came_true: self.came_true.checked_neg()?,
            did_not: self.did_not.checked_neg()?,
            unknowable: self.unknowable.checked_neg()?,
            money: self.money.checked_neg()?,
        })
    }

    pub(super) fn calls(&self) -> Sightings {
        let count = |it: i64| u64::try_from(it).unwrap_or_default();
        Sightings {
            came_true: count(self.came_true),
            did_not: count(self.did_not),
            unknowable: count(self.unknowable),
        }
    }

    /// The money of the losses that were called in time.
    pub(super) const fn money(&self) -> Total {
        Total::from_minor(self.money)
    }
}

impl Sums {
    pub(super) fn new(rows: usize, columns: usize) -> Self {
        let cells = rows.checked_mul(columns).map_or_else(Vec::new, |it| vec![Cell::default(); it]);
        Self { rows, columns, cells }
    }

    /// Adds the calls of a customer on a day, by its reach before it and on it.
    pub(super) fn add(&mut self, (before, now): (Reach, Reach), hindsight: Hindsight) {
        let is = |it: Hindsight| i64::from(hindsight == it);
        let call = Cell {
            came_true: is(Hindsight::CameTrue),
            did_not: is(Hindsight::DidNot),
            unknowable: is(Hindsight::Unknowable),
            money: 0,
        };
        self.add_corner(before, Some(call));
        self.add_corner(before.or(now), call.negative());
    }

    /// Adds money to all pairs of steps from a corner on.
    pub(super) fn add_money(&mut self, from: Reach, minor: Option<i128>) {
        self.add_corner(from, minor.map(|money| Cell { money, ..Cell::default() }));
    }

    fn add_corner(&mut self, from: Reach, call: Option<Cell>) {
        let place = from.first.checked_mul(self.columns).and_then(|it| it.checked_add(from.second));
        let place = place.filter(|_| from.first < self.rows && from.second < self.columns);
        let Some(corner) = place.and_then(|it| self.cells.get_mut(it)) else { return };
        if let Some(sum) = call.and_then(|it| corner.plus(it)) {
            *corner = sum;
        }
    }

    /// The calls of each pair of steps, when all are added.
    pub(super) fn finish(mut self) -> Self {
        if self.columns == 0 {
            return self;
        }
        for row in self.cells.chunks_mut(self.columns) {
            let mut sum = Cell::default();
            for cell in row {
                sum = cell.plus(sum).unwrap_or(sum);
                *cell = sum;
            }
        }
        let mut above = vec![Cell::default(); self.columns];
        for row in self.cells.chunks_mut(self.columns) {
            for (cell, above) in row.iter_mut().zip(&mut above) {
                *above = cell.plus(*above).unwrap_or(*above);
                *cell = *above;
            }
        }
        self
    }

    /// The pairs of steps with their calls.
    pub(super) fn cells(&self) -> impl Iterator<Item = ([usize; 2], Cell)> + '_ {
        let columns = self.columns;
        let rows = self.cells.chunks(columns.max(1)).enumerate();
        rows.flat_map(|(row, cells)| {
            cells.iter().enumerate().map(move |(column, cell)| ([row, column], *cell))
        })
    }

    pub(super) fn at(&self, [row, column]: [usize; 2]) -> Cell {
        let place = row.checked_mul(self.columns).and_then(|it| it.checked_add(column));
        place.and_then(|it| self.cells.get(it)).copied().unwrap_or_default()
    }
}
