//! The rules that compare what is used with what may be used.

use super::Reason;
use super::check::Check;
use super::finding::{CheckFinding, NotAsked};
use super::policy::{Action, Comparison};
use crate::money::{Amount, Major, Total};
use crate::receivable::CreditLimit;

impl Check<'_> {
    pub(super) fn forced(&self) -> CheckFinding {
        let what = ["not held by hand", "held by hand"];
        Self::stated(Reason::ForcedHold, Action::Hold, Some(self.inputs.is_forced), what)
    }

    pub(super) fn limit_not_set(&self) -> CheckFinding {
        let missing = self.facts.limit == CreditLimit::NotSet;
        let fails = missing && self.needs_credit() && self.used().is_positive();
        let what = ["a limit is agreed or nothing is owed", "no credit limit is agreed"];
        Self::stated(Reason::LimitNotSet, self.policy.limit_not_set, Some(fails), what)
    }

    pub(super) fn limit_expired(&self) -> CheckFinding {
        let rule = self.policy.limit_expired;
        let expired = self.facts.terms.has_expired(self.facts.t.day(), rule.at_most);
        let fails = expired && !self.facts.is_temporary && self.needs_credit();
        let what = ["the limit has not expired", "the credit limit has expired"];
        Self::stated(Reason::LimitExpired, rule.action, Some(fails), what)
    }

    pub(super) fn limit(&self) -> CheckFinding {
        let reason = Reason::OverLimit;
        if !self.needs_credit() {
            return CheckFinding::not_asked(reason, NotAsked::Prepaid);
        }
        let label = "exposure with the order";
        self.within(reason, self.policy.limit, label, self.used(), self.own_limit())
    }

    pub(super) fn limit_in_horizon(&self) -> CheckFinding {
        let (reason, rule) = (Reason::OverLimitInHorizon, self.policy.limit_in_horizon);
        if !self.needs_credit() {
            return CheckFinding::not_asked(reason, NotAsked::Prepaid);
        }
        let last = self.facts.t.day().offset(i32::from(rule.at_most));
        let (recorded, recorded_counts) = self.facts.recorded;
        let recorded = if recorded_counts { recorded } else { Total::ZERO };
        let others = self.facts.orders_in_horizon.minus(recorded);
        let counts = self.order.deliver <= last;
        let order = if counts { self.order.on_credit() } else { Amount::ZERO };
        let label = "exposure within the horizon";
        self.within(reason, rule.action, label, self.counted(others, order), self.own_limit())
    }

    pub(super) fn categories(&self) -> impl Iterator<Item = CheckFinding> {
        let (limits, exposure) = (self.policy.categories, &self.facts.exposure);
        let orders = exposure.orders.minus(self.facts.recorded.0).plus(self.order.on_credit());
        let rows: [(&str, Total, Option<Major>); 4] = [
            ("open orders with this one", orders, limits.orders),
            ("deliveries not billed", exposure.deliveries, limits.deliveries),
            ("bills not posted", exposure.billed, limits.billed),
            ("open items", self.facts.standing().ageing.open(), limits.open_items),
        ];
        let asked = rows.into_iter().filter_map(|(label, used, limit)| Some((label, used, limit?)));
        asked.map(move |(label, used, limit)| {
            let limit = CreditLimit::Amount(limit.to_minor_ceil(self.facts.currency));
            self.within(Reason::OverCategoryLimit, limits.action, label, used, limit)
        })
    }

    pub(super) fn pools(&self) -> impl Iterator<Item = CheckFinding> {
        self.inputs.pools.iter().map(|pool| {
            let (reason, action) = (pool.kind.reason(), self.policy.pools);
            if !self.needs_credit() {
                return CheckFinding::not_asked(reason, NotAsked::Prepaid);
            }
            // The order takes the place of what is recorded of it.
            let order = self.order.on_credit();
            let used = pool.with(order);
            let used = used.minus(self.facts.recorded.0).minus(self.relief);
            let finding = self.within(reason, action, "used of the pool", used, pool.limit);
            finding.of_pool(&pool.name)
        })
    }

    pub(super) fn order_value(&self) -> CheckFinding {
        let rule = self.policy.order_value;
        let limit = CreditLimit::Amount(rule.at_most.to_minor_ceil(self.facts.currency));
        let (reason, value) = (Reason::OverOrderValue, self.order.amount.to_total());
        // An order may be worth as much as any may be, however limits are compared.
        let (label, comparison) = ("value of the order", Comparison::Above);
        self.compared(reason, rule.action, label, value, limit, comparison)
    }
}
