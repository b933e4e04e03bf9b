//! Settlement of invoices by payments: open items, their ageing, and the balance of a customer.

mod ageing;
mod bucket;
mod open_balance;
mod settle;

pub use ageing::Ageing;
pub use bucket::Bucket;
pub use open_balance::{OpenBalance, OpenItem};
pub use settle::settle;
pub(crate) use settle::settle_with_receipt;
