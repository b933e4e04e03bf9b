//! The facts of many customers, and their storage.
//!
//! | type | what it holds |
//! |---|---|
//! | [`Ledger`] | everything |
//! | [`Row`] | one customer: its terms and the runs of its facts |
//! | [`Tables`] | one store for each kind of fact that many customers have |
//! | [`Store`] | the facts of a documented kind: documents by number, entries in runs |
//! | [`Sparse`] | the facts of one customer that few customers have |
//! | [`Dossier`] | the facts about the relation with one customer |
//! | [`ProductGroups`] | the product groups that sales name |

mod document_flow;
mod document_links;
mod document_name;
mod documents;
mod dossier;
mod ledger;
mod product_groups;
mod row;
mod sparse;
mod store;
mod tables;

pub(crate) use document_flow::{DocumentFlows, OrderOutflow, Source};
pub(crate) use document_links::DocumentLinks;
pub(crate) use document_name::DocumentName;
pub(crate) use documents::{DocumentHeader, Documents};
pub(crate) use dossier::Dossier;
pub(crate) use ledger::FeedStep;
pub use ledger::Ledger;
pub use product_groups::GroupOrders;
pub(crate) use product_groups::{GroupDays, ProductGroups};
pub(crate) use row::Row;
pub(crate) use sparse::Sparse;
pub(crate) use store::{Planned, Store, plan_monthly};
pub(crate) use tables::{InList, Lists, MonthStored, Runs, Spans, Stored, Tables};
