use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::VisitCadence;
use crate::calendar::Window;
use crate::id::{CustomerId, StaffId, TerritoryId};
use crate::measure::{Excess, proven};

/// A customer on the route of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteStop {
    /// The customer.
    pub customer: CustomerId,
    /// The person who visits it.
    pub staff: StaffId,
    /// Its area; `None` where it is not known.
    pub area: Option<TerritoryId>,
    /// Its cadence.
    pub cadence: VisitCadence,
    /// The visits made in the window.
    pub visits: u32,
}

/// A customer that was visited less often than its cadence asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct MissedCadence {
    /// The customer.
    pub customer: CustomerId,
    /// The visits due.
    pub due: u32,
    /// The visits made.
    pub made: u32,
}

/// The route of a person over a window.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct StaffRoute {
    /// The person.
    pub staff: StaffId,
    /// The minutes of all visits due, without ways.
    pub due: u64,
    /// The minutes that the person has for customers.
    pub minutes: u64,
    /// The areas.
    pub areas: BTreeSet<TerritoryId>,
    /// The customers visited too seldom, by id.
    pub missed: Vec<MissedCadence>,
}

/// An area that could pass from one person to another.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AreaMove {
    /// The area.
    pub area: TerritoryId,
    /// The person with more visits due than minutes.
    pub from: StaffId,
    /// A person who visits the area as well and has the minutes.
    pub to: StaffId,
    /// The minutes of the visits due there.
    pub minutes: u64,
}

/// The routes of our people over a quarter, as advice (S24).
///
/// # Rule
///
/// > S24: minutes due against minutes there, areas crossed, cadence missed, whole areas that could
/// > move to a neighbour.
///
/// Visits due are the whole intervals in the window. A neighbour is somebody who visits the same
/// area. Nothing is moved: a person decides.
#[doc(alias = "调整销售路线")]
#[doc(alias = "销售路线")]
#[doc(alias = "巡视管理")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RouteReview {
    /// The route of each person, by name.
    pub routes: Vec<StaffRoute>,
    /// The areas that several people visit, with their names.
    pub crossed: BTreeMap<TerritoryId, BTreeSet<StaffId>>,
    /// The areas that could move, by person and area: each alone, none counts on another.
    pub moves: Vec<AreaMove>,
}

impl RouteReview {
    /// The review of a window. `minutes` has what each person has for customers in it; a person
    /// without an entry has none.
    pub fn new(stops: &[RouteStop], minutes: &BTreeMap<StaffId, u64>, window: Window) -> Self {
        let mut routes: BTreeMap<&StaffId, StaffRoute> = BTreeMap::new();
        let mut of_area: BTreeMap<(&StaffId, &TerritoryId), u64> = BTreeMap::new();
        let mut areas: BTreeMap<TerritoryId, BTreeSet<StaffId>> = BTreeMap::new();
        for stop in stops {
            let visits = visits_due(stop.cadence, window);
            let due = u64::from(visits).checked_mul(stop.cadence.minutes.into());
            let due = proven!(due, else u64::MAX, "32 bits times 16");
            let route = routes.entry(&stop.staff).or_insert_with(|| StaffRoute {
                staff: stop.staff.clone(),
                due: 0,
                minutes: minutes.get(&stop.staff).copied().unwrap_or_default(),
                areas: BTreeSet::new(),
                missed: Vec::new(),
            });
            route.due = plus(route.due, due);
            if stop.visits < visits {
                let customer = stop.customer.clone();
                route.missed.push(MissedCadence { customer, due: visits, made: stop.visits });
            }
            if let Some(area) = &stop.area {
                route.areas.insert(area.clone());
                areas.entry(area.clone()).or_default().insert(stop.staff.clone());
                let sum = of_area.entry((&stop.staff, area)).or_default();
                *sum = plus(*sum, due);
            }
        }
        for route in routes.values_mut() {
            route.missed.sort_by(|a, b| a.customer.cmp(&b.customer));
        }
        areas.retain(|_, people| people.len() > 1);
        let moves = of_area.iter().filter_map(|((staff, area), minutes)| {
            let from = routes.get(staff).filter(|it| it.due > it.minutes)?;
            let others = areas.get(*area)?.iter().filter(|it| it != staff);
            let spare =
                |it: &StaffId| routes.get(it).map(|route| route.minutes.excess_over(route.due));
            let (spare, to) = others
                .filter_map(|it| Some((spare(it)?, it)))
                .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(a.1)))?;
            let (area, from, to) = ((*area).clone(), from.staff.clone(), to.clone());
            (spare >= *minutes).then_some(AreaMove { area, from, to, minutes: *minutes })
        });
        let moves = moves.collect();
        Self { routes: routes.into_values().collect(), crossed: areas, moves }
    }
}

/// The whole intervals of a cadence in a window.
fn visits_due(cadence: VisitCadence, window: Window) -> u32 {
    window.days().checked_div(cadence.days.into()).unwrap_or_default()
}

fn plus(sum: u64, more: u64) -> u64 {
    proven!(sum.checked_add(more), else u64::MAX, "minutes of customers in memory")
}

impl fmt::Display for StaffRoute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { staff, due, minutes, areas, missed } = self;
        let (areas, missed) = (areas.len(), missed.len());
        write!(f, "{staff}: {due} minutes due of {minutes}, {areas} areas, {missed} too seldom")
    }
}

/// The routes, the areas of several people, the moves.
impl fmt::Display for RouteReview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("routes")?;
        for route in &self.routes {
            write!(f, "\n  {route}")?;
            for MissedCadence { customer, due, made } in &route.missed {
                write!(f, "\n    {customer}: {made} of {due} visits")?;
            }
        }
        for (area, people) in &self.crossed {
            let people: Vec<&str> = people.iter().map(StaffId::as_str).collect();
            write!(f, "\n  {area} is visited by {}", people.join(", "))?;
        }
        for it in &self.moves {
            write!(f, "\n  {it}")?;
        }
        Ok(())
    }
}

impl fmt::Display for AreaMove {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { area, from, to, minutes } = self;
        write!(f, "{area} could move from {from} to {to}, {minutes} minutes")
    }
}
