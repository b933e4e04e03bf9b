use super::{Standing, Timeline};
use crate::calendar::{Day, MARKS, Marks, MonthsBack, Window};
use crate::money::Total;

/// A timeline of which the answers for some days are at hand, see [`Marks`]. The same answers as those of
/// [`Timeline`], for any day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marked<'a> {
    pub(super) timeline: Timeline<'a>,
    pub(super) marks: &'a Marks,
    pub(super) standings: [Standing; MARKS],
}

impl Marked<'_> {
    /// What had come together by the end of a day.
    #[inline]
    pub(crate) fn at(&self, day: Day) -> Standing {
        let kept = self.marks.slot(day).and_then(|slot| self.standings.get(slot));
        kept.map_or_else(|| self.timeline.at(day), |standing| *standing)
    }

    /// What had come together by the end of each month, the latest first.
    #[inline]
    pub(crate) fn by_month(&self) -> &[Standing; MonthsBack::REACH] {
        // The answers for the ends of months are kept first.
        self.standings.first_chunk().unwrap_or(&[Standing::NOTHING; MonthsBack::REACH])
    }

    /// The sum of the amounts in a window that is not empty.
    #[inline]
    pub(crate) fn net(&self, window: Window) -> Total {
        Total::from(self.at(window.until).total).minus(self.at(window.after).total)
    }
}
