//! Days, months, periods and working days. Nothing here reads a clock: every judgement is *as of* a
//! day that the caller gives.
//!
//! | type | content |
//! |---|---|
//! | [`Day`] | a calendar day, four bytes, counted from 1970-01-01 |
//! | [`AsOf`] | the day a judgement speaks of: nothing later can be seen |
//! | [`Window`] | days after one day, up to and including another: `after < d ≤ until` |
//! | [`Month`] | a calendar month, written `2026-01` |
//! | [`MonthDay`] | a day of the year, 29 February included |
//! | [`MonthsBack`] | the months up to a day |
//! | [`CompleteMonths`] | the complete months up to a day, with the days worked in each |
//! | [`Period`] | month, quarter or year *to date* |
//! | [`FiscalYear`] | the year by which periods are cut: a first month, or stated first days |
//! | [`Validity`] | days for which something holds, both ends included or open |
//! | [`WorkCalendar`] | the days worked: weekends, closed days, make-up days |
//! | [`WorkCalendarDraft`] | the plain form of a work calendar |
//! | [`DayError`], [`MonthError`] | a text that is no day; a text that is no month |
//! | [`MonthDayError`] | a month and day that no year has |
//! | [`ValidityError`] | a validity that ends before it begins |

mod complete_months;
mod day;
mod day_index;
mod day_spans;
mod fiscal_year;
mod month;
mod month_day;
mod months_back;
mod period;
mod validity;
mod work;

pub use complete_months::CompleteMonths;
pub use day::{AsOf, Day, DayError, Window};
pub(crate) use day_index::{DayIndex, IndexedDay, IndexedWindow};
pub(crate) use day_spans::DaySpans;
pub use fiscal_year::FiscalYear;
pub(crate) use fiscal_year::PeriodToDate;
pub use month::{Month, MonthError};
pub use month_day::{MonthDay, MonthDayError};
pub use months_back::MonthsBack;
pub use period::Period;
pub use validity::{Validity, ValidityError};
pub use work::{WorkCalendar, WorkCalendarDraft};
