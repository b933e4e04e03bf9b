use super::{
    Amendment, AmendmentError, AmendmentStep, Clauses, Contract, ContractError, ContractEvent,
    ContractStepError, PapersError, TermClause,
};
use crate::calendar::Day;
use crate::custody::{Custody, Loan};
use crate::lifecycle::Entry;
use crate::valid::codes;

/// An act on a contract that is recorded: its steps, its amendments, its clauses, its papers. A
/// book takes each in the same way, see [`Book::take_contract_step`](crate::book::Book).
///
/// Duties to purchase are clauses. What was bought is known from the facts of the customer, so that
/// no act reports on a duty: [`read_obligation`](crate::agreement::read_obligation) reads it.
#[doc(alias = "合同履行")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContractAction {
    /// A step of the contract, see [`Contract::apply`].
    Step(ContractEvent),
    /// Other clauses, or those that became known, see [`Contract::write`].
    Write {
        /// The clauses.
        clauses: Box<Clauses>,
        /// The day.
        on: Day,
    },
    /// Another clause about the term, see [`Contract::agree_term`].
    AgreeTerm {
        /// The clause.
        clause: TermClause,
        /// The day.
        on: Day,
    },
    /// A draft of an amendment, see [`Contract::amend`].
    Amend {
        /// The amendment.
        amendment: Box<Amendment>,
        /// The day.
        on: Day,
    },
    /// A step of an amendment, see [`Contract::step_amendment`].
    StepAmendment {
        /// The number of the amendment.
        number: u32,
        /// The step.
        event: Entry<AmendmentStep>,
    },
    /// A keeper of the papers, see [`ContractPapers::keep`](super::ContractPapers::keep).
    Keep(Custody),
    /// A loan of the papers, see [`ContractPapers::lend`](super::ContractPapers::lend).
    Lend(Loan),
    /// The return of the papers, see
    /// [`ContractPapers::take_back`](super::ContractPapers::take_back).
    TakeBack {
        /// The first day of the loan.
        lent: Day,
        /// The day of the return.
        on: Day,
    },
}

/// The refusal of an act on a contract. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ContractActionError {
    /// The step is refused.
    #[error(transparent)]
    Step(#[from] ContractStepError),
    /// The clauses are refused.
    #[error(transparent)]
    Contract(#[from] ContractError),
    /// The amendment or its step is refused.
    #[error(transparent)]
    Amendment(#[from] AmendmentError),
    /// The keeping of the papers is refused.
    #[error(transparent)]
    Papers(#[from] PapersError),
}

codes! {
    ContractActionError {}
    passing {
        ContractActionError::Step(reason) => reason.code(),
        ContractActionError::Contract(reason) => reason.code(),
        ContractActionError::Amendment(reason) => reason.code(),
        ContractActionError::Papers(reason) => reason.code(),
    }
}

impl ContractAction {
    /// The day of the act: the contract with it is known from that day on.
    pub fn on(&self) -> Day {
        match self {
            Self::Step(event) => event.on,
            Self::StepAmendment { event, .. } => event.on,
            Self::Keep(custody) => custody.from,
            Self::Lend(loan) => loan.from,
            Self::Write { on, .. }
            | Self::AgreeTerm { on, .. }
            | Self::Amend { on, .. }
            | Self::TakeBack { on, .. } => *on,
        }
    }

    /// The contract with the act.
    ///
    /// # Errors
    ///
    /// When the contract refuses the act.
    pub fn taken(self, contract: &Contract) -> Result<Contract, ContractActionError> {
        let mut taken = contract.clone();
        match self {
            Self::Step(Entry { step, on, by, .. }) => taken.apply(step, on, by)?,
            Self::Write { clauses, .. } => taken.write(*clauses)?,
            Self::AgreeTerm { clause, .. } => taken.agree_term(clause)?,
            Self::Amend { amendment, on } => taken.amend(*amendment, on)?,
            Self::StepAmendment { number, event: Entry { step, on, by, .. } } => {
                taken.step_amendment(number, step, on, by)?;
            }
            Self::Keep(custody) => taken.papers_mut().keep(custody)?,
            Self::Lend(loan) => taken.papers_mut().lend(loan)?,
            Self::TakeBack { lent, on } => taken.papers_mut().take_back(lent, on)?,
        }
        Ok(taken)
    }
}

impl From<ContractEvent> for ContractAction {
    fn from(event: ContractEvent) -> Self {
        Self::Step(event)
    }
}
