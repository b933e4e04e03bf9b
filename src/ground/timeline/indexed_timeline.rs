use super::{RunningTotal, Timeline};
use crate::calendar::{DayIndex, IndexedDay, IndexedWindow, MonthsBack};
use crate::engine::index;
use crate::measure::proven;
use crate::money::{Amount, Total};

/// A timeline with the running total at every day of a [`DayIndex`], from one walk with nothing to
/// decide.
///
/// Answers like the timeline up to the latest indexed day; for an indexed day without a search.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IndexedTimeline<'a> {
    timeline: Timeline<'a>,
    days: &'a DayIndex,
    /// By place in the index: the number of days of the timeline up to the indexed day.
    counts: [u32; DayIndex::CAPACITY],
}

impl<'a> Timeline<'a> {
    /// The timeline with its running totals at the days of an index. No day of the timeline may lie
    /// after the latest of them.
    #[inline]
    pub(crate) fn indexed(self, days: &'a DayIndex) -> IndexedTimeline<'a> {
        let counts = [0; DayIndex::CAPACITY];
        // Filled in its place: an array that is moved in afterwards is copied.
        let mut indexed = IndexedTimeline { timeline: self, days, counts };
        for (count, it) in (1_u32..).zip(self.day_totals()) {
            // The timeline is in order, so the last day before an indexed one stays.
            if let Some(entry) = indexed.counts.get_mut(days.place(it.day)) {
                *entry = count;
            }
        }
        // The timeline before an indexed day lies before every later one.
        let (mut most, used) = (0, days.places());
        for entry in indexed.counts.get_mut(..used).unwrap_or_default().iter_mut().rev() {
            most = most.max(*entry);
            *entry = most;
        }
        indexed
    }
}

impl IndexedTimeline<'_> {
    /// The running total at the end of a day; see [`Timeline::at`].
    #[inline]
    pub(crate) fn at(&self, day: IndexedDay) -> RunningTotal {
        match self.counts.get(day.place) {
            Some(counts) => self.timeline.after_days(index(*counts)),
            None => self.timeline.at(day.day),
        }
    }

    /// The sum of the amounts in a window; see [`Timeline::net`].
    #[inline]
    pub(crate) fn net(&self, window: &IndexedWindow) -> Total {
        let IndexedWindow { after, until } = *window;
        if until.day <= after.day {
            return Total::ZERO;
        }
        self.at(until).since(self.at(after))
    }

    /// The running total at the end of each month.
    #[inline]
    pub(crate) fn by_month(&self) -> [RunningTotal; MonthsBack::REACH] {
        self.days.ends().map(|place| self.at_place(place))
    }

    /// The sum of all amounts up to the end of each month.
    #[inline]
    pub(crate) fn totals_by_month(&self) -> [Amount; MonthsBack::REACH] {
        self.by_month().map(|it| it.total)
    }

    /// The sum of all amounts up to the end of one of the months.
    #[inline]
    pub(crate) fn total_by(&self, month: usize) -> Option<Amount> {
        Some(self.at_place(self.days.end(month)?).total)
    }

    /// The number of months with an active day among the latest `months` of the index.
    #[inline]
    pub(crate) fn active_months(&self, months: usize) -> u32 {
        let active_days =
            |month| self.days.end(month).map(|place| self.at_place(place).active_days);
        let mut later = active_days(0);
        // The count of active days rises in a month with one.
        let active = (1..=months).map(active_days).filter(|earlier| {
            let has_risen = later.zip(*earlier).is_some_and(|(later, earlier)| later > earlier);
            later = *earlier;
            has_risen
        });
        let active = u32::try_from(active.count()).ok();
        proven!(active, else 0, "no more than the months of an index")
    }

    fn at_place(&self, place: usize) -> RunningTotal {
        self.timeline.after_days(self.counts.get(place).map_or(0, |count| index(*count)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test may panic")]
    use super::*;
    use crate::calendar::{AsOf, Day};
    use crate::timeline::DayTotal;

    fn day_totals(days: &[i32]) -> Vec<DayTotal> {
        let totals = (1_u32..).zip(days).map(|(count, day)| DayTotal {
            day: Day::try_from_epoch_days(*day).unwrap(),
            marks: count / 2,
            total: Amount::from_minor(i64::from(count) * 7 - 20),
        });
        totals.collect()
    }

    #[test]
    fn every_day_is_answered_as_by_the_timeline() {
        let t: AsOf = "2026-06-15".parse().unwrap();
        let today = t.day().to_epoch_days();
        let ago = |days: &[i32]| days.iter().map(|days| t.day().offset(-days)).collect::<Vec<_>>();
        let many: Vec<i32> = (0..60).map(|it| it * 11).collect();
        let timelines: [&[i32]; 4] = [
            &[],
            &[today],
            &[
                today - 2000,
                today - 767,
                today - 400,
                today - 90,
                today - 1,
                today,
                today + 3,
                today + 16,
            ],
            &(0..700).map(|it| today - 690 + it).collect::<Vec<_>>(),
        ];
        // None more, few, some out of reach, and more than can be indexed.
        for more in [&[][..], &[0, 90, 365, 455], &[5, 752, 753, 800, -10, -30], &many] {
            let index = MonthsBack::up_to(t).index_with(&ago(more));
            for days in timelines {
                let totals = day_totals(days);
                let timeline = Timeline::new(&totals);
                let seen = timeline.up_to(index.latest());
                let indexed = seen.indexed(&index);
                for back in -40..900 {
                    let day = t.day().offset(-back);
                    assert_eq!(indexed.at(index.indexed(day)), seen.at(day), "{day} of {days:?}");
                }
                let months = MonthsBack::up_to(t);
                let by_month = months.ends().map(|end| seen.at(end));
                assert_eq!(indexed.by_month(), by_month);
                assert_eq!(indexed.totals_by_month(), by_month.map(|it| it.total));
                for months in 0..20 {
                    let pairs = by_month.iter().zip(by_month.iter().skip(1)).take(months);
                    let rises = pairs.filter(|(end, start)| end.active_days > start.active_days);
                    let active = usize::try_from(indexed.active_months(months)).unwrap();
                    assert_eq!(active, rises.count(), "{months} months of {days:?}");
                }
            }
        }
    }
}
