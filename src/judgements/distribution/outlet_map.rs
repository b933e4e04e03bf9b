use std::collections::BTreeSet;

use super::{Distribution, DistributionFacts};
use crate::id::{OutletId, TerritoryId};
use crate::measure::Proportion;
use crate::outlet::Position;
use crate::valid::words;

words! {
    /// The mark of an outlet on a map of the distribution of a product.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum MapMark as "a mark on a map" {
        /// The outlet handles the product.
        Handler = "handler",
        /// It was seen lately and does not: a gap to fill (空白网点).
        #[doc(alias = "空白网点")]
        Gap = "gap",
        /// It was not seen lately, and nobody knows.
        NotSeen = "not_seen" => "not seen lately",
    }
}

/// An outlet on a map.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct MapPoint {
    /// The outlet.
    pub outlet: OutletId,
    /// Its area on the day.
    pub area: TerritoryId,
    /// Its tier on the day.
    pub tier: u8,
    /// Its place, with the datum in which it has to be drawn.
    pub position: Position,
    /// Its mark.
    pub mark: MapMark,
}

/// The points of a map of the distribution of a product, by outlet (电子地图).
///
/// The map itself is drawn elsewhere. Positions of two datums belong on two layers: each point says
/// its own.
#[doc(alias = "电子地图")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct OutletMap {
    /// The outlets with a position.
    pub points: Vec<MapPoint>,
    /// The outlets without one, which no map shows.
    pub without_position: BTreeSet<OutletId>,
    /// The outlets that were not visited within the fresh days, of all.
    pub stale: Proportion,
}

impl OutletMap {
    /// The points of a distribution, with the facts by which it was read.
    pub fn new(of: &Distribution, facts: &DistributionFacts<'_>) -> Self {
        let stale = facts.stale();
        let (mut points, mut without_position) = (Vec::new(), BTreeSet::new());
        for active in facts.universe.outlets() {
            let outlet = &active.outlet.id;
            let Some(position) = active.outlet.position else {
                without_position.insert(outlet.clone());
                continue;
            };
            let mark = if of.handlers.contains(outlet) {
                MapMark::Handler
            } else if stale.contains(outlet) {
                MapMark::NotSeen
            } else {
                MapMark::Gap
            };
            let (outlet, area) = (outlet.clone(), active.state.area.clone());
            points.push(MapPoint { outlet, area, tier: active.state.tier, position, mark });
        }
        Self { points, without_position, stale: of.stale }
    }
}
