use std::borrow::Cow;
use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::intake::{Fault, Field, Intake, Kept, Listed, Record};
use crate::money::Money;

/// The answer of a customer to a statement of account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct StatementAnswer {
    /// The day of the answer.
    pub on: Day,
    /// The balance by the books of the customer; the same balance is a confirmation.
    pub balance: Money,
}

impl fmt::Display for StatementAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}", self.balance, self.on)
    }
}

/// A statement of account for a customer: sent, and confirmed or answered with another balance.
///
/// # Rule
///
/// > S10: a balance that is unconfirmed for 3 months is a finding; a confirmation restarts the
/// > limitation of claims.
///
/// Of a day there is one. Revise it when it is sent or answered.
#[doc(alias = "对账单")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Statement {
    /// The day for which it states the balance.
    pub day: Day,
    /// The balance; negative where we owe.
    pub balance: Money,
    /// The day on which it was sent, not before its own; `None` before.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub sent: Option<Day>,
    /// The answer of the customer, not before the day of the statement.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub answered: Option<StatementAnswer>,
}

impl Statement {
    /// The day on which the balance was confirmed, as of a date.
    pub fn confirmed(&self, t: AsOf) -> Option<Day> {
        let answer = self.answered.filter(|it| t.sees(it.on))?;
        (answer.balance == self.balance).then_some(answer.on)
    }
}

impl Record for Statement {
    fn name(&self) -> Cow<'_, str> {
        format!("of {}", self.day).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { day, balance, sent, answered } = self;
        vec![
            Field::new("day", day),
            Field::new("balance", balance),
            Field::optional("sent", *sent),
            Field::optional("answered", *answered),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.amount(self.balance)?;
        if let Some(sent) = self.sent {
            Intake::not_before("sent", sent, self.day)?;
        }
        let Some(answer) = self.answered else { return Ok(()) };
        intake.amount(answer.balance)?;
        Intake::not_before("answered", answer.on, self.day)
    }
}

/// The list stands in the order of days.
impl Listed for Statement {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.day == recorded.day
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.day <= recorded.day
    }
}

impl Kept for Statement {
    fn own_day(&self) -> Option<Day> {
        Some(self.day)
    }
}
