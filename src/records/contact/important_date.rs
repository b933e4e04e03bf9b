use std::collections::BTreeMap;

use chrono::Datelike;

use crate::calendar::{AsOf, Day, MonthDay};
use crate::valid::{Violations, words};

words! {
    /// The day on which 29 February falls in a year that has none.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum LeapDay as "a leap day" {
        /// On 28 February.
        #[default]
        February28 = "february_28" => "28 February",
        /// On 1 March.
        March1 = "march_1" => "1 March",
    }
}

mod sealed {
    use std::collections::BTreeMap;

    use chrono::Datelike;

    use super::Day;
    use crate::valid::Violations;

    /// The day of an occasion in each year of the common calendar, by a table of the caller.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    #[cfg_attr(
        feature = "serde",
        derive(serde::Serialize, serde::Deserialize),
        serde(try_from = "BTreeMap<i32, Day>", into = "BTreeMap<i32, Day>")
    )]
    pub struct DatesByYear(BTreeMap<i32, Day>);

    impl DatesByYear {
        /// The table of some days.
        ///
        /// # Errors
        ///
        /// All rows whose day lies in another year than that of the row. The last days of a lunar
        /// year fall in the next year of the common calendar, and belong in the row of that year.
        ///
        /// ```
        /// use guanxi::{contact::DatesByYear, day};
        ///
        /// // The eve of the new year (除夕) that begins in 2027.
        /// let eve = day!(2027, 2, 5);
        /// assert!(DatesByYear::try_new([(2027, eve)].into()).is_ok());
        /// let error = DatesByYear::try_new([(2026, eve)].into()).unwrap_err();
        /// assert_eq!(error.to_string(), "2026 must have a day of that year, was 2027-02-05");
        /// ```
        pub fn try_new(days: BTreeMap<i32, Day>) -> Result<Self, Violations> {
            let mut found = Violations::default();
            let others = days.iter().filter(|(year, day)| day.to_date().year() != **year);
            for (year, day) in others {
                let problem = format!("must have a day of that year, was {day}");
                found.add(&year.to_string(), problem);
            }
            found.none_or(Self(days))
        }

        /// The days, by year.
        pub const fn days(&self) -> &BTreeMap<i32, Day> {
            &self.0
        }
    }
}
pub use sealed::DatesByYear;

impl TryFrom<BTreeMap<i32, Day>> for DatesByYear {
    type Error = Violations;

    fn try_from(days: BTreeMap<i32, Day>) -> Result<Self, Violations> {
        Self::try_new(days)
    }
}

impl From<DatesByYear> for BTreeMap<i32, Day> {
    fn from(dates: DatesByYear) -> Self {
        dates.days().clone()
    }
}

/// The day of a date in a year; `None` for a year beyond the calendar.
fn in_year(date: MonthDay, year: i32, leap_day: LeapDay) -> Option<Day> {
    let (month, day) = match leap_day {
        LeapDay::February28 => (2, 28),
        LeapDay::March1 => (3, 1),
    };
    let stand_in = || Day::try_from_ymd(year, month, day);
    Day::try_from_ymd(year, date.month(), date.day()).or_else(stand_in)
}

/// The rule by which an important date comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[non_exhaustive]
pub enum Recurrence {
    /// On the same day of each year of the common calendar.
    Yearly(MonthDay),
    /// By a table of the caller, such as a day of the lunar calendar (农历). A year without a row is
    /// not known, never guessed.
    Table(DatesByYear),
}

/// The next time of an important date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum NextDate {
    /// On a day, the day of the question included.
    On(Day),
    /// Not known: the table has no row for a year.
    NoRow(i32),
}

impl Recurrence {
    /// The next time on a day or after it.
    ///
    /// # Rule
    ///
    /// > S2: 29 February falls on 28 February in other years (policy: 1 March). A year without a
    /// > row of the table is no data, never guessed.
    ///
    /// ```
    /// use guanxi::calendar::MonthDay;
    /// use guanxi::contact::{LeapDay, NextDate, Recurrence};
    ///
    /// let birthday = Recurrence::Yearly(MonthDay::try_new(2, 29)?);
    /// let next = birthday.next("2026-02-20".parse()?, LeapDay::February28);
    /// assert_eq!(next, NextDate::On("2026-02-28".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next(&self, t: AsOf, leap_day: LeapDay) -> NextDate {
        let year = t.day().to_date().year();
        let after = year.checked_add(1);
        for year in [Some(year), after].into_iter().flatten() {
            let date = match self {
                Self::Yearly(date) => in_year(*date, year, leap_day),
                Self::Table(dates) => dates.days().get(&year).copied(),
            };
            match date {
                None => return NextDate::NoRow(year),
                Some(date) if date >= t.day() => return NextDate::On(date),
                Some(_) => {}
            }
        }
        NextDate::NoRow(year)
    }
}

/// An important date of a person: a birthday, a wedding day, a founding day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ImportantDate {
    /// The occasion, in words.
    pub occasion: String,
    /// The rule by which it comes back.
    pub recurrence: Recurrence,
}
