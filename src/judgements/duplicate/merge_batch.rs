use std::cmp::Reverse;
use std::fmt;

use super::{Cluster, IdentityIndex, IdentityRecord, RecordState};
use crate::id::CustomerKey;
use crate::valid::words;

words! {
    /// The reason for which a customer goes on when several are merged: the first in which it is
    /// ahead of all others.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SurvivorReason as "a reason of survival" {
        /// Its record is active, or inactive where the others are dropped.
        State = "state" => "the state of its record",
        /// Its record has the most numbers of registers.
        Numbers = "numbers" => "the most identity numbers",
        /// Its record has the most keys.
        Keys = "keys" => "the most keys",
        /// It was registered first.
        First = "first" => "the earliest registration",
    }
}

/// Customers that are to be merged into one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PlannedMerge {
    /// The customer that goes on.
    pub survivor: CustomerKey,
    /// The reason for which it goes on.
    pub because: SurvivorReason,
    /// The customers that are merged into it, one at least, in the order of their registration.
    pub merged: Vec<CustomerKey>,
}

impl fmt::Display for PlannedMerge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { survivor, because, merged } = self;
        write!(f, "{} merged into the one at position {}", merged.len(), survivor.position())?;
        write!(f, " for {because}")
    }
}

/// A plan to merge all clusters of a search at once, as a value: nothing is changed by it.
///
/// # Rule
///
/// > S1: The survivor is the one whose record is in the best state (active, inactive, dropped),
/// > then the one with the most identity numbers, then with the most keys, then the one registered
/// > first. A contradictory cluster is never merged.
#[doc(alias = "批量合并")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct MergeBatch {
    /// The merges, one for each cluster without a contradiction, in the order of the clusters.
    pub merges: Vec<PlannedMerge>,
    /// The contradictory clusters, which are left to a person.
    pub left_out: Vec<Cluster>,
}

impl MergeBatch {
    /// Plans the merges of some clusters.
    pub fn new(index: &IdentityIndex<'_>, clusters: Vec<Cluster>) -> Self {
        let (left_out, sound): (Vec<_>, Vec<_>) =
            clusters.into_iter().partition(Cluster::is_contradictory);
        let merges = sound.iter().filter_map(|cluster| planned(index, cluster)).collect();
        Self { merges, left_out }
    }
}

/// The rank of a record as a survivor; the lowest goes on.
type Rank = (RecordState, Reverse<usize>, Reverse<usize>, CustomerKey);

fn rank(record: &IdentityRecord) -> Rank {
    let IdentityRecord { customer, facts, state, .. } = record;
    let keys = facts.key_kinds().count();
    (*state, Reverse(facts.numbers().len()), Reverse(keys), *customer)
}

fn planned(index: &IdentityIndex<'_>, cluster: &Cluster) -> Option<PlannedMerge> {
    let mut ranks: Vec<Rank> =
        cluster.customers.iter().filter_map(|it| index.record(*it)).map(rank).collect();
    ranks.sort_unstable();
    let (first, next) = (ranks.first()?, ranks.get(1)?);
    let because = if first.0 != next.0 {
        SurvivorReason::State
    } else if first.1 != next.1 {
        SurvivorReason::Numbers
    } else if first.2 != next.2 {
        SurvivorReason::Keys
    } else {
        SurvivorReason::First
    };
    let survivor = first.3;
    let mut merged: Vec<_> = ranks.iter().map(|it| it.3).filter(|it| *it != survivor).collect();
    merged.sort_unstable();
    Some(PlannedMerge { survivor, because, merged })
}
