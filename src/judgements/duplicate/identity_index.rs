use std::collections::BTreeMap;

use super::blocking::{Block, Blocking, SharedKey};
use super::narrowing::Narrowing;
use super::{
    BlindMatches, DuplicatePair, DuplicatePolicy, DuplicateSearch, IdentityFacts, IdentityRecord,
    Keeper, Match, Matches, NumberContradiction, PairVerdict, RecordState, Veto,
};
use crate::calendar::AsOf;
use crate::engine::index;
use crate::id::CustomerKey;
use crate::identity::{CustomerPair, DistinctRuling, DistinctRulings};
use crate::valid::codes;

/// Records that cannot be searched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdentityIndexError {
    /// Two records are of one customer.
    #[error("the customer at position {} has two records", customer.position())]
    Twice {
        /// The customer.
        customer: CustomerKey,
    },
}

codes! {
    IdentityIndexError {
        Twice = "two_records",
    }
}

/// A record that is looked for among those of an index.
#[derive(Debug, Clone, Copy)]
pub enum Query<'a> {
    /// A record that is to be created.
    New(&'a IdentityFacts),
    /// A record of the index with facts that it is to have. It does not match itself, and rulings
    /// about it stand.
    Changed {
        /// The customer of the record.
        customer: CustomerKey,
        /// The facts.
        facts: &'a IdentityFacts,
    },
}

/// A record in a block, by its place among all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    hash: u64,
    place: u32,
}

/// The records of customers, ready to be searched for duplicates as of a day.
///
/// All records take part, active or not, but those that were merged into another. One function
/// judges a new record, a changed one and all pairs of records. The search of all records compares
/// only pairs that share a key; which of the keys count follows from the points of the policy.
///
/// ```
/// use guanxi::duplicate::{DuplicatePolicy, IdentityFacts, IdentityIndex, IdentityRecord};
/// use guanxi::id::CustomerKey;
/// use guanxi::identity::DistinctRulings;
///
/// let policy = DuplicatePolicy::default();
/// let forms = policy.name_forms();
/// let li = IdentityFacts::default().with_name(&forms, "Li & Sons Ltd.").with_phone("13800138000");
/// let twin = IdentityFacts::default().with_name(&forms, "LI & SONS").with_phone("13800138000");
/// let records = [li, twin].into_iter().zip(0..);
/// let records: Vec<_> = records
///     .map(|(facts, place)| IdentityRecord::new(CustomerKey::from_position(place), facts))
///     .collect();
///
/// let rulings = DistinctRulings::default();
/// let index = IdentityIndex::try_new(&policy, &records, &rulings, "2026-03-01".parse()?)?;
/// let found = index.search();
/// let said: Vec<_> = found.pairs.iter().map(ToString::to_string).collect();
/// assert_eq!(
///     said,
///     ["the customers at positions 0 and 1: \
///       likely the same, from 55: 55 points: phone 25, name 30"]
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "客户查重")]
#[derive(Debug, Clone)]
pub struct IdentityIndex<'a> {
    policy: &'a DuplicatePolicy,
    blocking: Blocking,
    /// In the order of customers; none of them merged.
    records: Vec<&'a IdentityRecord>,
    /// By hash and place, each once.
    entries: Vec<Entry>,
    /// The rulings that stand.
    distinct: BTreeMap<CustomerPair, &'a DistinctRuling>,
}

impl<'a> IdentityIndex<'a> {
    /// The index of some records as of a day. Records that are merged are left out; rulings about
    /// them reach their survivors by
    /// [`DistinctRulings::of_survivors`](crate::identity::DistinctRulings::of_survivors).
    ///
    /// # Errors
    ///
    /// When two records are of one customer.
    pub fn try_new(
        policy: &'a DuplicatePolicy,
        records: &'a [IdentityRecord],
        rulings: &'a DistinctRulings,
        t: AsOf,
    ) -> Result<Self, IdentityIndexError> {
        let mut in_order: Vec<&IdentityRecord> = records.iter().collect();
        in_order.sort_unstable_by_key(|it| it.customer);
        let mut neighbours = in_order.iter().zip(in_order.iter().skip(1));
        if let Some((twice, _)) = neighbours.find(|(one, next)| one.customer == next.customer) {
            return Err(IdentityIndexError::Twice { customer: twice.customer });
        }
        let mut records = in_order;
        records.retain(|it| it.state != RecordState::Merged);
        let blocking = Blocking::new(policy);
        let mut entries = Vec::with_capacity(records.len());
        for (record, place) in records.iter().zip(0_u32..) {
            let take = |Block { hash, .. }| entries.push(Entry { hash, place });
            blocking.for_each_block(policy, &record.facts, take);
        }
        entries.sort_unstable();
        entries.dedup();
        let distinct = rulings.standing(t).map(|it| (it.pair, it)).collect();
        Ok(Self { policy, blocking, records, entries, distinct })
    }

    /// Judges two customers of the index; `None` when one has no record in it.
    pub fn compare(&self, pair: CustomerPair) -> Option<PairVerdict> {
        let (first, second) = (self.record(pair.first())?, self.record(pair.second())?);
        Some(self.judge(first, second)?.verdict)
    }

