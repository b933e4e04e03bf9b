use super::climbing::{ClimbingDraft, Quarters};
use super::{Arm, ArmFinding, Detail, Finding, Level, Levels, Pace, Reading, Rule, Verdict};
use crate::account::{AccountView, Feeds};
use crate::engine::compare_products;
use crate::evidence::{Figure, NotJudged, Value};
use crate::measure::{Quotient, Ratio};
use crate::money::{Currency, Total};
use crate::timeline::IndexedTimeline;
use crate::valid::{Draft, Valid, Violations};

/// When selling expense is a warning, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct ExpensePolicyDraft {
    /// Before this share of the period has elapsed nothing is said of it.
    pub least_elapsed: Ratio,
    /// Expense by budget: raised strictly above.
    pub over_budget: Levels<Ratio>,
    /// Expense per purchases, rising.
    pub climbing: ClimbingDraft,
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
            climbing: ClimbingDraft::default(),
            spending_without_sales: Level::Warning,
        }
    }
}

impl Draft for ExpensePolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.least_elapsed > Ratio::ONE {
            let problem = format!("must not exceed 100%, was {}", self.least_elapsed);
            found.add("least_elapsed", problem);
        }
        self.over_budget.check_rising("over_budget", found);
        found.within("climbing", |found| self.climbing.check(found));
    }
}

/// When selling expense is a warning.
///
/// # Rule
///
/// > S21.3: climbing, or over budget. Spending more only because selling more is at most a watch.
#[doc(alias = "销售费用预警")]
pub type ExpensePolicy = Valid<ExpensePolicyDraft>;

/// What the rule asks of purchases.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bought<'a> {
    /// What had been bought by the days at whose end the rules look at a customer.
    pub(crate) sales: &'a IndexedTimeline<'a>,
    /// Net purchases of the period to date.
    pub(crate) to_date: Total,
    /// Plan to date.
    pub(crate) planned: Total,
}

