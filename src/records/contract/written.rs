use super::{Amendment, Clauses, Contract, ContractAct, ContractError, ContractEvent};
use super::{ContractOrigin, ContractPapers, ContractStatus, TermClause};
use crate::calendar::{AsOf, Day, Validity};
use crate::id::ContractId;
use crate::lifecycle::Step;

/// A contract with its term, its clauses and every step; as it is read back, before its trail has
/// passed the door again.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct Written {
    /// The number of the contract.
    id: ContractId,
    /// The days on which it is in force.
    term: Validity,
    /// The end of the term: renewal and notice.
    #[serde(default)]
    term_clause: TermClause,
    /// The way in which it came: drafted here, or signed elsewhere.
    origin: ContractOrigin,
    /// The clauses.
    #[serde(default)]
    clauses: Clauses,
    /// The steps that were taken, in their order.
    #[serde(default)]
    history: Vec<ContractEvent>,
    /// The amendments, in the order of their numbers.
    #[serde(default)]
    amendments: Vec<Amendment>,
    /// The keeping of the papers.
    #[serde(default)]
    papers: ContractPapers,
}

#[cfg(feature = "schemars")]
crate::valid::schema_of_written!(Contract, "Contract", Written);

impl TryFrom<Written> for Contract {
    type Error = ContractError;

    /// Takes every step again. The clauses of earlier submissions are not kept, so the clauses are
    /// held to the last submission alone.
    fn try_from(written: Written) -> Result<Self, ContractError> {
        let Written { id, term, term_clause, origin, clauses, history, .. } = written;
        let mut contract = match origin {
            ContractOrigin::Drafted => Self::new(id, term),
            ContractOrigin::SignedElsewhere { signed } => Self::signed_elsewhere(id, signed, term)?,
        };
        contract.agree_term(term_clause)?;
        if origin == ContractOrigin::Drafted || clauses != Clauses::default() {
            contract.write(clauses)?;
        }
        let mut submitted = 0;
        for (event, place) in history.into_iter().zip(1..) {
            if event.step.act() == ContractAct::Submit {
                submitted = place;
            }
            contract.take_again(event).map_err(|error| ContractError::Trail { place, error })?;
        }
        if submitted > 0 && contract.reached(AsOf::new(Day::MAX)) != ContractStatus::Drafted {
            contract
                .check_clauses()
                .map_err(|error| ContractError::Trail { place: submitted, error })?;
        }
        for amendment in written.amendments {
            contract.amend_again(amendment)?;
        }
        *contract.papers_mut() = written.papers;
        Ok(contract)
    }
}

impl<'de> serde::Deserialize<'de> for Contract {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(from)?;
        Self::try_from(written).map_err(serde::de::Error::custom)
    }
}
