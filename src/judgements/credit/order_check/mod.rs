//! The order check: every rule with its figures, the verdict, and the remedies of a hold.

mod check;
mod check_finding;
mod credit_inputs;
mod facts;
mod order_check;
mod order_request;
mod policy;
mod remedies;
mod rules;
mod situation;
#[cfg(feature = "serde")]
mod written;

pub use check_finding::{Basis, CheckFinding, CheckOutcome, Measured};
pub use credit_inputs::CreditInputs;
pub(crate) use credit_inputs::{InputDesk, InputsOnDay};
pub use order_check::{OrderCheck, OrderVerdict};
pub use order_request::{OrderRequest, OrderRequestError};
pub use policy::{
    Action, Bounded, CategoryLimits, Comparison, Included, OrderCheckPolicy, OrderCheckPolicyDraft,
    OverdueAmountRule, OverdueShareRule, PaymentIndexRule,
};
pub use remedies::Remedies;
