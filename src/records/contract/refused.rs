use super::{ClauseGroup, Status, Step};
use crate::calendar::{Day, ValidityError};
use crate::id::StaffId;

/// Why a step is refused, in the order in which it is checked. The contract is left as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StepRefused {
    /// The step lies before one that was taken.
    #[error("cannot {step} on {on}, before the last step on {last}")]
    OutOfOrder {
        /// The refused step.
        step: Step,
        /// Its day.
        on: Day,
        /// The day of the last step.
        last: Day,
    },
    /// The step does not lead on from where the contract stands.
    #[error("cannot {step} a contract that is {status}")]
    NotNow {
        /// The refused step.
        step: Step,
        /// Where the contract stands on the day of the step.
        status: Status,
    },
    /// A contract is submitted with all clause groups.
    #[error("cannot submit a contract without {}", names(missing))]
    ClausesMissing {
        /// The groups that are not written, or not in full.
        missing: Vec<ClauseGroup>,
    },
    /// Who submits does not approve.
    #[error("cannot approve a contract as {by}, who submitted it")]
    OwnApproval {
        /// Who did both.
        by: StaffId,
    },
    /// The term has gone by before the signature.
    #[error("cannot sign on {on} a contract that ended on {to}")]
    TermOver {
        /// The day of the signature.
        on: Day,
        /// The last day of the term.
        to: Day,
    },
    /// A termination says why.
    #[error("cannot terminate a contract without a reason, was {reason:?}")]
    NoReason {
        /// What was given.
        reason: String,
    },
}

fn names(groups: &[ClauseGroup]) -> String {
    let names: Vec<_> = groups.iter().map(|group| group.code()).collect();
    names.join(", ")
}

/// Why a contract cannot be as it is given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ContractError {
    /// The term ends before it begins.
    #[error(transparent)]
    Validity(#[from] ValidityError),
    /// The contract was signed after its last day.
    #[error("a contract that ended on {to} is signed by then, was signed on {signed}")]
    SignedTooLate {
        /// The day of the signature.
        signed: Day,
        /// The last day of the term.
        to: Day,
    },
    /// Only a draft is written.
    #[error("the clauses of a contract are written while it is drafted, it is {status}")]
    NotDrafted {
        /// Where the contract stands after its last step.
        status: Status,
    },
    /// A history that is read back holds a step that would be refused.
    #[error("event {place} of the contract: {refused}")]
    History {
        /// The place of the event, from 1.
        place: usize,
        /// Why.
        refused: StepRefused,
    },
}
