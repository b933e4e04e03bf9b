use super::{DayWeightsDraft, Phase, PhaseError};
use crate::calendar::{Day, Window, WorkCalendarDraft};
use crate::measure::proven;
use crate::money::{Amount, Total};
use crate::valid::codes;

/// An amount due by a last day. It is spread over the days since the part before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SchedulePart {
    /// The last day of the part.
    pub last: Day,
    /// The amount of this part alone, in minor units; not negative.
    #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
    pub amount: Amount,
}

/// Parts that make no schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScheduleError {
    /// There is no part.
    #[error("a schedule has a part")]
    Empty,
    /// A part ends before it begins.
    #[error("part {part} of a schedule ends on {first} or later, was {last}")]
    Order {
        /// The number of the part, from 1.
        part: usize,
        /// The first day that the part can have.
        first: Day,
        /// The last day stated.
        last: Day,
    },
    /// A part is below 0.
    #[error("part {part} of a schedule is at least 0, was {minor} minor units")]
    Negative {
        /// The number of the part, from 1.
        part: usize,
        /// The amount stated.
        minor: i64,
    },
    /// The parts do not fit an amount.
    #[error("the parts of a schedule do not fit an amount")]
    Overflow,
}

codes! {
    ScheduleError {
        Empty = "no_part",
        Order = "part_order",
        Negative = "negative_part",
        Overflow = "overflow",
    }
}

/// Amounts stated by dates: the schedule of a month in ten-day parts, or of a year in months.
///
/// # Rule
///
/// > S7: a month may state its own schedule by dates. By a day are due the parts that have ended,
/// > and of the part of the day its phase. A part without a worked day is due on its last day.
///
/// ```
/// use guanxi::calendar::WorkCalendar;
/// use guanxi::day;
/// use guanxi::money::Amount;
/// use guanxi::phase::{DayWeights, Schedule, SchedulePart};
///
/// let part = |last, minor| SchedulePart { last, amount: Amount::from_minor(minor) };
/// let parts =
///     [part(day!(2026, 6, 10), 300), part(day!(2026, 6, 20), 100), part(day!(2026, 6, 30), 600)];
/// let june = Schedule::try_new(day!(2026, 6, 1), parts)?;
/// let (weights, calendar) = (DayWeights::default(), WorkCalendar::default());
/// assert_eq!(june.amount_to(day!(2026, 6, 15), &weights, &calendar)?.minor(), 350);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "进度计划")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "Written", into = "Written")
)]
pub struct Schedule {
    first: Day,
    parts: Vec<SchedulePart>,
    total: Amount,
}

impl Schedule {
    /// A schedule from its first day.
    ///
    /// # Errors
    ///
    /// When there is no part, a part does not end after the one before it, an amount is negative,
    /// or the sum does not fit.
    pub fn try_new(
        first: Day,
        parts: impl IntoIterator<Item = SchedulePart>,
    ) -> Result<Self, ScheduleError> {
        let parts: Vec<SchedulePart> = parts.into_iter().collect();
        let mut next = Some(first);
        for (part, SchedulePart { last, amount }) in (1..).zip(&parts) {
            match next {
                Some(first) if *last >= first => next = last.checked_offset(1),
                Some(first) => return Err(ScheduleError::Order { part, first, last: *last }),
                None => return Err(ScheduleError::Order { part, first: Day::MAX, last: *last }),
            }
            if amount.is_negative() {
                return Err(ScheduleError::Negative { part, minor: amount.minor() });
            }
        }
        if parts.is_empty() {
            return Err(ScheduleError::Empty);
        }
        let total: Total = parts.iter().map(|part| part.amount).collect();
        let total = total.to_amount().ok_or(ScheduleError::Overflow)?;
        Ok(Self { first, parts, total })
    }

    /// The first day.
    pub const fn first(&self) -> Day {
        self.first
    }

    /// The parts in the order of time.
    pub fn parts(&self) -> &[SchedulePart] {
        &self.parts
    }

    /// The sum of the parts.
    pub const fn total(&self) -> Amount {
        self.total
    }

    /// The amount due by a day.
    ///
    /// # Errors
    ///
    /// When the part of the day cannot be spread: it is longer than [`Phase::MOST_DAYS`] or ends
    /// after the last year of the calendar.
    pub fn amount_to(
        &self,
        day: Day,
        weights: &DayWeightsDraft,
        calendar: &WorkCalendarDraft,
    ) -> Result<Amount, PhaseError> {
        let mut due = Total::ZERO;
        let mut first = self.first;
        for SchedulePart { last, amount } in &self.parts {
            if *last > day {
                let part = Window::inclusive(first, *last);
                due = match Phase::try_new(part, weights, calendar) {
                    Ok(phase) => due.plus(phase.amount_to(*amount, day)),
                    // Due at its end.
                    Err(PhaseError::NoWeight { .. }) => due,
                    Err(
                        error @ (PhaseError::TooLong { .. } | PhaseError::BeyondCalendar { .. }),
                    ) => {
                        return Err(error);
                    }
                };
                break;
            }
            due = due.plus(*amount);
            first = last.offset(1);
        }
        Ok(proven!(due.to_amount(), else self.total, "at most the sum of the parts"))
    }
}

#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, rename = "Schedule")]
struct Written {
    first: Day,
    parts: Vec<SchedulePart>,
}

#[cfg(feature = "serde")]
impl From<Schedule> for Written {
    fn from(it: Schedule) -> Self {
        Self { first: it.first, parts: it.parts }
    }
}

#[cfg(feature = "serde")]
impl TryFrom<Written> for Schedule {
    type Error = ScheduleError;

    fn try_from(it: Written) -> Result<Self, ScheduleError> {
        Self::try_new(it.first, it.parts)
    }
}
