use chrono::Datelike;

use crate::calendar::{Day, MonthDay};
use crate::measure::Excess;
use crate::valid::Violations;

/// The days on which a silence holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum SilentDays {
    /// From a day to a day, both included: a trade fair.
    Between {
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
    },
    /// From a day to a day of every year, both included. They may span the new year. 29 February is
    /// the 28th in a year that has none.
    Yearly {
        /// The first day.
        from: MonthDay,
        /// The last day.
        to: MonthDay,
    },
    /// From a day to a day of every month, both included: stock-taking. They may span the turn of
    /// the month. A day that a month does not have is its last.
    Monthly {
        /// The first day of the month, from 1.
        from: u32,
        /// The last day of the month.
        to: u32,
    },
}

/// Days that a silence lasts at a time, at most.
const MOST_DAYS: i32 = 31;

/// Days that a silence of every month lasts, at most: half of the month.
const MOST_DAYS_OF_MONTH: u32 = 15;

impl SilentDays {
    /// Returns `true` on a day on which the silence holds.
    ///
    /// ```
    /// use guanxi::casework::SilentDays;
    /// use guanxi::day;
    /// let stock_taking = SilentDays::Monthly { from: 30, to: 2 };
    /// assert!(stock_taking.hold_on(day!(2026, 2, 28)), "the last day of the month");
    /// assert!(stock_taking.hold_on(day!(2026, 3, 2)));
    /// assert!(!stock_taking.hold_on(day!(2026, 3, 29)));
    /// ```
    pub fn hold_on(&self, day: Day) -> bool {
        match *self {
            Self::Between { from, to } => from <= day && day <= to,
            Self::Yearly { from, to } => {
                let date = day.to_date();
                let at = (date.month(), date.day());
                let place = |it: MonthDay| match (it.month(), it.day()) {
                    (2, 29) if !date.leap_year() => (2, 28),
                    place => place,
                };
                // Turned around before a day is moved.
                if from <= to {
                    place(from) <= at && at <= place(to)
                } else {
                    place(from) <= at || at <= place(to)
                }
            }
            Self::Monthly { from, to } => {
                let at = day.to_date().day();
                let last = day.month().last_day().to_date().day();
                // Turned around before the days are cut to those of the month.
                if from <= to {
                    from.min(last) <= at && at <= to
                } else {
                    from.min(last) <= at || at <= to
                }
            }
        }
    }

    /// Adds a violation when the days lie the wrong way around, are none, or are too many.
    pub(super) fn check(&self, found: &mut Violations) {
        match *self {
            Self::Between { from, to } => {
                let days = to.days_since(from);
                if !(0..MOST_DAYS).contains(&days) {
                    let problem = format!("must last 1 to {MOST_DAYS} days, was {from} to {to}");
                    found.add("days", problem);
                }
            }
            Self::Yearly { from, to } => {
                let day = |year, it: MonthDay| Day::try_from_ymd(year, it.month(), it.day());
                let year = if from <= to { 2024 } else { 2025 };
                let days =
                    day(2024, from).zip(day(year, to).or_else(|| Day::try_from_ymd(year, 2, 28)));
                if days.is_none_or(|(from, to)| to.days_since(from) >= MOST_DAYS) {
                    let ends = [from.month(), from.day(), to.month(), to.day()];
                    let [month, day, last_month, last_day] = ends;
                    let problem = format!(
                        "must last at most {MOST_DAYS} days, was {month:02}-{day:02} to \
                         {last_month:02}-{last_day:02}"
                    );
                    found.add("days", problem);
                }
            }
            Self::Monthly { from, to } => {
                let last = if from <= to { Some(to) } else { to.checked_add(31) };
                let days = last.map_or(u32::MAX, |last| last.excess_over(from));
                let is_day = |day: u32| (1..=31).contains(&day);
                if !is_day(from) || !is_day(to) || days >= MOST_DAYS_OF_MONTH {
                    let problem = format!(
                        "must be 1 to {MOST_DAYS_OF_MONTH} days of the month, was {from} to {to}"
                    );
                    found.add("days", problem);
                }
            }
        }
    }
}
