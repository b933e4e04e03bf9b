//! Questions of the expense rule.

use super::{elapsed, levels, part};
use crate::measure::Ratio;
use crate::policy::Policy;
use crate::policy::meaning::axis::Axis;
use crate::policy::meaning::question::Question;
use crate::policy::meaning::unit::ratio;
use crate::warning::ExpenseFigures;

pub(super) const OVER_BUDGET: Question = Question {
    name: "expense",
    covers: &["expense.over_budget"],
    axes: |policy| {
        Some(vec![
            Axis::share("share of the budget", levels(&policy.expense.over_budget)),
            Axis::words("carried by higher sales", &["no", "yes"]),
        ])
    },
    answer: |policy, figures| {
        let [share, is_carried] = *figures else { return None };
        let share = ratio(share);
        // Sales are as far above plan as expense is above budget.
        let sales_of_plan = (is_carried == 1).then_some(share);
        let share_of_budget = Some(share);
        Some(said(policy, ExpenseFigures { share_of_budget, sales_of_plan, elapsed: None }))
    },
};

pub(super) const WITHOUT_SALES: Question = Question {
    name: "expense although nothing is bought",
    covers: &["expense.spending_without_sales"],
    axes: |_| Some(Vec::new()),
    answer: |policy, _| {
        let share_of_budget = Some(Ratio::from_parts_per_million(1));
        let sales_of_plan = Some(Ratio::ZERO);
        Some(said(policy, ExpenseFigures { share_of_budget, sales_of_plan, elapsed: None }))
    },
};

pub(super) const ELAPSED: Question = Question {
    name: "period by which expense is judged",
    covers: &["expense.least_elapsed"],
    axes: |policy| Some(vec![part("elapsed share", [policy.expense.least_elapsed])]),
    answer: |policy, figures| {
        let figures = ExpenseFigures {
            elapsed: Some(ratio(*figures.first()?)),
            // Whichever of the two arms is on.
            share_of_budget: Some(Ratio::ZERO),
            sales_of_plan: Some(Ratio::ONE),
        };
        Some(elapsed(figures.judged(&policy.expense).outcome()))
    },
};

fn said(policy: &Policy, figures: ExpenseFigures) -> String {
    figures.judged(&policy.expense).outcome().to_string()
}
