use std::fmt;

use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::money::{Currency, Total};
use crate::receivable::{OpenBalance, Statement};
use crate::valid::{Draft, Valid, Violations};

/// The plain form of a [`StatementPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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

impl StatementPolicy {
    /// The findings about the statements that an account holds, as of a date. The customer owes
    /// since the first day from which its balance was above zero without a break.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::credit::StatementPolicy;
    /// use guanxi::day;
    /// use guanxi::receivable::{Invoice, Statement};
    ///
    /// let mut li = Account::new("Li".parse()?, "CNY".parse()?);
    /// let (issued, due) = (day!(2026, 1, 10), day!(2026, 2, 10));
    /// li.record(Invoice::new("I1".parse()?, issued, due, "CNY 500".parse()?))?;
    /// let (day, balance) = (day!(2026, 1, 31), "CNY 500".parse()?);
    /// li.record(Statement { day, balance, sent: Some(day!(2026, 2, 2)), answered: None })?;
    /// let found = StatementPolicy::default().judge(li.view(), "2026-04-11".parse()?);
    /// let said = found[0].to_string();
    /// assert_eq!(said, "a balance was to be confirmed by 2026-04-10, none ever was");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn judge(&self, account: AccountView<'_>, t: AsOf) -> Vec<StatementFinding> {
        let owes_since = owes_since(account, t);
        self.findings(account.statements(), owes_since, account.currency(), t)
    }

    /// The findings about the statements of a customer, as of a date. One that owes nothing has no
    /// balance to confirm.
    ///
    /// # Rule
    ///
    /// > S10: a balance that is unconfirmed for 3 months is a finding, counted from the day of the
    /// > last confirmed one, or from the day since which the customer owes; so is the latest answer
    /// > with another balance.
    pub fn findings(
        &self,
        statements: &[Statement],
        owes_since: Option<Day>,
        currency: Currency,
        t: AsOf,
    ) -> Vec<StatementFinding> {
        let mut found = Vec::new();
        let confirmed = statements.iter().filter(|it| it.confirmed(t).is_some());
        let last = confirmed.map(|it| it.day).max();
        if let Some(owes_since) = owes_since {
            let from = last.map_or(owes_since, |last| last.max(owes_since));
            let due = from.months_later(u32::from(self.confirm_within_months));
            if t.day() > due {
                found.push(StatementFinding::Unconfirmed { due, last });
            }
        }
        let answers = statements.iter().filter_map(|it| {
            let answer = it.answered.filter(|it| t.sees(it.on))?;
            let balance = it.balance.amount().to_total();
            Some((it.day, answer.on, balance.minus(answer.balance.amount())))
        });
        if let Some((day, _, difference)) = answers.max_by_key(|(day, on, _)| (*day, *on))
            && difference != Total::ZERO
        {
            found.push(StatementFinding::Difference { day, difference, currency });
        }
        found
    }
}

/// The first day from which the balance was above zero up to `t`; `None` where it is not.
fn owes_since(account: AccountView<'_>, t: AsOf) -> Option<Day> {
    let receivables = account.receivables();
    let owes = |day: &Day| OpenBalance::as_of(receivables, AsOf::new(*day)).balance().is_positive();
    let days = receivables.days_of_change(t).into_iter().rev();
    days.take_while(owes).last()
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
