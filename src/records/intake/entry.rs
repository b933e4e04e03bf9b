use crate::calendar::Day;
use crate::money::Total;
use crate::timeline::DayTotal;

/// An item of a customer's run in the table of a documented kind.
pub(crate) trait Entry: Copy + Default {
    /// `true` where the documents of a day come together in one item with a running total.
    const IS_TIMELINE: bool;

    /// Days of the documents of a run, the first of all among them.
    fn days(run: &[Self]) -> impl Iterator<Item = Day>;

    /// The largest running total of a run, whichever sign it has; zero where there is none.
    fn largest_total(_run: &[Self]) -> Total {
        Total::ZERO
    }
}

impl Entry for DayTotal {
    const IS_TIMELINE: bool = true;

    fn days(run: &[Self]) -> impl Iterator<Item = Day> {
        run.first().map(Self::day).into_iter()
    }

    fn largest_total(run: &[Self]) -> Total {
        let range = Self::range_without(run, &[]);
        range.lowest.size().max(range.highest.size())
    }
}
