//! S20: remedies of a held order, exact to the minor unit and the day.

use super::{SOON, limited, order, remedies};
use crate::given::yuan;

#[test]
fn an_order_that_is_not_held_needs_no_remedy() {
    assert_eq!(remedies(&limited(), &order("100")), "nothing of the kind");
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
