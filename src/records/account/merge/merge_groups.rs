use std::collections::BTreeMap;

use crate::id::CustomerKey;
use crate::money::Total;

/// The customers that were ever merged with one another, straight or through others, in groups.
///
/// A merge that is undone leaves its group together: asked of a day before, the customers are one.
#[derive(Debug, Clone, Default)]
pub(super) struct MergeGroups {
    /// By customer: the place of its group.
    places: BTreeMap<CustomerKey, usize>,
    /// Those that went into another are empty.
    groups: Vec<MergeGroup>,
}

#[derive(Debug, Clone, Default)]
struct MergeGroup {
    members: Vec<CustomerKey>,
    bound: Option<Total>,
}

impl MergeGroups {
    /// The customers of the group of one; none where it was never merged.
    pub(super) fn members(&self, key: CustomerKey) -> &[CustomerKey] {
        self.group(key).map_or(&[], |group| &group.members)
    }

    /// A size that no sum over the group exceeds, whatever is summed; `None` where it is unknown.
    pub(super) fn bound(&self, key: CustomerKey) -> Option<Total> {
        self.group(key)?.bound
    }

    pub(super) fn set_bound(&mut self, key: CustomerKey, bound: Option<Total>) {
        if let Some(group) = self.group_mut(key) {
            group.bound = bound;
        }
    }

    /// Forgets the sizes of all groups.
    pub(super) fn forget_bounds(&mut self) {
        self.groups.iter_mut().for_each(|group| group.bound = None);
    }

    /// The customers of each group.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[CustomerKey]> {
        self.groups.iter().map(|group| group.members.as_slice()).filter(|it| !it.is_empty())
    }

    /// Tells whether two customers are of one group.
    pub(super) fn are_together(&self, one: CustomerKey, other: CustomerKey) -> bool {
        let places = (self.places.get(&one), self.places.get(&other));
        matches!(places, (Some(one), Some(other)) if one == other)
    }

    /// Puts the groups of two customers together. The smaller goes into the larger, so that nobody
    /// moves more often than the size of a group can double.
    pub(super) fn join(&mut self, one: CustomerKey, other: CustomerKey) {
        let (one, other) = (self.place(one), self.place(other));
        if one == other {
            return;
        }
        let size = |place: usize| self.groups.get(place).map_or(0, |it| it.members.len());
        let (from, to) = if size(one) > size(other) { (other, one) } else { (one, other) };
        let Some(left) = self.groups.get_mut(from).map(std::mem::take) else { return };
        for member in &left.members {
            self.places.insert(*member, to);
        }
        if let Some(group) = self.groups.get_mut(to) {
            group.bound = None;
            group.members.extend(left.members);
        }
    }

    /// The place of the group of a customer, of a new one where it has none.
    fn place(&mut self, key: CustomerKey) -> usize {
        let next = self.groups.len();
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.groups.push(MergeGroup { members: vec![key], bound: None });
        }
        place
    }

    fn group(&self, key: CustomerKey) -> Option<&MergeGroup> {
        self.groups.get(*self.places.get(&key)?)
    }

    fn group_mut(&mut self, key: CustomerKey) -> Option<&mut MergeGroup> {
        self.groups.get_mut(*self.places.get(&key)?)
    }
}
