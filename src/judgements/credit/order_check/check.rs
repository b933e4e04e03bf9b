use super::credit_inputs::{CreditInputs, LookUp};
use super::facts::Facts;
use super::order_check::{OrderCheck, OrderVerdict};
use super::order_request::{OrderRequest, OrderRequestError};
use super::policy::OrderCheckPolicy;
use super::remedies::{Remedies, Search};
use super::rules;
use super::situation::Situation;
use crate::account::AccountView;
use crate::calendar::AsOf;
use crate::money::Amount;

impl OrderCheckPolicy {
    /// Checks an order against the account as of `t`.
    ///
    /// # Rule
    ///
    /// > S20: every rule is asked and reported: passed, failed or not asked, with value, bound and
    /// > margin. The strictest action of the rules that failed is the verdict. An order under its
    /// > own number counts once, with what of it is delivered, billed or paid already taken off. A
    /// > prepaid part needs no credit and counts once.
    ///
    /// # Errors
    ///
    /// When the order is in another currency than the account.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::credit::{CreditInputs, OrderCheckPolicy, OrderRequest};
    /// use guanxi::receivable::{CreditLimit, Invoice};
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.agree_limit(CreditLimit::try_from_money("CNY 100".parse()?, account.currency())?)?;
    /// let (issued, due) = ("2026-03-01".parse()?, "2026-03-31".parse()?);
    /// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 60".parse()?))?;
    ///
    /// let order = OrderRequest::try_new("CNY 55".parse()?, "2026-03-20".parse()?)?;
    /// let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
    /// let check = policy.check(account.view(), &order, &inputs, "2026-03-10".parse()?)?;
    /// assert_eq!(check.to_string(), "hold: exposure with the order CNY 115.00, limit CNY 100.00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "订单信用检查")]
    pub fn check(
        &self,
        account: AccountView<'_>,
        order: &OrderRequest,
        inputs: &CreditInputs<'_>,
        t: AsOf,
    ) -> Result<OrderCheck, OrderRequestError> {
        let (expected, found) = (account.currency(), order.currency);
        if expected != found {
            return Err(OrderRequestError::Currency { expected, found });
        }
        let facts = Facts::of(self, account, order, Amount::ZERO, t);
        let in_pools = facts.exposure.total();
        Ok(rules::ask_all(&Situation { policy: self, facts: &facts, order, inputs, in_pools }))
    }

    /// The remedies of a held order, with days up to `days_ahead`; none when the order is not held.
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
    /// account.agree_limit(CreditLimit::try_from_money("CNY 100".parse()?, account.currency())?)?;
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
    ///     "a payment of CNY 15.00, or a cut of the order by CNY 15.00, \
    ///      or waiting until 2026-03-15, or a limit of CNY 115.00",
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
        self.remedies_by_day(account, order, inputs, t, days_ahead, None)
    }

    /// The remedies of an order whose inputs are looked up again for each later day, and with no
    /// reminder that stands once a payment leaves nothing overdue.
    pub(crate) fn remedies_by_day(
        &self,
        account: AccountView<'_>,
        order: &OrderRequest,
        inputs: &CreditInputs<'_>,
        t: AsOf,
        days_ahead: u16,
        look_up: Option<LookUp<'_>>,
    ) -> Result<Remedies, OrderRequestError> {
        let currency = account.currency();
        let verdict = self.check(account, order, inputs, t)?.verdict();
        if verdict != OrderVerdict::Hold {
            return Ok(Remedies::none(currency, verdict));
        }
        let facts = Facts::of(self, account, order, Amount::ZERO, t);
        let in_pools = facts.exposure.total();
        let today = Situation { policy: self, facts: &facts, order, inputs, in_pools };
        Ok(Search { account, today, t, look_up }.remedies(days_ahead))
    }
}
