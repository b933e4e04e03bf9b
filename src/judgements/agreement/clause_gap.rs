use std::fmt;

use crate::contract::{ClauseGroup, ClauseItem, ClausePromise, ContractOrigin, PartyItem};
use crate::valid::words;

words! {
    /// The weight of something that a contract does not say.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ClauseTier as "a tier of clauses" {
        /// Without it no contract is formed.
        #[doc(alias = "必备条款")]
        Essential = "essential",
        /// The law fills it by agreement, custom and then its own rules.
        #[doc(alias = "可补正条款")]
        Curable = "curable",
        /// Best practice, asked for by the house.
        House = "house",
        /// The limit of a promise that the contract makes.
        Conditional = "conditional",
    }
}

words! {
    /// A side of a contract.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PartySide as "a side of a contract" {
        /// The seller.
        Supplier = "supplier",
        /// The buyer.
        Customer = "customer",
    }
}

/// The subject of a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum GapSubject {
    /// A group of clauses is not written, or not in full.
    Group {
        /// The group.
        group: ClauseGroup,
    },
    /// A party does not state one of the eight things.
    Party {
        /// The side.
        side: PartySide,
        /// The thing.
        item: PartyItem,
    },
    /// A promise has no limit.
    Limit {
        /// The promise.
        promise: ClausePromise,
        /// The limit.
        item: ClauseItem,
    },
}

/// Something that a contract does not say and must.
#[doc(alias = "合同缺项")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ClauseGap {
    /// The weight.
    pub tier: ClauseTier,
    /// The subject.
    pub subject: GapSubject,
}

impl ClauseGap {
    /// Returns `true` when the law fills the gap: a curable one in a contract that was signed
    /// elsewhere. In a draft of ours it is written before the contract is submitted.
    #[doc(alias = "法定补充")]
    pub const fn is_filled_by_law(&self, origin: ContractOrigin) -> bool {
        match (origin, self.tier) {
            (ContractOrigin::SignedElsewhere { .. }, ClauseTier::Curable) => true,
            (
                ContractOrigin::Drafted,
                ClauseTier::Essential
                | ClauseTier::Curable
                | ClauseTier::House
                | ClauseTier::Conditional,
            )
            | (
                ContractOrigin::SignedElsewhere { .. },
                ClauseTier::Essential | ClauseTier::House | ClauseTier::Conditional,
            ) => false,
        }
    }
}

impl fmt::Display for ClauseGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tier, subject } = self;
        match subject {
            GapSubject::Group { group } => write!(f, "{tier}: {group} is not written in full"),
            GapSubject::Party { side, item } => write!(f, "{tier}: the {side} states no {item}"),
            GapSubject::Limit { promise, item } => {
                write!(f, "{tier}: {promise} is promised without {item}")
            }
        }
    }
}
