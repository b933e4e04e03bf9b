use crate::calendar::Day;
use crate::casework::register::RegisterError;
use crate::id::CustomerKey;
use crate::warning::{ByRule, Outcome, Rule};

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

impl Evaluations<'_> {
    /// Checks that columns are alike long, and that customers ascend.
    pub(crate) fn check(&self) -> Result<(), RegisterError> {
        let wanted = self.customers.len();
        for rule in Rule::ALL {
            let found = self.outcomes.get(rule).len();
            if found != wanted {
                return Err(RegisterError::ColumnLength { rule, found, wanted });
            }
        }
        let is_descent = |(pair, row): (&[CustomerKey], usize)| match pair {
            [first, second] if first >= second => Some(row),
            _ => None,
        };
        match self.customers.windows(2).zip(1..).find_map(is_descent) {
            Some(row) => Err(RegisterError::Unordered { row }),
            None => Ok(()),
        }
    }
}
