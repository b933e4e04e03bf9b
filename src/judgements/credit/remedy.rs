use std::fmt;

use super::check::Check;
use super::facts::Facts;
use super::{CreditInputs, OrderCheckPolicy, OrderRequest, OrderRequestError, OrderVerdict};
use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::money::{Amount, Currency, Total};

/// What would turn a hold into an approval, each by itself; absent where nothing of the kind does.
///
/// # Rule
///
/// > S20: the smallest payment, the smallest cut of the order, the earliest day, the smallest limit,
/// > exact: one minor unit or one day less still holds the order.
///
/// Found with the check itself, so what is promised is what the check will say. A payment names no
/// invoice and settles the earliest due first. A day is looked for in what is known today: limits
/// that begin, guarantees that end, items that grow older.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remedies {
    /// The currency of the amounts.
    pub currency: Currency,
    /// The smallest payment today.
    pub payment: Option<Amount>,
    /// The smallest cut of the order that leaves something of it.
    pub cut: Option<Amount>,
    /// The earliest later day.
    pub day: Option<Day>,
    /// The smallest limit.
    pub limit: Option<Amount>,
}

impl OrderCheckPolicy {
    /// What would turn the hold of an order into an approval, days looked for up to so many ahead.
    /// Nothing when the order is not held.
    ///
    /// # Errors
    ///
    /// When the order is in another currency than the account.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::credit::{CreditInputs, OrderCheckPolicy, OrderRequest};
    /// use guanxi::receivable::{CreditLimit, Invoice, TemporaryLimit};
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.agree_limit(CreditLimit::try_of("CNY 100".parse()?)?)?;
    /// let (issued, due) = ("2026-03-01".parse()?, "2026-03-31".parse()?);
    /// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 60".parse()?))?;
    /// let (from, to) = ("2026-03-15".parse()?, "2026-04-15".parse()?);
    /// account.record(TemporaryLimit { from, to, limit: "CNY 200".parse()? })?;
    ///
    /// let order = OrderRequest::try_new("CNY 55".parse()?, "2026-03-20".parse()?)?;
    /// let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
    /// let remedies = policy.remedies(account.view(), &order, &inputs, "2026-03-10".parse()?, 30)?;
    /// assert_eq!(
    ///     remedies.to_string(),
    ///     "a payment of CNY 15.00, or a cut of the order by CNY 15.00, or waiting until 2026-03-15, \
    ///      or a limit of CNY 115.00",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remedies(
        &self,
        account: AccountView<'_>,
        order: &OrderRequest,
        inputs: &CreditInputs<'_>,
        t: AsOf,
        days_ahead: u16,
    ) -> Result<Remedies, OrderRequestError> {
        let currency = account.currency();
        let none = Remedies { currency, payment: None, cut: None, day: None, limit: None };
        if self.check(account, order, inputs, t)?.verdict() != OrderVerdict::Hold {
            return Ok(none);
        }
        let facts = Facts::of(self, account, order, Amount::ZERO, t);
        let today = Check { policy: self, facts: &facts, order, inputs, relief: Total::ZERO };
        Ok(Remedies {
            payment: self.smallest_payment(account, &today, t),
            cut: smallest_cut(&today),
            day: self.earliest_day(account, &today, t, days_ahead),
            limit: smallest_limit(&today),
            ..none
        })
    }

    fn smallest_payment(
        &self,
        account: AccountView<'_>,
        today: &Check<'_>,
        t: AsOf,
    ) -> Option<Amount> {
        let before = today.exposure();
        // Beyond what is open and what is used, a payment changes nothing any more.
        let most = today.facts.standing().ageing.open().max(today.used());
        smallest(most.to_amount()?, |paid| {
            let facts = Facts::of(self, account, today.order, paid, t);
            let paying = Check { facts: &facts, ..*today };
            let relief = before.minus(paying.exposure());
            is_free(&Check { relief, ..paying })
        })
    }

    fn earliest_day(
        &self,
        account: AccountView<'_>,
        today: &Check<'_>,
        t: AsOf,
        days_ahead: u16,
    ) -> Option<Day> {
        let days = (1..=i32::from(days_ahead)).map(|ahead| t.day().offset(ahead));
        days.into_iter().find(|day| {
            let facts = Facts::of(self, account, today.order, Amount::ZERO, AsOf::new(*day));
            is_free(&Check { facts: &facts, ..*today })
        })
    }
}

fn smallest_cut(today: &Check<'_>) -> Option<Amount> {
    let order = today.order;
    // Something is left of the order, and at least what is paid of it.
    let least = order.prepaid.max(Amount::from_minor(1));
    let most = order.amount.checked_sub(least).filter(|most| most.is_positive())?;
    smallest(most, |cut| {
        let amount = order.amount.checked_sub(cut).unwrap_or_default();
        let order = OrderRequest { amount, ..order.clone() };
        is_free(&Check { order: &order, ..*today })
    })
}

fn smallest_limit(today: &Check<'_>) -> Option<Amount> {
    let with = |limit: Amount| {
        let facts = today.facts.with_limit(limit);
        is_free(&Check { facts: &facts, ..*today })
    };
    if with(Amount::ZERO) { Some(Amount::ZERO) } else { smallest(Amount::MAX, with) }
}

fn is_free(check: &Check<'_>) -> bool {
    check.run().verdict() != OrderVerdict::Hold
}

/// The smallest amount from one minor unit to `most` that helps, given that more always helps where
/// less does.
fn smallest(most: Amount, helps: impl Fn(Amount) -> bool) -> Option<Amount> {
    if !most.is_positive() || !helps(most) {
        return None;
    }
    let (mut low, mut high) = (1, most.minor());
    while low < high {
        let middle = low.midpoint(high);
        if helps(Amount::from_minor(middle)) {
            high = middle;
        } else {
            low = middle.saturating_add(1);
        }
    }
    Some(Amount::from_minor(high))
}

impl fmt::Display for Remedies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = |amount: Amount| amount.to_total().with_currency(self.currency);
        let ways = [
            self.payment.map(|amount| format!("a payment of {}", money(amount))),
            self.cut.map(|amount| format!("a cut of the order by {}", money(amount))),
            self.day.map(|day| format!("waiting until {day}")),
            self.limit.map(|amount| format!("a limit of {}", money(amount))),
        ];
        let ways: Vec<String> = ways.into_iter().flatten().collect();
        if ways.is_empty() {
            return f.write_str("nothing of the kind");
        }
        f.write_str(&ways.join(", or "))
    }
}
