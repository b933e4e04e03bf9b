//! The clauses of a contract: groups, parts and the rights granted.

mod clause_group;
mod clauses;
mod obligation;
mod parts;
mod promise;
mod rights;

pub use clause_group::ClauseGroup;
pub use clauses::Clauses;
pub use obligation::{
    Carry, Obligation, ObligationDraft, ObligationRemedy, PurchaseEvent, PurchaseTarget,
};
pub use parts::{Delivery, GoodsLine, Parties, Party, PartyItem, TradePolicy};
pub use promise::{ClauseItem, ClausePromise};
pub use rights::{ChannelLevel, Exclusivity, Rights};
