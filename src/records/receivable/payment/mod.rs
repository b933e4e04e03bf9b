//! Payments and what else settles invoices.

mod allocation;
mod payment;
mod recorded_payment;
mod settlement_kind;

pub use allocation::Allocation;
pub use payment::Payment;
pub use recorded_payment::RecordedPayment;
pub use settlement_kind::SettlementKind;
