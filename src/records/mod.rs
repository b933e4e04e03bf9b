//! Facts about customers, and the account that holds them.

pub mod account;
pub mod assignment;
pub mod class_meeting;
pub mod contact;
pub mod contract;
pub mod custody;
pub mod customer;
pub mod enquiry;
pub mod expense;
pub mod feed;
pub mod identity;
pub mod incident;
pub(crate) mod intake;
pub mod interaction;
pub mod means;
pub mod objection;
pub mod outlet;
pub mod product;
pub mod rating;
pub mod receivable;
pub mod survey;
pub mod trade;
pub mod wallet;
