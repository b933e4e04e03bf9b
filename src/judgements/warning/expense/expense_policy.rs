use super::climbing::{ClimbingRules, Quarters};
use crate::account::{AccountView, Feeds};
use crate::context::{Context, PurchaseFigures};
use crate::engine::compare_products;
use crate::evidence::{Figure, NotJudged, Value};
use crate::feed::Feed;
use crate::measure::{Quotient, Ratio};
use crate::money::{Currency, Total};
use crate::timeline::Timeline;
use crate::valid::{Draft, Valid, Violations};
use crate::warning::{Arm, ArmFinding, Finding, Level, Levels, Outcome, Reading, Rule, Verdict};

/// When selling expense is a warning, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct ExpensePolicyDraft {
    /// The share of the period that must have elapsed before it is judged.
    pub least_elapsed: Ratio,
    /// Expense by budget: raised strictly above.
    pub over_budget: Levels<Ratio>,
    /// A rising ratio of expense to purchases.
    pub climbing: ClimbingRules,
    /// The level of expense although nothing is bought.
    pub spending_without_sales: Level,
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
        }
    }
}

impl Draft for ExpensePolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_most("least_elapsed", Ratio::ONE, self.least_elapsed);
        self.over_budget.check_rising("over_budget", found);
        found.within("climbing", |found| self.climbing.check(found));
    }
}

/// The policy of the expense warning.
///
/// # Rule
///
/// > S21.3: climbing, or over budget. Spending more only because selling more is at most a watch.
#[doc(alias = "销售费用预警")]
pub type ExpensePolicy = Valid<ExpensePolicyDraft>;

/// The reasons for which the arms of a period are silent.
#[derive(Debug, Clone, Copy)]
struct Silent {
    over_budget: Option<NotJudged>,
    without_sales: Option<NotJudged>,
    /// Too little of the period has elapsed.
    early: bool,
}

impl Silent {
    #[cold]
    fn where_unknown(self, context: &Context) -> Self {
        let (needs, to_date) = (context.needs(), context.pace().to_date());
        let spent = needs.feed_in(Feed::Expenses, to_date);
        let over_budget = spent.or_else(|| needs.calendar());
        let without_sales = over_budget.or_else(|| needs.feed_in(Feed::Sales, to_date));
        Self { over_budget, without_sales, ..self }
    }
}

/// Expense and purchases of the period to date, and what was agreed of both.
#[derive(Debug, Clone, Copy)]
struct ToDate {
    spent: Total,
    budgeted: Total,
    bought: Total,
    planned: Total,
}

