use std::collections::BTreeSet;

use super::{PlanStep, PlannedDay, PlannedVisit, VisitNeed};
use crate::calendar::Day;
use crate::id::TerritoryId;
use crate::measure::{Excess, proven};
use crate::visit::DayCapacity;

/// The days of a plan while visits are placed. A visit that is placed is never taken back.
#[derive(Debug)]
pub(super) struct Days<'a> {
    days: Vec<(PlannedDay<'a>, BTreeSet<&'a TerritoryId>)>,
    area_minutes: u16,
}

impl<'a> Days<'a> {
    pub(super) fn new(days: &[DayCapacity], area_minutes: u16) -> Self {
        let empty = |it: &DayCapacity| {
            let day =
                PlannedDay { day: it.day, capacity: it.minutes, taken: 0, visits: Vec::new() };
            (day, BTreeSet::new())
        };
        Self { days: days.iter().map(empty).collect(), area_minutes }
    }

    /// The minutes of the way for a visit on the day at a place.
    fn way(&self, place: usize, need: &VisitNeed) -> u16 {
        let areas = self.days.get(place).map(|(_, areas)| areas);
        let is_there = need.area.as_ref().zip(areas).is_some_and(|(it, areas)| areas.contains(it));
        if is_there { 0 } else { self.area_minutes }
    }

    /// The minutes that the day at a place has left.
    fn room(&self, place: usize) -> u32 {
        self.days.get(place).map_or(0, |(day, _)| day.capacity.excess_over(day.taken))
    }

    fn needed(&self, place: usize, need: &VisitNeed) -> u32 {
        minutes_with_way(need, self.way(place, need))
    }

    /// The places of the days for which a test holds.
    fn places(&self, is_open: impl Fn(Day) -> bool) -> Vec<usize> {
        let days = self.days.iter().enumerate();
        days.filter(|(_, (day, _))| is_open(day.day)).map(|(place, _)| place).collect()
    }

    /// Places a visit on the first of some days with room, days of its area first where asked.
    /// Returns `true` when it found one.
    pub(super) fn place(
        &mut self,
        need: &'a VisitNeed,
        step: PlanStep,
        is_open: impl Fn(Day) -> bool,
    ) -> bool {
        let fits = |days: &Self, place: &usize| days.needed(*place, need) <= days.room(*place);
        let mut places = self.places(is_open);
        places.retain(|place| fits(self, place));
        let near = places.iter().find(|place| self.way(**place, need) == 0);
        let first = match step {
            PlanStep::Must | PlanStep::Late => places.first(),
            PlanStep::May | PlanStep::Rest => near.or(places.first()),
        };
        let Some(place) = first.copied() else { return false };
        let (way, needed) = (self.way(place, need), self.needed(place, need));
        if let Some((day, areas)) = self.days.get_mut(place) {
            let taken = day.taken.checked_add(needed);
            day.taken = proven!(taken, else u32::MAX, "at most the capacity");
            day.visits.push(PlannedVisit { need, way, step });
            areas.extend(&need.area);
        }
        true
    }

    /// The minutes that a visit needs and those that are left on the day of its window that lacks
    /// least, the first of several; `None` where it has no day.
    pub(super) fn shortage(
        &self,
        need: &VisitNeed,
        is_open: impl Fn(Day) -> bool,
    ) -> Option<(u32, u32)> {
        let of_day = |place: usize| (self.needed(place, need), self.room(place));
        let days = self.places(is_open).into_iter().map(of_day);
        days.min_by_key(|(needed, free)| needed.excess_over(*free))
    }

    pub(super) fn into_days(self) -> Vec<PlannedDay<'a>> {
        self.days.into_iter().map(|(day, _)| day).collect()
    }
}

/// The minutes of a visit with a way.
pub(super) fn minutes_with_way(need: &VisitNeed, way: u16) -> u32 {
    let minutes = u32::from(need.minutes).checked_add(way.into());
    proven!(minutes, else u32::MAX, "two numbers of 16 bits")
}
