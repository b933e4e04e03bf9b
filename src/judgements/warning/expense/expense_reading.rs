use super::period_expense::PeriodExpense;
use crate::calendar::Window;
use crate::evidence::{Figure, Value};
use crate::measure::Quotient;
use crate::money::{Currency, Total};
use crate::warning::{Arm, ArmFinding, Reading, Rule};

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
    /// The last complete period, where it answers in place of the period to date, of which too
    /// little has elapsed.
    pub last_complete: Option<PeriodExpense>,
    pub(super) days: Window,
    pub(super) feed: bool,
    pub(super) arms: [ArmFinding; 3],
}

impl ExpenseReading {
    /// Tells whether more than the budget is spent only because more is sold: expense by purchases
    /// is not above budget by plan. That of the period by which the arm is judged.
    pub fn is_carried_by_sales(&self) -> bool {
        self.judged().is_carried_by_sales()
    }

    /// The period by which the arms are judged that judge one.
    fn judged(&self) -> PeriodExpense {
        let Self { days, spent, budgeted, bought, planned, .. } = *self;
        self.last_complete.unwrap_or(PeriodExpense { days, spent, budgeted, bought, planned })
    }

    fn last_complete_in_words(&self) -> String {
        self.last_complete.map_or_else(String::new, |it| {
            let (first, last) = (it.days.after.offset(1), it.days.until);
            format!(" from {first} to {last}, the last complete period")
        })
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
        let judged = self.judged();
        let (spent, period) = (self.money(judged.spent), self.last_complete_in_words());
        if arm == Arm::OverBudget {
            let used = Quotient::try_new(judged.spent.minor(), judged.budgeted.minor());
            let used = used.map_or_else(String::new, |used| used.percent().to_string());
            let carried =
                if judged.is_carried_by_sales() { ", carried by higher sales" } else { "" };
            let budgeted = self.money(judged.budgeted);
            return format!("spent {spent}, {used} of the budget {budgeted}{period}{carried}");
        }
        if arm == Arm::Climbing {
            let ratio = self.ratio.map_or_else(String::new, |ratio| ratio.percent().to_string());
            return format!("expense is {ratio} of purchases over the last three full months");
        }
        let bought = self.money(judged.bought);
        if period.is_empty() {
            return format!("spent {spent} while net purchases are {bought}");
        }
        format!("spent {spent} while net purchases were {bought}{period}")
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
        if let Some(last) = &self.last_complete {
            let (first, until) = (last.days.after.offset(1), last.days.until);
            let period = Value::Text(format!("{first} to {until}"));
            figures.extend([
                Figure { label: "last complete period", value: period },
                Figure { label: "spent in the last period", value: money(last.spent) },
                Figure { label: "budget of the last period", value: money(last.budgeted) },
                Figure { label: "bought in the last period", value: money(last.bought) },
                Figure { label: "plan of the last period", value: money(last.planned) },
            ]);
        }
        let judged = self.judged();
        let is_off = self.arms.iter().any(|it| it.arm == Arm::OverBudget && it.is_off());
        if !is_off && judged.budgeted.is_positive() && judged.spent > judged.budgeted {
            let value = money(judged.spent.minus(judged.budgeted));
            figures.push(Figure { label: "excess over budget", value });
        }
        figures
    }
}
