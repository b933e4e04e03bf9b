use super::{ExpensePolicy, PeriodExpense};
use crate::calendar::{Day, Window};
use crate::context::has_elapsed;
use crate::evidence::NotJudged;
use crate::measure::Ratio;
use crate::money::{Amount, Total};
use crate::warning::{Arm, Finding, JudgedFigures};

/// The figures by which selling expense is judged.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ExpenseFigures {
    /// The share of the period that has elapsed: enough where it is left out.
    pub(crate) elapsed: Option<Ratio>,
    /// Expense by budget.
    pub(crate) share_of_budget: Option<Ratio>,
    /// Purchases by plan; nothing is planned where they are left out.
    pub(crate) sales_of_plan: Option<Ratio>,
}

impl ExpenseFigures {
    /// The findings of a policy.
    pub(crate) fn judged(self, policy: &ExpensePolicy) -> JudgedFigures {
        const WHOLE: u32 = 1_000_000;
        let Some(spent) = self.share_of_budget else { return JudgedFigures::default() };
        let total = |parts: u32| Total::from(Amount::from_minor(i64::from(parts)));
        let share = |share: Ratio| total(share.parts_per_million());
        let sales = self.sales_of_plan;
        let period = PeriodExpense {
            days: Window { after: Day::MIN, until: Day::MIN },
            spent: share(spent),
            budgeted: total(WHOLE),
            bought: sales.map_or(Total::ZERO, share),
            planned: sales.map_or(Total::ZERO, |_| total(WHOLE)),
        };
        let is_early = self.elapsed.is_some_and(|elapsed| {
            !has_elapsed(policy.least_elapsed, elapsed.parts_per_million(), WHOLE)
        });
        let finding = |found: Finding| {
            if is_early { Finding::NotJudged(NotJudged::TooEarly) } else { found }
        };
        let mut arms = vec![Arm::OverBudget.with(finding(policy.over_budget_arm(&period)))];
        if sales.is_some() {
            let without_sales = finding(policy.without_sales_arm(&period));
            arms.push(Arm::SpendingWithoutSales.with(without_sales));
        }
        JudgedFigures::of(arms).without(&policy.off)
    }
}
