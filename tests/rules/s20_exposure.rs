//! S20: what counts as exposure by category, how value moves between them, and which limit holds.

use guanxi::account::RecordError;
use guanxi::credit::{
    CreditInputs, Exposure, GroupNode, GroupTree, LimitInForce, LimitResolution, LimitSource,
    NotInForce, OrderCheckPolicy, OrderCheckPolicyDraft, OrderRequest, Reason,
};
use guanxi::id::GroupId;
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Total};
use guanxi::receivable::{Collateral, CollateralKind, CreditLimit, Inclusion, LimitValidity};
use guanxi::trade::DocumentFlow;
use guanxi::warning::{Arm, DebtPolicy, DebtPolicyDraft, Reading};

use crate::given::{
    QUIET, Told, WATCH, as_of, currency, day, document, fen, finding, handover, on, yuan,
};

const T: &str = "2026-03-31";

#[track_caller]
fn parts(told: &Told, t: &str) -> (i128, i128, i128, i128) {
    let found = Exposure::from_account(told.view(), as_of(t), None);
    let open = found.standing.ageing.open().minor();
    (found.orders.minor(), found.deliveries.minor(), found.billed.minor(), open)
}

fn order() -> Told {
    Told::nothing().ordered_as("O1", "2026-03-01", "2026-03-20", "100")
}

#[test]
fn value_that_is_delivered_leaves_the_orders_as_it_enters_the_deliveries() {
    let told = order().handed("ordered O1", "delivered D1", "2026-03-10", "60");
    assert_eq!(parts(&told, "2026-03-09"), (fen("100"), 0, 0, 0));
    assert_eq!(parts(&told, "2026-03-10"), (fen("40"), fen("60"), 0, 0));
}

#[test]
fn no_step_from_order_to_invoice_changes_the_sum() {
    let told = order()
        .handed("ordered O1", "delivered D1", "2026-03-10", "100")
        .handed("delivered D1", "billed B1", "2026-03-12", "100")
        .billed("I1", "2026-03-14", "2026-04-14", "100")
        .handed("billed B1", "invoiced I1", "2026-03-14", "100");
    for t in ["2026-03-01", "2026-03-10", "2026-03-11", "2026-03-12", "2026-03-14", T] {
        let exposure = Exposure::from_account(told.view(), as_of(t), None);
        assert_eq!(exposure.total().minor(), fen("100"), "{t}");
    }
    assert_eq!(parts(&told, T), (0, 0, 0, fen("100")));
}

#[test]
fn a_hand_over_of_a_later_day_is_not_seen() {
    let told = order().handed("ordered O1", "closed C1", "2026-04-01", "100");
    assert_eq!(parts(&told, T).0, fen("100"));
    assert_eq!(parts(&told, "2026-04-01").0, 0);
}

#[test]
fn what_is_delivered_counts_whatever_the_horizon() {
    let told = Told::nothing().ordered_as("O1", "2026-03-01", "2099-01-01", "100").handed(
        "ordered O1",
        "delivered D1",
        "2026-03-10",
        "60",
    );
    let exposure = Exposure::from_account(told.view(), as_of(T), Some(0));
    assert_eq!(exposure.total().minor(), fen("60"));
}

#[test]
fn what_is_cancelled_is_owed_by_nobody() {
    let told = order().handed("ordered O1", "closed C1", "2026-03-10", "100");
    assert_eq!(Exposure::from_account(told.view(), as_of(T), None).total(), Total::ZERO);
}

#[test]
fn no_more_is_handed_on_than_is_left_on_the_day() {
    let told = order().handed("ordered O1", "delivered D1", "2026-03-10", "60");
    for (amount, fits) in [("40", true), ("40.01", false)] {
        let more = handover("ordered O1", "closed C2", "2026-03-11", yuan(amount));
        let outcome = told.clone().account.record(more);
        assert_eq!(outcome.is_ok(), fits, "{amount}");
    }
    // A back-dated one may not take what a later one has taken already.
    let early = handover("ordered O1", "closed C0", "2026-03-02", yuan("40.01"));
    let refusal = told.clone().refused(early);
    assert_eq!(
        refusal.to_string(),
        "amount of hand-over C0 must be at most CNY 40.00, what is left of O1 on 2026-03-02, was CNY 40.01",
    );
}

