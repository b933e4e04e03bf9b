//! The terms of a rebate: drafts, checks and the table of a period.

mod base;
mod check;
mod condition;
mod mode;
mod rebate_agreement;
mod scale;
mod terms;
mod tier;
mod tier_table;
mod volume;

pub use base::{MovementKind, RebateBase, RebateEvent};
pub use condition::{
    ConditionEffect, ConditionFacts, ConditionFinding, ConditionKind, ConditionState,
    ConditionsEffect, RebateCondition,
};
pub use mode::{Growth, GrowthPart, RebateMode, TierCount, TotalRule};
pub use rebate_agreement::{RebateAgreement, RebateAgreementDraft};
pub use scale::RebateScale;
pub use terms::{
    AgreedRate, EarlyEnd, EarlyTiers, LaterBase, PayoutBounds, RebateParty, RestatementWay,
    SettlementTerms, StackBase, StackTerms,
};
pub use tier::{Tier, TierBound, TierBoundError, TierPay};
pub use tier_table::{FromToForm, FromToRow};
pub use volume::Volume;

pub(super) use scale::Exact;
