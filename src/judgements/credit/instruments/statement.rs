use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::money::{Currency, Total};
use crate::valid::{Draft, Valid, Violations};

/// A statement of account that was sent to a customer.
#[doc(alias = "对账单")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The day for which it states the balance.
    pub day: Day,
    /// The balance.
    pub balance: Total,
    /// The day on which it was sent; `None` before.
    pub sent: Option<Day>,
    /// The day on which the customer answered, and the balance by its own books; the same balance
    /// is a confirmation.
    pub answered: Option<(Day, Total)>,
}

/// The plain form of a [`StatementPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct StatementPolicyDraft {
    /// The months after its day within which a balance is confirmed, 3 by default.
    pub confirm_within_months: u16,
}

impl Default for StatementPolicyDraft {
    fn default() -> Self {
        Self { confirm_within_months: 3 }
    }
}

impl Draft for StatementPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("confirm_within_months", 1, self.confirm_within_months);
    }
}

/// The policy of statements of account (S10).
#[doc(alias = "对账")]
pub type StatementPolicy = Valid<StatementPolicyDraft>;

/// A finding about the statements of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StatementFinding {
    /// No balance was confirmed in time.
    Unconfirmed {
        /// The last day by which one was to be confirmed.
        due: Day,
        /// The day of the last confirmed balance; `None` where none ever was.
        last: Option<Day>,
    },
    /// The customer states another balance.
    Difference {
        /// The day of the statement.
        day: Day,
        /// Our balance less that of the customer.
        difference: Total,
        /// The currency.
        currency: Currency,
    },
}

impl Statement {
    /// The day on which the balance was confirmed, as of a date.
    pub fn confirmed(&self, t: AsOf) -> Option<Day> {
        let (on, balance) = self.answered.filter(|(on, _)| t.sees(*on))?;
        (balance == self.balance).then_some(on)
    }
}

impl StatementPolicy {
    /// The findings about the statements of a customer that owes since a day, as of a date.
    ///
    /// # Rule
    ///
    /// > S10: a balance that is unconfirmed for 3 months is a finding, counted from the day of the
    /// > last confirmed one, or from the day since which the customer owes; so is the latest answer
    /// > with another balance.
    pub fn findings(
        &self,
        statements: &[Statement],
        owes_since: Day,
        currency: Currency,
        t: AsOf,
    ) -> Vec<StatementFinding> {
        let mut found = Vec::new();
        let confirmed = statements.iter().filter(|it| it.confirmed(t).is_some());
        let last = confirmed.map(|it| it.day).max();
        let from = last.map_or(owes_since, |last| last.max(owes_since));
        let due = from.months_later(u32::from(self.confirm_within_months));
        if t.day() > due {
            found.push(StatementFinding::Unconfirmed { due, last });
        }
        let answers = statements.iter().filter_map(|it| {
            let (on, balance) = it.answered.filter(|(on, _)| t.sees(*on))?;
            Some((it.day, on, it.balance.minus(balance)))
        });
        if let Some((day, _, difference)) = answers.max_by_key(|(day, on, _)| (*day, *on))
            && difference != Total::ZERO
        {
            found.push(StatementFinding::Difference { day, difference, currency });
        }
        found
    }
}

impl fmt::Display for StatementFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unconfirmed { due, last: Some(last) } => {
                write!(f, "a balance was to be confirmed by {due}, the last was that of {last}")
            }
            Self::Unconfirmed { due, last: None } => {
                write!(f, "a balance was to be confirmed by {due}, none ever was")
            }
            Self::Difference { day, difference, currency } => {
                let difference = difference.with_currency(*currency);
                write!(f, "the balance of {day} differs by {difference}")
            }
        }
    }
}
