//! Money in: sold, collected and owed, and the calls of a collection.

mod collection_schedule;
mod sales_balance;

pub use collection_schedule::{CollectionCall, Debtor, collection_schedule};
pub use sales_balance::SalesBalance;
