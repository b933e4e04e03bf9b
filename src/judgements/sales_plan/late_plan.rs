use std::fmt;

use super::SalesPlanPolicyDraft;
use crate::account::{AccountView, FactKind, FactName};
use crate::calendar::{AsOf, Day, Month};

/// A plan that was not there when its month began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct LatePlan {
    /// The month.
    pub month: Month,
    /// The day from which its first plan is known.
    pub known_from: Day,
    /// The last order day before the month.
    pub last_order: Day,
}

impl LatePlan {
    /// The finding about a customer and the month of a day.
    ///
    /// # Rule
    ///
    /// > S7: every trading customer has a plan when its month begins. A plan that is first known
    /// > after the first day of its month is late, whatever version of it stands today. A customer
    /// > traded when the month began that had an order day within the days of the policy before it.
    ///
    /// A plan recorded without a day from which it is known counts as known on all days. One that
    /// is still missing is [`Unplanned`](super::Unplanned).
    ///
    /// ```
    /// use guanxi::account::{Account, Plan, Sale};
    /// use guanxi::calendar::AsOf;
    /// use guanxi::day;
    /// use guanxi::sales_plan::{LatePlan, SalesPlanPolicy};
    ///
    /// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
    /// account.record(Sale::new("S-1".parse()?, day!(2026, 3, 10), "CNY 100".parse()?))?;
    /// let plan = Plan::new("2026-04".parse()?, "CNY 90".parse()?);
    /// account.record_known(plan, day!(2026, 4, 2))?;
    ///
    /// let t = AsOf::new(day!(2026, 4, 30));
    /// let late = LatePlan::find(account.as_of(t).view(), t, &SalesPlanPolicy::default());
    /// assert_eq!(
    ///     late.map(|it| it.to_string()).as_deref(),
    ///     Some("the plan for 2026-04 came on 2026-04-02, last order before it on 2026-03-10")
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn find(account: AccountView<'_>, t: AsOf, policy: &SalesPlanPolicyDraft) -> Option<Self> {
        let month = t.day().month();
        let eve = month.first_day().checked_offset(-1)?;
        let last_order = account.sales().up_to(eve).last_active_day()?;
        let traded = AsOf::new(eve).last_days(policy.trading_days).contains(last_order);
        let is_planned = account.plans().iter().any(|it| it.month() == month);
        let name = FactName::new(FactKind::Plan, month.to_string());
        let known_from = account.first_known(&name, t)?;
        let is_late = traded && is_planned && t.sees(known_from) && known_from > month.first_day();
        is_late.then_some(Self { month, known_from, last_order })
    }
}

impl fmt::Display for LatePlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { month, known_from, last_order } = self;
        write!(f, "the plan for {month} came on {known_from}, last order before it on {last_order}")
    }
}
