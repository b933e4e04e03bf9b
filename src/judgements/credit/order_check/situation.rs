use super::check_finding::{CheckFinding, MoneyBound};
use super::credit_inputs::CreditInputs;
use super::facts::Facts;
use super::order_request::OrderRequest;
use super::policy::{Action, OrderCheckPolicy};
use crate::credit::{LimitInForce, Reason, share_of_limit};
use crate::money::{Amount, Total};
use crate::receivable::Inclusion;

/// An order under check: the policy, the facts of the account, the order, and the inputs of the
/// caller, with the figures that several rules share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Situation<'a> {
    pub(super) policy: &'a OrderCheckPolicy,
    pub(super) facts: &'a Facts,
    pub(super) order: &'a OrderRequest,
    pub(super) inputs: &'a CreditInputs<'a>,
    /// The part of the exposure that an assumed payment takes away.
    pub(super) relief: Total,
}

impl Situation<'_> {
    /// The exposure before the order, all open orders counted.
    pub(super) fn exposure(&self) -> Total {
        self.with_order(Amount::ZERO)
    }

    /// The exposure with the order.
    pub(super) fn used(&self) -> Total {
        self.with_order(self.order.on_credit())
    }

    /// The exposure with an amount in place of the recorded part of the order.
    fn with_order(&self, order: Amount) -> Total {
        let (orders, recorded) = (self.facts.exposure.orders, self.facts.recorded.open);
        self.counted(orders.minus(recorded), order)
    }

    /// The open items that count.
    pub(super) fn open_items(&self) -> Total {
        let standing = self.facts.standing();
        let disputed = self.policy.included.disputed.part(standing.disputed);
        standing.ageing.open().minus(standing.disputed).plus(disputed)
    }

    /// The exposure from the other open orders that count and the order under check.
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
    pub(super) fn own_limit(&self) -> LimitInForce {
        match self.facts.limit {
            LimitInForce::Amount(limit) => {
                LimitInForce::Amount(limit.plus(share_of_limit(limit, self.policy.may_exceed)))
            }
            limit @ (LimitInForce::NotSet | LimitInForce::Unlimited) => limit,
        }
    }

    /// True unless all of the order is prepaid.
    pub(super) fn needs_credit(&self) -> bool {
        self.order.on_credit().is_positive() || self.order.prepaid == Amount::ZERO
    }

    /// The overdue sum that counts.
    pub(super) fn overdue(&self) -> Total {
        let standing = self.facts.standing();
        match self.policy.included.disputed {
            Inclusion::Counted => standing.ageing.overdue(),
            Inclusion::LeftOut => standing.ageing.overdue().minus(standing.disputed_overdue),
        }
    }

    /// True when the overdue sum is below the tolerance of the policy.
    pub(super) fn is_small_change(&self) -> bool {
        let tolerance = self.policy.overdue_tolerance.to_minor_ceil(self.facts.currency);
        self.overdue() < tolerance.to_total()
    }

    /// A rule that compares a sum with a limit, as the policy compares them.
    pub(super) fn within(
        &self,
        reason: Reason,
        action: Action,
        label: &'static str,
        used: Total,
        limit: LimitInForce,
    ) -> CheckFinding {
        let (comparison, currency) = (self.policy.comparison, self.facts.currency);
        MoneyBound { reason, action, label, used, limit, comparison, currency }.finding()
    }
}
