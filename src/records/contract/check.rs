use super::{Contract, ContractAct, ContractOrigin, ContractStatus, ContractStep};
use super::{ContractEvent, ContractStepError};
use crate::calendar::{AsOf, Day, Validity};
use crate::lifecycle::{Admission, Apart, Reason, Stage, Step};

/// The pairs of acts that one person may not both take between two submissions.
const APART: &[Apart<ContractAct>] =
    &[Apart { one: ContractAct::Submit, other: ContractAct::Approve }];

/// The reading of the trail, and the checks of a step.
impl Contract {
    /// The status right after the last step that is seen, before the calendar is asked.
    pub(super) fn reached(&self, t: AsOf) -> ContractStatus {
        let first = match self.origin() {
            ContractOrigin::SignedElsewhere { signed } if t.sees(signed) => ContractStatus::Signed,
            ContractOrigin::SignedElsewhere { .. } | ContractOrigin::Drafted => {
                ContractStatus::Drafted
            }
        };
        self.trail().stage(first, t)
    }

    /// The term, cut before the termination that is seen.
    pub(super) fn term_as_of(&self, t: AsOf) -> Option<Validity> {
        match self.trail().last_of(ContractAct::Terminate, t) {
            Some(event) => self.term().before(event.on),
            None => Some(self.term()),
        }
    }

    /// The days on which the contract binds, as far as signature and termination are seen: the one
    /// definition behind coverage and the days of trade without a contract.
    pub(super) fn force(&self, t: AsOf) -> Option<Validity> {
        let signed = match self.origin() {
            ContractOrigin::SignedElsewhere { signed } => Some(signed).filter(|day| t.sees(*day)),
            ContractOrigin::Drafted => {
                self.trail().last_of(ContractAct::Sign, t).map(|event| event.on)
            }
        };
        self.term_as_of(t)?.overlap(Validity::open_ended(signed?))
    }

    /// Decides on a step by number, day, status, person and content. The clauses are the caller's
    /// to check.
    pub(super) fn check(&self, event: &ContractEvent) -> Result<Admission, ContractStepError> {
        let act = event.step.act();
        if self.admit(event)? == Admission::Known {
            return Ok(Admission::Known);
        }
        self.status(AsOf::new(event.on)).try_after(act)?;
        let round = self.trail().since(ContractAct::Submit);
        Apart::check(APART, round, act, &event.by)
            .map_err(|error| ContractStepError::OwnApproval { by: error.by })?;
        self.check_content(event)?;
        Ok(Admission::New)
    }

    /// Every clause group is mandatory.
    pub(super) fn check_clauses(&self) -> Result<(), ContractStepError> {
        let missing = self.clauses().missing();
        if missing.is_empty() { Ok(()) } else { Err(ContractStepError::ClausesMissing { missing }) }
    }

    /// Places a step after the last one, or after the signature elsewhere.
    fn admit(&self, event: &ContractEvent) -> Result<Admission, ContractStepError> {
        let (act, on) = (event.step.act(), event.on);
        let admission = self.trail().admit(event);
        let admission = admission.map_err(|error| ContractStepError::from_trail(error, act))?;
        match self.origin() {
            ContractOrigin::SignedElsewhere { signed: last } if on < last => {
                Err(ContractStepError::OutOfOrder { act, on, last })
            }
            ContractOrigin::SignedElsewhere { .. } | ContractOrigin::Drafted => Ok(admission),
        }
    }

    fn check_content(&self, event: &ContractEvent) -> Result<(), ContractStepError> {
        match &event.step {
            ContractStep::Sign => check_term(self.term(), event.on),
            ContractStep::Terminate { reason } => Reason::check(reason)
                .map_err(|_| ContractStepError::NoReason { reason: reason.clone() }),
            ContractStep::Submit | ContractStep::Return | ContractStep::Approve => Ok(()),
        }
    }
}

fn check_term(term: Validity, on: Day) -> Result<(), ContractStepError> {
    match term.to() {
        Some(to) if to < on => Err(ContractStepError::TermOver { on, to }),
        Some(_) | None => Ok(()),
    }
}
