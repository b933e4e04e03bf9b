use std::collections::{BTreeMap, BTreeSet};

use super::{Affinity, AffinityKind, AffinityOwner};
use crate::calendar::AsOf;
use crate::confidence::Reader;
use crate::id::{PersonId, StaffId};
use crate::identity::NormalText;

/// A common ground of one of our people with one of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommonGround<'a> {
    /// The kind.
    pub kind: AffinityKind,
    /// The value that both share.
    pub value: &'a NormalText,
    /// The people of customers who share it, this one included.
    pub shared_by: usize,
}

/// A reader of facts about both sides, with the need to know about each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BothSides {
    /// The reader of facts about our people.
    pub ours: Reader,
    /// The reader of facts about theirs.
    pub theirs: Reader,
}

/// The common ground of one of our people with one of theirs, the rarest first, for a reader.
///
/// # Rule
///
/// > S2: equal values of one kind, both recorded; the value shared by fewest contacts first, then
/// > by kind. Faith and kin only for a reader cleared for both sides; for others the answer is the
/// > same as if they were not recorded.
///
/// Facts that the reader may not see are left out before anything is counted, so that nothing
/// hidden changes an answer.
pub fn common_ground<'a>(
    facts: impl IntoIterator<Item = &'a Affinity>,
    ours: &StaffId,
    theirs: &PersonId,
    readers: BothSides,
    t: AsOf,
) -> Vec<CommonGround<'a>> {
    let mut mine: BTreeSet<(AffinityKind, &NormalText)> = BTreeSet::new();
    let mut people: BTreeMap<(AffinityKind, &NormalText), BTreeSet<&PersonId>> = BTreeMap::new();
    for fact in facts {
        let reader = match fact.owner() {
            AffinityOwner::Ours(_) => readers.ours,
            AffinityOwner::Theirs(_) => readers.theirs,
        };
        let Some(value) = fact.disclose(reader, t) else { continue };
        let key = (fact.kind(), value);
        match fact.owner() {
            AffinityOwner::Ours(staff) if staff == ours => {
                mine.insert(key);
            }
            AffinityOwner::Ours(_) => {}
            AffinityOwner::Theirs(person) => {
                people.entry(key).or_default().insert(person);
            }
        }
    }
    let shared = mine.into_iter().filter_map(|(kind, value)| {
        let by = people.get(&(kind, value)).filter(|by| by.contains(theirs))?;
        Some(CommonGround { kind, value, shared_by: by.len() })
    });
    let mut shared: Vec<CommonGround<'a>> = shared.collect();
    shared.sort_by_key(|it| (it.shared_by, it.kind));
    shared
}
