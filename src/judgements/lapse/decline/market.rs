#![expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "noise is not money; sums stay integers until the last step"
)]

use super::YearOnYear;
use super::year_on_year::Changes;
use crate::calendar::CompleteMonths;
use crate::measure::{Excess, Quotient};

/// The market and the noise of a book, month by month, against which the change of a customer is
/// measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Market {
    pub(super) months: CompleteMonths,
    pub(super) changes: Changes,
    /// The months in which the change of the market is known, the latest included.
    pub(super) known: usize,
    pub(super) squares: u128,
    pub(super) compared: u64,
    pub(super) pace: Option<Quotient>,
}

impl Market {
    /// The months over which it was measured.
    pub const fn months(&self) -> &CompleteMonths {
        &self.months
    }

    /// The number of past months of a customer that can be measured against it, the latest left
    /// out.
    pub fn past_months_of(&self, own: &YearOnYear) -> usize {
        own.comparable().min(self.known).excess_over(1)
    }

    /// The purchases of the latest month by those of the same month of the year before, both per
    /// day worked, over the customers that were there in both. `None` without purchases in the
    /// latter.
    pub const fn pace(&self) -> Option<Quotient> {
        self.pace
    }

    /// The mean square of a customer's change beyond that of the market, in units of 10⁻¹⁸.
    pub(super) fn mean_square(&self) -> f64 {
        self.squares as f64 / self.compared as f64
    }
}
