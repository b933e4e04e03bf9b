use super::hold_status::HoldStatus;
use crate::id::StaffId;
use crate::lifecycle::{TrailError, TurnError};
use crate::money::Money;
use crate::valid::codes;

/// The refusal of a step, or of an opening. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HoldError {
    /// The status does not allow the step.
    #[error(transparent)]
    OutOfTurn(#[from] TurnError<HoldStatus>),
    /// The step is dated before the last one, or its number is known with other content.
    #[error(transparent)]
    Trail(#[from] TrailError),
    /// The reason is blank.
    #[error("a {step} says why, and that was blank")]
    Blank {
        /// The step, in a word.
        step: String,
    },
    /// An order is held for at least one reason.
    #[error("an order is held for at least one reason, there was none")]
    NoReason,
    /// The policy does not know the role.
    #[error("no role is called {role:?}")]
    UnknownRole {
        /// The role.
        role: String,
    },
    /// The value is beyond what the role may release.
    #[error("a {role} releases at most {ceiling}, the order is worth {value}")]
    BeyondCeiling {
        /// The role.
        role: String,
        /// Its ceiling.
        ceiling: Money,
        /// The value of the order.
        value: Money,
    },
    /// The person who asks for a release of that value may not grant it.
    #[error(
        "{by} asked for the release of {value} and cannot grant it: above {bound} it takes two"
    )]
    FourEyes {
        /// The staff member.
        by: StaffId,
        /// The value of the order.
        value: Money,
        /// The largest value that one person may release alone.
        bound: Money,
    },
    /// A step that is read back cannot have led to its status or to the last day of its release.
    #[error("to {step} cannot have left the order {status}, or released it up to that day")]
    NotReached {
        /// The step, in a word.
        step: String,
        /// The status that was read.
        status: HoldStatus,
    },
    /// The value is negative or in another currency.
    #[error(
        "the value of an order of {was} must not be negative or in another currency, was {value}"
    )]
    Value {
        /// The value before.
        was: Money,
        /// The value.
        value: Money,
    },
}

codes! {
    HoldError {
        OutOfTurn = "step_out_of_turn",
        Blank = "blank",
        NoReason = "held_without_reason",
        UnknownRole = "unknown_role",
        BeyondCeiling = "beyond_ceiling",
        FourEyes = "takes_two",
        NotReached = "impossible_step",
        Value = "value_of_order",
    }
    passing {
        HoldError::Trail(reason) => reason.code(),
    }
}
