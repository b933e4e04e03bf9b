use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::contract::{ClauseGroup, Contract};

/// Something about the amendments of a contract that a person has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum AmendmentFinding {
    /// It takes effect before its signature: what was computed by the old terms since is computed
    /// again.
    #[doc(alias = "追溯生效")]
    Retroactive {
        /// The amendment.
        number: u32,
        /// The day of effect.
        effective: Day,
        /// The day of the signature.
        signed: Day,
    },
    /// Two amendments change one group from one day: the one with the higher number holds.
    Overlaid {
        /// The group.
        group: ClauseGroup,
        /// The day of effect of both.
        effective: Day,
        /// The amendment that does not hold.
        hidden: u32,
        /// The amendment that holds.
        holds: u32,
    },
}

/// The content of a group of clauses on two days.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ClauseChange {
    /// The group.
    pub group: ClauseGroup,
    /// The content on the first day.
    pub before: String,
    /// The content on the second day.
    pub after: String,
}

/// The findings about the amendments that were signed by a day, in the order of their numbers.
///
/// # Rule
///
/// > S5: `effective < signed` is retroactive; of two on one group and day the later number wins.
pub fn amendment_findings(contract: &Contract, known: AsOf) -> Vec<AmendmentFinding> {
    let amendments = contract.amendments().iter();
    let signed = amendments.filter_map(|it| Some((it, it.signed(known)?)));
    let signed: Vec<_> = signed.collect();
    let mut found = Vec::new();
    for (place, (amendment, on)) in signed.iter().enumerate() {
        let (number, effective) = (amendment.number(), amendment.effective());
        if effective < *on {
            found.push(AmendmentFinding::Retroactive { number, effective, signed: *on });
        }
        let later = signed.iter().skip(place).skip(1);
        for (other, _) in later.filter(|(other, _)| other.effective() == effective) {
            let both = amendment.groups().intersection(other.groups());
            found.extend(both.map(|group| AmendmentFinding::Overlaid {
                group: *group,
                effective,
                hidden: number,
                holds: other.number(),
            }));
        }
    }
    found
}

/// The groups of clauses that differ between two days, before and after, by what was signed by a
/// day.
#[doc(alias = "条款变更")]
pub fn changes(contract: &Contract, from: Day, to: Day, known: AsOf) -> Vec<ClauseChange> {
    let (before, after) = (contract.terms(from, known), contract.terms(to, known));
    let groups = before.differing(&after).into_iter();
    let change =
        |group| ClauseChange { group, before: before.told(group), after: after.told(group) };
    groups.map(change).collect()
}

impl fmt::Display for AmendmentFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Retroactive { number, effective, signed } => write!(
                f,
                "amendment {number} of {signed} reaches back to {effective}: what was computed since \
                 is computed again"
            ),
            Self::Overlaid { group, effective, hidden, holds } => write!(
                f,
                "amendments {hidden} and {holds} both change {group} from {effective}: {holds} holds"
            ),
        }
    }
}

impl fmt::Display for ClauseChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { group, before, after } = self;
        write!(f, "{group}: {before} → {after}")
    }
}
