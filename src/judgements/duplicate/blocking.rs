use std::fmt;
use std::hash::{Hash, Hasher};

use super::identity_facts::IdentityKey;
use super::{DuplicatePolicyDraft, IdentityFacts, KeyKind};
use crate::engine::StableHasher;
use crate::identity::NumberKind;

/// A key, or a set of keys, by which records meet in a search.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum SharedKey {
    /// A number of this kind.
    Number(NumberKind),
    /// A key of each of these kinds.
    Keys(Vec<KeyKind>),
    /// A number, and a key of each of some kinds.
    NumberAndKeys {
        /// The kind of the number.
        number: NumberKind,
        /// The kinds of the keys.
        keys: Vec<KeyKind>,
    },
}

impl SharedKey {
    /// The kinds of the keys, in their order.
    pub(super) fn kinds(&self) -> &[KeyKind] {
        match self {
            Self::Number(_) => &[],
            Self::Keys(keys) | Self::NumberAndKeys { keys, .. } => keys,
        }
    }

    /// The same with a key of one more kind.
    pub(super) fn with(&self, kind: KeyKind) -> Self {
        let mut keys = self.kinds().to_vec();
        keys.push(kind);
        keys.sort_unstable();
        match self.number() {
            Some(number) => Self::NumberAndKeys { number: number.clone(), keys },
            None => Self::Keys(keys),
        }
    }

    /// Tells whether all that the other asks for is asked for here, too.
    pub(super) fn includes(&self, other: &Self) -> bool {
        let has_number = other.number().is_none_or(|number| self.number() == Some(number));
        has_number && other.kinds().iter().all(|kind| self.kinds().contains(kind))
    }

    fn number(&self) -> Option<&NumberKind> {
        match self {
            Self::Number(number) | Self::NumberAndKeys { number, .. } => Some(number),
            Self::Keys(_) => None,
        }
    }
}

/// A place at which records meet that share a key.
pub(super) struct Block {
    pub(super) hash: u64,
    pub(super) meeting: Meeting,
}

/// The ways in which records meet: by a number, or by the keys of a set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meeting {
    /// The place of the number in the record.
    Number(usize),
    /// The place of the set.
    Keys(usize),
}

/// The sets of kinds of keys that together have enough points to be possible, none of which can do
/// without one of its kinds. Two records that share none of them are unrelated.
#[derive(Debug, Clone)]
pub(super) struct Blocking {
    sets: Vec<Vec<KeyKind>>,
}

impl Blocking {
    pub(super) fn new(policy: &DuplicatePolicyDraft) -> Self {
        let points = |set: &[KeyKind]| -> u32 {
            set.iter().map(|kind| u32::from(policy.points.points(*kind))).sum()
        };
        let is_enough = |set: &[KeyKind]| points(set) >= u32::from(policy.possible);
        let mut all = vec![Vec::new()];
        for kind in KeyKind::ALL {
            let with: Vec<_> = all.iter().map(|set| [set.as_slice(), &[kind]].concat()).collect();
            all.extend(with);
        }
        let needs_all = |set: &[KeyKind]| {
            let rest = |kind: &KeyKind| -> Vec<_> {
                set.iter().copied().filter(|other| other != kind).collect()
            };
            set.iter().all(|kind| !is_enough(&rest(kind)))
        };
        all.retain(|set| is_enough(set) && needs_all(set));
        Self { sets: all }
    }

    /// Calls a function with the place of each block to which a record belongs.
    pub(super) fn for_each_block(
        &self,
        policy: &DuplicatePolicyDraft,
        facts: &IdentityFacts,
        mut take: impl FnMut(Block),
    ) {
        let numbers = facts.numbers().iter().enumerate();
        for (place, number) in numbers.filter(|(_, number)| policy.numbers.compares(number)) {
            let mut hasher = StableHasher::default();
            number.hash(&mut hasher);
            take(Block { hash: hasher.finish(), meeting: Meeting::Number(place) });
        }
        let keys: Vec<(KeyKind, u64)> =
            facts.keys().iter().map(|it| (it.kind(), hash(it))).collect();
        for (place, set) in self.sets.iter().enumerate() {
            let begin = StableHasher::default();
            combine(set, &keys, begin, &mut |hash| {
                take(Block { hash, meeting: Meeting::Keys(place) });
            });
        }
    }

    /// The key at which records meet.
    pub(super) fn shared(&self, facts: &IdentityFacts, meeting: Meeting) -> Option<SharedKey> {
        match meeting {
            Meeting::Number(place) => {
                Some(SharedKey::Number(facts.numbers().get(place)?.kind().clone()))
            }
            Meeting::Keys(place) => Some(SharedKey::Keys(self.sets.get(place)?.clone())),
        }
    }
}

/// Takes one key of each kind in all ways.
fn combine(
    set: &[KeyKind],
    keys: &[(KeyKind, u64)],
    before: StableHasher,
    take: &mut impl FnMut(u64),
) {
    let Some((kind, rest)) = set.split_first() else { return take(before.finish()) };
    for (_, key) in keys.iter().filter(|(of, _)| of == kind) {
        let mut hasher = before;
        hasher.write_u64(*key);
        combine(rest, keys, hasher, take);
    }
}

/// The hash of a key, equal for all keys with which it agrees.
pub(super) fn hash(key: &IdentityKey) -> u64 {
    let mut hasher = StableHasher::default();
    key.kind().hash(&mut hasher);
    match key {
        IdentityKey::Phone(phone) => hasher.write_u64(phone.last_eight()),
        IdentityKey::BankAccount(text)
        | IdentityKey::LegalRepresentative(text)
        | IdentityKey::Address(text) => text.hash(&mut hasher),
        IdentityKey::Name(name) => name.hash(&mut hasher),
    }
    hasher.finish()
}

impl fmt::Display for SharedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.number().map(|kind| format!("a number of kind {kind}"));
        let parts = number.into_iter().chain(self.kinds().iter().map(ToString::to_string));
        for (place, part) in parts.enumerate() {
            write!(f, "{}{part}", if place == 0 { "" } else { " and " })?;
        }
        Ok(())
    }
}
