//! The policy of the order check: its rules, its parts, and the policies of well-known systems.

mod action;
mod included;
mod order_check_policy;
mod parity;
mod rule_parts;

pub use action::Action;
pub use included::Included;
pub use order_check_policy::{OrderCheckPolicy, OrderCheckPolicyDraft};
pub use rule_parts::{
    Bounded, CategoryLimits, Comparison, OverdueAmountRule, OverdueShareRule, PaymentIndexRule,
};
