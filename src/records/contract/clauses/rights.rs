use std::collections::BTreeSet;

use crate::id::{BrandId, ExclusivityGroupId, ProductGroupId, SalesChannelId, TerritoryId};
use crate::valid::words;

words! {
    /// The level of the channel at which a customer sells.
    #[doc(alias = "经销级别")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ChannelLevel as "a channel level" {
        /// Buys everything that is sold in the territory.
        #[doc(alias = "总经销")]
        GeneralAgent = "general_agent" => "general agent",
        /// Buys from us and sells to resellers.
        #[doc(alias = "一级经销商")]
        FirstTier = "first_tier" => "first tier",
        /// Buys from the first tier.
        #[doc(alias = "二级分销商")]
        SecondTier = "second_tier" => "second tier",
        /// Sells to users.
        #[doc(alias = "零售商")]
        Retail = "retail",
    }
}

words! {
    /// Exclusive, sole and shared grants of trading rights.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Exclusivity as "an exclusivity" {
        /// No other distributor, and not the supplier itself.
        #[doc(alias = "独家经销")]
        #[doc(alias = "独家")]
        Exclusive = "exclusive",
        /// No other distributor; the supplier itself may sell.
        #[doc(alias = "排他经销")]
        #[doc(alias = "排他")]
        Sole = "sole",
        /// Others may be granted the same right.
        #[doc(alias = "普通")]
        NonExclusive = "non_exclusive" => "non-exclusive",
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
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Rights {
    /// The level of the channel.
    pub level: ChannelLevel,
    /// Exclusive, sole or shared.
    pub exclusivity: Exclusivity,
    /// The territories. Those that a territory holds are granted with it, see
    /// [`Forest`](crate::forest::Forest).
    pub territories: BTreeSet<TerritoryId>,
    /// The brands.
    pub brands: BTreeSet<BrandId>,
    /// The territories that are carved out of the grant.
    #[doc(alias = "除外区域")]
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeSet::is_empty"))]
    pub excluded: BTreeSet<TerritoryId>,
    /// The products of the brands; all of them where it is empty.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeSet::is_empty"))]
    pub products: BTreeSet<ProductGroupId>,
    /// The ways of selling; all of them where it is empty.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeSet::is_empty"))]
    pub channels: BTreeSet<SalesChannelId>,
    /// The group of distributors with which the exclusive right is shared.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub group: Option<ExclusivityGroupId>,
}

impl Rights {
    /// Rights to some brands in some territories: all products, by all ways of selling, nothing
    /// carved out, shared with nobody.
    pub const fn new(
        level: ChannelLevel,
        exclusivity: Exclusivity,
        territories: BTreeSet<TerritoryId>,
        brands: BTreeSet<BrandId>,
    ) -> Self {
        Self {
            level,
            exclusivity,
            territories,
            brands,
            excluded: BTreeSet::new(),
            products: BTreeSet::new(),
            channels: BTreeSet::new(),
            group: None,
        }
    }

    /// The rights as a conflict tells them.
    pub(crate) fn told(&self) -> String {
        let Self { level, exclusivity, territories, brands, excluded, products, channels, group } =
            self;
        let territories = joined(territories.iter().map(TerritoryId::as_str));
        let brands = joined(brands.iter().map(BrandId::as_str));
        let parts = [
            ("without", joined(excluded.iter().map(TerritoryId::as_str))),
            ("products", joined(products.iter().map(ProductGroupId::as_str))),
            ("by", joined(channels.iter().map(SalesChannelId::as_str))),
            ("shared in", joined(group.iter().map(ExclusivityGroupId::as_str))),
        ];
        let parts = parts.into_iter().filter(|(_, names)| !names.is_empty());
        let parts: Vec<String> = parts.map(|(word, names)| format!(", {word} {names}")).collect();
        format!("{level}, {exclusivity}, {brands} in {territories}{}", parts.concat())
    }
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(" and ")
}
