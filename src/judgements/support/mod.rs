//! Support for dealers (辅导与支援, S25): its kinds and items.
//!
//! | type | meaning |
//! |---|---|
//! | [`SupportKind`] | the six kinds |
//! | [`SupportItem`] | the 32 items, each with its kind, its unit and its Chinese word |
//! | [`SupportUnit`] | the unit of an item: money or days of people |
//! | [`PersonDays`], [`PersonDaysError`] | days of people, in halves; a text that is none |
//!
//! Systems of the domain: [S25].
//!
//! [S25]: crate::docs::domain#s25

mod item;
mod person_days;

pub use item::{SupportItem, SupportKind, SupportUnit};
pub use person_days::{PersonDays, PersonDaysError};
