//! The circle of 365 days that all years share.

use chrono::Datelike;

use crate::calendar::Day;
use crate::measure::proven;

/// Days on the circle: 29 February has the place of the 28th.
pub(super) const DAYS_OF_YEAR: u16 = 365;

/// The last place of the circle.
pub(super) const LAST_PLACE: u16 = 364;

/// The place of 29 February and of the day before it, from 0.
pub(super) const END_OF_FEBRUARY: u16 = 58;

/// The year of a day.
pub(super) fn year_of(day: Day) -> i32 {
    day.to_date().year()
}

/// The place of month and day on the circle, from 0.
pub(super) fn place_of(day: Day) -> u16 {
    year_and_place(day).1
}

/// The year of a day, and the place of its month and day on the circle, from 0.
pub(super) fn year_and_place(day: Day) -> (i32, u16) {
    let date = day.to_date();
    let ordinal = u16::try_from(date.ordinal0()).ok();
    let ordinal = proven!(ordinal, else 0, "366 days");
    let leap_day = u16::from(date.leap_year() && ordinal > END_OF_FEBRUARY);
    let place = proven!(ordinal.checked_sub(leap_day), else 0, "it lies after 28 February");
    (date.year(), place)
}

/// The day at a place of the circle in a year, never 29 February, and in the next year for a place
/// beyond the end of the circle; `None` beyond the calendar.
pub(super) fn day_at(year: i32, place: u16) -> Option<Day> {
    if let Some(place) = place.checked_sub(DAYS_OF_YEAR) {
        return day_at(year.checked_add(1)?, place);
    }
    let first = Day::try_from_ymd(year, 1, 1)?;
    let leap_day = i32::from(first.to_date().leap_year() && place > END_OF_FEBRUARY);
    first.checked_offset(i32::from(place).checked_add(leap_day)?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;
    use crate::day;

    #[test]
    fn every_day_has_its_place_and_the_leap_day_that_of_the_day_before() {
        for day in (0..1500).map(|it| day!(2023, 1, 1).offset(it)) {
            let place = place_of(day);
            let is_leap_day = day == day!(2024, 2, 29);
            let same = if is_leap_day { day.offset(-1) } else { day };
            assert_eq!(day_at(year_of(day), place).unwrap(), same, "{day}");
            assert!(place < DAYS_OF_YEAR);
        }
        let places = [day!(2024, 1, 1), day!(2024, 2, 29), day!(2024, 3, 1), day!(2024, 12, 31)];
        assert_eq!(places.map(place_of), [0, 58, 59, 364]);
        assert_eq!(day_at(2024, 365), Some(day!(2025, 1, 1)));
        assert_eq!(day_at(year_of(Day::MAX), 365), None);
    }
}
