//! Credit: what a customer owes and is about to owe (S20).
//!
//! | type | rule |
//! |---|---|
//! | [`Exposure`] | open items + open orders within the horizon − unapplied credit |
//!
//! The limit in force is the account's to tell, see
//! [`AccountView::limit`](crate::account::AccountView::limit).

mod exposure;

pub use exposure::Exposure;
