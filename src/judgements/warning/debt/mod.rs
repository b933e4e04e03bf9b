//! Debt (S21.1): utilisation of the limit, overdue items, nothing agreed.

mod debt_policy;
mod debt_reading;
#[cfg(feature = "serde")]
mod written;

pub use debt_policy::{DebtPolicy, DebtPolicyDraft, Utilisation};
pub use debt_reading::DebtReading;
