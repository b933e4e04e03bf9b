//! Bills, floor stock, statements of account and limitation.

mod bill;
mod bill_policy;
mod floor_stock;
mod limitation;
mod statement;

pub use bill::{AcceptorKind, Bill, BillFate, BillState, PassedOn, Recourse};
pub use bill_policy::{BillPolicy, BillPolicyDraft, BillPosition};
pub use floor_stock::{FloorStock, FloorStockPart};
pub use limitation::{LimitationPeriod, LimitationPolicy, LimitationPolicyDraft};
pub use statement::{Statement, StatementFinding, StatementPolicy, StatementPolicyDraft};
