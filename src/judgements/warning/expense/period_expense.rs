use std::collections::BTreeSet;

use crate::account::AccountView;
use crate::calendar::Window;
use crate::context::{Context, PeriodPart, PurchaseFigures};
use crate::engine::compare_products;
use crate::evidence::NotJudged;
use crate::feed::Feed;
use crate::money::Total;
use crate::timeline::{IndexedTimeline, Timeline};
use crate::warning::Arm;

/// Expense and purchases of a period, and what was agreed of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodExpense {
    /// The days of the period that are judged.
    pub days: Window,
    /// Expense on them.
    pub spent: Total,
    /// The budget for them.
    pub budgeted: Total,
    /// Net purchases on them.
    pub bought: Total,
    /// The plan for them.
    pub planned: Total,
}

impl PeriodExpense {
    #[inline]
    pub(super) fn to_date(
        account: AccountView<'_>,
        expenses: Timeline<'_>,
        context: &Context,
        purchases: PurchaseFigures<'_>,
    ) -> Self {
        let part = context.pace().current();
        let days = part.to_date();
        Self {
            days,
            spent: expenses.net(days),
            budgeted: part.due(account.budgets()),
            bought: purchases.to_date,
            planned: purchases.planned,
        }
    }

    /// The figures of another period.
    pub(super) fn of(
        part: &PeriodPart,
        account: AccountView<'_>,
        expenses: Timeline<'_>,
        sales: &IndexedTimeline<'_>,
    ) -> Self {
        let days = part.to_date();
        Self {
            days,
            spent: expenses.net(days),
            budgeted: part.due(account.budgets()),
            bought: part.bought(sales),
            planned: part.due(account.plans()),
        }
    }

    /// Tells whether more than the budget is spent only because more is sold: expense by purchases
    /// is not above budget by plan.
    pub fn is_carried_by_sales(&self) -> bool {
        let (spent, planned) = (self.spent.minor(), self.planned.minor());
        self.spent > self.budgeted
            && self.planned.is_positive()
            && self.bought.is_positive()
            && compare_products(spent, planned, self.budgeted.minor(), self.bought.minor()).is_le()
    }
}

/// The reasons for which the arms of a period are silent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Silent {
    pub(super) over_budget: Option<NotJudged>,
    pub(super) without_sales: Option<NotJudged>,
}

impl Silent {
    /// The reasons of the period to date, whoever the customer is.
    ///
    /// Over budget goes by expense. Whether higher sales carry it, which lowers its level, goes by
    /// the sales that are recorded, also where they are late.
    #[inline]
    pub(super) fn new(context: &Context) -> Self {
        let is_stated = context.pace().period().is_some();
        if context.needs().is_sure() && is_stated {
            return Self { over_budget: None, without_sales: None };
        }
        Self::where_unknown(context)
    }

    #[cold]
    fn where_unknown(context: &Context) -> Self {
        let (needs, pace) = (context.needs(), context.pace());
        let known = Self::in_window(context, pace.to_date());
        let more = |lack: Option<NotJudged>| {
            lack.or_else(|| needs.calendar()).or_else(|| pace.lacks_period())
        };
        let over_budget = more(known.over_budget);
        let without_sales = more(known.over_budget).or(known.without_sales);
        Self { over_budget, without_sales }
    }

    /// These reasons; an arm that the policy leaves out has no other.
    #[inline]
    pub(super) fn without(self, off: &BTreeSet<Arm>) -> Self {
        let unless_off = |arm, lack| if off.contains(&arm) { Some(NotJudged::Off) } else { lack };
        Self {
            over_budget: unless_off(Arm::OverBudget, self.over_budget),
            without_sales: unless_off(Arm::SpendingWithoutSales, self.without_sales),
        }
    }

    /// The reasons for which a window of the past is not compared.
    pub(super) fn in_window(context: &Context, window: Window) -> Self {
        let needs = context.needs();
        let over_budget = needs.feed_in(Feed::Expenses, window);
        let without_sales = over_budget.or_else(|| needs.feed_in(Feed::Sales, window));
        Self { over_budget, without_sales }
    }
}
