use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::{Day, Window};

/// What is wrong with a month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a month is written as 2026-01, was {text:?}")]
pub struct MonthError {
    text: String,
}

/// A calendar month.
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
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "String", into = "String")
)]
pub struct Month(i32);

impl Month {
    /// Months since January of year 0; the caller passes what chrono gave it.
    pub(super) fn of(year: i32, month0: u32) -> Self {
        Self(year.saturating_mul(12).saturating_add_unsigned(month0))
    }

    /// The month so many months later, or earlier when negative.
    ///
    /// ```
    /// # use guanxi::calendar::Month;
    /// assert_eq!("2026-11".parse::<Month>()?.offset(3).to_string(), "2027-02");
    /// # Ok::<(), guanxi::calendar::MonthError>(())
    /// ```
    pub const fn offset(self, months: i32) -> Self {
        Self(self.0.saturating_add(months))
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
        self.0.saturating_sub(earlier.0)
    }

    /// The first day of the month.
    ///
    /// ```
    /// # use guanxi::calendar::Month;
    /// assert_eq!("2026-11".parse::<Month>()?.first_day().to_string(), "2026-11-01");
    /// # Ok::<(), guanxi::calendar::MonthError>(())
    /// ```
    pub fn first_day(self) -> Day {
        let (year, month0) = self.split();
        let end = if year < 0 { Day::MIN } else { Day::MAX };
        NaiveDate::from_ymd_opt(year, month0.saturating_add(1), 1).map_or(end, Day::from)
    }

    /// The last day of the month.
    ///
    /// ```
    /// # use guanxi::calendar::Month;
    /// assert_eq!("2023-02".parse::<Month>()?.last_day().to_string(), "2023-02-28");
    /// # Ok::<(), guanxi::calendar::MonthError>(())
    /// ```
    pub fn last_day(self) -> Day {
        self.offset(1).first_day().offset(-1)
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

    /// Place of the month within a period of so many months, from 0.
    pub(super) fn position_in(self, months: i32) -> i32 {
        self.0.checked_rem_euclid(months).unwrap_or(0)
    }

    fn split(self) -> (i32, u32) {
        let month0 = self.0.rem_euclid(12);
        (self.0.div_euclid(12), u32::try_from(month0).unwrap_or(0))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month0) = self.split();
        write!(f, "{year:04}-{:02}", month0.saturating_add(1))
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        let error = || MonthError { text: text.to_owned() };
        let (year, month) = text.split_once('-').ok_or_else(error)?;
        let digits = |part: &str, len: usize| {
            part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(year, 4) || !digits(month, 2) {
            return Err(error());
        }
        let number = |part: &str| part.parse::<u32>().map_err(|_| error());
        let (year, month) = (number(year)?, number(month)?);
        match (i32::try_from(year), month.checked_sub(1)) {
            (Ok(year), Some(month0)) if month0 < 12 => Ok(Self::of(year, month0)),
            _ => Err(error()),
        }
    }
}

crate::valid::text_form!(Month);

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
    fn every_day_lies_in_its_month() {
        for days in (-800_000..800_000).step_by(13) {
            let day = Day::default().offset(days);
            assert!(day.month().window().contains(day), "{day}");
        }
    }
}
