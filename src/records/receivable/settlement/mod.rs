//! Settlement of invoices: open items, their ageing, and the balance of a customer.

mod ageing;
mod bucket;
mod invoice_parts;
mod means;
mod open_balance;
mod receivables;
mod returns;
mod settle;
mod settled_part;
mod settlement;
mod small_change;

pub use ageing::Ageing;
pub use bucket::Bucket;
pub(crate) use invoice_parts::InvoiceParts;
pub use open_balance::{OpenBalance, OpenItem};
pub use receivables::Receivables;
pub use settle::settle;
pub(crate) use settle::settle_with_receipt;
pub(crate) use settled_part::SettledPart;
pub(crate) use settlement::Settlement;
pub use small_change::SmallChange;
