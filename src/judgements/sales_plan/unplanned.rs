use std::fmt;

use super::SalesPlanPolicyDraft;
use crate::account::AccountView;
use crate::calendar::{AsOf, Day, Month};

/// A customer that trades and has no plan for a month that has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Unplanned {
    /// The month.
    pub month: Month,
    /// The last order day.
    pub last_order: Day,
}

impl Unplanned {
    /// The finding about a customer as of a day.
    ///
    /// # Rule
    ///
    /// > S7: every trading customer has a plan when its month begins. A customer trades that had an
    /// > order day within the days of the policy and with which the relationship is not over. A
    /// > plan of 0 is a plan.
    pub fn find(account: AccountView<'_>, t: AsOf, policy: &SalesPlanPolicyDraft) -> Option<Self> {
        let month = t.day().month();
        let last_order = account.sales().up_to(t.day()).last_active_day()?;
        let trades = t.last_days(policy.trading_days).contains(last_order);
        let is_planned = account.plans().iter().any(|it| it.month() == month);
        let is_open = trades && !is_planned && account.ended().is_none();
        is_open.then_some(Self { month, last_order })
    }
}

impl fmt::Display for Unplanned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no plan for {}, last order on {}", self.month, self.last_order)
    }
}
