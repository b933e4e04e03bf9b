//! The context of a judgement: the day, the period, the months, the priors and the market.
//!
//! Worked out once for a day, by a policy and the whole book, and used for every customer. Every
//! rule is asked in one way: `judge(account, &context)`.

mod context;
mod pace;
mod purchase_figures;

pub use context::Context;
pub use pace::Pace;
pub(crate) use purchase_figures::PurchaseFigures;