impl ExpensePolicy {
    /// Reads what was spent against budget, purchases and the months before.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::expense::{Budget, Expense};
    /// use guanxi::warning::{ExpensePolicy, Level, Outcome, ProgressPolicy, Reading};
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Budget::new("2026-04".parse()?, "CNY 100".parse()?))?;
    /// account.record(Expense::new("E1".parse()?, "2026-04-02".parse()?, "CNY 110.01".parse()?))?;
    /// let pace = ProgressPolicy::default().pace("2026-04-30".parse()?);
    /// let reading = ExpensePolicy::default().read(account.view(), &pace);
    /// assert_eq!(reading.outcome(), Outcome::Breach(Level::Warning));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(&self, account: AccountView<'_>, pace: &Pace) -> ExpenseReading {
        self.read_given(account, pace, pace.bought(account, &pace.sales(account)), Detail::Evidence)
    }

    /// The same, given what was bought.
    #[inline(always)]
    pub(crate) fn read_given(
        &self,
        account: AccountView<'_>,
        pace: &Pace,
        bought: Bought<'_>,
        asked: Detail,
    ) -> ExpenseReading {
        let t = pace.as_of();
        let expenses = account.expenses().up_to(t.day());
        let mut reading = ExpenseReading {
            currency: account.currency(),
            spent: expenses.net(pace.to_date()),
            budgeted: pace.due_to_date(account.budgets()),
            bought: bought.to_date,
            planned: bought.planned,
            ratio: None,
            feed: Feeds::began(account.feeds().expenses_from, t),
            arms: [(Arm::OverBudget, Finding::NotJudged(NotJudged::NoExpense)); 3],
        };
        let silence = if !reading.feed {
            Some(NotJudged::NoExpensesFeed)
        } else if expenses.is_empty() && !pace.has_agreed(account.budgets()) {
            Some(NotJudged::NoExpense)
        } else {
            None
        };
        let early = !pace.has_elapsed(self.least_elapsed);
        let [over_budget, climbing, without_sales] = if let Some(silence) = silence {
            [Finding::NotJudged(silence); 3]
        } else {
            let over_budget = self.over_budget_arm(&reading, early);
            let without_sales = self.spending_without_sales_arm(&reading, early);
            let quarters = Quarters::of(expenses, bought.sales, pace.months());
            let others = over_budget.outcome().max(without_sales.outcome());
            let climbing = if asked.needs(others, Level::Watch, || quarters.rise()) {
                let (ratio, climbing) = self.climbing_arm(&quarters);
                reading.ratio = ratio;
                climbing
            } else {
                Finding::Quiet
            };
            [over_budget, climbing, without_sales]
        };
        reading.arms = [
            (Arm::OverBudget, over_budget),
            (Arm::Climbing, climbing),
            (Arm::SpendingWithoutSales, without_sales),
        ];
        reading
    }

    /// Reads, and says it with evidence.
    ///
    /// ```
    /// # use guanxi::{account::Account, warning::{ExpensePolicy, ProgressPolicy}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let pace = ProgressPolicy::default().pace("2026-04-30".parse()?);
    /// let verdict = ExpensePolicy::default().judge(account.view(), &pace);
    /// assert_eq!(verdict.to_string(), "no data: the book has no expense");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn judge(&self, account: AccountView<'_>, pace: &Pace) -> Verdict {
        self.read(account, pace).verdict()
    }

    #[inline(always)]
    fn over_budget_arm(&self, reading: &ExpenseReading, early: bool) -> Finding {
        let (spent, budgeted) = (reading.spent.minor(), reading.budgeted.minor());
        if budgeted <= 0 {
            return Finding::NotJudged(NotJudged::NothingBudgeted);
        }
        if early {
            return Finding::NotJudged(NotJudged::TooEarly);
        }
        let level = self.over_budget.highest(|ratio| ratio.is_exceeded_by(spent, budgeted));
        Finding::from_level(level.map(|level| {
            if reading.is_carried_by_sales() { level.min(Level::Watch) } else { level }
        }))
    }

    #[inline(always)]
    fn spending_without_sales_arm(&self, reading: &ExpenseReading, early: bool) -> Finding {
        if early {
            return Finding::NotJudged(NotJudged::TooEarly);
        }
        let wasted = !reading.bought.is_positive() && reading.spent.is_positive();
        Finding::from_level(wasted.then_some(self.spending_without_sales))
    }

    /// What the arm says, and expense by purchases of the last three full months, if it could read it.
    #[inline(always)]
    fn climbing_arm(&self, quarters: &Quarters<'_>) -> (Option<Quotient>, Finding) {
        let silent = Finding::NotJudged(NotJudged::FewMonths);
        let (last_four_exist, existing) = quarters.exist();
        let Some(r0) = quarters.get(0).filter(|_| last_four_exist) else {
            return (None, silent);
        };
        let ratio = Quotient::try_new(r0.spent.minor(), r0.bought.minor());
        if existing < u32::from(self.climbing.fewest_months) {
            return (ratio, silent);
        }
        let breach = quarters.rise_to(r0) && self.climbing.is_far_above(r0, quarters, existing);
        (ratio, Finding::from_level(breach.then_some(Level::Watch)))
    }
}

/// What the expense rule has read.
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
    /// Whether more than the budget is spent only because more is sold: expense by purchases is not
    /// above budget by plan.
    ///
    /// ```
    /// # use guanxi::{account::Account, warning::{ExpensePolicy, ProgressPolicy}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let pace = ProgressPolicy::default().pace("2026-04-30".parse()?);
    /// assert!(!ExpensePolicy::default().read(account.view(), &pace).is_carried_by_sales());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_carried_by_sales(&self) -> bool {
        let (spent, planned) = (self.spent.minor(), self.planned.minor());
        self.spent > self.budgeted
            && self.planned.is_positive()
            && self.bought.is_positive()
            && compare_products(spent, planned, self.budgeted.minor(), self.bought.minor()).is_le()
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
