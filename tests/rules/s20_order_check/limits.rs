//! S20: limits of the order check, at each bound, just under and just over.

use guanxi::credit::{
    Action, Bounded, CheckOutcome, Comparison, CreditInputs, Included, OrderCheckPolicy,
    OrderRequest, OrderVerdict, Pool, PoolKind, Reason,
};
use guanxi::evidence::NotJudged;
use guanxi::measure::Ratio;
use guanxi::money::{Major, Total};
use guanxi::receivable::{CollateralKind, CreditLimit, Inclusion, LimitValidity};

use super::{SOON, T, check, check_by, failed, limited, order, policy, remedies};
use crate::given::{Told, as_of, day, document, fen, yuan};

#[test]
fn a_limit_may_be_used_to_the_last_cent() {
    let told = limited().due(SOON, "40");
    assert_eq!(check(&told, "60").verdict(), OrderVerdict::Approve);
    let over = check(&told, "60.01");
    assert_eq!((over.verdict(), failed(&over)), (OrderVerdict::Hold, vec![Reason::OverLimit]));
}

#[test]
fn at_or_above_holds_at_the_limit_itself_but_not_when_nothing_is_owed() {
    let strict = policy(|it| it.comparison = Comparison::AtOrAbove);
    let told = limited().due(SOON, "40");
    assert_eq!(check_by(&strict, &told, &order("59.99")).verdict(), OrderVerdict::Approve);
    assert_eq!(check_by(&strict, &told, &order("60")).verdict(), OrderVerdict::Hold);
    let cash = Told::nothing().limited("0");
    assert_eq!(check_by(&strict, &cash, &order("0")).verdict(), OrderVerdict::Approve);
}

#[test]
fn a_limit_may_be_exceeded_by_the_share_that_the_policy_allows() {
    let tenth = policy(|it| it.may_exceed = Ratio::from_percent(10));
    let told = limited().due(SOON, "40");
    assert_eq!(check_by(&tenth, &told, &order("70")).verdict(), OrderVerdict::Approve);
    let over = check_by(&tenth, &told, &order("70.01"));
    assert_eq!(over.to_string(), "hold: exposure with the order CNY 110.01, limit CNY 110.00");
    let cash = Told::nothing().limited("0");
    assert_eq!(check_by(&tenth, &cash, &order("0.01")).verdict(), OrderVerdict::Hold);
}

#[test]
fn a_limit_of_zero_is_cash_only_and_no_limit_is_another_reason() {
    let cash = check(&Told::nothing().limited("0"), "0.01");
    assert_eq!(failed(&cash), [Reason::OverLimit]);
    let unset = check(&Told::nothing(), "0.01");
    assert_eq!(failed(&unset), [Reason::LimitNotSet]);
    let unlimited = check(&Told::nothing().limited("unlimited"), "9000000");
    assert_eq!(failed(&unlimited), []);
}

#[test]
fn an_order_of_nothing_does_not_slip_past_a_limit_that_is_exceeded() {
    let told = limited().due(SOON, "100.01");
    assert_eq!(failed(&check(&told, "0")), [Reason::OverLimit]);
}

#[test]
fn the_check_tells_an_order_that_exceeds_from_one_that_comes_on_top() {
    let under = check(&limited().due(SOON, "100"), "1");
    assert!(!under.was_over());
    assert_eq!(under.available().unwrap().minor(), 0);
    let over = check(&limited().due(SOON, "100.01"), "1");
    assert!(over.was_over());
    assert_eq!(over.available().unwrap().minor(), -1);
}

#[test]
fn an_order_that_is_recorded_already_counts_once() {
    let told = limited().ordered_as("O1", "2026-03-30", SOON, "60");
    let numbered = order("60").numbered(document("O1"));
    let again = check_by(&OrderCheckPolicy::default(), &told, &numbered);
    assert_eq!((again.verdict(), again.after().minor()), (OrderVerdict::Approve, fen("60")));
    assert_eq!(check(&told, "60").verdict(), OrderVerdict::Hold, "another order of 60");
    let larger = order("100.01").numbered(document("O1"));
    let larger = check_by(&OrderCheckPolicy::default(), &told, &larger);
    assert_eq!(larger.after().minor(), fen("100.01"), "the order is changed, not added");
}

#[test]
fn a_delivered_part_of_the_order_is_not_taken_back() {
    let told = limited().ordered_as("O1", "2026-03-01", SOON, "60").handed(
        "ordered O1",
        "delivered D1",
        "2026-03-10",
        "50",
    );
    // The order is asked for as a whole, and may be cut down to what is delivered.
    for (amount, after) in [("60", "60"), ("50.01", "50.01"), ("50", "50"), ("49.99", "50")] {
        let whole = order(amount).numbered(document("O1"));
        let found = check_by(&OrderCheckPolicy::default(), &told, &whole);
        let exposure = (found.before().minor(), found.after().minor());
        assert_eq!(exposure, (fen("50"), fen(after)), "{amount}");
    }
}

