//! S20: remedies of a held order, exact to the minor unit and the day.

use guanxi::calendar::Day;
use guanxi::credit::{CreditInputs, OrderCheckPolicy, OrderVerdict};
use guanxi::receivable::LimitValidity;

use super::{SOON, T, check_by, limited, order, policy, remedies};
use crate::given::{Told, as_of, day, yuan};

fn limited_until(last: Day) -> Told {
    let mut told = limited();
    told.account.state_limit_validity(LimitValidity { valid_to: Some(last), review_on: None });
    told
}

#[test]
fn an_order_that_is_not_held_needs_no_remedy() {
    assert_eq!(remedies(&limited(), &order("100")), "the order is not held");
}

#[test]
fn an_order_that_nothing_frees_says_so() {
    let policy = OrderCheckPolicy::default();
    let inputs = CreditInputs { is_forced: true, ..CreditInputs::default() };
    let told = limited();
    let found = policy.remedies(told.view(), &order("10"), &inputs, as_of(T), 60).unwrap();
    assert_eq!(found.to_string(), "no payment, cut, day, limit or renewal frees the order");
    assert_eq!(found.verdict, OrderVerdict::Hold);
}

#[test]
fn a_renewal_of_a_limit_that_has_expired_frees_the_order() {
    let expired = |grace, valid_to| {
        let policy = policy(|it| it.limit_expired.at_most = grace);
        let told = limited_until(day(valid_to));
        let inputs = CreditInputs::default();
        let found = policy.remedies(told.view(), &order("10"), &inputs, as_of(T), 60).unwrap();
        let renewed = found.renewal.inspect(|&last| {
            let held = |last: Day| {
                let told = limited_until(last);
                check_by(&policy, &told, &order("10")).verdict() == OrderVerdict::Hold
            };
            assert!(!held(last) && held(last.offset(-1)), "exact");
        });
        (renewed, found.to_string())
    };
    let says = "a renewal of the limit until 2026-03-31".to_owned();
    assert_eq!(expired(0, "2026-03-30"), (Some(day(T)), says));
    assert_eq!(expired(0, T), (None, "the order is not held".to_owned()));
    assert_eq!(expired(5, "2026-03-25").0, Some(day("2026-03-26")));
    assert_eq!(expired(5, "2026-03-26").0, None, "within the days of grace");
}

#[test]
fn a_renewal_is_no_remedy_where_another_rule_holds_the_order_as_well() {
    let told = limited_until(day("2026-03-30")).due(SOON, "95");
    let says = |amount| remedies(&told, &order(amount));
    assert!(says("5").contains("a renewal of the limit until 2026-03-31"));
    assert!(!says("5.01").contains("a renewal"), "over the limit, too");
}

#[test]
fn a_payment_has_to_cure_every_reason_at_once() {
    let told = limited().due("2026-02-01", "50").due(SOON, "45");
    // The limit asks for 5 less; the old item for all but 0.99 of 50.
    assert_eq!(remedies(&told, &order("10")), "a payment of CNY 49.01");
}

#[test]
fn waiting_helps_where_a_temporary_limit_begins_and_hurts_where_items_age() {
    let told = limited().due(SOON, "90").limited_in("2026-05-01", "2026-05-10", "500");
    assert_eq!(
        remedies(&told, &order("20")),
        "a payment of CNY 10.00, or a cut of the order by CNY 10.00, or waiting until 2026-05-01, \
         or a limit of CNY 110.00",
    );
    let ageing = limited().due(SOON, "90").limited_in("2026-05-11", "2026-05-20", "500");
    assert!(!remedies(&ageing, &order("20")).contains("waiting"), "by then the item is too old");
}

#[test]
fn a_cut_leaves_what_is_prepaid() {
    let told = limited().due(SOON, "95");
    let half = order("20").prepaid(yuan("8")).unwrap();
    let found = remedies(&told, &half);
    assert!(found.contains("a cut of the order by CNY 7.00"), "{found}");
}
