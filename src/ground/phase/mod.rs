//! The part of a period that has gone by on a day, weighed by season, calendar and weekday.
//!
//! Plans (S7), obligations of a contract (S5) and accruals of a rebate (S6) spread an amount over
//! days. One definition of the weight of a day serves them all:
//!
//! > w(d) = season of the month × worked × weight of the weekday, in whole numbers;
//! > phase(t) = W(first day to t) ÷ W(first day to last day).
//!
//! | type | meaning |
//! |---|---|
//! | [`DayWeights`] | the weights of months and weekdays, checked |
//! | [`DayWeightsDraft`] | their plain form: 1 each by default |
//! | [`Phase`] | a period with the weights of its days: the part due by a day |
//! | [`PhaseError`] | a period without weight, too long, or beyond the calendar |
//! | [`Schedule`] | amounts stated by dates, as ten-day parts of a month (旬) |
//! | [`SchedulePart`] | an amount due by a last day |
//! | [`ScheduleError`] | parts that do not follow each other |
//!
//! The amount due by a day is rounded once, to the nearest unit. The part of a window is the
//! difference of two such amounts, so all parts together are the whole, to the unit.

mod day_weights;
mod phase;
mod schedule;

pub use day_weights::{DayWeights, DayWeightsDraft};
pub use phase::{Phase, PhaseError};
pub use schedule::{Schedule, ScheduleError, SchedulePart};
