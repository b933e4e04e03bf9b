use std::collections::BTreeSet;

use chrono::{Datelike, Weekday};

use super::{Day, DaySpans, Window};
use crate::measure::proven;
use crate::valid::{Draft, Valid, Violations};

/// The plain form of a [`WorkCalendar`].
///
/// Mainland China rests on Saturday and Sunday, adds holidays, and works on some weekend days to
/// make up for them (调休): the three fields.
///
/// ```
/// use chrono::NaiveDate;
/// use guanxi::calendar::{Day, WorkCalendar, WorkCalendarDraft};
///
/// let day = |d| NaiveDate::from_ymd_opt(2026, 2, d).map(Day::from).ok_or("no such day");
/// let china = WorkCalendar::try_new(WorkCalendarDraft {
///     rest_days: [chrono::Weekday::Sat, chrono::Weekday::Sun].into(),
///     holidays: (15..=23).map(day).collect::<Result<_, _>>()?,
///     worked_rest_days: [day(14)?, day(28)?].into(),
///     last_year: Some(2026),
/// }).map_err(|_| "contradicts itself")?;
/// assert!(china.is_worked(day(14)?), "a Saturday that is worked");
/// assert!(!china.is_worked(day(16)?), "a Monday of the New Year holiday");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct WorkCalendarDraft {
    /// Weekdays on which nobody works. None by default: every day works.
    #[cfg_attr(feature = "serde", serde(with = "weekdays"))]
    #[cfg_attr(feature = "schemars", schemars(schema_with = "weekdays::schema"))]
    pub rest_days: Vec<Weekday>,
    /// The days on which we are closed, stated one by one: holidays and shutdowns. They are no
    /// silence of a customer and are not worked in plan and budget. A weekly rest day that is
    /// named here is a closed day, too.
    #[doc(alias = "closed days")]
    #[doc(alias = "节假日")]
    pub holidays: BTreeSet<Day>,
    /// Rest days that are worked all the same.
    #[doc(alias = "调休")]
    pub worked_rest_days: BTreeSet<Day>,
    /// The last year of which the closed days are known; every year by default. Where a judgement
    /// lies in a later year, the arms that read the calendar answer *no data*. Years before the
    /// first closed day have none.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub last_year: Option<i32>,
}

/// The days that are worked: weekly rest days, closed days and make-up days.
///
/// One calendar serves all rules and, in a [`CasePolicy`](crate::casework::CasePolicy), deadlines;
/// [`PolicyDraft::with_calendar`](crate::policy::PolicyDraft::with_calendar) states it for both.
#[doc(alias = "工作日历")]
pub type WorkCalendar = Valid<WorkCalendarDraft>;

impl Draft for WorkCalendarDraft {
    fn check(&self, found: &mut Violations) {
        for day in self.holidays.intersection(&self.worked_rest_days) {
            found.add("worked_rest_days", format!("must not name a holiday, names {day}"));
        }
        for day in self.worked_rest_days.iter().filter(|day| !self.rests_weekly(**day)) {
            found.add("worked_rest_days", format!("must name rest days only, {day} is none"));
        }
        for (place, weekday) in self.rest_days.iter().enumerate() {
            if self.rest_days.iter().take(place).any(|earlier| earlier == weekday) {
                found.add(
                    "rest_days",
                    format!("must name each weekday once, {weekday} is repeated"),
                );
            }
        }
        if self.rest_days.len() >= 7 {
            found.add("rest_days", "must leave a weekday to work, names all seven".to_owned());
        }
        let stated = [("holidays", &self.holidays), ("worked_rest_days", &self.worked_rest_days)];
        for (field, days) in stated {
            if let Some((last, day)) = self.last_year.zip(days.last())
                && year(*day) > last
            {
                found.add(field, format!("must not go beyond last_year ({last}), names {day}"));
            }
        }
    }
}

impl WorkCalendarDraft {
    /// Returns `true` for a weekly rest day, whether or not it is worked this once.
    pub(crate) fn rests_weekly(&self, day: Day) -> bool {
        !self.rest_days.is_empty() && self.rest_days.contains(&weekday(day))
    }

