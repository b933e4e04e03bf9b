//! Dated amounts with running totals: sum and count of any window in two look-ups.
//!
//! The one structure behind purchases, billings and expenses. A [`Timeline`] holds one [`DayTotal`]
//! for each day on which something happened, with everything up to the end of that day already
//! added up. *As of* and *any window* cost the same however long the past is.
//!
//! | type | meaning |
//! |---|---|
//! | [`Timeline`] | the days of an account, in order |
//! | [`DayTotal`] | one day of a timeline |
//! | [`DayNet`] | a day with its net amount |
//! | [`RunningTotal`] | sum and order days up to the end of a day |
//! | [`MonthAmount`] | an amount agreed for a month |

mod addition;
mod changed;
mod compact;
mod day_total;
mod indexed_timeline;
mod month_amount;
mod timeline;

pub(crate) use day_total::TotalRange;
pub use day_total::{DayNet, DayTotal, RunningTotal};
pub use month_amount::MonthAmount;
pub use timeline::Timeline;

pub(crate) use addition::{Addition, place_before};
pub(crate) use changed::{DayChange, changed};
pub(crate) use compact::{MOST_OWNERS, compact, loosened};
pub(crate) use indexed_timeline::IndexedTimeline;
