use std::fmt;

use super::blocking::SharedKey;
use super::{NumberContradiction, NumberRules, NumberUse, PairVerdict};
use crate::id::{CustomerKey, StaffId};
use crate::identity::CustomerPair;
use crate::valid::words;

/// A pair of customers with the verdict about them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DuplicatePair {
    /// The two customers.
    pub pair: CustomerPair,
    /// The verdict.
    pub verdict: PairVerdict,
}

impl fmt::Display for DuplicatePair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.pair, self.verdict)
    }
}

/// Customers that share a key, or several, with more others than policy allows, so that these say
/// nothing of a pair: the telephone of an agent, the address of a market.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Crowd {
    /// The customers, in the order of their registration.
    pub customers: Vec<CustomerKey>,
    /// The key or keys that they share.
    pub shared: SharedKey,
}

impl fmt::Display for Crowd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} customers share {}", self.customers.len(), self.shared)
    }
}

/// The result of a search of all records for duplicates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DuplicateSearch {
    /// The pairs with a verdict to tell, in the order of their customers.
    pub pairs: Vec<DuplicatePair>,
    /// The crowds, whose pairs are listed only where they share more than the crowd does.
    pub crowds: Vec<Crowd>,
    /// The numbers of one customer that contradict each other, in the order of customers.
    pub contradictions: Vec<NumberContradiction>,
}

/// A record that matches a query, with the verdict about both.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Match {
    /// The customer of the record.
    pub customer: CustomerKey,
    /// The verdict.
    pub verdict: PairVerdict,
}

words! {
    /// The answer to the question whether a record may be saved.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Admission as "an admission" {
        /// Nothing speaks against it.
        Free = "free",
        /// A person should look at the matches first.
        Warn = "warn",
        /// The customer is there already.
        #[doc(alias = "重复客户禁止建档")]
        Refuse = "refuse",
    }
}

/// All records that match a query: *same* first, then the others by their points.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
pub struct Matches {
    found: Vec<Match>,
}

impl Matches {
    pub(super) fn new(mut found: Vec<Match>) -> Self {
        found.sort_by_key(|it| (rank(&it.verdict), it.customer));
        Self { found }
    }

    /// The matches, the strongest first.
    pub fn iter(&self) -> std::slice::Iter<'_, Match> {
        self.found.iter()
    }

    /// The number of matches.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Tells whether nothing matches.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The one customer that is the same, or in all likelihood; `None` when there is none or
    /// several, which a person has to tell apart.
    pub fn only(&self) -> Option<CustomerKey> {
        let mut joined = self.found.iter().filter(|it| it.verdict.joins());
        match (joined.next(), joined.next()) {
            (Some(only), None) => Some(only.customer),
            (_, _) => None,
        }
    }

    /// Tells whether several records are the same as the query, or in all likelihood.
    pub fn is_ambiguous(&self) -> bool {
        self.found.iter().filter(|it| it.verdict.joins()).nth(1).is_some()
    }

    /// The answer to the question whether the queried record may be saved: refused where a number
    /// is equal whose kind policy refuses, with a warning where anything else matches but another
    /// place of one company.
    pub fn admission(&self, rules: &NumberRules) -> Admission {
        let of_match = |it: &Match| match &it.verdict {
            PairVerdict::Same { number } => match rules.number_use(number.kind()) {
                NumberUse::Refuse => Admission::Refuse,
                NumberUse::Warn | NumberUse::NotCompared => Admission::Warn,
            },
            PairVerdict::SameGroup { .. } | PairVerdict::Unrelated { .. } => Admission::Free,
            PairVerdict::Likely { .. }
            | PairVerdict::Possible { .. }
            | PairVerdict::Different(_) => Admission::Warn,
        };
        self.found.iter().map(of_match).max().unwrap_or(Admission::Free)
    }
}

impl<'a> IntoIterator for &'a Matches {
    type Item = &'a Match;
    type IntoIter = std::slice::Iter<'a, Match>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The order of matches: by verdict, then by falling points.
fn rank(verdict: &PairVerdict) -> (u8, std::cmp::Reverse<u32>) {
    let (place, points) = match verdict {
        PairVerdict::Same { .. } => (0, 0),
        PairVerdict::Different(_) => (1, 0),
        PairVerdict::SameGroup { .. } => (2, 0),
        PairVerdict::Likely { points, .. } => (3, points.total()),
        PairVerdict::Possible { points, .. } => (4, points.total()),
        PairVerdict::Unrelated { points, .. } => (5, points.total()),
    };
    (place, std::cmp::Reverse(points))
}

/// The keeper of a card that a reader may not see.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Keeper {
    /// A member of the staff.
    Staff(StaffId),
    /// Nobody keeps the card.
    Nobody,
}

impl fmt::Display for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Staff(staff) => staff.fmt(f),
            Self::Nobody => f.write_str("nobody"),
        }
    }
}

/// The answer to a reader who may see some of the records: matches among these, and of all others
/// no more than that there is a match, and with whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct BlindMatches {
    /// The matches among the records that the reader may see.
    pub visible: Matches,
    /// The keepers of hidden records that are the same, likely the same, or of one company; each
    /// once. Neither number nor verdict is told.
    pub keepers: Vec<Keeper>,
}
