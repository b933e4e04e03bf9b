//! S20: each field of each policy that decides as another system: the rules that it asks, and each
//! bound at it, just under and just over.

use guanxi::credit::{
    Action, CheckOutcome, CreditInputs, OrderCheckPolicy, OrderRequest, Pool, PoolKind, Reason,
};
use guanxi::evidence::NotJudged;
use guanxi::measure::{Quotient, Score};
use guanxi::money::Total;
use guanxi::receivable::{CollateralKind, CreditLimit, LimitValidity};

use crate::given::{Told, as_of, day, yuan};

const T: &str = "2026-03-31";
const SOON: &str = "2026-04-10";

fn sap() -> OrderCheckPolicy {
    OrderCheckPolicy::sap_like()
}

fn d365() -> OrderCheckPolicy {
    OrderCheckPolicy::d365_like()
}

fn erpnext() -> OrderCheckPolicy {
    OrderCheckPolicy::erpnext_like()
}

fn oca() -> OrderCheckPolicy {
    OrderCheckPolicy::oca_like()
}

fn all() -> [OrderCheckPolicy; 4] {
    [sap(), d365(), erpnext(), oca()]
}

fn pool(kind: PoolKind) -> Pool {
    let limit = CreditLimit::Amount(yuan("90000").amount());
    let (used, held, least) = (Total::ZERO, Total::ZERO, Total::ZERO);
    Pool { kind, name: format!("{kind:?}"), limit, used, held, least }
}

fn delivered(amount: &str, deliver: &str) -> OrderRequest {
    OrderRequest::try_new(yuan(amount), day(deliver)).unwrap()
}

#[track_caller]
fn failed(policy: &OrderCheckPolicy, told: &Told, amount: &str) -> Vec<(Reason, Action)> {
    with(policy, told, amount, CreditInputs::default())
}

#[track_caller]
fn with(
    policy: &OrderCheckPolicy,
    told: &Told,
    amount: &str,
    inputs: CreditInputs<'_>,
) -> Vec<(Reason, Action)> {
    let check = policy.check(told.view(), &delivered(amount, SOON), &inputs, as_of(T)).unwrap();
    check.failed().map(|it| (it.reason, it.action().unwrap())).collect()
}

const fn held(reason: Reason) -> (Reason, Action) {
    (reason, Action::Hold)
}

fn limited() -> Told {
    Told::nothing().limited("1000")
}

/// The rules that a policy asks when everything is known.
fn asked(policy: &OrderCheckPolicy) -> Vec<Reason> {
    let pools = [PoolKind::Group, PoolKind::Segment, PoolKind::Currency].map(pool);
    let inputs = CreditInputs {
        dunning_level: Some(0),
        payment_index: Quotient::try_new(8, 10).and_then(Score::try_from_fraction),
        broken_promises: Some(0),
        pools: &pools,
        ..CreditInputs::default()
    };
    let told = limited().due("2026-03-30", "950");
    let check = policy.check(told.view(), &delivered("1", SOON), &inputs, as_of(T)).unwrap();
    let is_asked = |outcome: &CheckOutcome| *outcome != CheckOutcome::NotJudged(NotJudged::Off);
    check.findings().iter().filter(|it| is_asked(&it.outcome)).map(|it| it.reason).collect()
}

#[test]
fn each_system_asks_its_own_rules_and_no_other() {
    use Reason::{
        ForcedHold, LimitExpired, LimitNotSet, OldestItemTooOld, OverCurrencyLimit, OverGroupLimit,
        OverLimit, OverLimitInHorizon, OverSegmentLimit, OverdueAmount, OverdueShare,
    };
    let pools = [OverSegmentLimit, OverCurrencyLimit, OverGroupLimit];
    let of_sap = [ForcedHold, LimitNotSet, OverLimit, OverLimitInHorizon]
        .into_iter()
        .chain(pools)
        .chain([OldestItemTooOld, OverdueShare, Reason::DunningLevel]);
    assert_eq!(asked(&sap()), of_sap.collect::<Vec<_>>());
    let of_d365 = [ForcedHold, LimitExpired, OverLimit]
        .into_iter()
        .chain(pools)
        .chain([OldestItemTooOld, OverdueAmount]);
    // A contract was never recorded, so nothing can be said of one.
    assert_eq!(asked(&d365()), of_d365.collect::<Vec<_>>());
    assert_eq!(asked(&erpnext()), [ForcedHold, OverLimit]);
    assert_eq!(asked(&oca()), [ForcedHold, OverLimit]);
}

#[test]
fn no_system_allows_an_order_beyond_its_limit_or_lets_small_change_pass() {
    for policy in all() {
        assert_eq!(failed(&policy, &limited().due(SOON, "400"), "600"), []);
        let over = failed(&policy, &limited().due(SOON, "400"), "600.01");
        assert!(over.contains(&held(Reason::OverLimit)), "{over:?}");
    }
    let cents = limited().due("2025-01-01", "0.01");
    assert!(failed(&sap(), &cents, "1").contains(&held(Reason::OldestItemTooOld)));
    assert!(failed(&d365(), &cents, "1").contains(&held(Reason::OldestItemTooOld)));
    assert_eq!(failed(&erpnext(), &cents, "1"), []);
    assert_eq!(failed(&oca(), &cents, "1"), []);
}

