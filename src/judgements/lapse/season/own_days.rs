use super::Season;
use crate::calendar::{Day, DaySpans, Window};
use crate::measure::{Excess, proven};

/// The own days of a customer: those that are neither closed, nor off its season, nor in a gap of
/// the feed of sales.
///
/// Days of silence, gaps between order days and the days over which orders are counted are own
/// days: a customer that cannot be expected to order is not silent.
///
/// ```
/// use guanxi::calendar::Window;
/// use guanxi::day;
/// use guanxi::lapse::OwnDays;
///
/// let every_day = OwnDays::EVERY_DAY;
/// let week = Window::inclusive(day!(2026, 3, 2), day!(2026, 3, 8));
/// assert_eq!(every_day.count(week), 7);
/// assert_eq!(every_day.after(week.after, 7), week.until);
/// ```
#[doc(alias = "客户自有日")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnDays<'c> {
    /// The days that are nobody's own: closed days and those of gaps; `None` without any.
    idle: Option<&'c DaySpans>,
    season: Option<Season>,
}

impl OwnDays<'static> {
    /// Every day: we are never closed, nothing is missing, and the customer buys all the year
    /// round.
    pub const EVERY_DAY: Self = Self { idle: None, season: None };
}

impl Default for OwnDays<'_> {
    fn default() -> Self {
        OwnDays::EVERY_DAY
    }
}

impl<'c> OwnDays<'c> {
    pub(crate) const fn new(idle: Option<&'c DaySpans>, season: Option<Season>) -> Self {
        Self { idle, season }
    }

    /// Returns `true` when every day is an own day.
    #[inline]
    pub(crate) const fn is_every_day(&self) -> bool {
        self.idle.is_none() && self.season.is_none()
    }

    /// The season of the customer; `None` for one that buys all the year round.
    pub const fn season(&self) -> Option<&Season> {
        self.season.as_ref()
    }

    /// Returns `true` when the customer is off season on a day, or was on the last day before a
    /// closed one on which we were open: no season begins on a closed day.
    pub fn is_off_season(&self, day: Day) -> bool {
        let open = || self.idle.map_or(day, |idle| idle.last_outside(day));
        self.season.is_some_and(|season| season.is_off(day) || season.is_off(open()))
    }

    /// The number of own days in a window.
    #[inline]
    pub fn count(&self, window: Window) -> u32 {
        let days = window.days();
        if self.is_every_day() { days } else { days.excess_over(self.others(window)) }
    }

    /// Own days from a day to a later one; calendar days, negative, where it is not later.
    #[inline]
    pub(crate) fn between(&self, after: Day, until: Day) -> i32 {
        let days = until.days_since(after);
        if self.is_every_day() {
            return days;
        }
        let others = i32::try_from(self.others(Window { after, until })).ok();
        let own = others.and_then(|others| days.checked_sub(others));
        proven!(own, else days, "no more days are left out than have passed")
    }

    /// The first day by which a number of own days has passed after a day.
    pub fn after(&self, start: Day, days: u32) -> Day {
        let (mut by, mut missing) = (start, days);
        while missing > 0 && by < Day::MAX {
            let until = i32::try_from(missing).map_or(Day::MAX, |missing| by.offset(missing));
            missing = self.others(Window { after: by, until });
            by = until;
        }
        by
    }

    /// The days of a window that are no own days.
    pub(crate) fn others(&self, window: Window) -> u32 {
        let idle = self.idle.map_or(0, |idle| idle.days_in(window));
        let off = self.season.as_ref().map_or(0, |season| season.days_off_in(window));
        let sum = proven!(idle.checked_add(off), else idle, "a calendar of 192 million days");
        if idle == 0 || off == 0 { sum } else { sum.excess_over(self.both(window)) }
    }

    /// The days of a window that are idle and off season.
    fn both(&self, window: Window) -> u32 {
        let Some((season, idle)) = self.season.zip(self.idle) else { return 0 };
        let idle = season.off_in(window).map(|off| idle.days_in(off));
        idle.fold(
            0,
            |sum, days| proven!(sum.checked_add(days), else sum, "a calendar of 192 million days"),
        )
    }
}
