//! The context of a judgement: the day, the period, the months, the priors and the market.
//!
//! | type | content |
//! |---|---|
//! | [`Context`] | everything that a rule needs beside its policy and the account |
//! | [`Pace`] | the progress of a period by a day, and the due part of agreed amounts |
//!
//! A context is worked out once for a day, from a policy and the whole book, and used for every
//! customer. Every rule is asked in one way: `judge(account, &context)`.

mod context;
mod due_months;
mod known_days;
mod pace;
mod period_part;
mod purchase_figures;

pub use context::Context;
pub(crate) use known_days::Needs;
pub use pace::Pace;
#[cfg(any(feature = "toml", feature = "json"))]
pub(crate) use pace::has_elapsed;
pub(crate) use period_part::{LastYear, PeriodPart, WorkedDays};
pub(crate) use purchase_figures::PurchaseFigures;