    /// Returns `true` when the day is worked.
    ///
    /// ```
    /// # use guanxi::calendar::{Day, WorkCalendar};
    /// assert!(WorkCalendar::default().is_worked(Day::default()), "every day works by default");
    /// ```
    pub fn is_worked(&self, day: Day) -> bool {
        if self.rests_weekly(day) {
            self.worked_rest_days.contains(&day)
        } else {
            !self.holidays.contains(&day)
        }
    }

    /// Returns `true` when we are closed on the day: when it is named a holiday. A weekly rest day
    /// is none by itself, since every gap between orders holds some.
    pub fn is_closed(&self, day: Day) -> bool {
        self.holidays.contains(&day)
    }

    /// The last year known, where the day lies in a later one.
    ///
    /// ```
    /// # use guanxi::calendar::WorkCalendarDraft;
    /// let draft = WorkCalendarDraft { last_year: Some(2026), ..WorkCalendarDraft::default() };
    /// assert_eq!(draft.ends_before("2026-12-31".parse()?), None);
    /// assert_eq!(draft.ends_before("2027-01-01".parse()?), Some(2026));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn ends_before(&self, day: Day) -> Option<i32> {
        self.last_year.filter(|last| year(day) > *last)
    }

    /// The closed days, to be counted.
    pub(crate) fn closed_days(&self) -> DaySpans {
        DaySpans::new(self.holidays.iter().map(|day| Window::inclusive(*day, *day)))
    }

    /// The number of days of the window that are worked.
    ///
    /// ```
    /// # use guanxi::calendar::{Day, Month, WorkCalendar};
    /// let november: Month = "2026-11".parse()?;
    /// assert_eq!(WorkCalendar::default().days_worked(november.window()), 30);
    /// # Ok::<(), guanxi::calendar::MonthError>(())
    /// ```
    pub fn days_worked(&self, window: Window) -> u32 {
        if self.is_every_day_worked() {
            return window.days();
        }
        count(window, |day| self.is_worked(day))
    }

    /// `true` if there are neither rest days nor holidays.
    pub(crate) fn is_every_day_worked(&self) -> bool {
        self.rest_days.is_empty() && self.holidays.is_empty()
    }

    /// The number of days of the window that are no weekly rest days; holidays and make-up days are
    /// ignored.
    pub(crate) fn weekdays(&self, window: Window) -> u32 {
        count(window, |day| !self.rests_weekly(day))
    }
}

/// The number of days of the window that are of a kind.
fn count(window: Window, is_of_kind: impl Fn(Day) -> bool) -> u32 {
    let mut counted = 0_u32;
    let mut day = window.after;
    while day < window.until {
        day = day.offset(1);
        if is_of_kind(day) {
            counted =
                proven!(counted.checked_add(1), else counted, "a calendar of 192 million days");
        }
    }
    counted
}

fn year(day: Day) -> i32 {
    day.to_date().year()
}

/// The weekday, which needs no date: they have followed each other in sevens since Thursday, 1
/// January 1970.
fn weekday(day: Day) -> Weekday {
    match day.to_epoch_days().rem_euclid(7) {
        0 => Weekday::Thu,
        1 => Weekday::Fri,
        2 => Weekday::Sat,
        3 => Weekday::Sun,
        4 => Weekday::Mon,
        5 => Weekday::Tue,
        _ => Weekday::Wed,
    }
}

#[cfg(feature = "serde")]
mod weekdays {
    use chrono::Weekday;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(days: &[Weekday], to: S) -> Result<S::Ok, S::Error> {
        days.iter().map(ToString::to_string).collect::<Vec<_>>().serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<Weekday>, D::Error> {
        let names = Vec::<String>::deserialize(from)?;
        let read = |name: &String| {
            name.parse().map_err(|_| D::Error::custom(format!("{name:?} is not a weekday")))
        };
        names.iter().map(read).collect()
    }

    #[cfg(feature = "schemars")]
    pub(super) fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "array",
            "items": { "enum": [
                "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
                "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
            ] },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_is_that_of_the_date() {
        for start in [Day::MIN, Day::default().offset(-20), Day::MAX.offset(-15)] {
            for day in (0..15).map(|it| start.offset(it)) {
                assert_eq!(weekday(day), day.to_date().weekday(), "{day}");
            }
        }
    }
}
