use std::collections::{BTreeMap, BTreeSet};

use super::{Outlet, OutletRegisterDraft, OutletState};
use crate::calendar::AsOf;
use crate::forest::Forest;
use crate::id::{OutletId, TerritoryId};

/// An outlet with its state on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActiveOutlet<'a> {
    /// The outlet.
    pub outlet: &'a Outlet,
    /// The state on the day.
    pub state: &'a OutletState,
}

/// The outlets that are active on a day.
///
/// # Rule
///
/// > S9: active outlets are neither closed nor duplicates on the day. An outlet that moved counts
/// > in the area in which it stood on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Universe<'a> {
    t: AsOf,
    active: BTreeMap<&'a OutletId, ActiveOutlet<'a>>,
    /// The active outlets of every area and tier.
    everywhere: BTreeSet<&'a OutletId>,
    duplicates: BTreeMap<&'a OutletId, &'a OutletId>,
}

impl<'a> Universe<'a> {
    /// The universe of a register as of a day.
    pub fn new(register: &'a OutletRegisterDraft, t: AsOf) -> Self {
        let active = register.outlets.iter().filter_map(|outlet| {
            Some((&outlet.id, ActiveOutlet { outlet, state: outlet.active(t)? }))
        });
        let duplicates = register.outlets.iter().filter_map(|outlet| {
            let duplicate = outlet.duplicate.as_ref().filter(|it| t.sees(it.on))?;
            Some((&outlet.id, &duplicate.of))
        });
        let active: BTreeMap<_, _> = active.collect();
        let everywhere = active.keys().copied().collect();
        Self { t, active, everywhere, duplicates: duplicates.collect() }
    }

    /// The outlets that stand in an area itself, those of areas within it left out.
    pub fn in_area(&self, area: &TerritoryId) -> Self {
        self.filtered(|it| it.area == *area)
    }

    /// The outlets of an area and of all areas within it, as a province with its towns.
    pub fn within(&self, area: &TerritoryId, areas: &Forest<TerritoryId>) -> Self {
        self.filtered(|it| areas.holds(area, &it.area))
    }

    /// The outlets of a tier.
    pub fn of_tier(&self, tier: u8) -> Self {
        self.filtered(|it| it.tier == tier)
    }

    /// The day.
    pub const fn as_of(&self) -> AsOf {
        self.t
    }

    /// The outlets by name.
    pub fn outlets(&self) -> impl Iterator<Item = ActiveOutlet<'a>> + '_ {
        self.active.values().copied()
    }

    /// The number of outlets.
    pub fn count(&self) -> usize {
        self.active.len()
    }

    /// The outlet for which facts about an outlet count: itself, or the one that it is a duplicate
    /// of. `None` when that is not in the universe.
    pub fn resolve(&self, id: &OutletId) -> Option<ActiveOutlet<'a>> {
        self.active.get(self.original(id)).copied()
    }

    /// Returns `true` when an outlet, or the one that it is a duplicate of, is active on the day in
    /// any area and tier.
    pub fn is_active(&self, id: &OutletId) -> bool {
        self.everywhere.contains(self.original(id))
    }

    fn original<'b>(&'b self, id: &'b OutletId) -> &'b OutletId {
        self.duplicates.get(id).copied().unwrap_or(id)
    }

    fn filtered(&self, is_in: impl Fn(&OutletState) -> bool) -> Self {
        let active = self.active.iter().filter(|(_, it)| is_in(it.state));
        let active = active.map(|(id, it)| (*id, *it)).collect();
        let (everywhere, duplicates) = (self.everywhere.clone(), self.duplicates.clone());
        Self { t: self.t, active, everywhere, duplicates }
    }
}
