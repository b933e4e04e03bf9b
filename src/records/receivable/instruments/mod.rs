//! Facts beside invoices and payments: bills, floor stock, deposits and statements of account.

mod bill;
mod bill_words;
mod deposit;
mod floor_stock;
mod statement;

pub use bill::{Bill, BillFate, PassedOn};
pub use bill_words::{AcceptorKind, BillState, Recourse};
pub use deposit::{Deposit, DepositUse, DepositUseKind};
pub use floor_stock::FloorStock;
pub use statement::{Statement, StatementAnswer};
