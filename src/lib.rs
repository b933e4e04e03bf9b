//! guanxi
#![forbid(unsafe_code)]
pub mod account;
pub mod book;
pub mod calendar;
pub mod contract;
pub mod credit;
pub mod customer;
pub mod evidence;
pub mod expense;
pub mod id;
pub mod incident;
pub mod lapse;
pub mod measure;
pub mod money;
pub mod policy;
pub mod receivable;
pub mod segment;
pub mod timeline;
pub mod trade;
pub mod valid;
pub mod warning;
