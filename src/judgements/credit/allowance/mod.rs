//! Allowances for bad debts.

mod allowance;
mod allowance_policy;
mod movement;

pub use allowance::{Allowance, AllowanceRow};
pub use allowance_policy::{AllowancePolicy, AllowancePolicyDraft, SecuredOrder};
pub use movement::AllowanceMovement;
