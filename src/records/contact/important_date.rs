use std::collections::BTreeMap;

use chrono::Datelike;

use crate::calendar::{AsOf, Day};
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

/// A month and day that no year has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no year has a day {day} of month {month}")]
pub struct MonthDayError {
    /// The month offered.
    pub month: u32,
    /// The day offered.
    pub day: u32,
}

mod sealed {
    use std::collections::BTreeMap;

    use chrono::Datelike;

    use super::{Day, MonthDayError};
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

    /// A day of the year, such as a birthday whose year is not told.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct MonthDay {
        month: u32,
        day: u32,
    }

    impl MonthDay {
        /// A day of a month; 29 February is one.
        ///
        /// # Errors
        ///
        /// When no year has that day.
        ///
        /// ```
        /// use guanxi::contact::MonthDay;
        /// assert!(MonthDay::try_new(2, 29).is_ok());
        /// let error = MonthDay::try_new(2, 30).unwrap_err();
        /// assert_eq!(error.to_string(), "no year has a day 30 of month 2");
        /// ```
        pub const fn try_new(month: u32, day: u32) -> Result<Self, MonthDayError> {
            // A leap year has every day that any year has.
            match Day::try_from_ymd(2024, month, day) {
                Some(_) => Ok(Self { month, day }),
                None => Err(MonthDayError { month, day }),
            }
        }

        /// The month, 1 to 12.
        pub const fn month(self) -> u32 {
            self.month
        }

        /// The day of the month.
        pub const fn day(self) -> u32 {
            self.day
        }
    }
}
pub use sealed::{DatesByYear, MonthDay};

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

impl MonthDay {
    /// The day in a year; `None` for a year beyond the calendar.
    fn in_year(self, year: i32, leap_day: LeapDay) -> Option<Day> {
        let (month, day) = match leap_day {
            LeapDay::February28 => (2, 28),
            LeapDay::March1 => (3, 1),
        };
        let stand_in = || Day::try_from_ymd(year, month, day);
        Day::try_from_ymd(year, self.month(), self.day()).or_else(stand_in)
    }
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
    /// use guanxi::contact::{LeapDay, MonthDay, NextDate, Recurrence};
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
                Self::Yearly(date) => date.in_year(year, leap_day),
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

#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMonthDay {
    month: u32,
    day: u32,
}

#[cfg(feature = "serde")]
impl serde::Serialize for MonthDay {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        WrittenMonthDay { month: self.month(), day: self.day() }.serialize(to)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for MonthDay {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let WrittenMonthDay { month, day } = WrittenMonthDay::deserialize(from)?;
        Self::try_new(month, day).map_err(serde::de::Error::custom)
    }
}
