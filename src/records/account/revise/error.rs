use crate::account::{FactName, RecordError};
use crate::calendar::Day;
use crate::contract::ContractActionError;
use crate::id::ContractId;
use crate::valid::codes;

/// The reason why a fact was not revised. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReviseError {
    /// The customer has no such fact.
    #[error("there is no {name} to revise")]
    Unknown {
        /// The name.
        name: FactName,
    },
    /// The fact was loaded without a number.
    #[error("{name} was loaded without a number and cannot be revised")]
    NoNumber {
        /// The name.
        name: FactName,
    },
    /// The document is another customer's.
    #[error("{name} is a document of another customer")]
    OtherCustomer {
        /// The name.
        name: FactName,
    },
    /// Several facts go by the name.
    #[error("{name} is not one fact but several")]
    Ambiguous {
        /// The name.
        name: FactName,
    },
    /// The version has another kind, number or line.
    #[error("{name} cannot become {found}")]
    Renamed {
        /// The name of the fact.
        name: FactName,
        /// The name of the version.
        found: FactName,
    },
    /// The version is known before its own day, or before the last version.
    #[error("a version of {name} must be known on {earliest} or later, was {on}")]
    TooEarly {
        /// The name.
        name: FactName,
        /// The day from which the version is to be known.
        on: Day,
        /// The first day from which it can be.
        earliest: Day,
    },
    /// The version says what the last one says.
    #[error("{name} has this content already")]
    Unchanged {
        /// The name.
        name: FactName,
    },
    /// The fact is void already.
    #[error("{name} is void already")]
    AlreadyVoid {
        /// The name.
        name: FactName,
    },
    /// The contract does not allow the act.
    #[error("contract {contract}: {error}")]
    ContractStep {
        /// The contract.
        contract: ContractId,
        /// The reason.
        error: ContractActionError,
    },
    /// The version is no fact that could be recorded.
    #[error(transparent)]
    Fact(#[from] RecordError),
}

codes! {
    ReviseError {
        Unknown = "unknown_fact",
        NoNumber = "no_number",
        OtherCustomer = "other_customer",
        Ambiguous = "ambiguous",
        Renamed = "renamed",
        TooEarly = "too_early",
        Unchanged = "unchanged",
        AlreadyVoid = "already_void",
    }
    passing {
        ReviseError::ContractStep { error, .. } => error.code(),
        ReviseError::Fact(reason) => reason.code(),
    }
}
