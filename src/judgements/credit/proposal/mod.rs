//! Proposed limits: need, capacity, and the caps of policy and insurance.

mod credit_means;
mod proposal;
mod proposal_policy;

pub use credit_means::Means;
pub use proposal::{Cap, NoProposal, Proposal};
pub use proposal_policy::{CapacityPoint, LimitRounding, ProposalDraft, ProposalPolicy};
