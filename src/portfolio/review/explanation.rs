use std::fmt;

use super::{Assessor, Readings, Review};
use crate::account::{AccountAsOf, AccountView, Feeds};
use crate::calendar::{AsOf, Day, Window};
use crate::contract::{Coverage, coverage, is_in_force_on};
use crate::id::CustomerKey;
use crate::measure::proven;
use crate::money::{Amount, Currency, Total};
use crate::segment::{Class, Quadrant};

/// Goods sold in the last year on days without a contract in force.
///
/// # Rule
///
/// > S5: every trading customer has a contract; trading without a contract in force is a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TradeWithoutContract {
    /// Order days without a contract in force.
    pub order_days: u32,
    /// Net purchases of these days.
    pub amount: Total,
    /// The last of them.
    pub last: Day,
    currency: Currency,
}

impl TradeWithoutContract {
    fn find(account: AccountView<'_>, t: AsOf) -> Option<Self> {
        let window = t.last_days(365);
        let sales = account.sales().up_to(t.day());
        let mut uncovered = sales
            .active_days_latest_first()
            .take_while(|day| window.contains(*day))
            .filter(|day| !is_in_force_on(account.contracts(), *day, t));
        let bought_on = |day| sales.net(Window::inclusive(day, day));
        let last = uncovered.next()?;
        let found =
            Self { order_days: 1, amount: bought_on(last), last, currency: account.currency() };
        Some(uncovered.fold(found, |it, day| Self {
            order_days: proven!(it.order_days.checked_add(1), else u32::MAX, "a year of days"),
            amount: it.amount.plus(bought_on(day)),
            ..it
        }))
    }
}

impl fmt::Display for TradeWithoutContract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = if self.order_days == 1 { "day" } else { "days" };
        let amount = self.amount.with_currency(self.currency);
        let Self { order_days, last, .. } = self;
        write!(
            f,
            "bought {amount} on {order_days} {days} without a contract in force, last on {last}"
        )
    }
}

/// Everything that is judged of one customer.
///
/// The verdicts with their sentences come from [`readings`](Self::readings):
/// `explanation.readings().verdict(Rule::Debt)`.
#[derive(Clone)]
pub struct Explanation<'b> {
    /// The customer.
    pub key: CustomerKey,
    /// Its name.
    pub name: &'b str,
    /// Net purchases of the window that classes go by.
    pub purchases: Amount,
    /// The class by these purchases.
    pub class: Class,
    /// The quadrant; absent where loyalty is not applicable.
    pub quadrant: Option<Quadrant>,
    /// Loss if the customer stayed away, weighted by its probability.
    pub value_at_risk: Total,
    /// The coverage by contracts; `None` when the book had no contract yet.
    pub contract: Option<Coverage>,
    /// Trade without a contract in force; `None` also when the book had no contract yet.
    pub trade_without_contract: Option<TradeWithoutContract>,
    account: AccountAsOf<'b>,
    assessor: Assessor<'b>,
}

/// The figures and the readings, without the facts that they are made from.
impl fmt::Debug for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Explanation")
            .field("key", &self.key)
            .field("name", &self.name)
            .field("purchases", &self.purchases)
            .field("class", &self.class)
            .field("quadrant", &self.quadrant)
            .field("value_at_risk", &self.value_at_risk)
            .field("contract", &self.contract)
            .field("trade_without_contract", &self.trade_without_contract)
            .field("readings", &self.readings())
            .finish()
    }
}

/// Explanations are equal when they say the same.
impl PartialEq for Explanation<'_> {
    fn eq(&self, other: &Self) -> bool {
        let said = |it: &Self| {
            let contract = (it.contract, it.trade_without_contract);
            (it.key, it.purchases, it.class, it.quadrant, it.value_at_risk, contract)
        };
        let same = said(self) == said(other) && self.name == other.name;
        same && self.readings() == other.readings()
    }
}

impl<'b> Explanation<'b> {
    pub(super) fn new(review: &Review<'b>, row: usize, key: CustomerKey) -> Option<Self> {
        let (book, t) = (review.book(), review.as_of());
        let account = review.account(key)?;
        let view = account.view();
        let purchases = *review.purchases().get(row)?;
        let contracted = Feeds::began(view.feeds().contracts_from, t);
        Some(Self {
            key,
            name: book.name(key),
            purchases,
            class: review.cuts().class(purchases),
            quadrant: *review.quadrants().get(row)?,
            value_at_risk: *review.values_at_risk().get(row)?,
            contract: contracted.then(|| coverage(view.contracts(), t)),
            trade_without_contract: if contracted {
                TradeWithoutContract::find(view, t)
            } else {
                None
            },
            account,
            assessor: *review.assessor(),
        })
    }

    /// The readings of all rules, made anew at each call.
    pub fn readings(&self) -> Readings<'_> {
        self.assessor.read(self.account.view())
    }
}
