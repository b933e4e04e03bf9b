use super::{Day, Month};
use crate::valid::words;

words! {
    /// The span that is counted *to date*: from its first day to the as-of date.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use guanxi::calendar::{Day, Period};
    ///
    /// let day = NaiveDate::from_ymd_opt(2026, 5, 20).map(Day::from).ok_or("no such day")?;
    /// assert_eq!(Period::Quarter.first_month(day).to_string(), "2026-04");
    /// assert_eq!(Period::Quarter.last_day(day).to_string(), "2026-06-30");
    /// # Ok::<(), &str>(())
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum Period as "a period" {
        /// The calendar month.
        Month = "month",
        /// The calendar quarter.
        #[default]
        Quarter = "quarter",
        /// The calendar year.
        Year = "year",
    }
}

impl Period {
    /// The number of months.
    pub const fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The first month of the period in which the day lies.
    ///
    /// ```
    /// # use guanxi::calendar::{Day, Period};
    /// assert_eq!(Period::Year.first_month(Day::default().offset(100)).to_string(), "1970-01");
    /// ```
    pub fn first_month(self, day: Day) -> Month {
        day.month().first_of(self.months())
    }

    /// The last day of the period in which the day lies.
    ///
    /// ```
    /// # use guanxi::calendar::{Day, Period};
    /// assert_eq!(Period::Month.last_day(Day::default()).to_string(), "1970-01-31");
    /// ```
    pub fn last_day(self, day: Day) -> Day {
        let last_month = match self {
            Self::Month => 0,
            Self::Quarter => 2,
            Self::Year => 11,
        };
        self.first_month(day).offset(last_month).last_day()
    }
}