/// Golden vector 16 of credit, erpnext #33967: 80 and 80 after a close are 160 of 100.
#[test]
fn golden_16_whoever_closes_an_order_and_takes_it_up_again_is_checked_again() {
    let told = limited()
        .ordered_as("A", "2026-03-01", SOON, "80")
        .handed("ordered A", "closed A", "2026-03-10", "80")
        .ordered_as("B", "2026-03-11", SOON, "80");
    let b = order("80").numbered(document("B"));
    assert_eq!(check_by(&OrderCheckPolicy::default(), &told, &b).verdict(), OrderVerdict::Approve);
    let reopened = order("80").numbered(document("A"));
    let reopened = check_by(&OrderCheckPolicy::default(), &told, &reopened);
    assert_eq!((reopened.verdict(), reopened.after().minor()), (OrderVerdict::Hold, fen("160")));
}

#[test]
fn what_is_shipped_stays_billable_and_never_blocks_its_own_invoice() {
    let told = limited().ordered_as("O1", "2026-03-01", SOON, "100").handed(
        "ordered O1",
        "delivered D1",
        "2026-03-10",
        "100",
    );
    let before = check(&told, "0").before();
    let told = told.billed("I1", "2026-03-14", "2026-04-14", "100").handed(
        "delivered D1",
        "invoiced I1",
        "2026-03-14",
        "100",
    );
    assert_eq!(check(&told, "0").before(), before);
    assert_eq!(check(&told, "0").verdict(), OrderVerdict::Approve);
}

#[test]
fn the_prepaid_part_of_an_order_needs_no_credit() {
    let told = Told::nothing().limited("0");
    let half = order("100").prepaid(yuan("99.99")).unwrap();
    let found = check_by(&OrderCheckPolicy::default(), &told, &half);
    assert_eq!((found.verdict(), found.after().minor()), (OrderVerdict::Hold, 1));
    let all = order("100").prepaid(yuan("100")).unwrap();
    let found = check_by(&OrderCheckPolicy::default(), &told, &all);
    assert_eq!(found.verdict(), OrderVerdict::Approve);
    let limit = found.findings().iter().find(|it| it.reason == Reason::OverLimit).unwrap();
    assert_eq!(limit.outcome, CheckOutcome::NotJudged(NotJudged::Prepaid));
}

#[test]
fn a_prepaid_order_of_a_late_payer_is_still_held_for_what_is_overdue() {
    let told = limited().due("2026-02-28", "40");
    let all = order("100").prepaid(yuan("100")).unwrap();
    let found = check_by(&OrderCheckPolicy::default(), &told, &all);
    assert_eq!(failed(&found), [Reason::OldestItemTooOld]);
}

#[test]
fn an_expired_limit_holds_after_its_grace_unless_a_temporary_one_stands_in() {
    let graced = policy(|it| it.limit_expired = Bounded { action: Action::Hold, at_most: 2 });
    let mut told = limited();
    let mut terms = |valid_to| {
        let terms = LimitValidity { valid_to: Some(day(valid_to)), review_on: None };
        told.account.state_limit_validity(terms);
        failed(&check_by(&graced, &told, &order("1")))
    };
    assert_eq!(terms("2026-03-29"), [], "two days of grace");
    assert_eq!(terms("2026-03-28"), [Reason::LimitExpired]);
    let held = told.limited_in("2026-03-31", "2026-03-31", "500");
    assert_eq!(failed(&check_by(&graced, &held, &order("1"))), []);
}

#[test]
fn the_dynamic_check_counts_orders_within_the_horizon_only() {
    let dynamic = policy(|it| {
        it.limit = Action::Off;
        it.limit_in_horizon = Bounded { action: Action::Hold, at_most: 30 };
    });
    let far = limited().ordered("2026-03-01", "2026-05-01", "100");
    assert_eq!(check_by(&dynamic, &far, &order("100")).verdict(), OrderVerdict::Approve);
    let near = limited().ordered("2026-03-01", "2026-04-30", "100");
    assert_eq!(failed(&check_by(&dynamic, &near, &order("1"))), [Reason::OverLimitInHorizon]);
    // An order that is delivered beyond the horizon takes nothing yet.
    let later = OrderRequest::try_new(yuan("900"), day("2026-05-01")).unwrap();
    assert_eq!(check_by(&dynamic, &near, &later).verdict(), OrderVerdict::Approve);
}

