use std::fmt;

use crate::calendar::Day;
use crate::money::{Currency, Total};
use crate::support::PersonDays;

/// A line of a plan of support that does not go as planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SupportFinding {
    /// It is promised and not begun.
    NotBegun {
        /// The last day on which it was begun in time.
        begin_by: Day,
    },
    /// Money or time is spent, and the customer was given nothing.
    SpentNotGiven {
        /// The money.
        spent: Total,
        /// Its currency.
        currency: Currency,
        /// The time.
        worked: PersonDays,
    },
    /// It was given, and there is no proof.
    GivenNotProved {
        /// The first day on which it was given.
        given: Day,
    },
    /// More money is spent than planned.
    OverBudget {
        /// The money spent.
        spent: Total,
        /// The budget.
        budget: Total,
        /// The currency of both.
        currency: Currency,
    },
    /// People of ours worked on it longer than planned.
    OverTime {
        /// The time worked.
        worked: PersonDays,
        /// The time planned.
        planned: PersonDays,
    },
}

impl fmt::Display for SupportFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotBegun { begin_by } => write!(f, "not begun, was to begin by {begin_by}"),
            Self::SpentNotGiven { spent, currency, worked } => {
                let spent = spent.with_currency(*currency);
                write!(f, "spent {spent} and {worked} {}, nothing given", worked.noun())
            }
            Self::GivenNotProved { given } => write!(f, "given on {given}, without proof"),
            Self::OverBudget { spent, budget, currency } => {
                let (spent, budget) =
                    (spent.with_currency(*currency), budget.with_currency(*currency));
                write!(f, "spent {spent}, above the budget of {budget}")
            }
            Self::OverTime { worked, planned } => {
                write!(f, "worked {worked} {}, above the {planned} planned", worked.noun())
            }
        }
    }
}
