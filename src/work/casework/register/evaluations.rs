use crate::calendar::Day;
use crate::id::CustomerKey;
use crate::warning::{ByRule, Outcome};

/// What the rules say of many customers, in columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evaluations<'a> {
    /// The customers, ascending.
    pub customers: &'a [CustomerKey],
    /// What each rule says of each of them.
    pub outcomes: ByRule<&'a [Outcome]>,
    /// The day of the present period on which each rule begins to speak of it, and so of everybody at
    /// once; `None` for a rule that speaks alike on all days.
    pub speaks_since: ByRule<Option<Day>>,
}
