//! Selling expense (S21.3): over budget, climbing, spending without sales.

mod climbing;
#[cfg(any(feature = "toml", feature = "json"))]
mod expense_figures;
mod expense_policy;
mod expense_reading;
mod period_expense;

pub use climbing::ClimbingRules;
#[cfg(any(feature = "toml", feature = "json"))]
pub(crate) use expense_figures::ExpenseFigures;
pub use expense_policy::{ExpensePolicy, ExpensePolicyDraft};
pub use expense_reading::ExpenseReading;
pub use period_expense::PeriodExpense;
