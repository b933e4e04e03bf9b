//! Loading of facts in columns: whole books from the buffers of a data frame.

mod check;
mod columns;
mod error;
mod load;
mod stage;
mod stage_receivables;

pub use columns::{
    DatedColumns, FactColumns, InvoiceColumns, MonthlyColumns, PaymentColumns, ReceivableColumns,
};
pub use error::LoadError;
pub(super) use load::load;