/// 1,030 delivered by weight of 1,000 ordered, in one delivery or in two.
#[test]
fn f10_more_may_be_delivered_than_was_ordered() {
    let ordered = || Told::nothing().ordered_as("O1", "2026-03-01", "2026-04-10", "1000");
    let delivered = |parts: &[&str]| {
        parts
            .iter()
            .zip(["delivered D1", "delivered D2"])
            .fold(ordered(), |told, (part, to)| told.handed("ordered O1", to, "2026-03-10", part))
    };
    let exposure = |told: &Told| Exposure::from_account(told.view(), as_of(T), None);
    for (parts, orders, deliveries) in [
        (vec!["999.99"], "0.01", "999.99"),
        (vec!["1000"], "0", "1000"),
        (vec!["1000.01"], "0", "1000.01"),
        (vec!["1030"], "0", "1030"),
        (vec!["990", "40"], "0", "1030"),
    ] {
        let found = exposure(&delivered(&parts));
        let found = (found.orders.minor(), found.deliveries.minor(), found.total().minor());
        let total = fen(orders) + fen(deliveries);
        assert_eq!(found, (fen(orders), fen(deliveries), total), "{parts:?}");
    }
    // All of it is billed, and nothing is left of the order to cancel.
    let told = delivered(&["1030"]);
    let mut billed = told.clone().handed("delivered D1", "billed B1", "2026-03-11", "1030");
    assert_eq!(exposure(&billed).total().minor(), fen("1030"));
    let more = handover("delivered D1", "billed B2", "2026-03-11", yuan("0.01"));
    assert!(matches!(billed.refused(more), RecordError::OutOfBounds { field: "amount", .. }));
    let cancelled = handover("ordered O1", "closed C1", "2026-03-11", yuan("0.01"));
    assert!(matches!(billed.refused(cancelled), RecordError::OutOfBounds { field: "amount", .. }));
}

#[test]
fn nothing_is_handed_on_before_it_came() {
    let mut told = order();
    let early = handover("ordered O1", "delivered D1", "2026-02-28", yuan("1"));
    assert!(matches!(told.refused(early), RecordError::OutOfBounds { field: "date", .. }));
    let early = handover("ordered O1", "closed C1", "2026-02-28", yuan("1"));
    assert!(matches!(told.refused(early), RecordError::OutOfBounds { field: "amount", .. }));
    let told = told.handed("ordered O1", "delivered D1", "2026-03-10", "60");
    let early = handover("delivered D1", "billed B1", "2026-03-09", yuan("1"));
    assert!(matches!(
        told.clone().refused(early),
        RecordError::OutOfBounds { field: "amount", .. }
    ));
    let same_day = handover("delivered D1", "billed B1", "2026-03-10", yuan("60"));
    told.with(same_day);
}

#[test]
fn value_moves_forward_only_and_from_a_known_document() {
    let mut told = order();
    let back = handover("delivered D1", "ordered O1", "2026-03-10", yuan("1"));
    assert!(matches!(told.refused(back), RecordError::OutOfBounds { field: "stage", .. }));
    let same = handover("ordered O1", "ordered O2", "2026-03-10", yuan("1"));
    assert!(matches!(told.refused(same), RecordError::OutOfBounds { field: "stage", .. }));
    let posted = handover("invoiced I1", "closed C1", "2026-03-10", yuan("1"));
    assert!(matches!(told.refused(posted), RecordError::OutOfBounds { field: "source", .. }));
    for from in ["ordered O9", "delivered O1", "billed B1"] {
        let unknown = handover(from, "closed C1", "2026-03-10", yuan("1"));
        assert!(matches!(told.refused(unknown), RecordError::UnknownSource { .. }), "{from}");
    }
    assert_eq!(parts(&told, T).0, fen("100"), "nothing has changed");
}

#[test]
fn facts_of_credit_in_another_currency_are_refused() {
    let mut told = order();
    let dollars = "USD 1".parse().unwrap();
    let handed = handover("ordered O1", "delivered D1", "2026-03-10", dollars);
    assert!(matches!(told.refused(handed), RecordError::Currency { .. }));
    let (from, to) = (day("2026-01-01"), day("2026-12-31"));
    let (kind, share) = (CollateralKind::Guarantee, Ratio::ONE);
    let security = Collateral { document: document("G1"), kind, from, to, value: dollars, share };
    assert!(matches!(told.refused(security), RecordError::Currency { .. }));
}

