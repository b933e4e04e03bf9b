use crate::casework::{CustomerContext, Evaluation, RaisedArm, SeenArms};
use crate::incident::Credibility;
use crate::policy::Policy;
use crate::policy::trial::figure_value::CURRENCY;
use crate::policy::trial::given::Given;
use crate::policy::trial::test_figure::TestFigure as F;
use crate::segment::Class;
use crate::warning::{
    DebtFigures, ExpenseFigures, JudgedFigures, LossFigures, ProgressFigures, Rule, WonBack,
};

/// The findings of a rule about figures.
pub(crate) fn judge(policy: &Policy, rule: Rule, given: &Given) -> JudgedFigures {
    match rule {
        Rule::Debt => debt(given).judged(&policy.debt, CURRENCY).without(&policy.debt.off),
        Rule::Progress => progress(given).judged(&policy.progress),
        Rule::Expense => expense(given).judged(&policy.expense),
        Rule::Loss => {
            let is_won_back = given.yes_no(F::WonBack).unwrap_or(false);
            let won_back = if is_won_back { WonBack::Confirmed } else { WonBack::Provisional };
            let judged = loss(given).judged(&policy.loss);
            JudgedFigures { retained: won_back.retained(None), ..judged }
        }
        Rule::Incident => given.impact(F::Impact).map_or_else(JudgedFigures::default, |impact| {
            let credibility = given.credibility(F::Credibility).unwrap_or(Credibility::Verified);
            policy.incident.judge_figures(impact, credibility)
        }),
    }
}

/// The evaluation of a rule as casework takes it, with what each arm says.
pub(crate) fn evaluate(
    policy: &Policy,
    rule: Rule,
    given: &Given,
) -> (Evaluation, SeenArms, JudgedFigures) {
    let judged = judge(policy, rule, given);
    let outcome = match rule {
        Rule::Loss => loss(given).outcome_for_cases(&policy.loss, judged.outcome()),
        Rule::Debt | Rule::Progress | Rule::Expense | Rule::Incident => judged.outcome(),
    };
    let mut context = CustomerContext::new(Class::C);
    *context.retained.get_mut(rule) = judged.retained;
    let raised = judged.arms.iter().filter_map(|it| {
        let level = it.finding.level()?;
        Some(RaisedArm { arm: it.arm, level })
    });
    let silent = judged.arms.iter().filter(|it| it.is_silent()).map(|it| it.arm);
    let (raised, silent): (Vec<_>, Vec<_>) = (raised.collect(), silent.collect());
    let arms = SeenArms::of(rule, &raised, &silent);
    (context.evaluation(rule, outcome, false), arms, judged)
}

fn debt(given: &Given) -> DebtFigures {
    DebtFigures {
        utilisation: given.share(F::Utilisation),
        exposure: given.amount(F::Exposure),
        limit: given.limit(F::Limit),
        oldest_past_due: given.count(F::OldestPastDue),
        overdue: given.amount(F::Overdue),
    }
}

fn progress(given: &Given) -> ProgressFigures {
    ProgressFigures {
        elapsed: given.share(F::Elapsed),
        share_of_plan: given.share(F::ShareOfPlan),
        share_of_last_year: given.share(F::ShareOfLastYear),
        order_days_last_year: given.count(F::OrderDaysLastYear),
        recent_order_days: given.count(F::RecentOrderDays),
        recent_days: given.count(F::RecentDays),
        baseline_order_days: given.count(F::BaselineOrderDays),
        baseline_days: given.count(F::BaselineDays),
        sigmas_below: given.sigmas(F::SigmasBelow),
        sigmas_below_on_average: given.sigmas(F::SigmasBelowOnAverage),
    }
}

fn expense(given: &Given) -> ExpenseFigures {
    ExpenseFigures {
        elapsed: given.share(F::BudgetElapsed),
        share_of_budget: given.share(F::ShareOfBudget),
        sales_of_plan: given.share(F::SalesOfPlan),
    }
}

fn loss(given: &Given) -> LossFigures {
    LossFigures {
        no_order: given.chance(F::NoOrder),
        alive: given.chance(F::Alive),
        silent_days: given.count(F::SilentDays),
        usual_gap: given.count(F::UsualGap),
        order_days: given.count(F::OrderDays),
    }
}
