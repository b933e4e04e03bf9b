use std::collections::BTreeSet;

use crate::calendar::Validity;
use crate::contract::Exclusivity;
use crate::id::{BrandId, SalesChannelId, TerritoryId};

/// A right to a brand that we hold ourselves, by licence or as an agent.
#[doc(alias = "品牌授权")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SourceRight {
    /// The brand.
    pub brand: BrandId,
    /// The territories, with all that they hold.
    pub territories: BTreeSet<TerritoryId>,
    /// The exclusivity with which we hold it.
    pub exclusivity: Exclusivity,
    /// The days.
    pub days: Validity,
}

/// Sales of our own in an area, beside our customers.
#[doc(alias = "直销")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct DirectSales {
    /// The brand.
    pub brand: BrandId,
    /// The territory, with all that it holds.
    pub territory: TerritoryId,
    /// The ways of selling; all of them where it is empty.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeSet::is_empty"))]
    pub channels: BTreeSet<SalesChannelId>,
    /// The days.
    pub days: Validity,
}

/// The rights that we hold and the sales that we make ourselves.
///
/// A brand without any source right is our own: nothing is asked about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct OwnRights {
    /// The rights to the brands of others.
    pub sources: Vec<SourceRight>,
    /// Our own sales.
    pub direct: Vec<DirectSales>,
}
