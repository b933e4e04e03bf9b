//! Judgements of one customer or of a list of amounts, as of a day.

pub mod agreement;
pub mod bridge;
pub mod card_audit;
pub mod channel;
pub mod communication;
pub mod context;
pub mod credit;
pub mod customer_stage;
pub mod dealer;
pub mod distribution;
pub mod diversion;
pub mod duplicate;
pub mod key_account;
pub mod lapse;
pub mod order_profile;
pub mod rebate;
pub mod sales_plan;
pub mod satisfaction;
pub mod scorecard;
pub mod segment;
pub mod service;
pub mod support;
pub mod trading_rights;
pub mod visit;
pub mod warning;
