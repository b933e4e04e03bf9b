//! Accounts as they were known on a day.
//!
//! | type | use |
//! |---|---|
//! | [`AccountAsOf`] | the account of one customer |
//! | [`AccountReader`] | the accounts of many customers, one after the other |

mod account_as_of;
mod account_reader;
mod past_account;

pub use account_as_of::AccountAsOf;
pub(crate) use account_reader::AccountReader;
