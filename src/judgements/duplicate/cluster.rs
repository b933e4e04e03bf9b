use std::collections::BTreeMap;
use std::fmt;

use super::{DuplicatePair, DuplicateSearch, IdentityIndex, IdentityRecord, PairVerdict};
use crate::engine::index;
use crate::id::CustomerKey;

/// Customers that belong together by *same* and *likely* pairs, straight or through others.
#[doc(alias = "疑似重复簇")]
#[doc(alias = "同类项")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Cluster {
    /// The customers, two or more, in the order of their registration.
    pub customers: Vec<CustomerKey>,
    /// Two of them that must not be merged, the first such pair; `None` when all may be one. A
    /// cluster with such a pair is contradictory: a chain of pairs has joined what is two, or a
    /// record is wrong. It is never merged as a whole.
    #[doc(alias = "矛盾簇")]
    pub contradiction: Option<DuplicatePair>,
}

impl Cluster {
    /// Tells whether two of the customers must not be merged.
    pub const fn is_contradictory(&self) -> bool {
        self.contradiction.is_some()
    }
}

impl fmt::Display for Cluster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} customers", self.customers.len())?;
        match &self.contradiction {
            Some(pair) => write!(f, ", contradictory: {pair}"),
            None => f.write_str(" that may be one"),
        }
    }
}

impl IdentityIndex<'_> {
    /// The clusters of the pairs that a search of this index has found, in the order of their
    /// first customers.
    pub fn clusters(&self, found: &DuplicateSearch) -> Vec<Cluster> {
        let mut groups = Groups::default();
        for DuplicatePair { pair, verdict } in &found.pairs {
            if verdict.joins() {
                groups.join(pair.first(), pair.second());
            }
        }
        let clusters = groups.into_lists().into_iter();
        let mut clusters: Vec<Cluster> = clusters
            .map(|customers| {
                let contradiction = self.contradiction_by_numbers(&customers);
                Cluster { customers, contradiction }
            })
            .collect();
        self.add_rulings(&mut clusters);
        clusters
    }

    /// The first pair whose numbers forbid that they are merged. Records without numbers forbid
    /// nothing.
    fn contradiction_by_numbers(&self, customers: &[CustomerKey]) -> Option<DuplicatePair> {
        let records = customers.iter().filter_map(|it| self.record(*it));
        let records: Vec<&IdentityRecord> =
            records.filter(|record| !record.facts.numbers().is_empty()).collect();
        let mut rest = records.as_slice();
        while let Some((one, later)) = rest.split_first() {
            let mut judged = later.iter().filter_map(|other| self.judge(one, other));
            if let Some(pair) = judged.find(|it| it.verdict.forbids_merge()) {
                return Some(pair);
            }
            rest = later;
        }
        None
    }

    /// Adds the contradictions by rulings; of several in a cluster the first pair stands.
    fn add_rulings(&self, clusters: &mut [Cluster]) {
        let members = clusters.iter().zip(0_usize..);
        let places: BTreeMap<CustomerKey, usize> = members
            .flat_map(|(cluster, place)| cluster.customers.iter().map(move |it| (*it, place)))
            .collect();
        for pair in self.ruled() {
            let place =
                places.get(&pair.first()).filter(|it| places.get(&pair.second()) == Some(it));
            let Some(cluster) = place.and_then(|place| clusters.get_mut(*place)) else { continue };
            let verdict: Option<PairVerdict> = self.compare(pair);
            let is_first = cluster.contradiction.as_ref().is_none_or(|held| pair < held.pair);
            if let Some(verdict) = verdict.filter(|_| is_first) {
                cluster.contradiction = Some(DuplicatePair { pair, verdict });
            }
        }
    }
}

/// Customers in groups that are joined, each group named by its first customer.
#[derive(Default)]
struct Groups {
    /// By customer: its place among `parents`.
    places: BTreeMap<CustomerKey, u32>,
    customers: Vec<CustomerKey>,
    /// The place of another of the group, nearer to the root; the root is its own.
    parents: Vec<u32>,
}

impl Groups {
    fn join(&mut self, one: CustomerKey, other: CustomerKey) {
        let (one, other) = (self.root_of(one), self.root_of(other));
        // The lower place stays the root, so that a chain of pairs leads to it.
        if let Some(parent) = self.parents.get_mut(index(one.max(other))) {
            *parent = one.min(other);
        }
    }

    fn root_of(&mut self, customer: CustomerKey) -> u32 {
        let next = u32::try_from(self.customers.len()).unwrap_or_default();
        let place = *self.places.entry(customer).or_insert(next);
        if place == next {
            self.customers.push(customer);
            self.parents.push(place);
        }
        self.root(place)
    }

    /// The root of a group; every second step of the way is shortened.
    fn root(&mut self, place: u32) -> u32 {
        let mut place = place;
        loop {
            let parent = self.parent(place);
            let above = self.parent(parent);
            if parent == above {
                return parent;
            }
            if let Some(held) = self.parents.get_mut(index(place)) {
                *held = above;
            }
            place = above;
        }
    }

    fn parent(&self, place: u32) -> u32 {
        self.parents.get(index(place)).copied().unwrap_or(place)
    }

    /// The customers of each group in their order, the groups in the order of their first.
    fn into_lists(mut self) -> Vec<Vec<CustomerKey>> {
        let places = std::mem::take(&mut self.places);
        let mut lists: BTreeMap<u32, Vec<CustomerKey>> = BTreeMap::new();
        for (customer, place) in places {
            lists.entry(self.root(place)).or_default().push(customer);
        }
        let mut lists: Vec<_> = lists.into_values().collect();
        lists.sort_unstable();
        lists
    }
}
