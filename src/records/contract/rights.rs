use std::collections::BTreeSet;

use crate::id::{BrandId, TerritoryId};
use crate::valid::words;

words! {
    /// The level of the channel at which a customer sells.
    #[doc(alias = "经销级别")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ChannelLevel as "a channel level" {
        /// Buys everything that is sold in the territory.
        #[doc(alias = "总经销")]
        GeneralAgent = "general_agent",
        /// Buys from us and sells to resellers.
        #[doc(alias = "一级经销商")]
        FirstTier = "first_tier",
        /// Buys from the first tier.
        #[doc(alias = "二级分销商")]
        SecondTier = "second_tier",
        /// Sells to users.
        #[doc(alias = "零售商")]
        Retail = "retail",
    }
}

words! {
    /// Exclusive and shared grants of trading rights.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Exclusivity as "an exclusivity" {
        /// No other exclusive grant of the same right may run at the same time.
        #[doc(alias = "独家经销")]
        Exclusive = "exclusive",
        /// Others may be granted the same right.
        NonExclusive = "non_exclusive",
    }
}

/// Trading rights: the brands that may be sold, the territories, the level, and exclusivity. They
/// last as long as the contract.
#[doc(alias = "经销权")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Rights {
    /// The level of the channel.
    pub level: ChannelLevel,
    /// Exclusive or shared.
    pub exclusivity: Exclusivity,
    /// The territories. A territory is itself only: a province does not contain its towns.
    pub territories: BTreeSet<TerritoryId>,
    /// The brands.
    pub brands: BTreeSet<BrandId>,
}

impl Rights {
    /// The rights as a conflict tells them.
    pub(super) fn told(&self) -> String {
        let Self { level, exclusivity, territories, brands } = self;
        let territories: Vec<&str> = territories.iter().map(TerritoryId::as_str).collect();
        let brands: Vec<&str> = brands.iter().map(BrandId::as_str).collect();
        format!("{level}, {exclusivity}, {} in {}", brands.join(" and "), territories.join(" and "))
    }
}
