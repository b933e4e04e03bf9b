//! Dated amounts with running totals: sum and count of any window in two look-ups.
//!
//! The one structure behind purchases, billings and expenses. A [`Timeline`] holds one [`Step`] per
//! day, with everything up to and including that day already added up. So *as of* and *any window*
//! cost the same, and history is free.

mod build;
mod ends;
mod marked;
mod monthly;
mod step;

pub use monthly::MonthAmount;
pub use step::{Standing, Step, Timeline};

pub(crate) use build::{Addition, compact, loosened, place_before};
pub(crate) use marked::{Marked, grown};
