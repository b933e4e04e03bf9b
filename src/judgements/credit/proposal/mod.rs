//! Proposed limits: need, capacity, and the caps of policy and insurance.

mod credit_means;
mod proposal;
mod proposal_error;
mod proposal_policy;

pub use credit_means::{CreditMeans, CreditSales};
pub use proposal::{CapAmount, LimitCap, Proposal};
pub use proposal_error::ProposalError;
pub use proposal_policy::{CapacityPoint, LimitRounding, ProposalPolicy, ProposalPolicyDraft};