    /// Searches all records for duplicates.
    ///
    /// Three lists come out:
    ///
    /// - Pairs whose verdict is told ([`PairVerdict::is_told`]), each once, in the order of
    ///   customers.
    /// - Crowds: each key that more than
    ///   [`most_sharing`](super::DuplicatePolicyDraft::most_sharing) records share. Records of a
    ///   crowd are searched again by one more key that they share, and so on.
    /// - Contradictions among the numbers of one record.
    ///
    /// A pair that [`matches`](Self::matches) tells is missing in one case: more records than that
    /// share everything that makes the two alike, their equal number, if any, and one key of each
    /// kind in which they agree.
    pub fn search(&self) -> DuplicateSearch {
        let mut narrowing = Narrowing::new(self.policy, &self.records);
        let mut places = Vec::new();
        for block in self.entries.chunk_by(|one, next| one.hash == next.hash) {
            places.clear();
            places.extend(block.iter().map(|it| it.place));
            narrowing.take(&places, || self.shared(block.first()?));
        }
        let judge = |(one, other)| self.judge(self.at(one)?, self.at(other)?);
        let judged = narrowing.candidates().into_iter().filter_map(judge);
        let pairs = judged.filter(|it| it.verdict.is_told()).collect();
        let crowds = narrowing.into_crowds();
        DuplicateSearch { pairs, crowds, contradictions: self.contradictions() }
    }

    /// The numbers of each record that contradict each other.
    fn contradictions(&self) -> Vec<NumberContradiction> {
        let several = self.records.iter().filter(|it| it.facts.numbers().len() > 1);
        let found = several.flat_map(|record| {
            let (customer, pairs) = (record.customer, self.policy.contradictions(&record.facts));
            pairs.into_iter().map(move |numbers| NumberContradiction { customer, numbers })
        });
        found.collect()
    }

    /// The records that match a query, with the verdicts to tell ([`PairVerdict::is_told`]). All
    /// records of the index are searched, however many share a key.
    pub fn matches(&self, query: Query<'_>) -> Matches {
        let verdicts = self.verdicts(query);
        let found = verdicts.map(|(record, verdict)| Match { customer: record.customer, verdict });
        Matches::new(found.collect())
    }

    /// The records that match a query, for a reader who may see some of them.
    ///
    /// Of a record that the reader may not see the answer says that there is a match, and who keeps
    /// it: the answer is equal, whatever else that record holds. A merely possible match is said of
    /// visible records only, since one key alone would tell whose it is.
    #[doc(alias = "撞单检查")]
    pub fn search_blind(
        &self,
        query: Query<'_>,
        may_see: impl Fn(CustomerKey) -> bool,
    ) -> BlindMatches {
        let (mut visible, mut keepers) = (Vec::new(), Vec::new());
        for (record, verdict) in self.verdicts(query) {
            if may_see(record.customer) {
                visible.push(Match { customer: record.customer, verdict });
            } else if verdict.joins() || matches!(verdict, PairVerdict::SameGroup { .. }) {
                keepers.push(record.keeper.clone().map_or(Keeper::Nobody, Keeper::Staff));
            }
        }
        keepers.sort_unstable();
        keepers.dedup();
        BlindMatches { visible: Matches::new(visible), keepers }
    }

    /// The records that share a key with a query and match it.
    fn verdicts(
        &self,
        query: Query<'_>,
    ) -> impl Iterator<Item = (&'a IdentityRecord, PairVerdict)> {
        let (itself, facts) = match query {
            Query::New(facts) => (None, facts),
            Query::Changed { customer, facts } => (Some(customer), facts),
        };
        let mut places = Vec::new();
        self.blocking.for_each_block(self.policy, facts, |Block { hash, .. }| {
            let begin = self.entries.partition_point(|it| it.hash < hash);
            let later = self.entries.get(begin..).unwrap_or_default();
            places.extend(later.iter().take_while(|it| it.hash == hash).map(|it| it.place));
        });
        places.sort_unstable();
        places.dedup();
        let records = places.into_iter().filter_map(|place| self.at(place));
        let told = records.filter_map(move |record| {
            let pair = match itself {
                Some(customer) => Some(CustomerPair::try_new(customer, record.customer).ok()?),
                None => None,
            };
            let verdict = self.verdict(pair, facts, &record.facts);
            verdict.is_told().then_some((record, verdict))
        });
        told.collect::<Vec<_>>().into_iter()
    }

    /// Judges two records; `None` when both are of one customer.
    pub(super) fn judge(
        &self,
        one: &IdentityRecord,
        other: &IdentityRecord,
    ) -> Option<DuplicatePair> {
        let pair = CustomerPair::try_new(one.customer, other.customer).ok()?;
        Some(DuplicatePair { pair, verdict: self.verdict(Some(pair), &one.facts, &other.facts) })
    }

    /// The verdict about two records: a ruling about the pair, then the facts.
    fn verdict(
        &self,
        pair: Option<CustomerPair>,
        one: &IdentityFacts,
        other: &IdentityFacts,
    ) -> PairVerdict {
        match pair.and_then(|pair| self.distinct.get(&pair)) {
            Some(ruling) => PairVerdict::Different(Veto::Ruling((*ruling).clone())),
            None => self.policy.compare(one, other),
        }
    }

    /// The key or keys of a block, by one of its records.
    fn shared(&self, entry: &Entry) -> Option<SharedKey> {
        let facts = &self.at(entry.place)?.facts;
        let mut meeting = None;
        self.blocking.for_each_block(self.policy, facts, |Block { hash, meeting: at }| {
            if hash == entry.hash {
                meeting = Some(at);
            }
        });
        self.blocking.shared(facts, meeting?)
    }

    fn at(&self, place: u32) -> Option<&'a IdentityRecord> {
        self.records.get(index(place)).copied()
    }

    /// The record of a customer; `None` when it has none, or a merged one.
    pub(super) fn record(&self, customer: CustomerKey) -> Option<&'a IdentityRecord> {
        let place = self.records.binary_search_by_key(&customer, |it| it.customer).ok()?;
        self.records.get(place).copied()
    }

    /// The pairs that are ruled to be two.
    pub(super) fn ruled(&self) -> impl Iterator<Item = CustomerPair> {
        self.distinct.keys().copied()
    }
}
