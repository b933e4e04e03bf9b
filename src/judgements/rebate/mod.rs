//! Trade terms: rebates from agreement to settlement (S6).
//!
//! All functions are pure and take plain data: [`GoodsMovement`]s of the application, or the
//! purchases of an account where no product is needed.
//!
//! | type | meaning |
//! |---|---|
//! | [`RebateAgreement`], [`RebateAgreementDraft`] | the terms of a rebate, and their plain form |
//! | [`RebateParty`], [`GroupMember`] | a customer or a group; the days of a member |
//! | [`RebateBase`], [`RebateEvent`], [`MovementKind`] | the goods that count |
//! | [`RebateMode`], [`TierCount`], [`TotalRule`] | the way in which tiers pay |
//! | [`Tier`], [`TierBound`], [`TierPay`] | a lower bound and the pay from there on |
//! | [`TierBoundError`] | a text that is no lower bound |
//! | [`FromToRow`], [`FromToForm`] | a table with both bounds, to be read into tiers |
//! | [`Growth`], [`GrowthPart`] | tiers by growth over a frozen base |
//! | [`RebateCondition`], [`ConditionKind`], [`ConditionEffect`] | conditions and their effect |
//! | [`ConditionFacts`], [`ConditionFinding`], [`ConditionState`] | facts about them; met or not |
//! | [`ConditionsEffect`] | the effect of all conditions on a reward |
//! | [`PayoutBounds`] | the least and the most payout |
//! | [`SettlementTerms`], [`RestatementWay`] | days and ways of settlement |
//! | [`StackTerms`], [`StackBase`], [`LaterBase`] | the place among other agreements |
//! | [`AgreedRate`], [`Conversion`] | a rate of exchange; an amount by it |
//! | [`EarlyEnd`], [`EarlyTiers`] | an end before the stated one |
//! | [`RebateScale`] | the table of a period, ready to compute rewards |
//! | [`Volume`], [`PeriodVolume`] | the goods that count in a period |
//! | [`GoodsMovement`] | goods that were ordered, delivered, invoiced or paid |
//! | [`Accrual`], [`AccrualMethod`] | achieved, accruing, forecast; the way to accrue |
//! | [`Outlook`], [`VolumeOutcome`] | the volume that a period is expected to end with |
//! | [`AccrualRun`], [`PeriodAccrual`], [`AccrualPosting`] | runs, and the difference to post |
//! | [`NextTier`] | the distance to the next tier and its gain |
//! | [`CliffPolicy`], [`CliffPolicyDraft`], [`CliffPull`] | a tier that pulls near the end |
//! | [`SettlementLedger`], [`Settlement`] | all settlements of an agreement; one of them |
//! | [`SettlementKey`], [`SettlementKind`] | the name of a settlement; its kind |
//! | [`SettlementFacts`] | the known facts of a period that is to be settled |
//! | [`SettlementError`], [`SettlementProposalError`] | a refused settlement; none to propose |
//! | [`ClaimState`] | the claim of a rebate by the customer |
//! | [`stacked_rewards`], [`StackEntry`], [`StackedReward`] | rebates beside each other, by rank |
//! | [`StackError`] | agreements that cannot stand beside each other |
//! | [`Allocation`], [`AllocationLine`] | a rebate on its products and their lines |
//! | [`AllocationError`] | lines that cannot carry a rebate |
//! | [`RebateCredit`], [`CreditStep`] | rebate credit as an account; its movements |
//! | [`CreditBalance`], [`CreditUse`] | the parts of the account; the part of an order it pays |
//! | [`CreditError`] | a refused movement |
//! | [`OwedSchedule`], [`OwedItem`], [`OwedKind`] | all that we owe a customer, by due day |
//! | [`Netting`], [`SetOff`] | both sides after set-off; the right to it |
//! | [`PriceSystem`], [`PriceSystemDraft`] | list prices and authority, and their plain form |
//! | [`SpecialPrice`] | a price of a customer, with its reason and its end |
//! | [`ListPrice`], [`DiscountAuthority`] | a price of a product; a discount that a role may give |
//! | [`Quotation`], [`QuotedPrice`], [`PriceError`] | a price offered; checked; refused |
//! | [`PriceGap`], [`TerritoryPrice`] | territories whose prices lie far apart; one of them |
//! | [`ResalePrice`], [`ResaleBinding`], [`ResalePriceFixed`] | resale prices; a finding |
//! | [`RebateError`] | the reason why a rebate cannot be computed |
//!
//! # Modes
//!
//! | mode | other names | 2,000 over 10 % from 0, 25 % from 1,000 |
//! |---|---|---|
//! | `marginal` | stepped, by band | 350 |
//! | `whole` | cumulative, retrospective | 500 |
//! | `increment` | for each full step | – |
//! | `linear` | interpolated | – |
//! | `rolling` | parity only | 600 |
//! | `total` | parity only | 700 |
//!
//! System of the domain: [S6].
//!
//! [S6]: crate::docs::domain#s6

mod accrual;
mod agreement;
mod credit;
mod error;
mod price;
mod settlement;
mod stacking;

pub use accrual::{
    Accrual, AccrualMethod, AccrualPosting, AccrualRun, CliffPolicy, CliffPolicyDraft, CliffPull,
    Conversion, GoodsMovement, GroupMember, NextTier, Outlook, PeriodAccrual, PeriodVolume,
    VolumeOutcome,
};
pub use agreement::{
    AgreedRate, ConditionEffect, ConditionFacts, ConditionFinding, ConditionKind, ConditionState,
    ConditionsEffect, EarlyEnd, EarlyTiers, FromToForm, FromToRow, Growth, GrowthPart, LaterBase,
    MovementKind, PayoutBounds, RebateAgreement, RebateAgreementDraft, RebateBase, RebateCondition,
    RebateEvent, RebateMode, RebateParty, RebateScale, RestatementWay, SettlementTerms, StackBase,
    StackTerms, Tier, TierBound, TierBoundError, TierCount, TierPay, TotalRule, Volume,
};
pub use credit::{
    CreditBalance, CreditError, CreditStep, CreditUse, Netting, OwedItem, OwedKind, OwedSchedule,
    RebateCredit, SetOff,
};
pub use error::RebateError;
pub use price::{
    DiscountAuthority, ListPrice, PriceError, PriceGap, PriceSystem, PriceSystemDraft, Quotation,
    QuotedPrice, ResaleBinding, ResalePrice, ResalePriceFixed, SpecialPrice, TerritoryPrice,
};
pub use settlement::{
    ClaimState, Settlement, SettlementError, SettlementFacts, SettlementKey, SettlementKind,
    SettlementLedger, SettlementProposalError,
};
pub use stacking::{
    Allocation, AllocationError, AllocationLine, StackEntry, StackError, StackedReward,
    stacked_rewards,
};

use agreement::Exact;
