//! Accounts as they were known on a day.
//!
//! | type | use |
//! |---|---|
//! | [`AccountAsOf`] | the account of one customer |
//! | [`AccountReader`] | the accounts of many customers, one after the other |
//! | [`KnownAccount`] | the account of one customer for a look at later days |

mod account_as_of;
mod account_reader;
mod known_account;
mod past_account;

pub use account_as_of::AccountAsOf;
pub(crate) use account_reader::AccountReader;
pub(crate) use known_account::KnownAccount;
