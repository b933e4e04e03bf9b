use super::{Day, Period, Window};
use crate::measure::proven;
use crate::valid::{Draft, Violations};

/// The year by which periods to date are cut: one that begins with a month, or first days that are
/// stated one by one.
///
/// # Rule
///
/// > S21.2: a period has a first month (April), or is a list of first days given by the caller
/// > (4-4-5). Last year's period of a list is the one with the same number, up to the same number
/// > of days, at most its own.
///
/// ```
/// use guanxi::calendar::{FiscalYear, Period};
/// use guanxi::day;
///
/// let from_april = FiscalYear { first_month: 4, ..FiscalYear::default() };
/// let year = from_april.period_on(Period::Year, day!(2027, 2, 10)).ok_or("always has one")?;
/// assert_eq!(year.after.offset(1), day!(2026, 4, 1));
/// assert_eq!(year.until, day!(2027, 3, 31));
///
/// // Quarters of 4, 4 and 5 weeks; the last day ends the period before it.
/// let first_days = vec![
///     vec![day!(2025, 12, 29), day!(2026, 1, 26), day!(2026, 2, 23)],
///     vec![day!(2026, 3, 30)],
/// ];
/// let weeks = FiscalYear { first_days, ..FiscalYear::default() };
/// let third = weeks.period_on(Period::Quarter, day!(2026, 3, 1)).ok_or("is stated")?;
/// assert_eq!((third.days(), third.until), (35, day!(2026, 3, 29)));
/// assert_eq!(weeks.period_on(Period::Quarter, day!(2026, 3, 30)), None, "its end is not known");
/// # Ok::<(), &str>(())
/// ```
#[doc(alias = "财年")]
#[doc(alias = "4-4-5")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct FiscalYear {
    /// The month with which a year begins, from 1 to 12. Quarters follow it; months are those of
    /// the calendar.
    pub first_month: u8,
    /// The first days of all periods, in order, one list for each year. Where they are stated they
    /// are the periods, and neither the first month nor the length of a period counts. A period is
    /// known when the first day of the next one is, so there are at least two days. No two lie
    /// farther apart than a year of 53 weeks.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub first_days: Vec<Vec<Day>>,
}

impl Default for FiscalYear {
    /// The calendar year.
    fn default() -> Self {
        Self { first_month: 1, first_days: Vec::new() }
    }
}

/// The days of the longest period: a year of 53 weeks.
const MOST_DAYS: i32 = 371;

impl Draft for FiscalYear {
    fn check(&self, found: &mut Violations) {
        if !(1..=12).contains(&self.first_month) {
            found.add("first_month", format!("must lie in 1..=12, was {}", self.first_month));
        }
        if self.first_days.is_empty() {
            return;
        }
        if self.first_month != 1 {
            let problem = format!("must be 1 beside first_days, was {}", self.first_month);
            found.add("first_month", problem);
        }
        if let Some(year) = self.first_days.iter().position(Vec::is_empty) {
            found.add("first_days", format!("must name a day of each year, [{year}] is empty"));
        }
        let days = || self.first_days.iter().flatten();
        if let (Some(day), None) = (days().next(), days().nth(1)) {
            let problem =
                format!("must name at least 2 days, the end of a period too, named {day}");
            found.add("first_days", problem);
        }
        for (before, day) in days().zip(days().skip(1)) {
            let apart = day.days_since(*before);
            if apart <= 0 {
                found.add("first_days", format!("must rise, {day} follows {before}"));
            } else if apart > MOST_DAYS {
                let problem = format!("must lie at most {MOST_DAYS} days apart");
                found.add("first_days", format!("{problem}, {day} follows {before} by {apart}"));
            }
        }
    }
}

/// A period up to a day of it, and the same part of the period of last year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PeriodToDate {
    pub(crate) whole: Window,
    pub(crate) to_date: Window,
    /// `None` where last year's period is not stated.
    pub(crate) last_year: Option<Window>,
}

impl FiscalYear {
    /// The days of the period in which a day lies. `None` when periods are stated and that one is
    /// not, or its end is not.
    pub fn period_on(&self, period: Period, day: Day) -> Option<Window> {
        if self.first_days.is_empty() {
            let first = period.first_month_from(self.first_month, day);
            let last = first.offset(period.months()).offset(-1);
            return Some(Window::inclusive(first.first_day(), last.last_day()));
        }
        let (year, number) = self.place_of(day)?;
        self.stated(year, number)
    }