#[test]
fn the_oldest_item_of_sap_and_d365_may_be_30_days_past_due() {
    let old = |policy: &OrderCheckPolicy, due| {
        let told = Told::nothing().limited("90000").due(due, "1").due(SOON, "99");
        failed(policy, &told, "1")
    };
    for policy in [sap(), d365()] {
        assert_eq!(old(&policy, "2026-03-01"), [], "30 days");
        assert_eq!(old(&policy, "2026-02-28"), [held(Reason::OldestItemTooOld)], "31 days");
    }
}

#[test]
fn the_dynamic_check_of_sap_looks_60_days_ahead() {
    // The static check holds as well; only the dynamic one depends on the day.
    let by = |deliver| {
        let told = limited().ordered("2026-03-01", deliver, "1000");
        failed(&sap(), &told, "1")
    };
    let both = [held(Reason::OverLimit), held(Reason::OverLimitInHorizon)];
    assert_eq!(by("2026-05-30"), both, "in 60 days");
    assert_eq!(by("2026-05-31"), [held(Reason::OverLimit)], "in 61 days");
}

#[test]
fn the_overdue_share_of_sap_is_30_percent_of_items_more_than_30_days_past_due() {
    // An item of 31 days is too old as well, so that rule is left out.
    let mut draft = sap().into_draft();
    draft.oldest_item.action = Action::Off;
    let policy = OrderCheckPolicy::try_new(draft).unwrap();
    let by = |due, amount: &str, rest: &str| {
        let told = Told::nothing().limited("90000").due(due, amount).due(SOON, rest);
        failed(&policy, &told, "1")
    };
    assert_eq!(by("2026-02-28", "300", "700"), [], "30 % exactly");
    assert_eq!(by("2026-02-28", "300.01", "699.99"), [held(Reason::OverdueShare)]);
    assert_eq!(by("2026-03-01", "900", "100"), [], "30 days are not more than 30");
}

#[test]
fn the_reminder_of_sap_may_be_of_the_third_level() {
    let by = |policy: &OrderCheckPolicy, level| {
        let inputs = CreditInputs { dunning_level: Some(level), ..CreditInputs::default() };
        with(policy, &limited(), "1", inputs)
    };
    assert_eq!(by(&sap(), 3), []);
    assert_eq!(by(&sap(), 4), [held(Reason::DunningLevel)]);
    for policy in [d365(), erpnext(), oca()] {
        assert_eq!(by(&policy, u8::MAX), []);
    }
}

#[test]
fn the_limit_of_d365_expires_without_grace() {
    let by = |policy: &OrderCheckPolicy, valid_to| {
        let mut told = limited();
        let validity = LimitValidity { valid_to: Some(day(valid_to)), review_on: None };
        told.account.state_limit_validity(validity);
        failed(policy, &told, "1")
    };
    assert_eq!(by(&d365(), "2026-03-31"), [], "its last day");
    assert_eq!(by(&d365(), "2026-03-30"), [held(Reason::LimitExpired)]);
    for policy in [sap(), erpnext(), oca()] {
        assert_eq!(by(&policy, "2020-01-01"), []);
    }
}

#[test]
fn any_overdue_sum_holds_at_d365_once_more_than_90_percent_are_used() {
    let by = |overdue: &str, amount: &str| {
        let told = limited().due("2026-03-30", overdue).due(SOON, "800");
        failed(&d365(), &told, amount)
    };
    assert_eq!(by("0.01", "99.99"), [], "90 % exactly");
    assert_eq!(by("0.01", "100"), [held(Reason::OverdueAmount)]);
    assert_eq!(failed(&d365(), &limited().due(T, "950"), "1"), [], "due today is not overdue");
}

#[test]
fn a_guarantee_lessens_what_is_owed_everywhere_but_at_erpnext() {
    let told =
        limited().due(SOON, "1000").secured(CollateralKind::Guarantee, "2026-12-31", "100", "100%");
    for policy in [sap(), d365(), oca()] {
        assert_eq!(failed(&policy, &told, "100"), []);
        assert!(failed(&policy, &told, "100.01").contains(&held(Reason::OverLimit)));
    }
    assert_eq!(failed(&erpnext(), &told, "0.01"), [held(Reason::OverLimit)]);
}

#[test]
fn orders_deliveries_bills_disputes_and_unapplied_credit_count_in_every_system() {
    let told = limited()
        .disputed(SOON, "100")
        .ordered_as("O1", "2026-03-01", SOON, "300")
        .handed("ordered O1", "delivered D1", "2026-03-10", "200")
        .handed("delivered D1", "billed B1", "2026-03-12", "50")
        .paid("2026-03-15", "150");
    // 100 disputed and 50 paid too much, 100 ordered, 150 delivered, 50 billed.
    for policy in all() {
        let check =
            policy.check(told.view(), &delivered("1", SOON), &CreditInputs::default(), as_of(T));
        assert_eq!(check.unwrap().before().minor(), 250_00);
    }
}

#[test]
fn pools_hold_at_sap_and_d365_and_are_not_asked_elsewhere() {
    let full = [Pool { used: yuan("90000").amount().to_total(), ..pool(PoolKind::Group) }];
    let inputs = CreditInputs { pools: &full, ..CreditInputs::default() };
    for policy in [sap(), d365()] {
        assert_eq!(with(&policy, &limited(), "0.01", inputs), [held(Reason::OverGroupLimit)]);
    }
    for policy in [erpnext(), oca()] {
        assert_eq!(with(&policy, &limited(), "0.01", inputs), []);
    }
}
