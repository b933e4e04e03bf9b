//! S20: an order is approved, warned of or held; every rule at its bound, just under and just over.

use guanxi::account::AccountView;
use guanxi::credit::{
    Action, Bounded, CheckOutcome, Comparison, CreditInputs, Included, OrderCheck,
    OrderCheckPolicy, OrderCheckPolicyDraft, OrderRequest, OrderVerdict, OverdueAmountRule,
    OverdueShareRule, PaymentIndexRule, Pool, PoolKind, Reason,
};
use guanxi::evidence::NotJudged;
use guanxi::hold::{Reservations, ReservationsDraft, ReserveError, ReserveRequest};
use guanxi::id::CustomerId;
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::measure::{Quotient, Ratio, Score};
use guanxi::money::{Amount, Major, Total};
use guanxi::receivable::{CollateralKind, CreditLimit, Inclusion, LimitValidity};

use crate::given::{Told, as_of, day, document, fen, yuan};

const T: &str = "2026-03-31";
const SOON: &str = "2026-04-10";

fn order(amount: &str) -> OrderRequest {
    OrderRequest::try_new(yuan(amount), day(SOON)).unwrap()
}

fn policy(change: impl FnOnce(&mut OrderCheckPolicyDraft)) -> OrderCheckPolicy {
    let mut draft = OrderCheckPolicyDraft::default();
    change(&mut draft);
    OrderCheckPolicy::try_new(draft).unwrap()
}

#[track_caller]
fn check_by(policy: &OrderCheckPolicy, told: &Told, order: &OrderRequest) -> OrderCheck {
    policy.check(told.view(), order, &CreditInputs::default(), as_of(T)).unwrap()
}

#[track_caller]
fn check(told: &Told, amount: &str) -> OrderCheck {
    check_by(&OrderCheckPolicy::default(), told, &order(amount))
}

fn failed(check: &OrderCheck) -> Vec<Reason> {
    check.failed().map(|finding| finding.reason).collect()
}

fn limited() -> Told {
    Told::nothing().limited("100")
}

// Limits

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
    let rest = order("10").numbered(document("O1"));
    let found = check_by(&OrderCheckPolicy::default(), &told, &rest);
    assert_eq!((found.before().minor(), found.after().minor()), (fen("50"), fen("60")));
}

#[test]
fn whoever_closes_an_order_and_takes_it_up_again_is_checked_again() {
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

// Conduct

#[test]
fn the_oldest_item_may_be_as_old_as_the_bound() {
    for (due, expected) in [("2026-03-01", vec![]), ("2026-02-28", vec![Reason::OldestItemTooOld])]
    {
        assert_eq!(failed(&check(&limited().due(due, "40"), "1")), expected, "{due}");
    }
}

#[test]
fn cents_never_block() {
    let told = limited().due("2026-01-01", "0.99");
    assert_eq!(failed(&check(&told, "1")), []);
    assert_eq!(failed(&check(&told.due("2026-01-02", "0.01"), "1")), [Reason::OldestItemTooOld]);
}

#[test]
fn one_large_debt_of_a_year_weighs_more_than_two_small_ones_of_a_day() {
    let amount = policy(|it| {
        it.oldest_item.action = Action::Off;
        let at_most = Major::from_units(500);
        it.overdue_amount =
            OverdueAmountRule { action: Action::Hold, at_most, and_used_above: None };
    });
    let two = Told::nothing().limited("90000").due("2026-03-30", "100").due("2026-03-30", "100");
    assert_eq!(failed(&check_by(&amount, &two, &order("1"))), []);
    let one = Told::nothing().limited("90000").due("2025-03-30", "20000");
    assert_eq!(failed(&check_by(&amount, &one, &order("1"))), [Reason::OverdueAmount]);
}

/// Open 1,000 of which 300 are older: 30 % passes a bound of 30 % and not one of 29 %.
#[test]
fn the_overdue_share_may_reach_its_bound() {
    let told = Told::nothing().limited("9000").due("2026-01-31", "300").due(SOON, "700");
    let by = |percent| {
        let rule = policy(|it| {
            it.oldest_item.action = Action::Off;
            let at_most = Ratio::from_percent(percent);
            it.overdue_share =
                OverdueShareRule { action: Action::Hold, more_than_days: 58, at_most };
        });
        check_by(&rule, &told, &order("1"))
    };
    assert_eq!(failed(&by(30)), []);
    let over = by(29);
    assert_eq!(failed(&over), [Reason::OverdueShare]);
    assert_eq!(over.to_string(), "hold: overdue share of the open items 30%, at most 29%");
}

#[test]
fn an_overdue_sum_can_ask_for_a_used_limit_besides() {
    let rule = policy(|it| {
        it.oldest_item.action = Action::Off;
        it.overdue_amount = OverdueAmountRule {
            action: Action::Hold,
            at_most: Major::from_units(10),
            and_used_above: Some(Ratio::from_percent(50)),
        };
    });
    let told = limited().due("2026-03-30", "10.01");
    assert_eq!(failed(&check_by(&rule, &told, &order("39.99"))), [], "50% exactly");
    assert_eq!(failed(&check_by(&rule, &told, &order("40"))), [Reason::OverdueAmount]);
    let exact = limited().due("2026-03-30", "10");
    assert_eq!(failed(&check_by(&rule, &exact, &order("80"))), []);
}

#[test]
fn what_is_told_is_judged_and_what_is_not_told_is_not() {
    let index = |points| Quotient::try_new(points, 1000).and_then(Score::try_from_fraction);
    let rules = policy(|it| {
        it.payment_index = PaymentIndexRule { action: Action::Hold, at_least: 50 };
        it.broken_promises = Bounded { action: Action::Hold, at_most: 1 };
    });
    let told = limited();
    let by = |inputs: CreditInputs<'_>| {
        failed(&rules.check(told.view(), &order("1"), &inputs, as_of(T)).unwrap())
    };
    assert_eq!(by(CreditInputs::default()), []);
    assert_eq!(by(CreditInputs { dunning_level: Some(2), ..CreditInputs::default() }), []);
    let third = CreditInputs { dunning_level: Some(3), ..CreditInputs::default() };
    assert_eq!(by(third), [Reason::DunningLevel]);
    assert_eq!(by(CreditInputs { payment_index: index(500), ..CreditInputs::default() }), []);
    let low = CreditInputs { payment_index: index(499), ..CreditInputs::default() };
    assert_eq!(by(low), [Reason::PaymentIndex]);
    assert_eq!(by(CreditInputs { broken_promises: Some(1), ..CreditInputs::default() }), []);
    let broken = CreditInputs { broken_promises: Some(2), ..CreditInputs::default() };
    assert_eq!(by(broken), [Reason::BrokenPromise]);
    assert_eq!(
        by(CreditInputs { is_forced: true, ..low }),
        [Reason::ForcedHold, Reason::PaymentIndex]
    );
}

