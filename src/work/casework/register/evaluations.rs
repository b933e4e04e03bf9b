use crate::calendar::Day;
use crate::id::CustomerKey;
use crate::warning::{ByRule, Outcome};

/// The outcomes of the rules for many customers, in columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evaluations<'a> {
    /// The customers, ascending.
    pub customers: &'a [CustomerKey],
    /// The outcomes of each rule, one for each customer.
    pub outcomes: ByRule<&'a [Outcome]>,
    /// The day on which each rule begins to judge the present period, and so every customer at
    /// once; `None` for a rule that judges alike on all days.
    pub speaks_since: ByRule<Option<Day>>,
}
