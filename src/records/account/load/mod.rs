//! Loading of facts in columns: whole books from the buffers of a data frame.

mod check;
mod columns;
mod error;
#[expect(clippy::module_inception, reason = "a file is named after its function")]
mod load;
mod stage;
mod stage_receivables;

pub use columns::{DatedColumns, FactColumns, InvoiceColumns, MonthlyColumns, PaymentColumns};
pub use error::LoadError;
pub(super) use load::load;