    /// The last day of the periods that are stated, where the day lies after it.
    ///
    /// ```
    /// # use guanxi::{calendar::FiscalYear, day};
    /// let first_days = vec![vec![day!(2025, 12, 29), day!(2026, 1, 26)], vec![day!(2026, 2, 23)]];
    /// let weeks = FiscalYear { first_days, ..FiscalYear::default() };
    /// assert_eq!(weeks.ends_before(day!(2026, 2, 22)), None);
    /// assert_eq!(weeks.ends_before(day!(2026, 2, 23)), Some(day!(2026, 2, 22)));
    /// ```
    pub fn ends_before(&self, day: Day) -> Option<Day> {
        let end = self.first_days.last()?.last()?;
        (*end <= day).then(|| end.offset(-1))
    }

    /// The period of a day up to that day.
    pub(crate) fn to_date(&self, period: Period, day: Day) -> Option<PeriodToDate> {
        let whole = self.period_on(period, day)?;
        let to_date = Window { until: day, ..whole };
        let last_year = if self.first_days.is_empty() {
            let first = whole.after.offset(1).year_earlier();
            Some(Window::inclusive(first, a_year_before(day, whole)))
        } else {
            self.stated_a_year_before(day, to_date)
        };
        Some(PeriodToDate { whole, to_date, last_year })
    }

    /// The last period that is complete before the one that begins after a day.
    pub(crate) fn complete_by(&self, period: Period, day: Day) -> Option<PeriodToDate> {
        self.to_date(period, day).filter(|complete| complete.whole.until == day)
    }

    /// The part of last year's stated period that is as long as a period to date.
    fn stated_a_year_before(&self, day: Day, to_date: Window) -> Option<Window> {
        let (year, number) = self.place_of(day)?;
        let whole = self.stated(year.checked_sub(1)?, number)?;
        let same_length = whole.after.offset(to_date.until.days_since(to_date.after));
        Some(Window { until: whole.until.min(same_length), ..whole })
    }

    /// The year and the number in it of the stated period that begins last by a day.
    fn place_of(&self, day: Day) -> Option<(usize, usize)> {
        let year = self.first_days.iter().rposition(|year| year.first() <= Some(&day))?;
        let number = self.first_days.get(year)?.iter().rposition(|first| *first <= day)?;
        Some((year, number))
    }

    /// The days of a stated period whose end is stated, too.
    fn stated(&self, year: usize, number: usize) -> Option<Window> {
        let periods = self.first_days.get(year)?;
        let first = *periods.get(number)?;
        let next_number = number.checked_add(1)?;
        let next_year = || self.first_days.get(year.checked_add(1)?)?.first();
        let next = periods.get(next_number).or_else(next_year)?;
        Some(Window { after: first.offset(-1), until: next.offset(-1) })
    }
}

/// The day up to which last year's period is counted: the end of its month where the period ends.
/// Only in February does that differ from the date.
fn a_year_before(day: Day, whole: Window) -> Day {
    let date = day.year_earlier();
    if day == whole.until { date.month().last_day() } else { date }
}

impl Period {
    /// The first month of the period in which the day lies, in years that begin with a month.
    fn first_month_from(self, first_month: u8, day: Day) -> super::Month {
        let shift = i32::from(first_month).checked_sub(1);
        let shift = proven!(shift, else 0, "8 bits less one");
        let back = proven!(shift.checked_neg(), else 0, "8 bits and a sign");
        day.month().offset(back).first_of(self.months()).offset(shift)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;

    #[test]
    fn years_that_begin_in_january_have_the_periods_of_the_calendar() {
        let calendar = FiscalYear::default();
        for offset in (-3000..3000).step_by(7) {
            let day = Day::default().offset(offset);
            for period in Period::ALL {
                let whole = calendar.period_on(period, day).unwrap();
                assert_eq!(whole.after.offset(1), period.first_month(day).first_day());
                assert_eq!(whole.until, period.last_day(day));
            }
        }
    }
}
