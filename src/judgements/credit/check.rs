//! The order check: every rule asked, each with its figures.

use super::Reason;
use super::facts::Facts;
use super::finding::{Basis, CheckFinding, Measured, NotAsked, OrderCheck};
use super::policy::{Action, Comparison, OrderCheckPolicy};
use super::request::{CreditInputs, OrderRequest, OrderRequestError};
use crate::account::AccountView;
use crate::calendar::AsOf;
use crate::evidence::Value;
use crate::money::{Amount, Rounding, Total};
use crate::receivable::CreditLimit;

/// One check: the facts, the order, and what else is told.
pub(super) struct Check<'a> {
    pub(super) policy: &'a OrderCheckPolicy,
    pub(super) facts: &'a Facts,
    pub(super) order: &'a OrderRequest,
    pub(super) inputs: &'a CreditInputs<'a>,
    /// By how much a payment that is thought of lessens the exposure.
    pub(super) relief: Total,
}

impl OrderCheckPolicy {
    /// Checks an order against the account as of `t`.
    ///
    /// # Rule
    ///
    /// > S20: every rule is asked and reported: passed, failed or not asked, with value, bound and
    /// > margin. The strictest action of the rules that failed is the verdict. What is recorded of
    /// > the order already does not count twice; what is prepaid needs no credit.
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
    /// account.agree_limit(CreditLimit::try_of("CNY 100".parse()?)?)?;
    /// let (issued, due) = ("2026-03-01".parse()?, "2026-03-31".parse()?);
    /// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 60".parse()?))?;
    ///
    /// let order = OrderRequest::try_new("CNY 55".parse()?, "2026-03-20".parse()?)?;
    /// let policy = OrderCheckPolicy::default();
    /// let check = policy.check(account.view(), &order, &CreditInputs::default(), "2026-03-10".parse()?)?;
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
        let relief = Total::ZERO;
        Ok(Check { policy: self, facts: &facts, order, inputs, relief }.run())
    }
}

impl Check<'_> {
    pub(super) fn run(&self) -> OrderCheck {
        let mut findings = vec![
            self.forced(),
            self.limit_not_set(),
            self.limit_expired(),
            self.contract(),
            self.incident(),
            self.limit(),
            self.limit_in_horizon(),
        ];
        findings.extend(self.categories());
        findings.extend(self.pools());
        findings.extend([
            self.order_value(),
            self.oldest_item(),
            self.overdue_share(),
            self.overdue_amount(),
            self.dunning_level(),
            self.payment_index(),
            self.broken_promises(),
            self.review(),
        ]);
        findings.sort_by_key(|finding| finding.reason);
        OrderCheck::new(findings, self.exposure(), self.used(), self.facts.limit)
    }

    /// The exposure before the order, all open orders counted.
    pub(super) fn exposure(&self) -> Total {
        self.with_order(Amount::ZERO)
    }

    /// The exposure with the order.
    pub(super) fn used(&self) -> Total {
        self.with_order(self.order.on_credit())
    }

    /// The exposure with so much in place of what is recorded of the order.
    fn with_order(&self, order: Amount) -> Total {
        let (orders, recorded) = (self.facts.exposure.orders, self.facts.recorded.0);
        self.counted(orders.minus(recorded), order)
    }

    /// The open items that count.
    pub(super) fn open_items(&self) -> Total {
        let standing = self.facts.standing();
        let disputed = self.policy.included.disputed.part(standing.disputed);
        standing.ageing.open().minus(standing.disputed).plus(disputed)
    }

    /// What counts as exposure, given the other open orders that do and the order under check.
    pub(super) fn counted(&self, orders: Total, order: Amount) -> Total {
        let (included, exposure) = (self.policy.included, &self.facts.exposure);
        let owed = self
            .open_items()
            .minus(included.unapplied.part(exposure.standing.unapplied))
            .plus(included.orders.part(orders))
            .plus(included.deliveries.part(exposure.deliveries))
            .plus(included.billed.part(exposure.billed))
            .plus(self.inputs.reserved)
            .plus(order);
        owed.minus(included.secured.part(exposure.secured_of(owed)))
    }

    /// The customer's own limit, with the share by which it may be exceeded.
    pub(super) fn own_limit(&self) -> CreditLimit {
        match self.facts.limit {
            CreditLimit::Amount(limit) => {
                let more = limit.share(self.policy.may_exceed, Rounding::TowardZero);
                let sum = more.and_then(|more| limit.checked_add(more));
                // Beyond the largest amount nothing can be owed.
                CreditLimit::Amount(sum.unwrap_or(Amount::MAX))
            }
            limit @ (CreditLimit::NotSet | CreditLimit::Unlimited) => limit,
        }
    }

    /// Whether the order needs credit at all: not when all of it is prepaid.
    pub(super) fn needs_credit(&self) -> bool {
        self.order.on_credit().is_positive() || self.order.prepaid == Amount::ZERO
    }

    /// A rule that compares money with a limit.
    pub(super) fn within(
        &self,
        reason: Reason,
        action: Action,
        label: &'static str,
        used: Total,
        limit: CreditLimit,
    ) -> CheckFinding {
        let comparison = self.policy.comparison;
        self.compared(reason, action, label, used, limit, comparison)
    }

    /// The same by a comparison of its own.
    pub(super) fn compared(
        &self,
        reason: Reason,
        action: Action,
        label: &'static str,
        used: Total,
        limit: CreditLimit,
        comparison: Comparison,
    ) -> CheckFinding {
        let limit = match limit {
            _ if action == Action::Off => return CheckFinding::off(reason),
            CreditLimit::NotSet => return CheckFinding::not_asked(reason, NotAsked::LimitNotSet),
            CreditLimit::Unlimited => {
                return CheckFinding::not_asked(reason, NotAsked::Unlimited);
            }
            CreditLimit::Amount(limit) => limit.to_total(),
        };
        let money = |total| Value::Money(total, self.facts.currency);
        let measured = Measured {
            label,
            value: money(used),
            bound_label: "limit",
            bound: money(limit),
            margin: money(limit.minus(used)),
        };
        // Nothing owed keeps any limit.
        let exceeds = used.is_positive()
            && match comparison {
                Comparison::Above => used > limit,
                Comparison::AtOrAbove => used >= limit,
            };
        CheckFinding::of(reason, exceeds.then_some(action), Basis::Measured(measured))
    }

    pub(super) fn count(
        reason: Reason,
        action: Action,
        label: &'static str,
        value: Option<i32>,
        at_most: i32,
        as_value: fn(i32) -> Value,
    ) -> CheckFinding {
        let Some(found) = value else {
            return CheckFinding::not_asked(reason, NotAsked::NotKnown);
        };
        if action == Action::Off {
            return CheckFinding::off(reason);
        }
        let measured = Measured {
            label,
            value: as_value(found),
            bound_label: "at most",
            bound: as_value(at_most),
            margin: as_value(at_most.saturating_sub(found)),
        };
        CheckFinding::of(reason, (found > at_most).then_some(action), Basis::Measured(measured))
    }

    pub(super) fn stated(
        reason: Reason,
        action: Action,
        fails: Option<bool>,
        what: [&'static str; 2],
    ) -> CheckFinding {
        match fails {
            _ if action == Action::Off => CheckFinding::off(reason),
            None => CheckFinding::not_asked(reason, NotAsked::NotKnown),
            Some(fails) => {
                let [passed, failed] = what;
                let basis = Basis::Stated(if fails { failed } else { passed });
                CheckFinding::of(reason, fails.then_some(action), basis)
            }
        }
    }
}
