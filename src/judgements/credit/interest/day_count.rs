use chrono::Datelike;

use crate::calendar::{Day, Window};
use crate::valid::words;

words! {
    /// The length of a year by which the rate of a year becomes that of some days.
    ///
    /// Under each of them the interest of two neighbouring runs of days is that of both together.
    #[doc(alias = "计息基准")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum DayCount as "a day count" {
        /// All days, 360 to a year.
        Actual360 = "actual360" => "actual/360",
        /// All days, 365 to a year, in leap years as well.
        #[default]
        Actual365 = "actual365" => "actual/365",
        /// All days, 365 or 366 to a year: each day by the calendar year in which it lies.
        ActualActual = "actual_actual" => "actual/actual",
        /// Months of 30 days, 360 to a year; a 31st counts as the 30th of its month. The European
        /// form, which is the same whatever days a run begins and ends on.
        Thirty360 = "thirty360" => "30/360",
    }
}

impl DayCount {
    /// The parts of a year into which every day count divides: the least common multiple of 360,
    /// 365 and 366.
    pub(super) const PARTS_OF_YEAR: i128 = 1_603_080;
    const OF_360: i128 = Self::PARTS_OF_YEAR / 360;
    const OF_365: i128 = Self::PARTS_OF_YEAR / 365;
    const OF_366: i128 = Self::PARTS_OF_YEAR / 366;

    /// The length of a run of days in parts of a year; `None` when it does not fit.
    pub(super) fn parts(self, window: Window) -> Option<i128> {
        let days = i128::from(window.days());
        match self {
            Self::Actual360 => days.checked_mul(Self::OF_360),
            Self::Actual365 => days.checked_mul(Self::OF_365),
            Self::ActualActual => parts_by_year(window),
            Self::Thirty360 if days == 0 => Some(0),
            Self::Thirty360 => {
                let days = thirty(window.until)?.checked_sub(thirty(window.after)?)?;
                days.checked_mul(Self::OF_360)
            }
        }
    }
}

/// The days up to a day where each month has 30.
fn thirty(day: Day) -> Option<i128> {
    let date = day.to_date();
    let months = i128::from(date.year()).checked_mul(12)?.checked_add(date.month0().into())?;
    months.checked_mul(30)?.checked_add(i128::from(date.day().min(30)))
}

/// The parts of a year of a run of days, each by the length of its calendar year.
fn parts_by_year(window: Window) -> Option<i128> {
    let (mut parts, mut after) = (0_i128, window.after);
    while after < window.until {
        let date = after.checked_offset(1)?.to_date();
        let end = Day::try_from_ymd(date.year(), 12, 31)?.min(window.until);
        let of_day = if date.leap_year() { DayCount::OF_366 } else { DayCount::OF_365 };
        let days = i128::from(Window { after, until: end }.days());
        parts = parts.checked_add(days.checked_mul(of_day)?)?;
        after = end;
    }
    Some(parts)
}
