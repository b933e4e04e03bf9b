//! S20: an order is approved, warned of or held; the check as a whole.

mod conduct;
mod counted_once;
mod limits;
mod remedies;
mod reservations;

use guanxi::credit::{
    Action, CheckOutcome, CreditInputs, OrderCheck, OrderCheckPolicy, OrderCheckPolicyDraft,
    OrderRequest, OrderVerdict, Reason,
};

use crate::given::{Told, as_of, day, yuan};

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

fn remedies(told: &Told, order: &OrderRequest) -> String {
    let policy = OrderCheckPolicy::default();
    let inputs = CreditInputs::default();
    policy.remedies(told.view(), order, &inputs, as_of(T), 60).unwrap().to_string()
}

fn limited() -> Told {
    Told::nothing().limited("100")
}

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
                    | Reason::WrittenOff
            )
        })
        .collect();
    assert_eq!(
        reasons, asked,
        "those of categories, pools and write-offs speak when there are some"
    );
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
