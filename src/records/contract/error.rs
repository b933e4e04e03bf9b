use super::{AmendmentError, ClauseGroup, ContractAct, ContractStatus, TermStepError};
use crate::calendar::Day;
use crate::id::StaffId;
use crate::lifecycle::{TrailError, TurnError};
use crate::valid::{Difference, Violations, codes};

/// The refusal of a step, in the order of the checks. The contract is left as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ContractStepError {
    /// The number is taken by a step of other content.
    #[error("step {number} is recorded with other content: {}", Difference::listed(differences))]
    Conflict {
        /// The number.
        number: u64,
        /// The fields that differ (`on`, `by`, `step`), each with both values: at least one.
        differences: Vec<Difference>,
    },
    /// The step is dated before one that was taken.
    #[error("cannot {act} on {on}, before the last step on {last}")]
    OutOfOrder {
        /// The act that was refused.
        act: ContractAct,
        /// The day of the step.
        on: Day,
        /// The day of the last step.
        last: Day,
    },
    /// The status of the contract on the day of the step does not allow the act.
    #[error(transparent)]
    NotNow(#[from] TurnError<ContractStatus>),
    /// The approver is the one who submitted.
    #[error("cannot approve a contract as {by}, who submitted it")]
    OwnApproval {
        /// The staff member who did both.
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
    /// Clause groups are missing; a contract is submitted with all of them.
    #[error("cannot submit a contract without {}", names(missing))]
    ClausesMissing {
        /// The groups that are not written, or not in full.
        missing: Vec<ClauseGroup>,
    },
    /// The termination has no reason.
    #[error("cannot terminate a contract without a reason, was {reason:?}")]
    NoReason {
        /// The blank text.
        reason: String,
    },
    /// The clause about renewal, notice and termination does not allow the step.
    #[error(transparent)]
    Term(#[from] TermStepError),
}

codes! {
    ContractStepError {
        Conflict = "step_conflict",
        OutOfOrder = "step_out_of_order",
        NotNow = "step_out_of_turn",
        OwnApproval = "own_approval",
        TermOver = "term_over",
        ClausesMissing = "clauses_missing",
        NoReason = "no_reason",
    }
    passing {
        ContractStepError::Term(reason) => reason.code(),
    }
}

impl ContractStepError {
    /// The refusal of an act by the trail.
    pub(super) fn from_trail(error: TrailError, act: ContractAct) -> Self {
        match error {
            TrailError::Conflict { number, differences } => Self::Conflict { number, differences },
            TrailError::BackDated { on, last } => Self::OutOfOrder { act, on, last },
        }
    }
}

fn names(groups: &[ClauseGroup]) -> String {
    let names: Vec<String> = groups.iter().map(ToString::to_string).collect();
    names.join(", ")
}

/// The refusal of a contract.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ContractError {
    /// The contract was signed after its last day.
    #[error("a contract that ended on {to} is signed by then, was signed on {signed}")]
    SignedTooLate {
        /// The day of the signature.
        signed: Day,
        /// The last day of the term.
        to: Day,
    },
    /// The contract is no draft, so its clauses cannot change.
    #[error("the clauses of a contract are written while it is drafted, it is {status}")]
    NotDrafted {
        /// The status after the last step.
        status: ContractStatus,
    },
    /// The group of clauses of a contract signed elsewhere is known in full.
    #[error(
        "the clauses of a contract signed elsewhere are added to, {group} is known and would change"
    )]
    KnownClause {
        /// The group.
        group: ClauseGroup,
    },
    /// The clause about the term contradicts itself or the term.
    #[error("the clause about the term: {0}")]
    TermClause(Violations),
    /// The contract has steps, so its clause about the term cannot change.
    #[error("the clause about the term is agreed while a contract is drafted, it is {status}")]
    TermAgreed {
        /// The status after the last step.
        status: ContractStatus,
    },
    /// An amendment that is read back would be refused.
    #[error(transparent)]
    Amendment(AmendmentError),
    /// A trail that is read back holds a step that would be refused.
    #[error("event {place} of the contract: {error}")]
    Trail {
        /// The place of the step, from 1.
        place: usize,
        /// The refusal of the step.
        error: ContractStepError,
    },
}

codes! {
    ContractError {
        SignedTooLate = "signed_too_late",
        NotDrafted = "contract_not_drafted",
        KnownClause = "known_clause",
        TermClause = "term_clause_contradicts",
        TermAgreed = "term_agreed",
    }
    passing {
        ContractError::Amendment(reason) => reason.code(),
        ContractError::Trail { error, .. } => error.code(),
    }
}
