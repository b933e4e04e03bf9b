//! Blocks of too many records, which are narrowed by further keys until few records share them all.

use super::blocking::{SharedKey, hash};
use super::{Crowd, DuplicatePolicyDraft, IdentityRecord, KeyKind};
use crate::engine::index;

/// The pairs and crowds of the blocks that were taken.
pub(super) struct Narrowing<'i, 'a> {
    policy: &'i DuplicatePolicyDraft,
    records: &'i [&'a IdentityRecord],
    /// The places of two records that are to be judged; a pair may come several times.
    candidates: Vec<(u32, u32)>,
    crowds: Vec<Crowd>,
}

impl<'i, 'a> Narrowing<'i, 'a> {
    pub(super) const fn new(
        policy: &'i DuplicatePolicyDraft,
        records: &'i [&'a IdentityRecord],
    ) -> Self {
        Self { policy, records, candidates: Vec::new(), crowds: Vec::new() }
    }

    /// Takes a block by the places of its records, each once and in their order. What they share is
    /// asked of a crowd alone.
    pub(super) fn take(&mut self, block: &[u32], shared: impl FnOnce() -> Option<SharedKey>) {
        if !self.is_crowd(block.len()) {
            let mut rest = block;
            while let Some((first, later)) = rest.split_first() {
                self.candidates.extend(later.iter().map(|it| (*first, *it)));
                rest = later;
            }
        } else if let Some(shared) = shared() {
            let counts = |kind: &KeyKind| self.policy.points.points(*kind) > 0;
            let beside = KeyKind::ALL.into_iter().filter(|it| !shared.kinds().contains(it));
            let kinds: Vec<_> = beside.filter(counts).collect();
            self.narrow(block, shared, &kinds);
        }
    }

    fn is_crowd(&self, records: usize) -> bool {
        records > usize::from(self.policy.most_sharing)
    }

    fn at(&self, place: u32) -> Option<&'a IdentityRecord> {
        self.records.get(index(place)).copied()
    }

    /// Notes a crowd, and takes the smaller blocks within it of those that share one more key: of
    /// one of the kinds, and then of the kinds behind it, so that no set of kinds comes twice.
    fn narrow(&mut self, block: &[u32], shared: SharedKey, kinds: &[KeyKind]) {
        let mut rest = kinds;
        while let Some((kind, later)) = rest.split_first() {
            let mut keyed: Vec<(u64, u32)> = Vec::with_capacity(block.len());
            for place in block {
                let keys = self.at(*place).into_iter().flat_map(|it| it.facts.keys());
                let of_kind = keys.filter(|it| it.kind() == *kind);
                keyed.extend(of_kind.map(|key| (hash(key), *place)));
            }
            keyed.sort_unstable();
            keyed.dedup();
            for part in keyed.chunk_by(|one, next| one.0 == next.0) {
                // A key that all share narrows nothing.
                if part.len() < 2 || part.len() == block.len() {
                    continue;
                }
                let part: Vec<u32> = part.iter().map(|it| it.1).collect();
                if self.is_crowd(part.len()) {
                    self.narrow(&part, shared.with(*kind), later);
                } else {
                    self.take(&part, || None);
                }
            }
            rest = later;
        }
        let customers = block.iter().filter_map(|it| Some(self.at(*it)?.customer)).collect();
        self.crowds.push(Crowd { customers, shared });
    }

    /// The pairs, each once and in their order.
    pub(super) fn candidates(&mut self) -> Vec<(u32, u32)> {
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }

    /// The crowds in their order. Of several of the same customers only those stay that no crowd
    /// with fewer keys tells as well.
    pub(super) fn into_crowds(mut self) -> Vec<Crowd> {
        self.crowds.sort_unstable();
        self.crowds.dedup();
        let of_same: Vec<&[Crowd]> =
            self.crowds.chunk_by(|one, next| one.customers == next.customers).collect();
        let told = of_same.into_iter().flat_map(|same| {
            same.iter().filter(|it| {
                same.iter().all(|other| other == *it || !it.shared.includes(&other.shared))
            })
        });
        told.cloned().collect()
    }
}
