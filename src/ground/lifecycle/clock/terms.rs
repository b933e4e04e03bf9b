use crate::calendar::{Day, WorkCalendar};
use crate::valid::words;

words! {
    /// The days that a clock counts.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Count as "a count of days" {
        /// All days.
        #[doc(alias = "自然日")]
        Calendar = "calendar",
        /// Worked days.
        #[doc(alias = "工作日")]
        Working = "working",
        /// All days except weekly rest days; holidays and make-up days are ignored. A deadline that
        /// falls on a day off is rolled to the next worked day.
        WeekdaysThenRoll = "weekdays_then_roll",
    }
}

words! {
    /// The day to which a deadline on a day off is moved. A deadline is moved once, at the end.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum Roll as "a roll" {
        /// The deadline stays.
        #[default]
        Stay = "stay",
        /// The next worked day, for a deadline that ends a right of the other side.
        Forward = "forward",
        /// The last worked day before, for a notice that we must give.
        Backward = "backward",
    }
}

/// The length of a deadline, and the days that count: policy data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ClockTerms {
    /// The days that count.
    pub count: Count,
    /// The number of days.
    pub limit: u16,
    /// The move of a deadline on a day off. [`Count::WeekdaysThenRoll`] rolls forward in any case.
    #[cfg_attr(feature = "serde", serde(default))]
    pub roll: Roll,
    /// The most calendar days that pauses may take together; 0 for a clock that cannot be paused,
    /// such as that of an acknowledgement of receipt.
    #[cfg_attr(feature = "serde", serde(default))]
    pub most_paused: u16,
}

impl ClockTerms {
    /// Terms without a move and without pauses.
    pub const fn new(count: Count, limit: u16) -> Self {
        Self { count, limit, roll: Roll::Stay, most_paused: 0 }
    }
}

impl Count {
    /// Returns `true` when the day counts.
    pub(super) fn counts(self, day: Day, calendar: &WorkCalendar) -> bool {
        match self {
            Self::Calendar => true,
            Self::Working => calendar.is_worked(day),
            Self::WeekdaysThenRoll => !calendar.rests_weekly(day),
        }
    }
}

impl ClockTerms {
    /// A deadline moved to a worked day; `None` when that leaves the calendar.
    pub(super) fn rolled(self, due: Day, calendar: &WorkCalendar) -> Option<Day> {
        let step = match (self.count, self.roll) {
            (Count::WeekdaysThenRoll, _) | (Count::Calendar | Count::Working, Roll::Forward) => 1,
            (Count::Calendar | Count::Working, Roll::Backward) => -1,
            (Count::Calendar | Count::Working, Roll::Stay) => return Some(due),
        };
        let mut day = due;
        while !calendar.is_worked(day) {
            day = day.checked_offset(step)?;
        }
        Some(day)
    }
}
