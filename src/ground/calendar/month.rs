use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::{Day, Window};
use crate::measure::proven;

/// A text that is no month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a month is written as 2026-01, was {text:?}")]
pub struct MonthError {
    text: String,
}

/// A calendar month, within the years that chrono knows (±262,000).
///
/// ```
/// use guanxi::calendar::Month;
///
/// let month: Month = "2024-02".parse()?;
/// assert_eq!(month.last_day().to_string(), "2024-02-29");
/// assert_eq!(month.offset(-2).to_string(), "2023-12");
/// # Ok::<(), guanxi::calendar::MonthError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(into = "String"))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(with = "String", extend("pattern" = r"^([0-9]{4}|[+-][0-9]{4,6})-[0-9]{2}$"))
)]
pub struct Month(i32);

impl Month {
    /// The first month of the calendar.
    pub const MIN: Self = Self(-262_143 * 12);
    /// The last month of the calendar.
    pub const MAX: Self = Self(262_142 * 12 + 11);

    /// The month *n* months after January of year 0, the form in which columns hold months; `None`
    /// outside the calendar.
    pub(crate) const fn try_from_number(months: i32) -> Option<Self> {
        if months < Self::MIN.0 || months > Self::MAX.0 { None } else { Some(Self(months)) }
    }

    /// The month of a year of the calendar, by its number from 0.
    pub(super) fn from_year_and_month0(year: i32, month0: u32) -> Self {
        let number = year.checked_mul(12).and_then(|first| first.checked_add_unsigned(month0));
        Self(proven!(number, else 0, "the years of the calendar lie within 263 thousand"))
    }

    /// The month *n* months later, or earlier when *n* is negative; the first or the last month of
    /// the calendar where the result would lie beyond it.
    ///
    /// ```
    /// # use guanxi::calendar::Month;
    /// assert_eq!("2026-11".parse::<Month>()?.offset(3).to_string(), "2027-02");
    /// # Ok::<(), guanxi::calendar::MonthError>(())
    /// ```
    pub const fn offset(self, months: i32) -> Self {
        match self.0.checked_add(months) {
            Some(moved) if moved < Self::MIN.0 => Self::MIN,
            Some(moved) if moved > Self::MAX.0 => Self::MAX,
            Some(moved) => Self(moved),
            None if months < 0 => Self::MIN,
            None => Self::MAX,
        }
    }

    /// The month *n* months earlier; the first month of the calendar where it would lie before
    /// that.
    pub(super) fn earlier(self, months: usize) -> Self {
        let back = i32::try_from(months).ok().and_then(i32::checked_neg);
        back.map_or(Self::MIN, |back| self.offset(back))
    }

    /// Months from `earlier` to this month; negative when `earlier` is later.
    ///
    /// ```
    /// # use guanxi::calendar::Month;
    /// let month: Month = "2026-11".parse()?;
    /// assert_eq!(month.months_since(month.offset(-14)), 14);
    /// # Ok::<(), guanxi::calendar::MonthError>(())
    /// ```
    pub const fn months_since(self, earlier: Self) -> i32 {
        proven!(self.0.checked_sub(earlier.0), else 0, "months lie within 4 million of year 0")
    }

    /// The first day of the month.
    ///
    /// ```
    /// # use guanxi::calendar::Month;
    /// assert_eq!("2026-11".parse::<Month>()?.first_day().to_string(), "2026-11-01");
    /// # Ok::<(), guanxi::calendar::MonthError>(())
    /// ```
    pub fn first_day(self) -> Day {
        let (year, month) = self.year_and_month();
        let date = NaiveDate::from_ymd_opt(year, month, 1);
        proven!(date, else NaiveDate::MIN, "a month lies in the calendar of chrono").into()
    }

    /// The last day of the month.
    ///
    /// ```
    /// # use guanxi::calendar::Month;
    /// assert_eq!("2023-02".parse::<Month>()?.last_day().to_string(), "2023-02-28");
    /// # Ok::<(), guanxi::calendar::MonthError>(())
    /// ```
    pub fn last_day(self) -> Day {
        if self == Self::MAX { Day::MAX } else { self.offset(1).first_day().offset(-1) }
    }

    /// All days of the month.
    ///
    /// ```
    /// # use guanxi::calendar::Month;
    /// assert_eq!("2026-11".parse::<Month>()?.window().days(), 30);
    /// # Ok::<(), guanxi::calendar::MonthError>(())
    /// ```
    pub fn window(self) -> Window {
        Window::inclusive(self.first_day(), self.last_day())
    }

    /// The first month of the period of *n* months in which the month lies; periods are counted
    /// from January of year 0.
    pub(super) fn first_of(self, months: i32) -> Self {
        let place = self.0.checked_rem_euclid(months);
        let place = proven!(place, else 0, "a period has months");
        let first = self.0.checked_sub(place);
        Self(proven!(first, else self.0, "months lie within 4 million of year 0"))
    }

    /// The year and the number of the month in it, from 1.
    fn year_and_month(self) -> (i32, u32) {
        let month = self.0.rem_euclid(12).checked_add(1).and_then(|month| month.try_into().ok());
        (self.0.div_euclid(12), proven!(month, else 1, "twelve months are numbered from 1"))
    }
}

impl Day {
    /// The month of the day.
    pub fn month(self) -> Month {
        let date = self.to_date();
        Month::from_year_and_month0(date.year(), date.month0())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year_and_month() {
            (year @ 0..=9999, month) => write!(f, "{year:04}-{month:02}"),
            (year, month) => write!(f, "{year:+05}-{month:02}"),
        }
    }
}

impl FromStr for Month {
    type Err = MonthError;

    /// Reads `2026-01` and nothing looser. A year before 0 or after 9999 has a sign, as it is
    /// displayed: `+10000-01`.
    fn from_str(text: &str) -> Result<Self, MonthError> {
        // The month of its first day.
        let first: Option<Day> = format!("{text}-01").parse().ok();
        first.map(Day::month).ok_or_else(|| MonthError { text: text.to_owned() })
    }
}

crate::valid::text_form!(Month, "a month such as \"2026-01\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_four_digits_a_dash_and_two_digits() {
        for text in
            ["2026-00", "2026-13", "26-01", "2026-1", "2026/01", "2026-01-01", "+026-01", ""]
        {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_calendar_of_months_is_that_of_days() {
        assert_eq!((Day::MIN.month(), Day::MAX.month()), (Month::MIN, Month::MAX));
        assert_eq!((Month::MIN.first_day(), Month::MAX.last_day()), (Day::MIN, Day::MAX));
        assert_eq!((Month::MIN.offset(-1), Month::MAX.offset(1)), (Month::MIN, Month::MAX));
        assert_eq!(
            (Month::MIN.offset(i32::MIN), Month::MAX.offset(i32::MAX)),
            (Month::MIN, Month::MAX)
        );
        assert_eq!(
            (Month::MIN.earlier(1), Month::MAX.earlier(usize::MAX)),
            (Month::MIN, Month::MIN)
        );
    }

    #[test]
    fn every_day_lies_in_its_month() {
        for days in (-800_000..800_000).step_by(13) {
            let day = Day::default().offset(days);
            assert!(day.month().window().contains(day), "{day}");
        }
    }
}
