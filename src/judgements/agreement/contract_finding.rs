use std::fmt;

use crate::calendar::{AsOf, Validity};
use crate::contract::{Clauses, Contract, ContractOrigin, PapersFinding, TermClause};

/// Something about a contract that a person has to know. Nothing is refused by it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum ContractFinding {
    /// It was signed after its first day: the days before are not covered.
    #[doc(alias = "倒签")]
    SignedLate {
        /// The days from the first one to the eve of the signature.
        days: Validity,
    },
    /// It was terminated and reopened: the days between are not covered.
    Interrupted {
        /// The days from the termination to the eve of the reopening.
        days: Validity,
    },
    /// It was signed elsewhere and its text was never seen: all groups of clauses are missing.
    NeverSeen,
    /// It was signed elsewhere and its clause about renewal and notice is not known, so that no
    /// last day to act can be told.
    NoticeUnknown,
    /// The keeping of its papers.
    Papers {
        /// The fault.
        fault: PapersFinding,
    },
}

/// The findings about a contract as of a date, in the order of their cases.
///
/// # Rule
///
/// > S5: a signature after the start leaves the gap days uncovered; so does a termination until the
/// > reopening; signed elsewhere and never seen: all groups missing, notice unknown; papers are
/// > kept by a named person and come back in time.
///
/// ```
/// use guanxi::agreement::contract_findings;
/// use guanxi::calendar::Validity;
/// use guanxi::contract::Contract;
/// use guanxi::day;
///
/// let year = Validity::try_new(day!(2026, 1, 1), Some(day!(2026, 12, 31)))?;
/// let contract = Contract::signed_elsewhere("C-1".parse()?, day!(2026, 2, 10), year)?;
/// let found = contract_findings(&contract, "2026-03-31".parse()?);
/// assert_eq!(found[0].to_string(), "signed late: 2026-01-01 to 2026-02-09 are not covered");
/// assert_eq!(found[1].to_string(), "never seen: all groups of clauses are missing");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn contract_findings(contract: &Contract, t: AsOf) -> Vec<ContractFinding> {
    let mut found = Vec::new();
    if let Some(signed) = contract.signed(t) {
        let late = Validity::open_ended(contract.term().from()).before(signed);
        found.extend(late.map(|days| ContractFinding::SignedLate { days }));
    }
    found.extend(contract.interruptions(t).map(|days| ContractFinding::Interrupted { days }));
    match contract.origin() {
        ContractOrigin::SignedElsewhere { signed } if t.sees(signed) => {
            if *contract.clauses() == Clauses::default() {
                found.push(ContractFinding::NeverSeen);
            }
            let has_end = contract.term().to().is_some();
            if has_end && contract.term_clause() == TermClause::default() {
                found.push(ContractFinding::NoticeUnknown);
            }
        }
        ContractOrigin::SignedElsewhere { .. } | ContractOrigin::Drafted => {}
    }
    let papers = contract.papers().findings(t).into_iter();
    found.extend(papers.map(|fault| ContractFinding::Papers { fault }));
    found
}

impl fmt::Display for ContractFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignedLate { days } => write!(f, "signed late: {days} are not covered"),
            Self::Interrupted { days } => {
                write!(f, "terminated and reopened: {days} are not covered")
            }
            Self::NeverSeen => f.write_str("never seen: all groups of clauses are missing"),
            Self::NoticeUnknown => f.write_str("notice unknown: no last day to act can be told"),
            Self::Papers { fault } => fault.fmt(f),
        }
    }
}
