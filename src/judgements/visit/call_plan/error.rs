use crate::id::CustomerId;
use crate::valid::codes;

/// Answers from which no plan of calls can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallPlanError {
    /// There are answers for a customer twice.
    #[error("there are answers for {customer} twice")]
    Repeated {
        /// The customer.
        customer: CustomerId,
    },
    /// A call takes no time, so that any number of them would fit.
    #[error("a call on {customer} takes at least 1 minute, was 0")]
    NoMinutes {
        /// The customer.
        customer: CustomerId,
    },
    /// The answers do not begin with no calls at all.
    #[error("the answers for {customer} must begin with 0 calls")]
    NoLevelOfZero {
        /// The customer.
        customer: CustomerId,
    },
    /// The levels do not rise.
    #[error("the calls in the answers for {customer} must rise, {calls} came after {before}")]
    OutOfOrder {
        /// The customer.
        customer: CustomerId,
        /// The calls of the level.
        calls: u16,
        /// The calls of the level before it.
        before: u16,
    },
    /// The number of calls that is made now has no answer.
    #[error("no answer for {customer} has the {present} calls that are made now")]
    NoLevelOfPresent {
        /// The customer.
        customer: CustomerId,
        /// The calls that are made now.
        present: u16,
    },
}

codes! {
    CallPlanError {
        Repeated = "call_response_repeated",
        NoMinutes = "call_without_minutes",
        NoLevelOfZero = "no_level_without_calls",
        OutOfOrder = "call_levels_out_of_order",
        NoLevelOfPresent = "no_level_of_present_calls",
    }
}
