//! Duplicates (客户查重, S1): which records are one customer, by numbers, rulings and points.
//!
//! | type | content |
//! |---|---|
//! | [`IdentityFacts`] | numbers and keys of a record in normal form |
//! | [`IdentityRecord`], [`RecordState`] | a record of a customer with its state and keeper |
//! | [`KeyKind`] | bank account, telephone, name, legal representative, address |
//! | [`DuplicatePolicy`] | points, thresholds and the use of numbers; compares two records |
//! | [`DuplicatePolicyDraft`] | the plain form of a duplicate policy |
//! | [`KeyPoints`] | the points for each kind of key |
//! | [`NumberRules`], [`NumberUse`] | the use of each kind of numbers |
//! | [`PairVerdict`] | same, different, same group, likely, possible or unrelated |
//! | [`Veto`], [`NumberPair`] | the reason of *different*; two numbers that differ |
//! | [`Points`], [`Agreement`] | the keys in which two records agree, with their points |
//! | [`IdentityIndex`] | the records of all customers, ready to be searched |
//! | [`DuplicateSearch`] | all pairs of an index, and its crowds |
//! | [`DuplicatePair`] | a pair with its verdict |
//! | [`Crowd`], [`SharedKey`] | customers that share a key, or several, with too many; the key |
//! | [`NumberContradiction`] | two numbers of one customer where a company has only one |
//! | [`Query`] | a new or a changed record |
//! | [`Matches`], [`Match`] | the records that match a query |
//! | [`Admission`] | the answer to the question whether a record may be saved |
//! | [`BlindMatches`], [`Keeper`] | matches for a reader who may see some of the records |
//! | [`Cluster`] | customers that may be one, with the pair that contradicts it |
//! | [`MergeBatch`], [`PlannedMerge`] | a plan to merge all clusters at once |
//! | [`SurvivorReason`] | the reason for which a customer goes on |
//! | [`IdentityIndexError`] | records that cannot be searched |
//!
//! | verdict | when | merged |
//! |---|---|---|
//! | same | a number of equal kind and scope is equal | may be |
//! | different | such numbers differ of which a company has one, or a person ruled so | never |
//! | same group | the company is one, its places differ | never |
//! | likely | points from 55 | may be |
//! | possible | points from 30, whatever above where other numbers differ | after a look |
//! | unrelated | fewer points | – |
//!
//! The facts are those that the reader may see: a judgement about them tells nothing of what was
//! left out. [`IdentityIndex::search_blind`] alone goes by all facts and answers by no more than a
//! keeper.
//!
//! [`Review::rehearse`](crate::review::Review::rehearse) shows the consequences of a batch plan.
//! Once no conflict is open,
//! [`MergeRehearsal::apply`](crate::review::MergeRehearsal::apply) makes it.
//!
//! System of the domain: [S1].
//!
//! [S1]: crate::docs::domain#s1

mod blocking;
mod cluster;
mod compare;
mod contradiction;
mod duplicate_policy;
mod identity_facts;
mod identity_index;
mod merge_batch;
mod narrowing;
mod pair_verdict;
mod search;

pub use blocking::SharedKey;
pub use cluster::Cluster;
pub use contradiction::NumberContradiction;
pub use duplicate_policy::{
    DuplicatePolicy, DuplicatePolicyDraft, KeyPoints, NumberRules, NumberUse,
};
pub use identity_facts::{IdentityFacts, IdentityRecord, KeyKind, RecordState};
pub use identity_index::{IdentityIndex, IdentityIndexError, Query};
pub use merge_batch::{MergeBatch, PlannedMerge, SurvivorReason};
pub use pair_verdict::{Agreement, NumberPair, PairVerdict, Points, Veto};
pub use search::{
    Admission, BlindMatches, Crowd, DuplicatePair, DuplicateSearch, Keeper, Match, Matches,
};
