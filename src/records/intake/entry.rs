use crate::calendar::Day;
use crate::money::{Amount, Total};
use crate::timeline::{DayChange, DayTotal, TotalRange, changed};

/// An item of a customer's run in the table of a documented kind.
pub(crate) trait Entry: Copy + Default {
    /// `true` where the documents of a day come together in one item with a running total.
    const IS_TIMELINE: bool;

    /// Days of the documents of a run, the first of all among them.
    fn days(run: &[Self]) -> impl Iterator<Item = Day>;

    /// The document of the item; `None` in a timeline.
    fn document(&self) -> Option<EntryDocument>;

    /// The range of the running totals of a run without some of its amounts, in the order of their
    /// days; zero where there are no running totals.
    fn range_without(_run: &[Self], _taken: &[(Day, Amount)]) -> TotalRange {
        TotalRange { lowest: Total::ZERO, highest: Total::ZERO }
    }

    /// The largest running total of a run, whichever sign it has.
    fn largest_total(run: &[Self]) -> Total {
        let range = Self::range_without(run, &[]);
        range.lowest.size().max(range.highest.size())
    }

    /// Puts a timeline after changes, each day once and in their order, into `into`, whatever was
    /// there. `None` when a running total does not fit.
    fn changed(_run: &[Self], _changes: &[DayChange], _into: &mut Vec<Self>) -> Option<()> {
        Some(())
    }
}

/// The document that an item of a run stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EntryDocument {
    /// The handle.
    pub(crate) handle: u32,
    pub(crate) day: Day,
    pub(crate) amount: Amount,
}

impl Entry for DayTotal {
    const IS_TIMELINE: bool = true;

    fn days(run: &[Self]) -> impl Iterator<Item = Day> {
        run.first().map(Self::day).into_iter()
    }

    fn document(&self) -> Option<EntryDocument> {
        None
    }

    fn range_without(run: &[Self], taken: &[(Day, Amount)]) -> TotalRange {
        Self::range_without(run, taken)
    }

    fn changed(run: &[Self], changes: &[DayChange], into: &mut Vec<Self>) -> Option<()> {
        changed(run, changes, into)
    }
}
