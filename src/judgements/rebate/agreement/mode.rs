use crate::money::Major;
use crate::valid::words;

words! {
    /// The way in which tiers pay.
    ///
    /// The first four are for agreements. The last two exist elsewhere and are there to compute the
    /// same as another program.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum RebateMode as "a mode of a rebate" {
        /// Each tier pays on its own part (D365: stepped).
        #[doc(alias = "超额累进")]
        Marginal = "marginal",
        /// The tier that is reached pays on all (D365: cumulative).
        #[doc(alias = "全额累进")]
        Whole = "whole",
        /// The one tier pays for each full step of the size of its bound.
        Increment = "increment",
        /// The rate runs straight between the bounds and stays that of the last.
        Linear = "linear",
        /// Lower tiers pay on their own part, the one reached on all.
        Rolling = "rolling",
        /// Every tier that is reached pays on all.
        Total = "total",
    }
}

words! {
    /// The day on which a volume counts as within a tier: on its bound or beyond.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum TierCount as "a count of tiers" {
        /// From the bound on.
        #[default]
        Reaching = "reaching",
        /// Beyond the bound.
        Exceeding = "exceeding",
    }
}

words! {
    /// The total along a table: it may be stated that it falls.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum TotalRule as "a rule of totals" {
        /// More volume never pays less.
        #[default]
        NeverFalls = "never_falls" => "never falls",
        /// More volume may pay less, as stated.
        MayFall = "may_fall" => "may fall",
    }
}

words! {
    /// The part on which a rebate on growth pays.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum GrowthPart as "a part of growth" {
        /// All of the volume.
        All = "all",
        /// The growth only.
        #[default]
        GrowthOnly = "growth_only" => "growth only",
    }
}

/// Growth: tiers go by the volume above a base that was frozen when the agreement was signed.
///
/// Bounds in percent are shares of that base.
#[doc(alias = "增长返利")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Growth {
    /// The base of each period: the same goods one period earlier. A base of 0 says that nothing
    /// was bought or that it is unknown: then there is no rebate on growth in the period.
    pub bases: Vec<Major>,
    /// The part that pays.
    #[cfg_attr(feature = "serde", serde(default))]
    pub pays_on: GrowthPart,
}
