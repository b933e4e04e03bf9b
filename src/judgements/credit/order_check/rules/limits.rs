//! The rules that compare what is used with what may be used.

use crate::credit::order_check::check_finding::{CheckFinding, MoneyBound, StatedTexts};
use crate::credit::order_check::policy::{Action, Comparison};
use crate::credit::order_check::situation::Situation;
use crate::credit::{LimitInForce, Reason};
use crate::evidence::NotJudged;
use crate::money::{Major, Total};

pub(super) fn forced(order: &Situation<'_>) -> CheckFinding {
    let texts = StatedTexts { passed: "not held by hand", failed: "held by hand" };
    let forced = Some(order.inputs.is_forced);
    CheckFinding::stated(Reason::ForcedHold, Action::Hold, forced, texts)
}

pub(super) fn limit_not_set(order: &Situation<'_>) -> CheckFinding {
    let missing = order.facts.limit == LimitInForce::NotSet;
    let fails = missing && order.needs_credit() && order.used().is_positive();
    let texts = StatedTexts {
        passed: "a limit is agreed or nothing is owed",
        failed: "no credit limit is agreed",
    };
    CheckFinding::stated(Reason::LimitNotSet, order.policy.limit_not_set, Some(fails), texts)
}

pub(super) fn limit_expired(order: &Situation<'_>) -> CheckFinding {
    let rule = order.policy.limit_expired;
    let expired = order.facts.terms.has_expired(order.facts.t.day(), rule.at_most);
    let fails = expired && !order.facts.is_temporary && order.needs_credit();
    let texts =
        StatedTexts { passed: "the limit has not expired", failed: "the credit limit has expired" };
    CheckFinding::stated(Reason::LimitExpired, rule.action, Some(fails), texts)
}

pub(super) fn limit(order: &Situation<'_>) -> CheckFinding {
    let reason = Reason::OverLimit;
    if !order.needs_credit() {
        return CheckFinding::not_judged(reason, NotJudged::Prepaid);
    }
    let label = "exposure with the order";
    order.within(reason, order.policy.limit, label, order.used(), order.own_limit())
}

pub(super) fn limit_in_horizon(order: &Situation<'_>) -> CheckFinding {
    let (reason, rule) = (Reason::OverLimitInHorizon, order.policy.limit_in_horizon);
    if !order.needs_credit() {
        return CheckFinding::not_judged(reason, NotJudged::Prepaid);
    }
    let facts = order.facts;
    let last = facts.t.day().offset(i32::from(rule.at_most));
    let others = facts.orders_in_horizon.minus(facts.recorded.in_horizon());
    let counts = order.order.deliver <= last;
    let this_order = if counts { order.added() } else { Total::ZERO };
    let used = order.counted(others, this_order);
    order.within(reason, rule.action, "exposure within the horizon", used, order.own_limit())
}

pub(super) fn categories(order: &Situation<'_>) -> impl Iterator<Item = CheckFinding> {
    let (limits, exposure) = (order.policy.categories, &order.facts.exposure);
    let this_order = order.not_delivered().minus(order.order.prepaid.to_total()).or_zero();
    let orders = exposure.orders.minus(order.facts.recorded.open).plus(this_order);
    let rows: [(&str, Total, Option<Major>); 4] = [
        ("open orders with this one", orders, limits.orders),
        ("deliveries not billed", exposure.deliveries, limits.deliveries),
        ("bills not posted", exposure.billed, limits.billed),
        ("open items", order.facts.standing().open(), limits.open_items),
    ];
    let asked = rows.into_iter().filter_map(|(label, used, limit)| Some((label, used, limit?)));
    asked.map(move |(label, used, limit)| {
        let limit = LimitInForce::Amount(limit.to_minor_ceil(order.facts.currency).to_total());
        order.within(Reason::OverCategoryLimit, limits.action, label, used, limit)
    })
}

pub(super) fn pools(order: &Situation<'_>) -> impl Iterator<Item = CheckFinding> {
    order.inputs.pools.iter().map(|pool| {
        let (reason, action) = (pool.kind.reason(), order.policy.pools);
        if !order.needs_credit() {
            return CheckFinding::not_judged(reason, NotJudged::Prepaid);
        }
        // A customer that is ahead lends the others nothing, before the order and with it.
        let before = order.in_pools.or_zero();
        let used = pool.with(order.exposure_in_pools().or_zero().minus(before));
        let finding = order.within(reason, action, "used of the pool", used, pool.limit.into());
        finding.of_pool(&pool.name)
    })
}

pub(super) fn order_value(order: &Situation<'_>) -> CheckFinding {
    let (rule, currency) = (order.policy.order_value, order.facts.currency);
    let bound = MoneyBound {
        reason: Reason::OverOrderValue,
        action: rule.action,
        label: "value of the order",
        used: order.order.amount.to_total(),
        limit: LimitInForce::Amount(rule.at_most.to_minor_ceil(currency).to_total()),
        // An order may be worth the bound itself, however limits are compared.
        comparison: Comparison::Above,
        currency,
    };
    bound.finding()
}