#[test]
fn an_incident_counts_when_it_is_verified_and_until_it_is_resolved() {
    let incident = |credibility, resolved: Option<&str>| Incident {
        kind: IncidentKind::Fire,
        occurred: day("2026-03-01"),
        reported: day("2026-03-02"),
        credibility,
        impact: Impact::try_new(2).unwrap(),
        resolved: resolved.map(day),
    };
    let by = |credibility, resolved| {
        let told = limited().with(incident(credibility, resolved));
        check(&told, "1").verdict()
    };
    assert_eq!(by(Credibility::Verified, None), OrderVerdict::Warn);
    assert_eq!(by(Credibility::Reported, None), OrderVerdict::Approve);
    assert_eq!(by(Credibility::Verified, Some(T)), OrderVerdict::Approve, "resolved today");
    assert_eq!(by(Credibility::Verified, Some("2026-04-01")), OrderVerdict::Warn);
}

#[test]
fn an_incident_that_was_reported_twice_is_resolved_once() {
    let report = |reported, resolved: Option<&str>| Incident {
        kind: IncidentKind::Fire,
        occurred: day("2026-03-01"),
        reported: day(reported),
        credibility: Credibility::Verified,
        impact: Impact::try_new(2).unwrap(),
        resolved: resolved.map(day),
    };
    let told =
        limited().with(report("2026-03-02", None)).with(report("2026-03-04", Some("2026-03-20")));
    assert_eq!(check(&told, "1").verdict(), OrderVerdict::Approve);
}

#[test]
fn the_value_of_an_order_is_bounded_whatever_is_owed() {
    for comparison in [Comparison::Above, Comparison::AtOrAbove] {
        let rule = policy(|it| {
            it.comparison = comparison;
            it.order_value = Bounded { action: Action::Hold, at_most: Major::from_units(20) };
        });
        assert_eq!(failed(&check_by(&rule, &limited(), &order("20"))), []);
        assert_eq!(failed(&check_by(&rule, &limited(), &order("20.01"))), [Reason::OverOrderValue]);
    }
}

#[test]
fn the_terms_are_reviewed_by_their_day() {
    let mut told = limited();
    let mut review = |on| {
        told.account
            .state_limit_validity(LimitValidity { valid_to: None, review_on: Some(day(on)) });
        failed(&check(&told, "1"))
    };
    assert_eq!(review(T), []);
    assert_eq!(review("2026-03-30"), [Reason::ReviewOverdue]);
}

// The whole

