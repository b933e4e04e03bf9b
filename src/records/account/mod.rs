//! Everything recorded about a customer, and the view that judgements read.
//!
//! | type | what it is |
//! |---|---|
//! | [`Fact`] | one thing that happened or was agreed |
//! | [`Ledger`] | the facts of many customers in columns: one arena per kind, grouped by customer |
//! | [`Account`] | the same for one customer |
//! | [`AccountView`] | what a judgement sees of one customer, wherever its facts are kept |
//! | [`GroupOrders`] | a product group of a customer, with its order days |
//! | [`Refusal`] | why a fact was not taken |
//! | [`DatedColumns`] and its like | facts in columns, as data frames hold them, loaded all at once or not at all |
//!
//! Facts are refused, never repaired: [`Ledger::record`] takes one fact and either takes it or
//! returns an error that names the fact, the field, the value and the bound, and changes nothing. A
//! repeated document is told apart from one that comes again with other content. Back-dated facts
//! land in their place.

mod arrange;
mod columns;
mod documents;
mod fact;
mod feeds;
mod handovers;
mod ledger;
mod load;
mod near;
mod owned;
mod product_groups;
mod record;
mod record_credit;
mod record_sale;
mod refusal;
mod row;
mod sold;
mod view;

pub use columns::{
    DatedColumns, FactColumns, InvoiceColumns, LoadError, MonthlyColumns, PaymentColumns,
};
pub use fact::{Fact, Kind};
pub use feeds::Feeds;
pub use ledger::Ledger;
pub use owned::Account;
pub use product_groups::GroupOrders;
pub use refusal::Refusal;
pub use view::AccountView;
