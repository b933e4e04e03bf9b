//! The clauses of a contract: groups, parts and the rights granted.

mod clause_group;
mod clauses;
mod parts;
mod rights;

pub use clause_group::ClauseGroup;
pub use clauses::Clauses;
pub use parts::{Delivery, GoodsLine, Parties, Party, TradePolicy};
pub use rights::{ChannelLevel, Exclusivity, Rights};
