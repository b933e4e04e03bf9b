use super::{AsOf, Day, Month, WorkCalendarDraft};
use crate::measure::proven;

/// The complete months up to a day, latest first, with the days that are worked in each. A month is
/// complete on its last day.
///
/// Computed once for a day and used for every customer.
///
/// ```
/// use guanxi::calendar::{CompleteMonths, WorkCalendar};
///
/// let months = CompleteMonths::up_to("2026-03-30".parse()?, &WorkCalendar::default());
/// assert_eq!(months.latest().to_string(), "2026-02", "March ends tomorrow");
/// assert_eq!(months.worked().first(), Some(&28));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompleteMonths {
    t: AsOf,
    latest: Month,
    ends: [Day; Self::REACH + 1],
    worked: [u8; Self::REACH],
}

impl CompleteMonths {
    /// The number of months: five years.
    pub const REACH: usize = 60;

    /// The complete months up to `t`. In a month without any working day every day counts.
    ///
    /// ```
    /// # use guanxi::calendar::{CompleteMonths, WorkCalendar};
    /// let months = CompleteMonths::up_to("2026-03-31".parse()?, &WorkCalendar::default());
    /// assert_eq!(months.latest().to_string(), "2026-03", "March ends today");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn up_to(t: AsOf, calendar: &WorkCalendarDraft) -> Self {
        let month = t.day().month();
        let latest = if month.last_day() == t.day() { month } else { month.offset(-1) };
        let worked = |place: usize| {
            let window = latest.earlier(place).window();
            let days = calendar.days_worked(window);
            let days = if days == 0 { window.days() } else { days };
            proven!(u8::try_from(days).ok(), else u8::MAX, "a month has at most 31 days")
        };
        Self {
            t,
            latest,
            ends: std::array::from_fn(|place| latest.earlier(place).last_day()),
            worked: std::array::from_fn(worked),
        }
    }

    /// The day up to which the months go.
    pub const fn as_of(&self) -> AsOf {
        self.t
    }

    /// The latest complete month.
    pub const fn latest(&self) -> Month {
        self.latest
    }

    /// The last days of the months, the latest first, and last that of the month before them all.
    ///
    /// ```
    /// # use guanxi::calendar::{CompleteMonths, WorkCalendar};
    /// let months = CompleteMonths::up_to("2026-01-15".parse()?, &WorkCalendar::default());
    /// let [december, november, ..] = *months.ends();
    /// assert_eq!(december.to_string(), "2025-12-31");
    /// assert_eq!(november.to_string(), "2025-11-30");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn ends(&self) -> &[Day; Self::REACH + 1] {
        &self.ends
    }

    /// The number of days worked in each month, the latest first; at least one.
    ///
    /// ```
    /// # use guanxi::calendar::{CompleteMonths, WorkCalendar, WorkCalendarDraft};
    /// let rest_days = vec![chrono::Weekday::Sat, chrono::Weekday::Sun];
    /// let draft = WorkCalendarDraft { rest_days, ..WorkCalendarDraft::default() };
    /// let calendar = WorkCalendar::try_new(draft)?;
    /// let months = CompleteMonths::up_to("2026-03-01".parse()?, &calendar);
    /// let [february, january, ..] = *months.worked();
    /// assert_eq!((february, january), (20, 22));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn worked(&self) -> &[u8; Self::REACH] {
        &self.worked
    }
}
