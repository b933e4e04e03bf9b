use super::{Day, Window};
use crate::measure::{Excess, proven};

/// Days in spans that do not touch, in order: asked how many of them lie in a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct DaySpans {
    spans: Vec<Span>,
    /// The days of the spans up to each day from the first of them to the last; empty where those
    /// are too far apart. Every gap between two orders is asked for, so no search is made.
    by_day: Vec<u32>,
}

/// Days from the first to the last that are looked up: ten years.
const MOST_BY_DAY: u32 = 3_653;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    days: Window,
    /// The days of all spans before it.
    before: u32,
}

impl DaySpans {
    /// The days of windows in any order, which may overlap.
    pub(crate) fn new(windows: impl IntoIterator<Item = Window>) -> Self {
        let mut windows: Vec<Window> = windows.into_iter().filter(|it| it.days() > 0).collect();
        windows.sort_unstable_by_key(|it| it.after);
        let mut spans: Vec<Span> = Vec::new();
        for days in windows {
            match spans.last_mut() {
                Some(last) if days.after <= last.days.until => {
                    last.days.until = last.days.until.max(days.until);
                }
                last => {
                    let before = last.map_or(0, |last| last.up_to(last.days.until));
                    spans.push(Span { days, before });
                }
            }
        }
        Self { by_day: Vec::new(), spans }.with_days()
    }

    fn with_days(self) -> Self {
        let (Some(first), Some(last)) = (self.spans.first(), self.spans.last()) else {
            return self;
        };
        let all = Window { after: first.days.after, until: last.days.until };
        let by_day = if all.days() > MOST_BY_DAY { Vec::new() } else { self.counted(all) };
        Self { by_day, ..self }
    }

    fn counted(&self, all: Window) -> Vec<u32> {
        // By number, as the last day of the calendar has no next one.
        let numbers = (1..=all.days()).filter_map(|number| i32::try_from(number).ok());
        numbers.map(|number| self.searched(all.after.offset(number))).collect()
    }

    /// The windows themselves, in order.
    pub(crate) fn windows(&self) -> impl Iterator<Item = Window> + '_ {
        self.spans.iter().map(|span| span.days)
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The number of days of the spans that lie in a window.
    #[inline]
    pub(crate) fn days_in(&self, window: Window) -> u32 {
        self.up_to(window.until).excess_over(self.up_to(window.after))
    }

    /// The first day of the spans that lies in a window.
    pub(crate) fn first_in(&self, window: Window) -> Option<Day> {
        let place = self.spans.partition_point(|span| span.days.until <= window.after);
        let span = self.spans.get(place)?;
        let first = span.days.after.max(window.after);
        (first < window.until).then(|| first.offset(1))
    }

    /// The last day up to another that lies outside the spans.
    pub(crate) fn last_outside(&self, day: Day) -> Day {
        let place = self.spans.partition_point(|span| span.days.after < day);
        let last = place.checked_sub(1).and_then(|place| self.spans.get(place));
        last.filter(|span| span.days.contains(day)).map_or(day, |span| span.days.after)
    }

    /// The days of the spans up to a day.
    #[inline]
    fn up_to(&self, day: Day) -> u32 {
        let (Some(first), Some(all)) = (self.spans.first(), self.by_day.last()) else {
            return self.searched(day);
        };
        let Ok(place) = usize::try_from(day.days_since(first.days.after)) else { return 0 };
        let Some(place) = place.checked_sub(1) else { return 0 };
        *self.by_day.get(place).unwrap_or(all)
    }

    fn searched(&self, day: Day) -> u32 {
        let place = self.spans.partition_point(|span| span.days.after < day);
        let last = place.checked_sub(1).and_then(|place| self.spans.get(place));
        last.map_or(0, |last| last.up_to(day))
    }
}

impl Span {
    /// The days of the spans up to a day in or after this one and before the next.
    fn up_to(&self, day: Day) -> u32 {
        let within = Window { until: day.min(self.days.until), ..self.days }.days();
        proven!(self.before.checked_add(within), else u32::MAX, "a calendar of 192 million days")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test may panic")]
    use super::*;

    fn window(first: i32, last: i32) -> Window {
        Window::inclusive(Day::default().offset(first), Day::default().offset(last))
    }

    /// A few windows on forty days, some empty, from a number.
    fn windows(mut seed: u32) -> Vec<Window> {
        let mut next = |below: u32| {
            seed = seed.rotate_left(7) ^ seed.rotate_right(3) ^ 0x9e37_79b9;
            i32::try_from(seed % below).unwrap()
        };
        (0..next(5))
            .map(|_| (next(40), next(9)))
            .map(|(at, len)| window(at, at + len - 1))
            .collect()
    }

    #[test]
    fn spans_end_with_the_calendar() {
        let last = Window { after: Day::MAX.offset(-3), until: Day::MAX };
        let spans = DaySpans::new([last]);
        assert_eq!(spans.days_in(last), 3);
        assert_eq!(spans.days_in(Window { after: Day::MAX.offset(-1), ..last }), 1);
        let first = Window { after: Day::MIN, until: Day::MIN.offset(2) };
        assert_eq!(DaySpans::new([first]).days_in(first), 2);
    }

    #[test]
    fn spans_agree_with_single_days() {
        for seed in 0..400 {
            let mut windows = windows(seed);
            // Every second time too far apart to be looked up.
            windows.extend((seed % 2 == 0).then(|| window(10_000, 10_001)));
            let spans = DaySpans::new(windows.iter().copied());
            assert_eq!(
                spans.by_day.is_empty(),
                spans.spans.is_empty() || seed % 2 == 0 && spans.spans.len() > 1
            );
            let inside = |day: Day| windows.iter().any(|it| it.contains(day));
            for (first, last) in
                (-2..44).flat_map(|first| (first - 1..44).map(move |it| (first, it)))
            {
                let days: Vec<Day> = (first..=last).map(|it| Day::default().offset(it)).collect();
                let counted = days.iter().filter(|it| inside(**it)).count();
                let asked = window(first, last);
                assert_eq!(usize::try_from(spans.days_in(asked)).unwrap(), counted, "{windows:?}");
                let found = days.iter().copied().find(|it| inside(*it));
                assert_eq!(spans.first_in(asked), found, "{asked:?} of {windows:?}");
            }
            for day in (0..44).map(|it| Day::default().offset(it)) {
                let outside =
                    (0..100).map(|back| day.offset(-back)).find(|it| !inside(*it)).unwrap();
                assert_eq!(spans.last_outside(day), outside, "{windows:?}");
            }
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_days_like_others() {
        let all = DaySpans::new([Window { after: Day::MIN, until: Day::MAX }]);
        assert_eq!(all.last_outside(Day::default()), Day::MIN);
        assert_eq!(all.days_in(Window { after: Day::default(), until: Day::default() }), 0);
    }
}