#[test]
fn a_hand_over_is_recorded_once() {
    let mut told = order().handed("ordered O1", "delivered D1", "2026-03-10", "60");
    let again = handover("ordered O1", "delivered D1", "2026-03-10", yuan("60"));
    assert!(matches!(told.refused(again.clone()), RecordError::Duplicate { .. }));
    let other = DocumentFlow { amount: yuan("10"), ..again };
    assert!(matches!(told.refused(other), RecordError::Conflict { .. }));
}

#[test]
fn value_is_posted_to_an_invoice_of_the_customer_on_its_day_and_no_more_than_it_bills() {
    let told = order().billed("I1", "2026-03-14", "2026-04-14", "70");
    let posted = |date, amount| handover("ordered O1", "invoiced I1", date, yuan(amount));
    let outcome = |fact| told.clone().account.record(fact).map_err(|it| it.to_string());
    assert_eq!(outcome(posted("2026-03-14", "70")), Ok(()));
    assert!(
        outcome(posted("2026-03-14", "70.01")).unwrap_err().contains("what is left of the invoice")
    );
    assert!(outcome(posted("2026-03-15", "70")).unwrap_err().contains("the day of the invoice"));
    let unknown = handover("ordered O1", "invoiced I9", "2026-03-14", yuan("1"));
    assert!(matches!(told.clone().refused(unknown), RecordError::UnknownInvoice { .. }));
    // Two orders share an invoice.
    let shared = told
        .ordered_as("O2", "2026-03-01", "2026-03-20", "50")
        .handed("ordered O1", "invoiced I1", "2026-03-14", "40")
        .handed("ordered O2", "invoiced I1", "2026-03-14", "30");
    assert_eq!(parts(&shared, T), (fen("80"), 0, 0, fen("70")));
}

#[test]
fn a_guarantee_secures_at_most_what_is_owed_while_it_is_valid() {
    let told = Told::nothing().due("2026-04-30", "100").secured(
        CollateralKind::Guarantee,
        "2026-04-10",
        "80",
        "50%",
    );
    let total =
        |told: &Told, t| Exposure::from_account(told.view(), as_of(t), None).total().minor();
    assert_eq!(total(&told, "2026-04-10"), fen("60"));
    assert_eq!(total(&told, "2026-04-11"), fen("100"));
    let rich = told.secured(CollateralKind::Guarantee, "2026-12-31", "500", "100%");
    assert_eq!(total(&rich, "2026-04-10"), 0, "no more than all of it");
    let paid = rich.paid("2026-04-09", "130");
    assert_eq!(total(&paid, "2026-04-10"), -fen("30"), "nothing owed, nothing secured");
}

#[test]
fn a_security_is_positive_forward_in_time_and_at_most_whole() {
    let good = Collateral {
        document: document("G1"),
        kind: CollateralKind::Guarantee,
        from: day("2026-01-02"),
        to: day("2026-01-02"),
        value: yuan("0.01"),
        share: Ratio::ONE,
    };
    let mut told = Told::nothing().with(good.clone());
    assert!(matches!(told.refused(good.clone()), RecordError::Duplicate { .. }));
    let other = Collateral { value: yuan("2"), ..good.clone() };
    assert!(matches!(told.refused(other), RecordError::Conflict { .. }));
    let named = |field: &str, security: Collateral| {
        let refusal = told.clone().refused(Collateral { document: document("G2"), ..security });
        assert!(refusal.to_string().starts_with(&format!("{field} of security G2")), "{refusal}");
    };
    named("amount", Collateral { value: yuan("0"), ..good.clone() });
    named("to", Collateral { to: day("2026-01-01"), ..good.clone() });
    named("share", Collateral { share: "100.0001%".parse().unwrap(), ..good });
}

