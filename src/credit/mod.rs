//! Credit: what a customer owes and is about to owe (S20).
//!
//! | type | rule |
//! |---|---|
//! | [`Exposure`] | open items + open orders within the horizon − unapplied credit |
//! | [`Reason`] | why an order is held, in the order of precedence |
//!
//! The limit in force is the account's to tell, see
//! [`AccountView::limit`](crate::account::AccountView::limit).

mod exposure;
mod reason;

pub use exposure::Exposure;
pub use reason::Reason;
