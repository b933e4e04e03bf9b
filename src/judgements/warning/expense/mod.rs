//! Selling expense (S21.3): over budget, climbing, spending without sales.

mod climbing;
mod expense_policy;
mod expense_reading;
mod period_expense;

pub use climbing::ClimbingRules;
pub use expense_policy::{ExpensePolicy, ExpensePolicyDraft};
pub use expense_reading::ExpenseReading;
pub use period_expense::PeriodExpense;
