use super::CalibrationRequest;
use super::sums::Cell;
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
        let (calls, caught_money) = (cell.calls(), cell.money());
        let gain = request.capacity.gain(caught_money, calls.all())?;
        Some(Self { first: *first, last: *last, days: days.len(), calls, caught_money, gain })
    }

    /// Tells whether the calls are no more than a number a week.
    pub(super) fn is_within(&self, calls_per_week: u32) -> bool {
        let span = self.last.days_since(self.first);
        let calls = i128::from(self.calls.all()).checked_mul(7);
        let most = i128::from(calls_per_week).checked_mul(span.into());
        calls.zip(most).is_some_and(|(calls, most)| calls <= most)
    }

    /// The calls of a week; `None` where all days are one.
    pub fn calls_per_week(&self) -> Option<Quotient> {
        let sevenfold = i128::from(self.calls.all()).checked_mul(7)?;
        Quotient::try_new(sevenfold, self.last.days_since(self.first).into())
    }
}
