//! S20: an order and its deposit count once, whatever has become of them.

use guanxi::credit::{OrderCheck, OrderCheckPolicy, OrderVerdict};
use guanxi::receivable::Inclusion;

use super::{SOON, T, check_by, limited, order, policy};
use crate::given::{Told, day, document, fen, yuan};

/// An order of 1,000 that is delivered, billed or paid.
fn moved_on(flows: &[(&str, &str, &str)]) -> Told {
    let told = Told::nothing().ordered_as("O1", "2026-03-01", SOON, "1000");
    flows.iter().fold(told, |told, (from, to, amount)| {
        let told = match to.strip_prefix("invoiced ") {
            Some(invoice) => told.billed(invoice, "2026-03-10", "2026-04-10", amount),
            None => told,
        };
        told.handed(from, to, "2026-03-10", amount)
    })
}

#[track_caller]
fn again(told: Told, limit: &str, amount: &str) -> (OrderVerdict, i128) {
    let whole = order(amount).numbered(document("O1"));
    let found = check_by(&OrderCheckPolicy::default(), &told.limited(limit), &whole);
    (found.verdict(), found.after().minor())
}

#[test]
fn p9_an_order_that_is_invoiced_and_paid_adds_nothing_when_it_is_checked_again() {
    let paid = || moved_on(&[("ordered O1", "invoiced I1", "1000")]).paid_for("I1", T, "1000");
    assert_eq!(again(paid(), "0", "1000"), (OrderVerdict::Approve, 0));
    assert_eq!(again(paid(), "0", "999.99"), (OrderVerdict::Approve, 0));
    assert_eq!(again(paid(), "0", "1000.01"), (OrderVerdict::Hold, 1), "it has grown");
    let unpaid = moved_on(&[("ordered O1", "invoiced I1", "1000")]);
    assert_eq!(again(unpaid, "1000", "1000"), (OrderVerdict::Approve, fen("1000")));
    let other = check_by(&OrderCheckPolicy::default(), &paid().limited("0"), &order("0.01"));
    assert_eq!(other.verdict(), OrderVerdict::Hold, "an order of another number");
}

#[test]
fn p9_an_order_that_is_delivered_in_part_counts_once_when_it_is_checked_again() {
    let part = || moved_on(&[("ordered O1", "delivered D1", "600")]);
    assert_eq!(again(part(), "1000", "1000"), (OrderVerdict::Approve, fen("1000")));
    assert_eq!(again(part(), "999.99", "1000"), (OrderVerdict::Hold, fen("1000")));
    assert_eq!(again(part(), "1000", "1000.01"), (OrderVerdict::Hold, fen("1000.01")));
    assert_eq!(again(part(), "600", "100"), (OrderVerdict::Approve, fen("600")), "no less is owed");
}

#[test]
fn an_order_counts_once_at_every_stage_that_it_has_come_to() {
    let steps = [
        ("ordered O1", "delivered D1", "600"),
        ("delivered D1", "billed B1", "500"),
        ("billed B1", "invoiced I1", "400"),
    ];
    for count in 0..=steps.len() {
        let told = moved_on(&steps[..count]);
        assert_eq!(again(told, "1000", "1000"), (OrderVerdict::Approve, fen("1000")), "{count}");
    }
    let paid = moved_on(&steps).paid_for("I1", T, "400");
    assert_eq!(again(paid, "600", "1000"), (OrderVerdict::Approve, fen("600")));
    // What was cancelled is neither delivered nor paid: it is ordered anew.
    let closed = moved_on(&[("ordered O1", "closed C1", "600")]);
    assert_eq!(again(closed, "1000", "1000"), (OrderVerdict::Approve, fen("1000")));
}

#[track_caller]
fn with_deposit(told: Told, prepaid: &str) -> OrderCheck {
    let order = order("1000").numbered(document("O1")).prepaid(yuan(prepaid)).unwrap();
    check_by(&OrderCheckPolicy::default(), &told.limited("500"), &order)
}

#[test]
fn p11_a_deposit_that_is_recorded_and_named_counts_once() {
    let found = with_deposit(Told::nothing().paid(T, "300"), "300");
    assert_eq!((found.verdict(), found.after().minor()), (OrderVerdict::Hold, fen("700")));
    assert_eq!(found.to_string(), "hold: exposure with the order CNY 700.00, limit CNY 500.00");
}

#[test]
fn p11_a_deposit_for_the_invoice_to_come_counts_once() {
    let later = day(T).offset(10).to_string();
    let told = Told::nothing().billed("I-9", &later, &later, "1000").paid_for("I-9", T, "300");
    let found = with_deposit(told, "300");
    assert_eq!((found.verdict(), found.after().minor()), (OrderVerdict::Hold, fen("700")));
}

#[test]
fn a_deposit_is_taken_off_once_whether_none_some_or_more_of_it_is_recorded() {
    let rows = [
        ("", "300", "700"),
        ("299.99", "300", "700"),
        ("300", "300", "700"),
        ("300.01", "300", "699.99"),
        ("300", "0", "700"),
        ("500", "1000", "0"),
        ("1000", "1000", "0"),
    ];
    for (recorded, prepaid, after) in rows {
        let told = Told::nothing();
        let told = if recorded.is_empty() { told } else { told.paid(T, recorded) };
        assert_eq!(with_deposit(told, prepaid).after().minor(), fen(after), "{recorded} {prepaid}");
    }
}

#[test]
fn a_deposit_counts_once_at_every_stage_of_its_order() {
    let steps = [
        ("ordered O1", "delivered D1", "900"),
        ("delivered D1", "billed B1", "900"),
        ("billed B1", "invoiced I1", "900"),
    ];
    for count in 0..=steps.len() {
        let after = |told: Told| with_deposit(told, "300").after().minor();
        assert_eq!(after(moved_on(&steps[..count])), fen("700"), "not recorded, {count}");
        // Recorded, it is on account and then settles the invoice of the order.
        assert_eq!(after(moved_on(&steps[..count]).paid(T, "300")), fen("700"), "{count}");
    }
    let settled = moved_on(&steps).paid_for("I1", T, "300");
    assert_eq!(with_deposit(settled, "300").after().minor(), fen("700"));
}

#[test]
fn credit_that_the_policy_leaves_out_is_no_deposit() {
    let left_out = policy(|it| it.included.unapplied = Inclusion::LeftOut);
    let told = limited().paid(T, "300");
    let whole = order("1000").prepaid(yuan("300")).unwrap();
    assert_eq!(check_by(&left_out, &told, &whole).after().minor(), fen("700"));
}
