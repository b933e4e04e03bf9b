//! Selling expense (S21.3): over budget, climbing, spending without sales.

mod climbing;
mod expense_policy;

pub use climbing::ClimbingRules;
pub use expense_policy::{ExpensePolicy, ExpensePolicyDraft, ExpenseReading};