#[test]
fn every_rule_is_reported_in_the_order_of_precedence() {
    let found = check(&Told::nothing().due("2026-01-01", "500"), "1");
    let reasons: Vec<Reason> = found.findings().iter().map(|it| it.reason).collect();
    let asked: Vec<Reason> = Reason::ALL
        .into_iter()
        .filter(|reason| {
            !matches!(
                reason,
                Reason::OverCategoryLimit
                    | Reason::OverSegmentLimit
                    | Reason::OverCurrencyLimit
                    | Reason::OverGroupLimit
            )
        })
        .collect();
    assert_eq!(reasons, asked, "those of categories and pools speak when there are some");
    assert_eq!(failed(&found), [Reason::LimitNotSet, Reason::OldestItemTooOld]);
    assert_eq!(
        found.to_string(),
        "hold: no credit limit is agreed; oldest item past due by 89 days, at most 30 days",
    );
}

#[test]
fn the_strictest_action_is_the_verdict() {
    let told = Told::nothing().limited("100").due(SOON, "100");
    let by = |action| check_by(&policy(|it| it.limit = action), &told, &order("1")).verdict();
    assert_eq!(by(Action::Off), OrderVerdict::Approve);
    assert_eq!(by(Action::Warn), OrderVerdict::Warn);
    assert_eq!(by(Action::Hold), OrderVerdict::Hold);
}

#[test]
fn a_margin_is_what_is_left_to_the_bound_and_negative_beyond() {
    let margin = |told: &Told, amount| {
        let found = check(told, amount);
        let limit = found.findings().iter().find(|it| it.reason == Reason::OverLimit).unwrap();
        match &limit.outcome {
            CheckOutcome::Passed(basis) | CheckOutcome::Failed(_, basis) => match basis {
                guanxi::credit::Basis::Measured(it) => it.margin.to_string(),
                guanxi::credit::Basis::Stated(text) => panic!("{text}"),
            },
            CheckOutcome::NotJudged(why) => panic!("{why}"),
        }
    };
    assert_eq!(margin(&limited(), "60"), "CNY 40.00");
    assert_eq!(margin(&limited(), "160"), "CNY -60.00");
}

#[test]
fn an_order_in_another_currency_is_refused_and_never_added() {
    let dollars = OrderRequest::try_new("USD 1".parse().unwrap(), day(SOON)).unwrap();
    let outcome = OrderCheckPolicy::default().check(
        limited().view(),
        &dollars,
        &CreditInputs::default(),
        as_of(T),
    );
    assert_eq!(outcome.unwrap_err().to_string(), "the order is in USD, the book is in CNY");
}

#[test]
fn a_policy_that_contradicts_itself_is_refused_with_all_that_is_wrong() {
    let mut draft = OrderCheckPolicyDraft::default();
    draft.overdue_share.at_most = "100.0001%".parse().unwrap();
    draft.payment_index.at_least = 101;
    draft.categories.action = Action::Warn;
    draft.order_value.action = Action::Hold;
    assert_eq!(
        OrderCheckPolicy::try_new(draft).unwrap_err().to_string(),
        "overdue_share.at_most must not exceed 100%, was 100.0001%; \
         payment_index.at_least must not exceed 100, was 101; \
         categories.action must be off without a limit of a category, was warn; \
         order_value.at_most must be above 0 when the rule is on, was 0",
    );
}

// What would help

fn remedies(told: &Told, order: &OrderRequest) -> String {
    let policy = OrderCheckPolicy::default();
    let inputs = CreditInputs::default();
    policy.remedies(told.view(), order, &inputs, as_of(T), 60).unwrap().to_string()
}

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

// Reservations

fn named(name: &str) -> CustomerId {
    name.parse().unwrap()
}

fn request<'a>(
    customer: &'a CustomerId,
    account: AccountView<'a>,
    order: &'a OrderRequest,
    until: &str,
) -> ReserveRequest<'a> {
    ReserveRequest { customer, account, order, inputs: CreditInputs::default(), until: day(until) }
}

#[test]
fn what_is_reserved_is_not_given_away_again_until_its_day_is_over() {
    let (told, policy) = (limited(), OrderCheckPolicy::default());
    let sixty = order("60");
    let li = named("Li");
    let request = request(&li, told.view(), &sixty, "2026-04-02");
    let state = Reservations::default().try_reserve(0, &policy, &request, as_of(T)).unwrap().state;
    let on = |t| {
        let request = ReserveRequest { until: day("2026-04-30"), ..request };
        state.try_reserve(1, &policy, &request, as_of(t)).map(|it| it.reservation.amount)
    };
    assert!(matches!(on("2026-04-02"), Err(ReserveError::Held(_))));
    assert_eq!(on("2026-04-03"), Ok(yuan("60")));
    assert!(matches!(on("2026-03-01"), Err(ReserveError::Held(_))), "nor to who asks for earlier");
}

