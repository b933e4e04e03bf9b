use std::collections::BTreeSet;

use super::climbing::{ClimbingRules, Quarters};
use super::expense_reading::ExpenseReading;
use super::period_expense::{PeriodExpense, Silent};
use crate::account::{AccountView, Feeds};
use crate::context::{Context, PurchaseFigures};
use crate::evidence::NotJudged;
use crate::feed::Feed;
use crate::measure::{Quotient, Ratio};
use crate::timeline::Timeline;
use crate::valid::{Draft, Valid, Violations};
use crate::warning::{
    Arm, Finding, Level, Levels, Outcome, Reading, Rule, Verdict, arm_unless_off, check_off,
    outcome_of, unless_off,
};

/// When selling expense is a warning, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ExpensePolicyDraft {
    /// The share of the period that must have elapsed before it is judged.
    pub least_elapsed: Ratio,
    /// Expense by budget: raised strictly above.
    pub over_budget: Levels<Ratio>,
    /// A rising ratio of expense to purchases.
    pub climbing: ClimbingRules,
    /// The level of expense although nothing is bought.
    pub spending_without_sales: Level,
    /// The arms that this policy leaves out. They are *not judged*, and a rule without arms says
    /// nothing.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeSet::is_empty"))]
    pub off: BTreeSet<Arm>,
}

impl Default for ExpensePolicyDraft {
    fn default() -> Self {
        let percent = Ratio::from_percent;
        Self {
            least_elapsed: percent(25),
            over_budget: Levels {
                watch: percent(100),
                warning: percent(110),
                critical: percent(125),
            },
            climbing: ClimbingRules::default(),
            spending_without_sales: Level::Warning,
            off: BTreeSet::new(),
        }
    }
}

impl Draft for ExpensePolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_most("least_elapsed", Ratio::ONE, self.least_elapsed);
        self.over_budget.check_rising("over_budget", found);
        found.within("climbing", |found| self.climbing.check(found));
        check_off(&self.off, Rule::Expense, found);
    }
}

/// The policy of the expense warning.
///
/// # Rule
///
/// > S21.3: climbing, or over budget. Spending more only because selling more is at most a watch.
#[doc(alias = "销售费用预警")]
pub type ExpensePolicy = Valid<ExpensePolicyDraft>;

/// The findings of the arms that judge a period.
#[derive(Debug, Clone, Copy)]
struct PeriodArms {
    over_budget: Finding,
    without_sales: Finding,
    /// The last complete period, where it answers.
    last_complete: Option<PeriodExpense>,
}

