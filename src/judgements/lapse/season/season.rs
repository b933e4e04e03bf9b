use super::circle::{
    DAYS_OF_YEAR, END_OF_FEBRUARY, LAST_PLACE, day_at, place_of, year_and_place, year_of,
};
use crate::calendar::{Day, Window};
use crate::measure::{Excess, proven};

/// A stretch of the year in which a customer is off season.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Stretch {
    /// The place of the order day before it.
    pub(super) after: u16,
    /// The days off season; 0 for a stretch that is not used.
    pub(super) days: u16,
}

/// The season of a customer: the parts of every year in which it does not buy.
///
/// Found by [`SeasonRules`](super::SeasonRules) in the order days of the past years.
///
/// ```
/// use guanxi::day;
/// use guanxi::calendar::{Day, Window};
/// use guanxi::lapse::SeasonRules;
///
/// let weeks = |first: Day| (0..12).map(move |week| first.offset(7 * week));
/// let days: Vec<Day> = weeks(day!(2024, 10, 1)).chain(weeks(day!(2025, 10, 1))).collect();
/// let season = SeasonRules::default().season(&days).ok_or("all the year round")?;
/// let year = Window::inclusive(day!(2026, 1, 1), day!(2026, 12, 31));
/// let off: Vec<Window> = season.off_in(year).collect();
/// assert_eq!(off, [
///     Window::inclusive(day!(2026, 1, 1), day!(2026, 9, 30)),
///     Window::inclusive(day!(2026, 12, 18), day!(2026, 12, 31)),
/// ]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "销售季节")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Season {
    /// In the order of the year; unused ones at the end.
    stretches: [Stretch; Season::MOST_STRETCHES],
}

impl Season {
    /// The most stretches of a year that may be off season.
    pub const MOST_STRETCHES: usize = 12;

    /// The season of some stretches, in the order of the year; `None` without any.
    pub(super) fn from_stretches(found: impl Iterator<Item = Stretch>) -> Option<Self> {
        let mut stretches = [Stretch::default(); Self::MOST_STRETCHES];
        let mut places = stretches.iter_mut();
        for stretch in found.filter(|it| it.days > 0) {
            *proven!(places.next(), else return None, "twelve stretches of 30 days") = stretch;
        }
        (stretches != [Stretch::default(); Self::MOST_STRETCHES]).then_some(Self { stretches })
    }

    fn stretches(&self) -> impl Iterator<Item = Stretch> + Clone {
        self.stretches.into_iter().take_while(|it| it.days > 0)
    }

    /// Returns `true` when the customer is off season on a day.
    pub fn is_off(&self, day: Day) -> bool {
        self.is_off_at(place_of(day))
    }

    /// The number of days of a window that lie off season: those of whole rounds of the circle and
    /// of the parts at both ends, without a walk over the years.
    pub(super) fn days_off_in(&self, window: Window) -> u32 {
        if window.days() == 0 {
            return 0;
        }
        let (from_year, from) = year_and_place(window.after);
        let (to_year, to) = year_and_place(window.until);
        let counted = || {
            let rounds = to_year.checked_sub(from_year)?;
            let off = rounds.checked_mul(self.off_up_to(LAST_PLACE))?;
            let off = off.checked_add(self.off_up_to(to))?.checked_sub(self.off_up_to(from))?;
            let on_circle = rounds.checked_mul(DAYS_OF_YEAR.into())?.checked_add(to.into())?;
            let on_circle = on_circle.checked_sub(from.into())?;
            // Each day more is a 29 February, which has the place of the day before it.
            let leap_days = i32::try_from(window.days()).ok()?.checked_sub(on_circle)?;
            let leap_days = if self.is_off_at(END_OF_FEBRUARY) { leap_days } else { 0 };
            u32::try_from(off.checked_add(leap_days)?).ok()
        };
        proven!(counted(), else 0, "a calendar of 192 million days")
    }

    fn is_off_at(&self, place: u16) -> bool {
        self.stretches().any(|it| it.has(place))
    }

    /// The number of places off season up to one, itself included.
    fn off_up_to(&self, place: u16) -> i32 {
        let off = self.stretches().map(|it| i32::from(it.off_up_to(place)));
        off.fold(0, |sum, days| proven!(sum.checked_add(days), else sum, "a circle of 365 days"))
    }

    /// The parts of a window that lie off season, in order.
    #[doc(alias = "淡季")]
    pub fn off_in(&self, window: Window) -> impl Iterator<Item = Window> {
        let (first, last) = (year_of(window.after), year_of(window.until));
        // A stretch that begins in the year before may reach into the window.
        let first = first.checked_sub(1).unwrap_or(first);
        let stretches = self.stretches();
        let every_year = (first..=last).flat_map(move |year| {
            stretches.clone().filter_map(move |stretch| stretch.in_year(year))
        });
        every_year.filter_map(move |off| {
            let after = off.after.max(window.after);
            let until = off.until.min(window.until);
            (after < until).then_some(Window { after, until })
        })
    }
}

impl Stretch {
    /// Its last place, beyond the circle where it spans the new year.
    fn last(self) -> u16 {
        proven!(self.after.checked_add(self.days), else self.after, "two rounds at most")
    }

    fn has(self, place: u16) -> bool {
        let in_next_year = place < self.last().excess_over(LAST_PLACE);
        in_next_year || (self.after < place && place <= self.last())
    }

    /// The number of its places up to one, itself included.
    fn off_up_to(self, place: u16) -> u16 {
        let this_year = self.last().min(place).excess_over(self.after);
        let up_to = proven!(place.checked_add(1), else place, "a circle of 365 days");
        let next_year = self.last().excess_over(LAST_PLACE).min(up_to);
        proven!(this_year.checked_add(next_year), else 0, "a circle of 365 days")
    }

    /// The days off season that begin after the order day of a year; `None` beyond the calendar.
    fn in_year(self, year: i32) -> Option<Window> {
        let first = self.after.checked_add(1)?;
        let next = first.checked_add(self.days)?;
        let window = Window {
            after: day_at(year, first)?.offset(-1),
            until: day_at(year, next)?.offset(-1),
        };
        Some(window)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;
    use crate::day;

    #[test]
    fn days_are_counted_as_one_by_one() {
        let of = |stretches: &[(u16, u16)]| {
            let all = stretches.iter().map(|(after, days)| Stretch { after: *after, days: *days });
            Season::from_stretches(all).unwrap()
        };
        let seasons = [
            of(&[(0, 60)]),
            of(&[(57, 1)]),
            of(&[(58, 70)]),
            of(&[(20, 38), (100, 200)]),
            of(&[(10, 60), (300, 64)]),
            of(&[(90, 60), (300, 65)]),
            of(&[(90, 60), (330, 90)]),
            of(&[(364, 364)]),
        ];
        let begin = day!(2023, 2, 1);
        for season in seasons {
            for (first, length) in (0..800).step_by(7).zip((0..900).cycle().step_by(13)) {
                let after = begin.offset(first);
                let window = Window { after, until: after.offset(length) };
                let days = (1..=length).map(|it| after.offset(it));
                let is_off = |day: &Day| season.off_in(Window::inclusive(*day, *day)).count() > 0;
                let counted = days.filter(|day| is_off(day)).count();
                let found = season.days_off_in(window);
                assert_eq!(usize::try_from(found).unwrap(), counted, "{window:?} of {season:?}");
            }
        }
        let turned = Window { after: begin, until: begin.offset(-100) };
        assert_eq!(of(&[(0, 60)]).days_off_in(turned), 0);
    }
}
