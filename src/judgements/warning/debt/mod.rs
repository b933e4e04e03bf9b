//! Debt (S21.1): utilisation of the limit, overdue items, nothing agreed.

#[cfg(any(feature = "toml", feature = "json"))]
mod debt_figures;
mod debt_policy;
mod debt_reading;
#[cfg(feature = "serde")]
mod written;

#[cfg(any(feature = "toml", feature = "json"))]
pub(crate) use debt_figures::DebtFigures;
pub use debt_policy::{DebtPolicy, DebtPolicyDraft, Utilisation};
pub use debt_reading::DebtReading;
