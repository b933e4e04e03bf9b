use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::DistributionPolicyDraft;
use super::reading::proportion;
use crate::calendar::{AsOf, Day};
use crate::id::{OutletId, TerritoryId};
use crate::measure::Proportion;
use crate::outlet::{
    AreaBox, Outlet, OutletRegisterDraft, OutletVisit, Position, PositionError, Universe,
};

/// A record of an outlet that a person should look at. Nothing is repaired in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum CensusFinding {
    /// The position is 0/0, which devices state when they know none.
    NoFix {
        /// The outlet.
        outlet: OutletId,
    },
    /// The position lies outside of the box of its area.
    OutsideArea {
        /// The outlet.
        outlet: OutletId,
        /// Its area on the day.
        area: TerritoryId,
        /// Its position.
        position: Position,
    },
    /// The position cannot be compared with the box of its area.
    NotComparable {
        /// The outlet.
        outlet: OutletId,
        /// The reason.
        reason: PositionError,
    },
    /// Outlets stand on one point: one shop under several spellings, or the middle of a town for an
    /// address that was not found.
    OnePoint {
        /// The outlets.
        outlets: BTreeSet<OutletId>,
        /// The point.
        position: Position,
    },
    /// A closed outlet was visited: it is on a route still, or it is open.
    VisitedClosed {
        /// The outlet.
        outlet: OutletId,
        /// The first day on which it is closed.
        closed: Day,
        /// The day of the last visit.
        visited: Day,
    },
}

/// The faults in the records of outlets as of a day.
///
/// # Rule
///
/// > S9: positions of 0/0, positions outside of the box of their area, three or more outlets on one
/// > point, and visits to closed outlets are findings. The share of outlets without a position
/// > stands beside.
#[doc(alias = "网点普查")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Census {
    /// The active outlets without a position, of all.
    pub without_position: Proportion,
    /// The findings in the order of [`CensusFinding`], of each by outlet.
    pub findings: Vec<CensusFinding>,
}

impl Census {
    /// The faults of a register. An area without a box has no outlet outside of it.
    pub fn read(
        register: &OutletRegisterDraft,
        visits: &[OutletVisit],
        boxes: &BTreeMap<TerritoryId, AreaBox>,
        policy: &DistributionPolicyDraft,
        t: AsOf,
    ) -> Self {
        let universe = Universe::new(register, t);
        let unplaced = universe.outlets().filter(|it| it.outlet.position.is_none()).count();
        let (mut no_fix, mut outside) = (Vec::new(), Vec::new());
        let mut by_point: BTreeMap<_, (Position, BTreeSet<OutletId>)> = BTreeMap::new();
        for active in universe.outlets() {
            let outlet = active.outlet.id.clone();
            let Some(position) = active.outlet.position else { continue };
            let point = (position.latitude(), position.longitude());
            if point == (0, 0) {
                no_fix.push(CensusFinding::NoFix { outlet });
                continue;
            }
            let key = (position.datum(), point);
            by_point.entry(key).or_insert((position, BTreeSet::new())).1.insert(outlet.clone());
            let area = active.state.area.clone();
            match boxes.get(&area).map(|it| it.holds(position)) {
                None | Some(Ok(true)) => {}
                Some(Ok(false)) => {
                    outside.push(CensusFinding::OutsideArea { outlet, area, position });
                }
                Some(Err(reason)) => outside.push(CensusFinding::NotComparable { outlet, reason }),
            }
        }
        // The sort is stable: of each kind by outlet.
        outside.sort_by_key(|it| matches!(it, CensusFinding::NotComparable { .. }));
        let least = usize::from(policy.point_outlets);
        let crowded = by_point.into_values().filter(|(_, outlets)| outlets.len() >= least);
        let crowded =
            crowded.map(|(position, outlets)| CensusFinding::OnePoint { outlets, position });
        let closed = register.outlets.iter().filter_map(|it| visited_closed(it, visits, t));
        let closed: BTreeMap<OutletId, CensusFinding> = closed.collect();
        let findings = no_fix.into_iter().chain(outside).chain(crowded);
        Self {
            without_position: proportion(unplaced, universe.count()),
            findings: findings.chain(closed.into_values()).collect(),
        }
    }
}

fn visited_closed(
    outlet: &Outlet,
    visits: &[OutletVisit],
    t: AsOf,
) -> Option<(OutletId, CensusFinding)> {
    let closed = outlet.closed?;
    let visits = visits.iter().filter(|it| it.outlet == outlet.id && t.sees(it.day));
    let visited = visits.map(|it| it.day).filter(|day| *day >= closed).max()?;
    let id = outlet.id.clone();
    Some((id.clone(), CensusFinding::VisitedClosed { outlet: id, closed, visited }))
}

impl fmt::Display for CensusFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFix { outlet } => write!(f, "{outlet} stands on 0/0, where nobody sells"),
            Self::OutsideArea { outlet, area, position } => {
                write!(f, "{outlet} stands on {position}, outside of {area}")
            }
            Self::NotComparable { outlet, reason } => write!(f, "{outlet}: {reason}"),
            Self::OnePoint { outlets, position } => {
                write!(f, "{} outlets stand on {position}", outlets.len())?;
                for (place, outlet) in outlets.iter().enumerate() {
                    write!(f, "{}{outlet}", if place == 0 { ": " } else { ", " })?;
                }
                Ok(())
            }
            Self::VisitedClosed { outlet, closed, visited } => {
                write!(f, "{outlet} is closed from {closed} on and was visited on {visited}")
            }
        }
    }
}
