use crate::calendar::Day;
use crate::id::CustomerKey;
use crate::warning::Rule;

/// Warnings of a rule that a flood holds back until somebody answers, or until they go out by
/// themselves.
///
/// [`Register::accept_batch`](crate::casework::Register::accept_batch) and
/// [`Register::reject_batch`](crate::casework::Register::reject_batch) answer.
#[doc(alias = "待确认批量")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldFlood {
    /// The rule.
    pub rule: Rule,
    /// The day from which those that still stand go out, told as one list; `None` where they wait
    /// for an answer.
    pub goes_out: Option<Day>,
    /// The customers, ascending.
    pub customers: Vec<CustomerKey>,
}
