use super::{Day, Window};
use crate::engine::{below, distance};

/// The days at whose end every customer is looked at: the ends of months and a few more.
///
/// For each day of the past it gives the earliest indexed day that is not before it, so that one
/// walk over a timeline answers for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DayIndex {
    /// The indexed days, the latest first. Unused places repeat the last of them.
    days: [Day; Self::CAPACITY],
    /// The number of indexed days.
    places: usize,
    /// By days before the latest indexed day: the place of the earliest that is not before the day.
    /// The last entry stands for all days further back.
    place_of: [u8; Self::DAYS],
    /// The places of the ends of the months.
    ends: [u8; Self::MONTHS],
}

impl DayIndex {
    /// The most days of an index. Further ones are left out: they are searched for, with the same
    /// result.
    pub(crate) const CAPACITY: usize = 32;
    /// The months whose ends are indexed.
    pub(super) const MONTHS: usize = 17;
    /// The reach of an index: the start of the year before, and a month.
    const DAYS: usize = 768;

    /// The index of the ends of months, the latest first, and of more days.
    pub(super) fn new(ends: &[Day; DayIndex::MONTHS], more: &[Day]) -> Self {
        const ROOM: usize = DayIndex::CAPACITY - DayIndex::MONTHS;
        let [latest, ..] = *ends;
        let reaches = |day: &Day| *day <= latest && back(latest, *day) < Self::DAYS;
        let more = more.iter().copied().filter(reaches).take(ROOM);
        let mut indexed: Vec<Day> = ends.iter().copied().chain(more).collect();
        indexed.sort_unstable_by(|a, b| b.cmp(a));
        indexed.dedup();
        let last = indexed.last().copied().unwrap_or(latest);
        let mut days = [last; Self::CAPACITY];
        for (day, indexed) in days.iter_mut().zip(&indexed) {
            *day = *indexed;
        }
        let mut place_of = [0; Self::DAYS];
        for (place, day) in (0_u8..).zip(&indexed) {
            // Until an earlier day takes its part of them.
            place_of.get_mut(back(latest, *day)..).unwrap_or_default().fill(place);
        }
        let place = |end: &Day| indexed.iter().zip(0_u8..).find(|(day, _)| *day == end);
        let ends = ends.each_ref().map(|end| place(end).map_or(0, |(_, place)| place));
        Self { days, places: indexed.len(), place_of, ends }
    }

    /// The latest indexed day.
    pub(crate) const fn latest(&self) -> Day {
        let [latest, ..] = self.days;
        latest
    }

    /// The number of indexed days: their places lie below it.
    pub(crate) const fn places(&self) -> usize {
        self.places
    }

    /// The place of the earliest indexed day that is not before a day; the day must not be after
    /// the latest.
    #[inline]
    pub(crate) fn place(&self, day: Day) -> usize {
        let entry = self.place_of.get(back(self.latest(), day).min(Self::DAYS - 1));
        entry.map_or(0, |place| below::<{ Self::CAPACITY }>(usize::from(*place)))
    }

    /// A day with its place, if it is indexed.
    #[inline]
    pub(crate) fn indexed(&self, day: Day) -> IndexedDay {
        let place = self.place(day);
        let is_indexed = self.days.get(place) == Some(&day);
        IndexedDay { day, place: if is_indexed { place } else { IndexedDay::NOWHERE } }
    }

    /// A window with the places of its two days.
    pub(crate) fn window(&self, window: Window) -> IndexedWindow {
        let Window { after, until } = window;
        IndexedWindow { after: self.indexed(after), until: self.indexed(until) }
    }

    /// The place of the end of a month; `None` beyond the months of the index.
    #[inline]
    pub(crate) fn end(&self, month: usize) -> Option<usize> {
        self.ends.get(month).map(|place| below::<{ Self::CAPACITY }>(usize::from(*place)))
    }

    /// The places of the ends of months.
    #[inline]
    pub(crate) fn ends(&self) -> [usize; DayIndex::MONTHS] {
        self.ends.map(|place| below::<{ Self::CAPACITY }>(usize::from(place)))
    }
}

/// A day with its place in a [`DayIndex`], looked up once for all customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IndexedDay {
    pub(crate) day: Day,
    /// Beyond all places for a day that is not indexed.
    pub(crate) place: usize,
}

impl IndexedDay {
    const NOWHERE: usize = usize::MAX;
}

/// A window with the places of its two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IndexedWindow {
    pub(crate) after: IndexedDay,
    pub(crate) until: IndexedDay,
}

impl IndexedWindow {
    pub(crate) const fn window(&self) -> Window {
        Window { after: self.after.day, until: self.until.day }
    }
}

/// The days from one day back to another that is not after it; a later day lies beyond every index.
fn back(latest: Day, day: Day) -> usize {
    // Days lie within ±96 million, so that no distance between two of them wraps.
    distance(latest.to_epoch_days(), day.to_epoch_days())
}
