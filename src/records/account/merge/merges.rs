use std::collections::{BTreeMap, BTreeSet};

use super::merge_groups::MergeGroups;
use super::{MergeError, MergeSpan};
use crate::calendar::{AsOf, Day};
use crate::id::CustomerKey;
use crate::money::Total;

/// All merges of a ledger, of the past and of today.
#[derive(Debug, Clone, Default)]
pub(crate) struct Merges {
    /// By merged customer, each in the order of days; no two of a customer overlap.
    by_merged: BTreeMap<CustomerKey, Vec<MergeSpan>>,
    /// By survivor: those that were ever merged into it.
    by_survivor: BTreeMap<CustomerKey, BTreeSet<CustomerKey>>,
    groups: MergeGroups,
}

impl Merges {
    /// Tells whether nobody was ever merged.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_merged.is_empty()
    }

    /// All merges in an order in which they can be made again: by first day, those undone on it
    /// before those that are not.
    pub(crate) fn spans(&self) -> impl Iterator<Item = MergeSpan> + use<> {
        let mut spans: Vec<MergeSpan> = self.by_merged.values().flatten().copied().collect();
        spans.sort_by_key(|it| (it.on, it.until.is_none(), it.until));
        spans.into_iter()
    }

    /// The customers that were ever merged with one, it itself included, in no order; none where it
    /// was never merged.
    pub(crate) fn ever_with(&self, key: CustomerKey) -> &[CustomerKey] {
        self.groups.members(key)
    }

    /// Tells whether two customers were ever merged, straight or through others.
    pub(crate) fn were_ever_one(&self, one: CustomerKey, other: CustomerKey) -> bool {
        self.groups.are_together(one, other)
    }

    /// The customers that were ever merged with one another, group by group.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &[CustomerKey]> {
        self.groups.iter()
    }

    /// A size that no sum over all that were ever merged with a customer exceeds, whatever is
    /// summed; `None` where it has to be counted.
    pub(crate) fn bound(&self, key: CustomerKey) -> Option<Total> {
        self.groups.bound(key)
    }

    /// Notes such a size; `None` where it has to be counted.
    pub(crate) fn set_bound(&mut self, key: CustomerKey, bound: Option<Total>) {
        self.groups.set_bound(key, bound);
    }

    /// Has the sizes of all be counted.
    pub(crate) fn forget_bounds(&mut self) {
        self.groups.forget_bounds();
    }

    /// Tells whether two customers are one as of `t`.
    pub(crate) fn are_one_at(&self, one: CustomerKey, other: CustomerKey, t: AsOf) -> bool {
        one == other || self.survivor_at(one, t) == self.survivor_at(other, t)
    }

    /// The customers that are one with another as of `t`: it first, the others in the order of
    /// their registration.
    pub(crate) fn one_with_at(&self, key: CustomerKey, t: AsOf) -> Vec<CustomerKey> {
        let mut all = vec![key];
        let survivor = self.survivor_at(key, t);
        let mut others = self.merged_into_at(survivor, t);
        others.push(survivor);
        others.sort_unstable();
        all.extend(others.into_iter().filter(|it| *it != key));
        all
    }

    /// The customer that stands for another as of `t`: itself, or the survivor at the end of the
    /// chain.
    pub(crate) fn survivor_at(&self, key: CustomerKey, t: AsOf) -> CustomerKey {
        let mut survivor = key;
        while let Some(span) = self.span_at(survivor, t) {
            survivor = span.survivor;
        }
        survivor
    }

    /// Tells whether the customer is merged into another as of `t`.
    pub(crate) fn is_merged_at(&self, key: CustomerKey, t: AsOf) -> bool {
        self.span_at(key, t).is_some()
    }

    /// The customers whose facts are the survivor's as of `t`, itself left out, in the order of
    /// their registration.
    pub(crate) fn merged_into_at(&self, survivor: CustomerKey, t: AsOf) -> Vec<CustomerKey> {
        let mut all = Vec::new();
        if !self.by_survivor.contains_key(&survivor) {
            return all;
        }
        let mut open = vec![survivor];
        while let Some(key) = open.pop() {
            let ever = self.by_survivor.get(&key).into_iter().flatten().copied();
            let now = ever.filter(|it| self.span_at(*it, t).is_some_and(|it| it.survivor == key));
            for merged in now {
                all.push(merged);
                open.push(merged);
            }
        }
        all.sort_unstable();
        all
    }

    /// The customers that are one with any of some as of `t`, those left out, in the order of their
    /// registration.
    pub(crate) fn joined_by(&self, some: &[CustomerKey], t: AsOf) -> Vec<CustomerKey> {
        let all: BTreeSet<_> = some.iter().flat_map(|it| self.one_with_at(*it, t)).collect();
        all.into_iter().filter(|it| !some.contains(it)).collect()
    }

    /// The first day after `t` on which another customer becomes one with any of some.
    pub(crate) fn first_day_together(
        &self,
        some: &[CustomerKey],
        other: CustomerKey,
        t: AsOf,
    ) -> Option<Day> {
        let ever = self.ever_with(other).iter().filter_map(|it| self.by_merged.get(it));
        let days: BTreeSet<Day> =
            ever.flatten().map(|it| it.on).filter(|on| !t.sees(*on)).collect();
        let are_one = |day: &Day| {
            let t = AsOf::new(*day);
            some.iter().any(|one| self.are_one_at(*one, other, t))
        };
        days.into_iter().find(are_one)
    }

    fn span_at(&self, key: CustomerKey, t: AsOf) -> Option<&MergeSpan> {
        self.by_merged.get(&key)?.iter().find(|span| span.holds_at(t))
    }

    /// Tells whether a customer takes part in a merge that holds.
    pub(crate) fn take_part(&self, key: CustomerKey) -> bool {
        let holding = |merged: &CustomerKey| {
            let spans = self.by_merged.get(merged).into_iter().flatten();
            spans.filter(|span| span.until.is_none())
        };
        let mut into_it = self.by_survivor.get(&key).into_iter().flatten().flat_map(holding);
        holding(&key).next().is_some() || into_it.any(|span| span.survivor == key)
    }

    /// Checks a merge that is to hold from a day on.
    pub(crate) fn check(
        &self,
        merged: CustomerKey,
        survivor: CustomerKey,
        on: Day,
    ) -> Result<(), MergeError> {
        if merged == survivor {
            return Err(MergeError::Itself);
        }
        let own = self.by_merged.get(&merged).into_iter().flatten();
        if let Some(span) = own.clone().find(|span| span.holds_from(on)) {
            return Err(MergeError::Merged { from: span.on, on });
        }
        self.check_circle(merged, survivor, on)
    }

    /// Follows all merges that hold from the day on, whichever holds when. Customers that were
    /// never merged with one another cannot lead to each other.
    fn check_circle(
        &self,
        merged: CustomerKey,
        survivor: CustomerKey,
        on: Day,
    ) -> Result<(), MergeError> {
        if !self.were_ever_one(merged, survivor) {
            return Ok(());
        }
        // The way that has begun first is followed first.
        let mut open = BTreeSet::from([(Day::MIN, survivor)]);
        // Merges that hold one after the other can lead back to where they began.
        let mut seen = BTreeSet::new();
        while let Some((from, key)) = open.pop_first() {
            if key == merged {
                return Err(MergeError::Circle { on: from });
            }
            if seen.insert(key) {
                let spans = self.by_merged.get(&key).into_iter().flatten();
                let held = spans.filter(|span| span.holds_from(on));
                open.extend(held.map(|span| (span.on.max(from), span.survivor)));
            }
        }
        Ok(())
    }

    /// Notes a merge that was checked, with the size that no sum over both groups exceeds.
    pub(crate) fn note(
        &mut self,
        merged: CustomerKey,
        survivor: CustomerKey,
        on: Day,
        bound: Total,
    ) {
        let span = MergeSpan { merged, survivor, on, until: None };
        self.by_merged.entry(merged).or_default().push(span);
        self.by_survivor.entry(survivor).or_default().insert(merged);
        self.groups.join(merged, survivor);
        self.groups.set_bound(survivor, Some(bound));
    }

    /// Undoes the merge of a customer from a day on.
    pub(crate) fn undo(&mut self, merged: CustomerKey, on: Day) -> Result<(), MergeError> {
        let spans = self.by_merged.get_mut(&merged).into_iter().flatten();
        let mut held = spans.filter(|span| span.until.is_none() && span.on <= on);
        let span = held.next().ok_or(MergeError::NotMerged { on })?;
        span.until = Some(on);
        Ok(())
    }
}