#[test]
fn an_insurance_raises_the_limit_that_the_debt_rule_goes_by() {
    let told = Told::nothing().limited("100000").due("2026-04-30", "100000").secured(
        CollateralKind::Insurance,
        "2026-03-31",
        "50000",
        "50%",
    );
    let at = |t| DebtPolicy::default().read(told.view(), &on(t));
    assert_eq!(at("2026-03-31").limit, CreditLimit::Amount(yuan("125000").amount()).into());
    assert_eq!(finding(at("2026-03-31").arms(), Arm::Utilisation), QUIET, "80% exactly");
    assert_eq!(finding(at("2026-04-01").arms(), Arm::Utilisation), WATCH, "100% exactly");
}

#[test]
fn what_is_disputed_and_left_out_is_secured_by_nothing() {
    let draft = DebtPolicyDraft { disputed: Inclusion::LeftOut, ..DebtPolicyDraft::default() };
    let policy = DebtPolicy::try_new(draft).unwrap();
    let told = Told::nothing().disputed("2026-04-30", "100").due("2026-04-30", "30").secured(
        CollateralKind::Guarantee,
        "2026-12-31",
        "50",
        "100%",
    );
    let reading = policy.read(told.view(), &on(T));
    assert_eq!((reading.exposure, reading.secured.minor()), (Total::ZERO, fen("30")));
}

#[test]
fn an_insurance_leaves_a_limit_that_is_not_an_amount_as_it_is() {
    for text in ["", "unlimited"] {
        let told =
            Told::nothing().limited(text).secured(CollateralKind::Insurance, T, "50000", "50%");
        let found = LimitResolution::from_account(told.view(), as_of(T));
        assert_eq!(
            (found.limit, found.others.len()),
            (told.view().base_limit().into(), 0),
            "{text:?}"
        );
    }
}

#[test]
fn the_winner_and_every_loser_are_named_with_the_reason() {
    let told = Told::nothing()
        .limited("100")
        .limited_in("2026-03-01", "2026-03-31", "80")
        .limited_in("2026-05-01", "2026-05-31", "300")
        .secured(CollateralKind::Insurance, "2026-12-31", "20", "100%");
    let amount = |text| CreditLimit::Amount(yuan(text).amount());
    let found = LimitResolution::from_account(told.view(), as_of(T));
    assert_eq!((found.limit, found.source), (amount("100").into(), LimitSource::Insured));
    let others: Vec<_> = found.others.iter().map(|it| (it.limit, it.source, it.why)).collect();
    assert_eq!(
        others,
        [
            (amount("300"), LimitSource::Temporary, NotInForce::OutOfTerm),
            (amount("100"), LimitSource::Base, NotInForce::Replaced),
            (amount("80"), LimitSource::Temporary, NotInForce::Raised),
        ]
    );
}

#[test]
fn a_limit_holds_on_its_last_day_and_through_its_grace() {
    let terms = LimitValidity { valid_to: Some(day(T)), review_on: Some(day(T)) };
    let rows = [("2026-03-31", 0, false), ("2026-04-01", 0, true), ("2026-04-02", 2, false)];
    for (on, grace, expired) in rows {
        assert_eq!(terms.has_expired(day(on), grace), expired, "{on} {grace}");
    }
    assert!(terms.has_expired(day("2026-04-03"), 2));
    assert!(!terms.is_review_overdue(day(T)) && terms.is_review_overdue(day("2026-04-01")));
}

fn group(id: &str, parent: &str, pool: i64, allotment: i64) -> GroupNode {
    let parent = (!parent.is_empty()).then(|| parent.parse().unwrap());
    let pool = CreditLimit::Amount(Amount::from_minor(pool));
    GroupNode { id: id.parse().unwrap(), parent, pool, allotment: Amount::from_minor(allotment) }
}

fn used(tree: &GroupTree, of: &str, owed: &[(&str, i64)]) -> Vec<(String, i128, i128)> {
    let owed = |id: &GroupId| {
        let found = owed.iter().find(|(group, _)| *group == id.as_str());
        found.map_or(Total::ZERO, |(_, minor)| Amount::from_minor(*minor).to_total())
    };
    let pools = tree.pools(&of.parse().unwrap(), &tree.used(owed));
    pools.into_iter().map(|pool| (pool.name, pool.used.minor(), pool.held.minor())).collect()
}