#[test]
fn a_reservation_that_is_ended_gives_back_what_it_held_and_is_ended_once() {
    let (told, policy) = (limited(), OrderCheckPolicy::default());
    let hundred = order("100");
    let li = named("Li");
    let request = request(&li, told.view(), &hundred, "2026-04-02");
    let made = Reservations::default().try_reserve(0, &policy, &request, as_of(T)).unwrap();
    let (state, held) = (made.state, made.reservation);
    assert_eq!(state.reserved(&held.customer, day(T)).minor(), fen("100"));
    let free = state.end(1, held.id).unwrap();
    assert_eq!(free.reserved(&held.customer, day(T)), Total::ZERO);
    assert_eq!(free.end(2, held.id), Err(ReserveError::Unknown { id: held.id }));
    assert_eq!(state.end(0, held.id), Err(ReserveError::Stale { expected: 0, found: 1 }));
}

#[test]
fn two_members_of_a_group_cannot_both_take_the_rest_of_its_pool() {
    let (one, two) = (limited(), limited());
    let pool = [Pool {
        kind: PoolKind::Group,
        name: "Li Holding".to_owned(),
        limit: CreditLimit::Amount(yuan("100").amount()),
        used: Total::ZERO,
        held: Total::ZERO,
    }];
    let inputs = CreditInputs { pools: &pool, ..CreditInputs::default() };
    let (policy, sixty) = (OrderCheckPolicy::default(), order("60"));
    let (a, b) = (named("a"), named("b"));
    let of_one = ReserveRequest { inputs, ..request(&a, one.view(), &sixty, "2026-04-02") };
    let of_two = ReserveRequest { inputs, ..request(&b, two.view(), &sixty, "2026-04-02") };
    let state = Reservations::default().try_reserve(0, &policy, &of_one, as_of(T)).unwrap().state;
    let outcome = state.try_reserve(1, &policy, &of_two, as_of(T));
    let Err(ReserveError::Held(check)) = outcome else { panic!("{outcome:?}") };
    assert_eq!(failed(&check), [Reason::OverGroupLimit]);
}

#[test]
fn a_request_for_nothing_is_a_request() {
    let zero = OrderRequest::try_new(yuan("0"), day(SOON)).unwrap();
    assert_eq!(zero.on_credit(), Amount::ZERO);
    assert!(OrderRequest::try_new(yuan("-0.01"), day(SOON)).is_err());
    assert!(order("1").prepaid(yuan("-0.01")).is_err());
}

#[test]
fn reservations_that_cannot_be_are_refused_with_all_that_is_wrong() {
    let (told, policy) = (limited(), OrderCheckPolicy::default());
    let (li, ten) = (named("Li"), order("10"));
    let asked = request(&li, told.view(), &ten, "2026-04-02");
    let state = Reservations::default().try_reserve(0, &policy, &asked, as_of(T)).unwrap().state;
    let state = state.try_reserve(1, &policy, &asked, as_of(T)).unwrap().state;
    let draft = ReservationsDraft::from(state.clone());
    assert_eq!(Reservations::try_from(draft.clone()), Ok(state));
    let mut wrong = draft;
    wrong.version = 1;
    wrong.live[0].amount = yuan("-1");
    wrong.live[0].until = day("2026-03-30");
    assert_eq!(
        Reservations::try_from(wrong).unwrap_err().to_string(),
        "live.1 must not be negative, was CNY -1.00; \
         live.1 must not end before 2026-03-31, was 2026-03-30; \
         live.2 must have a number in 2..=1",
    );
}

#[test]
fn a_reservation_ends_on_its_first_day_or_later() {
    let (told, policy) = (limited(), OrderCheckPolicy::default());
    let (li, ten) = (named("Li"), order("10"));
    let until = |until| {
        let asked = request(&li, told.view(), &ten, until);
        Reservations::default().try_reserve(0, &policy, &asked, as_of(T))
    };
    assert_eq!(
        until("2026-03-30").unwrap_err().to_string(),
        "a reservation of 2026-03-31 must not end before it, was 2026-03-30",
    );
    let held = until(T).unwrap().reservation;
    assert!(held.holds_on(day(T)) && !held.holds_on(day("2026-04-01")));
}

#[test]
fn the_last_version_is_followed_by_no_other() {
    let (told, policy) = (limited(), OrderCheckPolicy::default());
    let (li, ten) = (named("Li"), order("10"));
    let asked = request(&li, told.view(), &ten, T);
    let reserve = |version| {
        let draft = ReservationsDraft { version, live: Vec::new() };
        let state = Reservations::try_from(draft).unwrap();
        state.try_reserve(version, &policy, &asked, as_of(T)).map(|it| it.state.version())
    };
    assert_eq!(reserve(u64::MAX - 1), Ok(u64::MAX));
    assert_eq!(
        reserve(u64::MAX).unwrap_err().to_string(),
        "the state has version 18446744073709551615, no other can follow",
    );
}
