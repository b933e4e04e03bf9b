use std::fmt;

use super::AccountView;
use crate::calendar::{AsOf, Day};
use crate::measure::plural;

/// A fact dated before the stated first day of its customer: one of the two days is wrong.
///
/// # Rule
///
/// > S1: the relationship starts on the earlier of the two days, that of the fact. A person has to
/// > look at it, because the start decides loyalty and silence. Either the year of the fact was
/// > mistyped, or the day stated as `since` is only that on which the card was opened.
///
/// ```
/// use guanxi::account::{Account, EarlyFact};
/// use guanxi::trade::Sale;
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// account.state_since(Some("2024-03-01".parse()?));
/// account.record(Sale::new("S1".parse()?, "2004-03-05".parse()?, "CNY 1".parse()?))?;
/// let early = EarlyFact::from_view(account.view(), "2026-03-31".parse()?);
/// let told = early.map(|it| it.to_string());
/// assert_eq!(told.as_deref(), Some("a fact of 2004-03-05, 7301 days before 2024-03-01"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct EarlyFact {
    /// The stated first day as a customer.
    pub since: Day,
    /// The day of the first fact.
    pub first: Day,
}

impl EarlyFact {
    /// The finding about an account as of a day; `None` where no fact seen by then lies before the
    /// stated first day, or none is stated. Plans and budgets are no such facts.
    pub fn from_view(account: AccountView<'_>, t: AsOf) -> Option<Self> {
        let since = account.since()?;
        let first = account.fact_days().filter(|day| t.sees(*day)).min()?;
        (first < since).then_some(Self { since, first })
    }

    /// The number of days by which the fact lies before the stated first day: 1 or more.
    pub fn days_early(self) -> i32 {
        self.since.days_since(self.first)
    }
}

impl fmt::Display for EarlyFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self { since, first }, early) = (self, self.days_early());
        let days = plural(early, "day", "days");
        write!(f, "a fact of {first}, {early} {days} before {since}")
    }
}
