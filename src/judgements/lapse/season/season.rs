use super::circle::{day_at, year_of};
use crate::calendar::{Day, Window};
use crate::measure::proven;

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
        self.stretches.into_iter().filter(|it| it.days > 0)
    }

    /// Returns `true` when the customer is off season on a day.
    pub fn is_off(&self, day: Day) -> bool {
        self.off_in(Window::inclusive(day, day)).next().is_some()
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
