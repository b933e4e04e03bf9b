use super::sums::Cell;
use super::{CalibrationRequest, Capacity};
use crate::backtest::Sightings;
use crate::calendar::Day;
use crate::measure::Quotient;
use crate::money::Total;

/// The worth of thresholds on a part of the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalibratedPart {
    /// The first day. Nobody is called on it.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// The number of days.
    pub days: usize,
    /// The calls, by what came of them.
    pub calls: Sightings,
    /// The money of the losses whose customers were called in time, the most at stake on any of
    /// the days of each.
    pub caught_money: Total,
    /// The saved share of it, less the cost of all calls.
    pub gain: Total,
}

impl CalibratedPart {
    pub(super) fn new(days: &[Day], cell: Cell, request: &CalibrationRequest<'_>) -> Option<Self> {
        let (first, last) = days.first().zip(days.last())?;
        let gain = gain(cell, request.capacity)?;
        let (calls, caught_money) = (cell.calls(), cell.money());
        Some(Self { first: *first, last: *last, days: days.len(), calls, caught_money, gain })
    }

    /// The calls of a week; `None` where all days are one.
    pub fn calls_per_week(&self) -> Option<Quotient> {
        let sevenfold = i128::from(self.calls.all()).checked_mul(7)?;
        Quotient::try_new(sevenfold, self.last.days_since(self.first).into())
    }
}

/// The saved share of the money of a cell, less the cost of its calls.
pub(super) fn gain(cell: Cell, capacity: Capacity) -> Option<Total> {
    let Capacity { cost_per_call, saved, .. } = capacity;
    let saved = cell.money().minor().checked_mul(saved.parts_per_million().into())?;
    let cost = i128::from(cell.calls().all()).checked_mul(cost_per_call.minor().into())?;
    Some(Total::from_minor(saved.checked_div(1_000_000)?.checked_sub(cost)?))
}
