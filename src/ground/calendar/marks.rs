use super::{Day, MonthsBack, Window};

/// The days at whose end every customer of a book is looked at: the ends of months and a few more.
///
/// For each day of the past it says at once which of them is the earliest that has seen the day, so that one walk
/// over a timeline answers for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marks {
    /// The latest first. Places that are not used hold the day of the last one that is.
    days: [Day; Self::MOST],
    /// By days before the latest mark: the place of the earliest mark that is not before the day. The last entry
    /// stands for all days further back.
    place_of: [u8; Self::DAYS],
    /// Where the ends of the months stand.
    ends: [u8; MonthsBack::REACH],
}

impl Marks {
    /// How many marks there can be. Further ones are not marked, which costs time and changes nothing.
    pub(crate) const MOST: usize = 32;
    /// How far back marks reach: the start of the year before, and a month.
    const DAYS: usize = 768;

    /// The ends of months, the latest first, and more days.
    pub(super) fn of(ends: &[Day; MonthsBack::REACH], more: &[Day]) -> Self {
        let [latest, ..] = *ends;
        let reaches = |day: &Day| *day <= latest && back(latest, *day) < Self::DAYS;
        let room = Self::MOST.saturating_sub(ends.len());
        let more = more.iter().copied().filter(reaches).take(room);
        let mut marked: Vec<Day> = ends.iter().copied().chain(more).collect();
        marked.sort_unstable_by(|a, b| b.cmp(a));
        marked.dedup();
        let last = marked.last().copied().unwrap_or(latest);
        let mut days = [last; Self::MOST];
        for (day, marked) in days.iter_mut().zip(&marked) {
            *day = *marked;
        }
        let mut place_of = [0; Self::DAYS];
        for (place, mark) in (0_u8..).zip(&marked) {
            // Until an earlier mark takes its part of them.
            place_of.get_mut(back(latest, *mark)..).unwrap_or_default().fill(place);
        }
        let place = |end: &Day| marked.iter().zip(0_u8..).find(|(day, _)| *day == end);
        let ends = ends.each_ref().map(|end| place(end).map_or(0, |(_, place)| place));
        Self { days, place_of, ends }
    }

    /// The latest mark.
    pub(crate) const fn latest(&self) -> Day {
        let [latest, ..] = self.days;
        latest
    }

    /// The place of the earliest mark that is not before a day, which is not after the latest.
    #[inline]
    pub(crate) fn place(&self, day: Day) -> usize {
        let entry = self.place_of.get(back(self.latest(), day).min(Self::DAYS - 1));
        // Below the number of marks, which the compiler is told.
        entry.map_or(0, |place| usize::from(*place) % Self::MOST)
    }

    /// The day, with its place if it is marked.
    #[inline]
    pub(crate) fn mark(&self, day: Day) -> Mark {
        let place = self.place(day);
        let is_marked = self.days.get(place) == Some(&day);
        Mark { day, place: if is_marked { place } else { Mark::NOWHERE } }
    }

    /// The window between two days, with their places.
    pub(crate) fn window(&self, window: Window) -> MarkedWindow {
        let Window { after, until } = window;
        MarkedWindow { after: self.mark(after), until: self.mark(until) }
    }

    /// The place of the [end](MonthsBack::ends) of a month; `None` beyond those that are looked back at.
    #[inline]
    pub(crate) fn end(&self, month: usize) -> Option<usize> {
        self.ends.get(month).map(|place| usize::from(*place) % Self::MOST)
    }

    /// The places of the [ends](MonthsBack::ends) of months.
    #[inline]
    pub(crate) fn ends(&self) -> [usize; MonthsBack::REACH] {
        self.ends.map(|place| usize::from(place) % Self::MOST)
    }
}

/// A day, and where it stands among the [marks](Marks), if it does: looked up once for all customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) day: Day,
    /// Beyond all places for a day that is not marked.
    pub(crate) place: usize,
}

impl Mark {
    const NOWHERE: usize = usize::MAX;
}

/// A window whose two days are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MarkedWindow {
    pub(crate) after: Mark,
    pub(crate) until: Mark,
}

impl MarkedWindow {
    pub(crate) const fn window(&self) -> Window {
        Window { after: self.after.day, until: self.until.day }
    }
}

/// How many days one day, not after another, lies before it.
fn back(latest: Day, day: Day) -> usize {
    // Days lie within ±96 million, so that nothing wraps; a later day would lie back very far.
    let days = latest.to_epoch_days().wrapping_sub(day.to_epoch_days()).cast_unsigned();
    usize::try_from(days).unwrap_or(usize::MAX)
}
