//! Settlement of rebates: parts, the final one, restatements, claims.

mod claim;
mod error;
mod key;
mod ledger;

pub use claim::ClaimState;
pub use error::SettlementError;
pub use key::{SettlementKey, SettlementKind};
pub use ledger::{Settlement, SettlementFacts, SettlementLedger, SettlementProposalError};
