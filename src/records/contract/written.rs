use super::{Clauses, Contract, ContractError, Event, Origin, Status, Step};
use crate::calendar::{AsOf, Day, Validity};
use crate::id::ContractId;

/// A contract as it is read back, before its history has passed the door again.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    id: ContractId,
    term: Validity,
    origin: Origin,
    #[serde(default)]
    clauses: Clauses,
    #[serde(default)]
    history: Vec<Event>,
}

impl TryFrom<Written> for Contract {
    type Error = ContractError;

    /// Takes every step again. What earlier submissions said is not kept, so the clauses are held
    /// to the last one alone.
    fn try_from(written: Written) -> Result<Self, ContractError> {
        let Written { id, term, origin, clauses, history } = written;
        let mut contract = match origin {
            Origin::Drafted => Self::new(id, term),
            Origin::SignedElsewhere { signed } => {
                Self::signed_elsewhere(id, signed, term.from(), term.to())?
            }
        };
        if origin == Origin::Drafted || clauses != Clauses::default() {
            contract.write(clauses)?;
        }
        let mut submitted = 0;
        for (event, place) in history.into_iter().zip(1..) {
            if event.step == Step::Submit {
                submitted = place;
            }
            contract
                .take_again(event)
                .map_err(|refused| ContractError::History { place, refused })?;
        }
        if submitted > 0 && contract.reached(AsOf::new(Day::MAX)) != Status::Drafted {
            contract
                .refuse_missing()
                .map_err(|refused| ContractError::History { place: submitted, refused })?;
        }
        Ok(contract)
    }
}
