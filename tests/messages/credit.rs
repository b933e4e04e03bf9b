//! Debt and the order check.

use guanxi::credit::{CreditInputs, OrderCheckPolicy, OrderRequest};
use guanxi::receivable::{Collateral, CollateralKind};
use guanxi::warning::DebtPolicy;

use crate::given::{Told, as_of, day, handover, on, yuan};
use crate::{T, refused};

#[track_caller]
fn debt(told: &Told) -> String {
    DebtPolicy::default().judge(told.view(), &on(T)).to_string()
}

#[test]
fn refusals_of_hand_overs_and_securities() {
    let mut told = Told::nothing().ordered_as("O1", T, T, "100").billed("I1", T, T, "30").handed(
        "ordered O1",
        "delivered D1",
        T,
        "60",
    );
    let mut says = |from: &str, to: &str, date: &str, amount: &str| {
        told.refused(handover(from, to, date, yuan(amount))).to_string()
    };
    assert_eq!(
        [
            says("ordered O1", "delivered D1", T, "60"),
            says("ordered O1", "delivered D1", T, "61"),
            says("ordered O1", "delivered D2", T, "0"),
            says("ordered O1", "closed C2", T, "40.01"),
            says("ordered O1", "delivered D2", "2025-01-01", "40.01"),
            says("ordered O9", "delivered D2", T, "1"),
            says("closed C1", "closed C2", T, "1"),
            says("delivered D1", "ordered O1", T, "1"),
            says("delivered D1", "invoiced I9", T, "1"),
            says("delivered D1", "invoiced I1", "2026-04-01", "1"),
            says("delivered D1", "invoiced I1", T, "30.01"),
        ],
        [
            "hand-over D1 is recorded already, with the same content",
            "hand-over D1 is recorded already with other content: amount CNY 60.00, not CNY 61.00",
            "amount of hand-over D2 must be positive, was CNY 0.00",
            "amount of hand-over C2 must be at most CNY 40.00, what is left of O1 on 2026-03-31, was CNY 40.01",
            "date of hand-over D2 must not be before 2026-03-31, was 2025-01-01",
            "hand-over D2 takes from ordered O9, which is not a document of the customer",
            "source of hand-over C2 must be ordered, delivered or billed, was closed",
            "stage of hand-over O1 must come after delivered, was ordered",
            "hand-over D1 names invoice I9, which is not an invoice of the customer",
            "date of hand-over I1 must be 2026-03-31, the day of the invoice, was 2026-04-01",
            "amount of hand-over I1 must be at most CNY 30.00, what is left of the invoice, was CNY 30.01",
        ],
    );
    let mut told = Told::nothing().secured(CollateralKind::Guarantee, "2026-12-31", "50", "50%");
    let known = told.view().collateral()[0].clone();
    let other = Collateral { value: yuan("9"), ..known };
    assert_eq!(
        told.refused(other).to_string(),
        "security guarantee to 2026-12-31 is recorded already with other content: \
         value CNY 50.00, not CNY 9.00",
    );
}

#[test]
fn the_order_check() {
    let told = Told::nothing().limited("100").due("2026-01-31", "60");
    let order = OrderRequest::try_new(yuan("55"), day(T)).unwrap();
    let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
    let held = policy.check(told.view(), &order, &inputs, as_of(T)).unwrap();
    assert_eq!(
        held.to_string(),
        "hold: exposure with the order CNY 115.00, limit CNY 100.00; \
         oldest item past due by 59 days, at most 30 days",
    );
    let rules = held.evidence().findings().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        rules,
        [
            "forced_hold: not held by hand",
            "limit_not_set: a limit is agreed or nothing is owed",
            "limit_expired: the limit has not expired",
            "contract_missing: not known",
            "incident_open: no verified incident is open",
            "over_limit: exposure with the order CNY 115.00, limit CNY 100.00",
            "over_limit_in_horizon: not asked by the policy",
            "over_order_value: not asked by the policy",
            "oldest_item_too_old: oldest item past due by 59 days, at most 30 days",
            "overdue_share: not asked by the policy",
            "overdue_amount: not asked by the policy",
            "dunning_level: not known",
            "payment_index: not known",
            "broken_promise: not known",
            "review_overdue: the terms are not overdue for review",
        ],
    );
    let approved = Told::nothing().limited("100");
    let approved = policy.check(approved.view(), &order, &inputs, as_of(T)).unwrap();
    assert_eq!(
        approved.to_string(),
        "approve: exposure with the order CNY 55.00, limit CNY 100.00"
    );
    let open = Told::nothing().limited("unlimited");
    let open = policy.check(open.view(), &order, &inputs, as_of(T)).unwrap();
    assert_eq!(open.to_string(), "approve: the limit is unlimited");
    assert_eq!(
        refused(order.prepaid(yuan("56"))),
        "the prepaid part of an order lies between nothing and its amount CNY 55.00, was CNY 56.00",
    );
}

#[test]
fn debt_raised() {
    let limited = |text| Told::nothing().limited(text);
    assert_eq!(
        debt(&limited("1000").due(T, "850")),
        "watch: exposure CNY 850.00 is 85% of the limit CNY 1,000.00"
    );
    assert_eq!(
        debt(&limited("1000").due("2026-03-16", "10")),
        "warning: CNY 10.00 overdue, the oldest by 15 days"
    );
    assert_eq!(
        debt(&limited("1000").due("2026-03-16", "1200.01")),
        "critical: exposure CNY 1,200.01 is 120% of the limit CNY 1,000.00; CNY 1,200.01 overdue, \
         the oldest by 15 days"
    );
    assert_eq!(
        debt(&Told::nothing().due(T, "5")),
        "warning: owes CNY 5.00 although no credit limit is agreed"
    );
    assert_eq!(debt(&limited("0").due(T, "5")), "warning: owes CNY 5.00 on cash terms");
}

#[test]
fn debt_clear() {
    let limited = |text| Told::nothing().limited(text);
    assert_eq!(
        debt(&limited("1000").due(T, "500")),
        "clear: exposure CNY 500.00 is 50% of the limit CNY 1,000.00; nothing overdue"
    );
    assert_eq!(
        debt(&limited("1000").due("2026-03-30", "0.50")),
        "clear: exposure CNY 0.50 is 0% of the limit CNY 1,000.00; CNY 0.50 overdue, all of it \
         small change"
    );
    assert_eq!(debt(&limited("unlimited").due(T, "5")), "clear: nothing overdue");
    let settled = limited("0").due(T, "5").paid(T, "5");
    assert_eq!(debt(&settled), "clear: owes nothing; nothing overdue");
    let overpaid = limited("1000").paid(T, "10");
    assert_eq!(
        debt(&overpaid),
        "clear: exposure CNY -10.00 is -1% of the limit CNY 1,000.00; nothing overdue"
    );
    assert_eq!(debt(&Told::nothing().paid(T, "5")), "clear: nothing overdue; owes nothing");
}

#[test]
fn debt_silent() {
    assert_eq!(debt(&Told::nothing()), "no data: the book has no invoice, payment or open order");
}
