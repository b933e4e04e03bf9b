use crate::calendar::Day;
use crate::id::{CustomerId, GroupId};
use crate::money::{Currency, Major};
use crate::valid::words;

/// The party of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum RebateParty {
    /// A customer.
    Customer(CustomerId),
    /// A group: the purchases of each member count on the days of its membership.
    Group(GroupId),
}

words! {
    /// The base of a rebate beside others.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum StackBase as "a base beside other rebates" {
        /// The goods as they are.
        #[default]
        Gross = "gross",
        /// The goods less the rebates of lower rank that count for later ones.
        NetOfEarlier = "net_of_earlier" => "net of earlier",
    }
}

words! {
    /// The effect of a rebate on the base of later ones.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum LaterBase as "an effect on later rebates" {
        /// It lessens the base of later rebates that are net.
        #[default]
        Counts = "counts",
        /// It does not.
        Ignored = "ignored",
    }
}

/// The place of an agreement among others on the same goods.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct StackTerms {
    /// The rank: lower ones come first, and no two agreements on the same goods share one.
    pub rank: u16,
    /// The base.
    pub base: StackBase,
    /// The effect on later ones.
    pub later: LaterBase,
    /// The name of a set of which only the best agreement pays.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub best_of: Option<String>,
}

words! {
    /// The way of a difference that is found after the final settlement.
    #[doc(alias = "返利重算")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum RestatementWay as "a way of restatement" {
        /// Paid or taken with the next settlement.
        #[default]
        Offset = "offset",
        /// Paid later, by itself.
        PaidLater = "paid_later" => "paid later",
        /// Claimed back.
        ClaimedBack = "claimed_back" => "claimed back",
    }
}

/// Days and ways of settlement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct SettlementTerms {
    /// The days from the end of a period to its settlement, 30 by default.
    pub days_after: u16,
    /// The days from there within which the rebate must be claimed; `None` where it need not be.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub claim_days: Option<u16>,
    /// The days before the end of the claim on which it is warned of, 30 by default.
    pub claim_warning_days: u16,
    /// The days after the end of a period within which a return that names its sale restates that
    /// period, 90 by default. Buying in December to reach a tier and sending back in January is
    /// the commonest game.
    pub late_return_days: u16,
    /// The days after the end of a period within which its facts have to be known, counted for a
    /// late return from its own day; `None` where facts are taken whenever they come, the default.
    #[doc(alias = "补录截止日")]
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub late_fact_days: Option<u16>,
    /// The way of a difference that is found after the final settlement.
    pub restatement: RestatementWay,
}

impl Default for SettlementTerms {
    fn default() -> Self {
        Self {
            days_after: 30,
            claim_days: None,
            claim_warning_days: 30,
            late_return_days: 90,
            late_fact_days: None,
            restatement: RestatementWay::default(),
        }
    }
}

/// Bounds of the payout of a period, in major units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct PayoutBounds {
    /// The least payout: a smaller reward pays nothing.
    pub least: Major,
    /// The most payout.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub most: Option<Major>,
    /// The amount by which a reward may lie below zero, 0 by default. With returns beyond sales
    /// the customer then owes the rebate on them.
    pub below_zero: Major,
}

words! {
    /// The bounds of tiers when an agreement ends early.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum EarlyTiers as "tiers after an early end" {
        /// As stated.
        #[default]
        Stated = "stated",
        /// In proportion to the days of the period.
        Scaled = "scaled",
    }
}

/// An end before the stated one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct EarlyEnd {
    /// The last day.
    pub on: Day,
    /// The bounds of the tiers of the period that is cut short. They are scaled only where the
    /// text of the agreement says so.
    #[cfg_attr(feature = "serde", serde(default))]
    pub tiers: EarlyTiers,
}

/// A rate of exchange that the agreement states for sales in another currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct AgreedRate {
    /// The currency of the sales.
    pub currency: Currency,
    /// Major units of the currency of the agreement for one of the other.
    pub rate: Major,
}