#[test]
fn a_pool_is_used_by_all_below_it_and_an_allotment_is_held_whether_used_or_not() {
    let tree = GroupTree::try_new(vec![
        group("holding", "", 1_000, 0),
        group("north", "holding", 600, 300),
        group("harbin", "north", 200, 0),
        group("south", "holding", 600, 0),
    ]);
    let tree = tree.unwrap();
    let owed = [("holding", 10), ("harbin", 100), ("south", 50)];
    let row = |name: &str, used, held| (name.to_owned(), used, held);
    // North uses 100 of the 300 that are held for it; south finds them taken.
    let of_harbin = [row("harbin", 100, 0), row("north", 100, 0), row("holding", 360, 200)];
    assert_eq!(used(&tree, "harbin", &owed), of_harbin);
    assert_eq!(used(&tree, "south", &owed), [row("south", 50, 0), row("holding", 360, 0)]);
}

#[test]
fn groups_that_cannot_be_are_refused_all_at_once() {
    let outcome = GroupTree::try_new(vec![
        group("a", "b", -1, 0),
        group("b", "c", 0, 0),
        group("c", "a", 0, -2),
        group("d", "nobody", 0, 0),
        group("d", "", 0, 0),
        group("e", "e", 0, 0),
    ]);
    assert_eq!(
        outcome.unwrap_err().to_string(),
        "a.pool must not be negative, was -1; c.allotment must not be negative, was -2; \
         d must stand once, stands again; a.parent must not lead back to the group, was a < b < c < a; \
         d.parent must be a group of the tree, was nobody; \
         e.parent must not lead back to the group, was e < e",
    );
}

#[test]
fn groups_of_any_depth_are_worked_out() {
    let mut nodes = vec![group("g0", "", 5, 0)];
    nodes.extend(
        (1..3_000).map(|depth| group(&format!("g{depth}"), &format!("g{}", depth - 1), 5, 0)),
    );
    let tree = GroupTree::try_new(nodes).unwrap();
    let found = used(&tree, "g2999", &[("g2999", 7)]);
    assert_eq!(found.len(), 3_000);
    assert!(found.iter().all(|(_, used, _)| *used == 7));
}

/// The largest agreed limit and an insurance on top of it: more than an amount holds.
#[test]
fn a_limit_raised_beyond_the_largest_amount_is_their_sum() {
    let most = "92233720368547758.07";
    let told = Told::nothing().limited(most).secured(
        CollateralKind::Insurance,
        "2026-12-31",
        "0.01",
        "100%",
    );
    let found = LimitResolution::from_account(told.view(), as_of(T));
    let sum = Total::from(Amount::MAX).plus(Amount::from_minor(1));
    assert_eq!((found.limit, found.source), (LimitInForce::Amount(sum), LimitSource::Insured));
    assert_eq!(found.limit.spoken(currency("CNY")), "CNY 92,233,720,368,547,758.08");
    assert_eq!(found.limit.plain(currency("CNY")).to_string(), "92233720368547758.08");
    let policy = OrderCheckPolicy::default();
    let failed = |owed: &str, amount: &str| {
        let told = told.clone().due("2026-04-30", owed);
        let order = OrderRequest::try_new(yuan(amount), day("2026-04-10")).unwrap();
        let check = policy.check(told.view(), &order, &CreditInputs::default(), as_of(T)).unwrap();
        check.failed().map(|it| it.reason).collect::<Vec<_>>()
    };
    assert_eq!(failed(most, "0.01"), [], "at the limit");
    assert_eq!(failed(most, "0.02"), [Reason::OverLimit], "just over");
}

#[test]
fn a_share_beyond_the_largest_limit_is_added_and_not_cut() {
    let most = "92233720368547758.07";
    let told = Told::nothing().limited(most).due("2026-04-30", most);
    let draft =
        OrderCheckPolicyDraft { may_exceed: Ratio::from_percent(100), ..Default::default() };
    let policy = OrderCheckPolicy::try_new(draft).unwrap();
    let failed = |told: &Told, amount: &str| {
        let order = OrderRequest::try_new(yuan(amount), day("2026-04-10")).unwrap();
        let check = policy.check(told.view(), &order, &CreditInputs::default(), as_of(T)).unwrap();
        check.failed().map(|it| it.reason).collect::<Vec<_>>()
    };
    assert_eq!(failed(&told, most), []);
    assert_eq!(failed(&told.due("2026-04-30", "0.01"), most), [Reason::OverLimit]);
}