impl ExpensePolicy {
    /// Reads the expense against budget, purchases and the months before.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::context::Context;
    /// use guanxi::expense::{Budget, Expense};
    /// use guanxi::warning::{ExpensePolicy, Level, Outcome, Reading};
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Budget::new("2026-04".parse()?, "CNY 100".parse()?))?;
    /// account.record(Expense::new("E1".parse()?, "2026-04-02".parse()?, "CNY 110.01".parse()?))?;
    /// let context = Context::on("2026-04-30".parse()?);
    /// let reading = ExpensePolicy::default().read(account.view(), &context);
    /// assert_eq!(reading.outcome(), Outcome::Breach(Level::Warning));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(&self, account: AccountView<'_>, context: &Context) -> ExpenseReading {
        let pace = context.pace();
        let own_days = context.own_days(account);
        let sales = pace.sales(account);
        self.read_from(account, context, pace.purchases(account, &sales, &own_days))
    }

    /// Reads from purchases that have been looked up already.
    #[inline]
    pub(crate) fn read_from(
        &self,
        account: AccountView<'_>,
        context: &Context,
        purchases: PurchaseFigures<'_>,
    ) -> ExpenseReading {
        let expenses = account.expenses().up_to(context.as_of().day());
        let to_date = PeriodExpense::to_date(account, expenses, context, purchases);
        let (ratio, last_complete, [over_budget, climbing, without_sales]) =
            if let Some(reason) = Self::not_judged(account, expenses, context) {
                (None, None, [Finding::NotJudged(reason); 3])
            } else {
                let quarters = Quarters::new(expenses, purchases.sales, context);
                let (ratio, climbing) = self.climbing_arm(&quarters);
                let period = self.period_arms(account, expenses, context, purchases);
                (ratio, period.last_complete, [period.over_budget, climbing, period.without_sales])
            };
        ExpenseReading {
            currency: account.currency(),
            spent: to_date.spent,
            budgeted: to_date.budgeted,
            bought: to_date.bought,
            planned: to_date.planned,
            last_complete,
            days: to_date.days,
            ratio: ratio.filter(|_| !self.off.contains(&Arm::Climbing)),
            feed: Self::has_feed(account, context),
            arms: [
                arm_unless_off(&self.off, Arm::OverBudget, over_budget),
                arm_unless_off(&self.off, Arm::Climbing, climbing),
                arm_unless_off(&self.off, Arm::SpendingWithoutSales, without_sales),
            ],
        }
    }

    /// The outcome alone. The climbing arm, a watch at most, is judged only where it can change it.
    #[inline]
    pub(crate) fn outcome_from(
        &self,
        account: AccountView<'_>,
        context: &Context,
        purchases: PurchaseFigures<'_>,
    ) -> Outcome {
        if !Self::has_feed(account, context) {
            return Outcome::NoData;
        }
        let expenses = account.expenses().up_to(context.as_of().day());
        if let Some(reason) = Self::not_judged(account, expenses, context) {
            let arms = [Arm::OverBudget, Arm::Climbing, Arm::SpendingWithoutSales];
            let arms = arms.map(|arm| arm_unless_off(&self.off, arm, Finding::NotJudged(reason)));
            return outcome_of(&arms);
        }
        let period = self.period_arms(account, expenses, context, purchases);
        let others = period.over_budget.outcome().joined(period.without_sales.outcome());
        if others >= Outcome::Breach(Level::Watch) {
            return others;
        }
        let quarters = Quarters::new(expenses, purchases.sales, context);
        if others == Outcome::Clear && !quarters.rise() {
            return others;
        }
        let (_, climbing) = self.climbing_arm(&quarters);
        others.joined(unless_off(&self.off, Arm::Climbing, climbing).outcome())
    }

    /// Judges the expense of a customer, with evidence.
    pub fn judge(&self, account: AccountView<'_>, context: &Context) -> Verdict {
        self.read(account, context).verdict()
    }

    fn has_feed(account: AccountView<'_>, context: &Context) -> bool {
        Feeds::began(account.feeds().expenses_from, context.as_of())
    }

    /// The reason for which no arm is judged.
    #[inline]
    fn not_judged(
        account: AccountView<'_>,
        expenses: Timeline<'_>,
        context: &Context,
    ) -> Option<NotJudged> {
        if !Self::has_feed(account, context) {
            return Some(NotJudged::NoExpensesFeed);
        }
        if !expenses.is_empty() || context.pace().has_agreed(account.budgets()) {
            return None;
        }
        // Where expenses are late, none can be told from one that is still to come.
        let late = context.needs().feed_up_to(Feed::Expenses, context.as_of().day());
        Some(late.unwrap_or(NotJudged::NoExpense))
    }

    /// The arms that judge a period: the one to date, and while too little of that has elapsed the
    /// last complete one.
    #[inline]
    fn period_arms(
        &self,
        account: AccountView<'_>,
        expenses: Timeline<'_>,
        context: &Context,
        purchases: PurchaseFigures<'_>,
    ) -> PeriodArms {
        let silent = Silent::new(context).without(&self.off);
        if !context.pace().has_elapsed(self.least_elapsed) {
            return self.early_arms(account, expenses, context, (purchases, silent));
        }
        let to_date = PeriodExpense::to_date(account, expenses, context, purchases);
        let over_budget =
            silent.over_budget.map_or_else(|| self.over_budget_arm(&to_date), Finding::NotJudged);
        let without_sales = silent
            .without_sales
            .map_or_else(|| self.without_sales_arm(&to_date), Finding::NotJudged);
        PeriodArms { over_budget, without_sales, last_complete: None }
    }

    #[inline(never)]
    fn early_arms(
        &self,
        account: AccountView<'_>,
        expenses: Timeline<'_>,
        context: &Context,
        (purchases, silent): (PurchaseFigures<'_>, Silent),
    ) -> PeriodArms {
        let (pace, too_early) = (context.pace(), Finding::NotJudged(NotJudged::TooEarly));
        let last = pace.last_complete().filter(|it| it.is_begun_by(account, context.as_of()));
        let last = last.map(|part| {
            let figures = PeriodExpense::of(part, account, expenses, purchases.sales);
            (figures, Silent::in_window(context, figures.days))
        });
        let over_budget = match (silent.over_budget, &last) {
            (Some(reason), _) => Finding::NotJudged(reason),
            (None, _) if !pace.has_agreed_ever(account.budgets()) => {
                Finding::NotJudged(NotJudged::NothingBudgeted)
            }
            (None, None) => too_early,
            (None, Some((_, Silent { over_budget: Some(reason), .. }))) => {
                Finding::NotJudged(*reason)
            }
            (None, Some((last, _))) if !last.budgeted.is_positive() => too_early,
            (None, Some((last, _))) => self.over_budget_arm(last),
        };
        let without_sales = match (silent.without_sales, &last) {
            (Some(reason), _) => Finding::NotJudged(reason),
            (None, None) => too_early,
            (None, Some((_, Silent { without_sales: Some(reason), .. }))) => {
                Finding::NotJudged(*reason)
            }
            (None, Some((last, _))) => self.without_sales_arm(last),
        };
        let answers = |arm: Finding| !matches!(arm, Finding::NotJudged(_));
        let last_answers = answers(over_budget) || answers(without_sales);
        let last_complete = last.map(|(last, _)| last).filter(|_| last_answers);
        PeriodArms { over_budget, without_sales, last_complete }
    }

    #[inline]
    pub(super) fn over_budget_arm(&self, period: &PeriodExpense) -> Finding {
        let (spent, budgeted) = (period.spent.minor(), period.budgeted.minor());
        if budgeted <= 0 {
            return Finding::NotJudged(NotJudged::NothingBudgeted);
        }
        let level = self.over_budget.highest_exceeded(spent, budgeted);
        Finding::from_level(level.map(|level| {
            if period.is_carried_by_sales() { level.min(Level::Watch) } else { level }
        }))
    }

    #[inline]
    pub(super) fn without_sales_arm(&self, period: &PeriodExpense) -> Finding {
        let wasted = !period.bought.is_positive() && period.spent.is_positive();
        Finding::from_level(wasted.then_some(self.spending_without_sales))
    }

    /// Expense by purchases of the last three full months, where it can be read, and the finding.
    #[inline]
    fn climbing_arm(&self, quarters: &Quarters<'_>) -> (Option<Quotient>, Finding) {
        let few = Finding::NotJudged(NotJudged::FewMonths);
        if let Some(reason) = quarters.lack() {
            return (None, Finding::NotJudged(reason));
        }
        let (last_four_exist, existing) = quarters.exist();
        let Some(r0) = quarters.get(0).filter(|_| last_four_exist) else {
            return (None, few);
        };
        let ratio = Quotient::try_new(r0.spent.minor(), r0.bought.minor());
        if existing < u32::from(self.climbing.fewest_months) {
            return (ratio, few);
        }
        let breach = quarters.rise_to(r0) && self.climbing.is_far_above(r0, quarters, existing);
        (ratio, Finding::from_level(breach.then_some(Level::Watch)))
    }
}
