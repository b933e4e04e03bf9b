use super::check_finding::{CheckFinding, MoneyBound};
use super::credit_inputs::CreditInputs;
use super::facts::Facts;
use super::order_request::OrderRequest;
use super::policy::{Action, OrderCheckPolicy};
use crate::credit::{Exposure, LimitInForce, Reason, share_of_limit};
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
    /// The exposure of the customer that the use of the pools holds.
    pub(super) in_pools: Total,
}

impl Situation<'_> {
    /// The exposure before the order, all other open orders counted.
    pub(super) fn exposure(&self) -> Total {
        self.with_order(Total::ZERO)
    }

    /// The exposure with the order.
    pub(super) fn used(&self) -> Total {
        self.with_order(self.added())
    }

    /// The exposure with an amount in place of the recorded part of the order.
    fn with_order(&self, order: Total) -> Total {
        let (orders, recorded) = (self.facts.exposure.orders, self.facts.recorded.open);
        self.counted(orders.minus(recorded), order)
    }

    /// The part of the order that is not delivered, billed or posted yet.
    pub(super) fn not_delivered(&self) -> Total {
        self.order.amount.to_total().minus(self.facts.recorded.moved_on).or_zero()
    }

    /// The amount that the order adds to the exposure.
    pub(super) fn added(&self) -> Total {
        let credit = self.facts.exposure.credit();
        self.added_beside(self.policy.included.unapplied.part(credit))
    }

    /// The amount that the order adds beside the credit, earmarked or not, that the exposure
    /// counts. What is prepaid lessens it once: not as far as it stands in that credit, or has
    /// settled invoices of the order.
    fn added_beside(&self, credit: Total) -> Total {
        let recorded = credit.plus(self.facts.recorded.paid);
        let prepaid = self.order.prepaid.to_total().minus(recorded).or_zero();
        self.not_delivered().minus(prepaid)
    }

    /// The exposure of the customer with the order, counted as the members of a pool are: every
    /// category, without reservations.
    pub(super) fn exposure_in_pools(&self) -> Total {
        let exposure = self.facts.exposure;
        let orders = exposure.orders.minus(self.facts.recorded.open);
        let order = self.added_beside(exposure.credit());
        Exposure { orders: orders.plus(order), ..exposure }.total()
    }

    /// The open items that count.
    pub(super) fn open_items(&self) -> Total {
        let standing = self.facts.standing();
        let disputed = self.policy.included.disputed.part(standing.disputed);
        standing.open().minus(standing.disputed).plus(disputed)
    }

    /// The open items that count as exposure: without goods returned.
    fn owed_items(&self) -> Total {
        let returned = self.facts.exposure.returned;
        let disputed = self.policy.included.disputed.part(returned.disputed);
        self.open_items().minus(returned.open.minus(returned.disputed)).minus(disputed)
    }

    /// The exposure from the other open orders that count and the order under check.
    pub(super) fn counted(&self, orders: Total, order: Total) -> Total {
        let (included, exposure) = (self.policy.included, &self.facts.exposure);
        let owed = self
            .owed_items()
            .minus(included.unapplied.part(exposure.credit()))
            .plus(included.orders.part(orders))
            .plus(included.deliveries.part(exposure.deliveries))
            .plus(included.billed.part(exposure.billed))
            .plus(exposure.bills)
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
