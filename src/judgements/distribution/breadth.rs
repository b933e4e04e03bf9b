use std::fmt;

use super::{Distribution, DistributionFacts, HandlerBasis, OutletWeight, ShareInterval};
use crate::calendar::Day;
use crate::forest::Forest;
use crate::id::{ProductGroupId, TerritoryId};
use crate::measure::{Proportion, Ratio, proven};
use crate::valid::words;

words! {
    /// The verdict about a coverage and its target.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum BreadthVerdict as "a verdict of breadth" {
        /// The target is reached, whatever the facts that are missing say.
        Reached = "reached",
        /// The facts that are missing decide.
        Undecided = "undecided",
        /// The target is missed, whatever they say.
        Missed = "missed",
    }
}

/// The breadth of distribution: a coverage of an area and tier against its target.
///
/// # Rule
///
/// > S9: a coverage whose interval spans the target is undecided. A target met exactly is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Breadth {
    /// The coverage.
    pub coverage: ShareInterval,
    /// The outlets that were not seen lately, of all.
    pub stale: Proportion,
    /// The target.
    pub target: Ratio,
}

impl Breadth {
    /// The numeric share against a target, with the outlets that were not seen lately; `None` in an
    /// empty universe.
    pub fn numeric(of: &Distribution, target: Ratio) -> Option<Self> {
        Some(Self { coverage: of.numeric_seen?, stale: of.stale, target })
    }

    /// The weighted share against a target, with the outlets that were not seen lately; `None`
    /// without any weight above 0.
    pub fn weighted(of: &Distribution, target: Ratio) -> Option<Self> {
        Some(Self { coverage: of.weighted_seen?, stale: of.stale, target })
    }

    /// The verdict.
    pub fn verdict(&self) -> BreadthVerdict {
        if self.coverage.low >= self.target {
            BreadthVerdict::Reached
        } else if self.coverage.high < self.target {
            BreadthVerdict::Missed
        } else {
            BreadthVerdict::Undecided
        }
    }
}

impl fmt::Display for Breadth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of a target of {}: {}", self.coverage, self.target, self.verdict())?;
        if self.stale.part() > 0 {
            write!(f, "; {} not seen lately", self.stale)?;
        }
        Ok(())
    }
}

/// A target of breadth: the coverage of a product in an area and a tier by a day (分销目标).
#[doc(alias = "分销目标")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct DistributionGoal {
    /// The product.
    pub product: ProductGroupId,
    /// The area, with all areas within it; `None` for all.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub area: Option<TerritoryId>,
    /// The tier; `None` for all.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub tier: Option<u8>,
    /// The evidence that makes a handler.
    pub basis: HandlerBasis,
    /// The weight of an outlet; `None` for a numeric target.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub weight: Option<OutletWeight>,
    /// The target.
    pub target: Ratio,
    /// The day by which it is reached.
    pub by: Day,
}

/// A target of breadth against what was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct GoalReading {
    /// The coverage and its target; `None` without outlets, or without any weight above 0.
    pub breadth: Option<Breadth>,
    /// The outlets that are still to be won for as large a numeric share, by what was seen.
    pub outlets_to_win: u32,
    /// The days to the day of the target; below 0 once it is over.
    pub days_left: i32,
}

impl DistributionGoal {
    /// A numeric target of all areas and tiers.
    pub const fn new(product: ProductGroupId, target: Ratio, by: Day) -> Self {
        let basis = HandlerBasis::Handling;
        Self { product, area: None, tier: None, basis, weight: None, target, by }
    }

    /// The goal against what was seen, with the areas within areas.
    ///
    /// # Rule
    ///
    /// > S9: progress is the coverage against its target, by area and tier; outlets to win = the
    /// > fewest whose handling would reach the numeric share.
    pub fn read(&self, facts: &DistributionFacts<'_>, areas: &Forest<TerritoryId>) -> GoalReading {
        let mut universe = facts.universe.clone();
        if let Some(area) = &self.area {
            universe = universe.within(area, areas);
        }
        if let Some(tier) = self.tier {
            universe = universe.of_tier(tier);
        }
        let t = universe.as_of();
        let facts = DistributionFacts { universe: &universe, ..*facts };
        let weight = self.weight.unwrap_or(OutletWeight::AllGoods);
        let found = Distribution::read(&self.product, self.basis, weight, &facts);
        let breadth = match self.weight {
            None => Breadth::numeric(&found, self.target),
            Some(_) => Breadth::weighted(&found, self.target),
        };
        let outlets_to_win = proven!(to_win(found.numeric, self.target), else 0, "32 bits each");
        GoalReading { breadth, outlets_to_win, days_left: self.by.days_since(t.day()) }
    }
}

/// The fewest cases more that reach a share of all; for more than all, those that are left.
fn to_win(seen: Proportion, target: Ratio) -> Option<u32> {
    let one = u64::from(Ratio::ONE.parts_per_million());
    let target = u64::from(target.parts_per_million()).min(one);
    let needed = u64::from(seen.whole()).checked_mul(target)?.div_ceil(one);
    u32::try_from(needed.max(seen.part().into())).ok()?.checked_sub(seen.part())
}

impl fmt::Display for GoalReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.breadth {
            Some(breadth) => breadth.fmt(f)?,
            None => f.write_str("no outlets")?,
        }
        write!(f, "; outlets to win: {}, days left: {}", self.outlets_to_win, self.days_left)
    }
}