impl ToDate {
    fn is_carried_by_sales(self) -> bool {
        let (spent, planned) = (self.spent.minor(), self.planned.minor());
        self.spent > self.budgeted
            && self.planned.is_positive()
            && self.bought.is_positive()
            && compare_products(spent, planned, self.budgeted.minor(), self.bought.minor()).is_le()
    }
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
        self.read_from(account, context, pace.purchases(account, &pace.sales(account)))
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
        let to_date = Self::to_date(account, expenses, context, purchases);
        let (ratio, [over_budget, climbing, without_sales]) =
            if let Some(reason) = Self::not_judged(account, expenses, context) {
                (None, [Finding::NotJudged(reason); 3])
            } else {
                let silent = self.silent(context);
                let quarters = Quarters::new(expenses, purchases.sales, context);
                let (ratio, climbing) = self.climbing_arm(&quarters);
                let over_budget = self.over_budget_arm(to_date, silent);
                (ratio, [over_budget, climbing, self.without_sales_arm(to_date, silent)])
            };
        ExpenseReading {
            currency: account.currency(),
            spent: to_date.spent,
            budgeted: to_date.budgeted,
            bought: to_date.bought,
            planned: to_date.planned,
            ratio,
            feed: Self::has_feed(account, context),
            arms: [
                Arm::OverBudget.with(over_budget),
                Arm::Climbing.with(climbing),
                Arm::SpendingWithoutSales.with(without_sales),
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
            return Finding::NotJudged(reason).outcome();
        }
        let silent = self.silent(context);
        let to_date = Self::to_date(account, expenses, context, purchases);
        let over_budget = self.over_budget_arm(to_date, silent).outcome();
        let others = over_budget.joined(self.without_sales_arm(to_date, silent).outcome());
        if others >= Outcome::Breach(Level::Watch) {
            return others;
        }
        let quarters = Quarters::new(expenses, purchases.sales, context);
        if others == Outcome::Clear && !quarters.rise() {
            return others;
        }
        let (_, climbing) = self.climbing_arm(&quarters);
        others.joined(climbing.outcome())
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

    /// The reasons for which arms are silent, whoever the customer is.
    ///
    /// Over budget goes by expense. Whether higher sales carry it, which lowers its level, goes by
    /// the sales that are recorded, also where they are late.
    #[inline]
    fn silent(&self, context: &Context) -> Silent {
        let early = !context.pace().has_elapsed(self.least_elapsed);
        let known = Silent { over_budget: None, without_sales: None, early };
        if context.needs().is_sure() { known } else { known.where_unknown(context) }
    }

    #[inline]
    fn to_date(
        account: AccountView<'_>,
        expenses: Timeline<'_>,
        context: &Context,
        purchases: PurchaseFigures<'_>,
    ) -> ToDate {
        let pace = context.pace();
        ToDate {
            spent: expenses.net(pace.to_date()),
            budgeted: pace.due_to_date(account.budgets()),
            bought: purchases.to_date,
            planned: purchases.planned,
        }
    }

    #[inline]
    fn over_budget_arm(&self, to_date: ToDate, silent: Silent) -> Finding {
        let (spent, budgeted) = (to_date.spent.minor(), to_date.budgeted.minor());
        if let Some(reason) = silent.over_budget {
            return Finding::NotJudged(reason);
        }
        if budgeted <= 0 {
            return Finding::NotJudged(NotJudged::NothingBudgeted);
        }
        if silent.early {
            return Finding::NotJudged(NotJudged::TooEarly);
        }
        let level = self.over_budget.highest_exceeded(spent, budgeted);
        Finding::from_level(level.map(|level| {
            if to_date.is_carried_by_sales() { level.min(Level::Watch) } else { level }
        }))
    }

    #[inline]
    fn without_sales_arm(&self, to_date: ToDate, silent: Silent) -> Finding {
        if let Some(reason) = silent.without_sales {
            return Finding::NotJudged(reason);
        }
        if silent.early {
            return Finding::NotJudged(NotJudged::TooEarly);
        }
        let wasted = !to_date.bought.is_positive() && to_date.spent.is_positive();
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

/// The figures of the expense rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExpenseReading {
    /// The currency of the amounts.
    pub currency: Currency,
    /// Expense of the period to date.
    pub spent: Total,
    /// Budget to date.
    pub budgeted: Total,
    /// Net purchases of the period to date.
    pub bought: Total,
    /// Plan to date.
    pub planned: Total,
    /// Expense by purchases of the last three full months, when the climbing arm could read it.
    #[doc(alias = "费销比")]
    pub ratio: Option<Quotient>,
    feed: bool,
    arms: [ArmFinding; 3],
}

impl ExpenseReading {
    /// Tells whether more than the budget is spent only because more is sold: expense by purchases
    /// is not above budget by plan.
    pub fn is_carried_by_sales(&self) -> bool {
        let Self { spent, budgeted, bought, planned, .. } = *self;
        ToDate { spent, budgeted, bought, planned }.is_carried_by_sales()
    }

    fn money(&self, total: Total) -> String {
        total.with_currency(self.currency).to_string()
    }
}

impl Reading for ExpenseReading {
    const RULE: Rule = Rule::Expense;

    fn arms(&self) -> &[ArmFinding] {
        &self.arms
    }

    fn has_feed(&self) -> bool {
        self.feed
    }

    fn clause(&self, arm: Arm) -> String {
        let spent = self.money(self.spent);
        if arm == Arm::OverBudget {
            let used = Quotient::try_new(self.spent.minor(), self.budgeted.minor());
            let used = used.map_or_else(String::new, |used| used.percent().to_string());
            let carried = if self.is_carried_by_sales() { ", carried by higher sales" } else { "" };
            let budgeted = self.money(self.budgeted);
            return format!("spent {spent}, {used} of the budget {budgeted}{carried}");
        }
        if arm == Arm::Climbing {
            let ratio = self.ratio.map_or_else(String::new, |ratio| ratio.percent().to_string());
            return format!("expense is {ratio} of purchases over the last three full months");
        }
        format!("spent {spent} while net purchases are {}", self.money(self.bought))
    }

    fn figures(&self) -> Vec<Figure> {
        let money = |total| Value::Money(total, self.currency);
        let mut figures = vec![
            Figure { label: "spent in the period", value: money(self.spent) },
            Figure { label: "budget to date", value: money(self.budgeted) },
            Figure { label: "bought in the period", value: money(self.bought) },
            Figure { label: "plan to date", value: money(self.planned) },
        ];
        let ratio = self.ratio.map(Value::Share);
        figures.extend(ratio.map(|value| Figure { label: "expense by purchases", value }));
        if self.budgeted.is_positive() && self.spent > self.budgeted {
            let value = money(self.spent.minus(self.budgeted));
            figures.push(Figure { label: "excess over budget", value });
        }
        figures
    }
}
