use super::EffectError;
use crate::calendar::{AsOf, Window, WorkCalendar};

mod sealed {
    use super::EffectError;
    use crate::calendar::Window;

    /// The windows over which the effect of support is read, in the order of time: two before the
    /// support, one after, and one later where it is over.
    ///
    /// The windows are equal: of as many days, or as many whole months of the calendar. They do not
    /// overlap; between two of them there may be days that count for none, as those on which the
    /// support was given.
    ///
    /// ```
    /// use guanxi::calendar::Window;
    /// use guanxi::day;
    /// use guanxi::support::EffectWindows;
    ///
    /// let quarter = |first, last| Window::inclusive(first, last);
    /// let windows = EffectWindows::try_new(
    ///     quarter(day!(2025, 7, 1), day!(2025, 9, 30)),
    ///     quarter(day!(2025, 10, 1), day!(2025, 12, 31)),
    ///     quarter(day!(2026, 1, 1), day!(2026, 3, 31)),
    ///     None,
    /// )?;
    /// assert_eq!(windows.after().days(), 90, "92 and 92 before, and three months each");
    /// # Ok::<(), guanxi::support::EffectError>(())
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub struct EffectWindows {
        earlier: Window,
        before: Window,
        after: Window,
        later: Option<Window>,
    }

    impl EffectWindows {
        /// Four windows, the last of which may not be over yet.
        ///
        /// # Errors
        ///
        /// When a window has no day, begins before the one before it is over, or is not as long.
        pub fn try_new(
            earlier: Window,
            before: Window,
            after: Window,
            later: Option<Window>,
        ) -> Result<Self, EffectError> {
            let found = Self { earlier, before, after, later };
            found.check()?;
            Ok(found)
        }

        /// The first of the two windows before the support: it tells whether the groups moved
        /// alike.
        pub const fn earlier(self) -> Window {
            self.earlier
        }

        /// The window just before the support.
        pub const fn before(self) -> Window {
            self.before
        }

        /// The window after the support.
        pub const fn after(self) -> Window {
            self.after
        }

        /// The later window: it tells whether purchases were only brought forward.
        pub const fn later(self) -> Option<Window> {
            self.later
        }
    }
}
pub use sealed::EffectWindows;

/// The worked days of each window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct EffectDays {
    /// Those of the first of the two windows before the support.
    pub earlier: u32,
    /// Those of the window just before the support.
    pub before: u32,
    /// Those of the window after the support.
    pub after: u32,
    /// Those of the later window.
    pub later: Option<u32>,
}

impl EffectWindows {
    /// The windows in the order of time.
    pub(super) fn all(self) -> impl Iterator<Item = Window> {
        [self.earlier(), self.before(), self.after()].into_iter().chain(self.later())
    }

    /// All days from the first window to the last.
    pub fn span(self) -> Window {
        let until = self.later().unwrap_or_else(|| self.after()).until;
        Window { after: self.earlier().after, until }
    }

    fn check(self) -> Result<(), EffectError> {
        let mut last: Option<Window> = None;
        for window in self.all() {
            if window.days() == 0 {
                return Err(EffectError::EmptyWindow { after: window.after, until: window.until });
            }
            if let Some(last) = last {
                if window.after < last.until {
                    let first = window.after.offset(1);
                    return Err(EffectError::Overlap { first, until: last.until });
                }
                if !is_equal(last, window) {
                    let (days, other) = (last.days(), window.days());
                    return Err(EffectError::Unequal {
                        until: window.until,
                        days: other,
                        of: days,
                    });
                }
            }
            last = Some(window);
        }
        Ok(())
    }

    /// The worked days of each window, all over by `t`.
    pub(super) fn worked(
        self,
        calendar: &WorkCalendar,
        t: AsOf,
    ) -> Result<EffectDays, EffectError> {
        let until = self.span().until;
        if !t.sees(until) {
            return Err(EffectError::NotOver { until, t });
        }
        let worked = |window: Window| match calendar.days_worked(window) {
            0 => Err(EffectError::NoWork { first: window.after.offset(1), until: window.until }),
            days => Ok(days),
        };
        Ok(EffectDays {
            earlier: worked(self.earlier())?,
            before: worked(self.before())?,
            after: worked(self.after())?,
            later: self.later().map(worked).transpose()?,
        })
    }
}

/// Tells whether two windows have as many days, or as many whole months.
fn is_equal(one: Window, other: Window) -> bool {
    let months = |window: Window| {
        let (first, last) = (window.after.offset(1), window.until);
        let (from, to) = (first.month(), last.month());
        let is_whole = from.first_day() == first && to.last_day() == last;
        is_whole.then(|| to.months_since(from))
    };
    one.days() == other.days() || months(one).is_some_and(|it| Some(it) == months(other))
}
