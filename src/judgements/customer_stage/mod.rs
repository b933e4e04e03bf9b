//! The stages of a customer, from the first mention to the end (S1).
//!
//! | type | meaning |
//! |---|---|
//! | [`CustomerStage`] | the stage of a customer (客户生命周期) |
//! | [`StageFacts`] | the facts that decide it |
//! | [`StageDecision`], [`DecisionKind`] | the decision to drop it, or to take it up again |
//! | [`StageVerdict`] | the stage on a date, with what contradicts it |
//! | [`StagePolicy`], [`StagePolicyDraft`] | the days of the stages; their plain form |
//!
//! | rule (S1, S21.4) | item |
//! |---|---|
//! | the stage is a function of facts, never stated | [`StagePolicyDraft::stage`] |
//! | an order after a customer was dropped is a finding | [`StageVerdict::ordered_after_drop`] |
//! | a prospect without progress may be released (公海) | [`StagePolicyDraft::released_from`] |
//!
//! System of the domain: [S1].
//!
//! [S1]: crate::docs::domain#s1

mod facts;
mod policy;
mod stage;

pub use facts::{DecisionKind, StageDecision, StageFacts};
pub use policy::{StagePolicy, StagePolicyDraft};
pub use stage::{CustomerStage, StageVerdict};
