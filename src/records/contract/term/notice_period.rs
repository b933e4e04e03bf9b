use std::fmt;

use crate::calendar::Day;
use crate::measure::proven;

/// The length of a notice.
///
/// Months are counted by the calendar: three months before 31 May is 28 February.
///
/// ```
/// use guanxi::contract::NoticePeriod;
/// use guanxi::day;
///
/// assert_eq!(NoticePeriod::Months(3).before(day!(2026, 5, 31)), day!(2026, 2, 28));
/// assert_eq!(NoticePeriod::Days(30).after(day!(2026, 5, 31)), day!(2026, 6, 30));
/// ```
#[doc(alias = "通知期")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum NoticePeriod {
    /// A number of months.
    Months(u16),
    /// A number of calendar days.
    Days(u16),
}

impl NoticePeriod {
    /// The last day on which notice can be given for an end: as long before the last day of the
    /// term as the notice is long. The month's last day where the day does not exist.
    pub fn before(self, last: Day) -> Day {
        match self {
            Self::Months(months) => last.months_earlier(months),
            Self::Days(days) => {
                let back = i32::from(days).checked_neg();
                last.offset(proven!(back, else 0, "a number of 16 bits can be negated"))
            }
        }
    }

    /// The first day for which a notice given on a day can be meant.
    pub fn after(self, given: Day) -> Day {
        match self {
            Self::Months(months) => given.months_later(months.into()),
            Self::Days(days) => given.offset(days.into()),
        }
    }
}

impl fmt::Display for NoticePeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Months(1) => f.write_str("1 month"),
            Self::Months(months) => write!(f, "{months} months"),
            Self::Days(1) => f.write_str("1 day"),
            Self::Days(days) => write!(f, "{days} days"),
        }
    }
}
