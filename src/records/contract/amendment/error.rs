use super::AmendmentStage;
use crate::calendar::Day;
use crate::contract::ContractStatus;
use crate::lifecycle::StepError;
use crate::valid::codes;

/// The refusal of a step of an amendment.
pub type AmendmentStepError = StepError<AmendmentStage>;

/// The refusal of an amendment, in the order of the checks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AmendmentError {
    /// The contract is not signed or in force.
    #[error("a contract is amended while it is signed or in force, it is {status}")]
    NotSigned {
        /// The status on the day.
        status: ContractStatus,
    },
    /// The number is taken.
    #[error("amendment {number} is there already")]
    Taken {
        /// The number.
        number: u32,
    },
    /// There is no such amendment.
    #[error("there is no amendment {number}")]
    Unknown {
        /// The number.
        number: u32,
    },
    /// No group of clauses is changed.
    #[error("amendment {number} changes at least one group of clauses, names none")]
    NoGroup {
        /// The number.
        number: u32,
    },
    /// The reason is blank.
    #[error("amendment {number} has a reason, was {reason:?}")]
    NoReason {
        /// The number.
        number: u32,
        /// The blank text.
        reason: String,
    },
    /// It would take effect before the contract begins or after it ends.
    #[error("amendment {number} takes effect from {from} to {to}, was {effective}", to = last(*to))]
    Outside {
        /// The number.
        number: u32,
        /// The day of effect.
        effective: Day,
        /// The first day of the contract.
        from: Day,
        /// The last day on which it binds; `None` without end.
        to: Option<Day>,
    },
    /// Its way does not allow the step.
    #[error(transparent)]
    Step(#[from] AmendmentStepError),
}

fn last(to: Option<Day>) -> String {
    to.map_or_else(|| "any day".to_owned(), |day| day.to_string())
}

codes! {
    AmendmentError {
        NotSigned = "contract_not_signed",
        Taken = "amendment_taken",
        Unknown = "unknown_amendment",
        NoGroup = "no_group",
        NoReason = "amendment_without_reason",
        Outside = "outside_of_contract",
    }
    passing {
        AmendmentError::Step(reason) => reason.code(),
    }
}
