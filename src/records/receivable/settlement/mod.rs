//! Settlement of invoices: open items, their ageing, and the balance of a customer.

mod ageing;
mod bucket;
mod invoice_parts;
mod open_balance;
mod receivables;
mod returns;
mod settle;
mod settlement;
mod small_change;

pub use ageing::Ageing;
pub use bucket::Bucket;
pub(crate) use invoice_parts::InvoiceParts;
pub use open_balance::{OpenBalance, OpenItem};
pub use receivables::Receivables;
pub use settle::settle;
pub(crate) use settle::settle_with_receipt;
pub(crate) use settlement::{SettledPart, Settlement};
pub use small_change::SmallChange;
