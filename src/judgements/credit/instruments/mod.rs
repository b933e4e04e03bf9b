//! Bills and deposits in the exposure, statements of account and limitation.

mod bill_policy;
mod deposit_position;
mod limitation;
mod statement_policy;

pub use bill_policy::{BillPolicy, BillPolicyDraft, BillPosition};
pub use deposit_position::DepositPosition;
pub use limitation::{LimitationPeriod, LimitationPolicy, LimitationPolicyDraft, LimitedClaim};
pub use statement_policy::{StatementFinding, StatementPolicy, StatementPolicyDraft};