#[test]
fn a_large_order_over_months_needs_only_the_credit_of_the_horizon() {
    let both = policy(|it| {
        it.limit = Action::Warn;
        it.limit_in_horizon = Bounded { action: Action::Hold, at_most: 30 };
    });
    let told = limited().ordered("2026-03-01", "2026-12-31", "10000");
    let found = check_by(&both, &told, &order("100"));
    assert_eq!((found.verdict(), failed(&found)), (OrderVerdict::Warn, vec![Reason::OverLimit]));
}

#[test]
fn each_category_has_a_limit_of_its_own_and_none_overwrites_another() {
    let limits = policy(|it| {
        it.categories.action = Action::Hold;
        it.categories.orders = Some(Major::from_units(50));
        it.categories.open_items = Some(Major::from_units(60));
        it.categories.deliveries = Some(Major::from_units(5));
    });
    let told = limited().due(SOON, "60").ordered("2026-03-01", SOON, "20");
    assert_eq!(failed(&check_by(&limits, &told, &order("20"))), []);
    assert_eq!(
        failed(&check_by(&limits, &told, &order("30.01"))),
        [Reason::OverLimit, Reason::OverCategoryLimit]
    );
    let all = told.due(SOON, "0.01").ordered_as("O9", "2026-03-01", SOON, "5.01").handed(
        "ordered O9",
        "delivered D9",
        "2026-03-02",
        "5.01",
    );
    let found = check_by(&limits, &all, &order("30.01"));
    assert_eq!(
        found.to_string(),
        "hold: exposure with the order CNY 115.03, limit CNY 100.00; \
         open orders with this one CNY 50.01, limit CNY 50.00; \
         deliveries not billed CNY 5.01, limit CNY 5.00; open items CNY 60.01, limit CNY 60.00",
    );
}

#[test]
fn categories_that_are_left_out_are_reported_and_do_not_count() {
    let told = limited().due(SOON, "50").disputed(SOON, "30").ordered("2026-03-01", SOON, "20");
    let with = |included| check_by(&policy(|it| it.included = included), &told, &order("1"));
    assert_eq!(with(Included::default()).before().minor(), fen("100"));
    let left_out = Inclusion::LeftOut;
    let disputed = with(Included { disputed: left_out, ..Included::default() });
    assert_eq!(
        disputed.before().minor(),
        fen("70"),
        "the dispute is not held against the customer"
    );
    let orders = with(Included { orders: left_out, ..Included::default() });
    assert_eq!(orders.before().minor(), fen("80"));
    let told = told.paid_for("000001", T, "50").paid(T, "60");
    let credit = |included| {
        check_by(&policy(|it| it.included = included), &told, &order("1")).before().minor()
    };
    assert_eq!(credit(Included::default()), -fen("10"));
    let unapplied = Included { unapplied: left_out, ..Included::default() };
    assert_eq!(credit(unapplied), fen("20"));
}

#[test]
fn a_pool_holds_what_the_own_limit_lets_pass_and_is_named() {
    let told = limited();
    let pool = Pool {
        kind: PoolKind::Group,
        name: "Li Holding".to_owned(),
        limit: CreditLimit::Amount(yuan("150").amount()),
        used: yuan("90").amount().to_total(),
        held: Total::ZERO,
        least: Total::ZERO,
    };
    let by = |amount| {
        let inputs = CreditInputs { pools: std::slice::from_ref(&pool), ..CreditInputs::default() };
        OrderCheckPolicy::default().check(told.view(), &order(amount), &inputs, as_of(T)).unwrap()
    };
    assert_eq!(by("60").verdict(), OrderVerdict::Approve);
    let over = by("60.01");
    assert_eq!(failed(&over), [Reason::OverGroupLimit]);
    assert_eq!(over.to_string(), "hold: Li Holding: used of the pool CNY 150.01, limit CNY 150.00");
}

#[test]
fn a_guarantee_covers_the_order_under_check_too() {
    let told = Told::nothing()
        .limited("0")
        .secured(CollateralKind::Guarantee, "2026-12-31", "100", "100%")
        .due(SOON, "30");
    assert_eq!(check(&told, "70").verdict(), OrderVerdict::Approve);
    let over = check(&told, "70.01");
    assert_eq!((over.verdict(), over.after().minor()), (OrderVerdict::Hold, 1));
    let dynamic = policy(|it| {
        it.limit = Action::Off;
        it.limit_in_horizon = Bounded { action: Action::Hold, at_most: 30 };
    });
    assert_eq!(failed(&check_by(&dynamic, &told, &order("70"))), []);
    assert_eq!(failed(&check_by(&dynamic, &told, &order("70.01"))), [Reason::OverLimitInHorizon]);
    assert!(remedies(&told, &order("80")).contains("a cut of the order by CNY 10.00"));
}
