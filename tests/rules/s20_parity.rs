//! S20: policies that decide as well-known systems do, and limits in other currencies.

use guanxi::credit::{
    CreditInputs, ExchangeRate, ExchangeRates, OrderCheckPolicy, OrderCheckPolicyDraft,
    OrderRequest, OrderVerdict, Pool, PoolKind, RateError, Reason,
};
use guanxi::money::{Currency, Money, Total};
use guanxi::receivable::CreditLimit;
use guanxi::valid::Valid;

use crate::given::{Told, as_of, currency, day, yuan};

const T: &str = "2026-03-31";

fn rate(currency: Currency, from: &str, rate: &str) -> ExchangeRate {
    ExchangeRate { currency, from: day(from), rate: rate.parse().unwrap() }
}

fn all() -> [(&'static str, OrderCheckPolicy); 4] {
    [
        ("sap", OrderCheckPolicy::sap_like()),
        ("d365", OrderCheckPolicy::d365_like()),
        ("erpnext", OrderCheckPolicy::erpnext_like()),
        ("oca", OrderCheckPolicy::oca_like()),
    ]
}

#[track_caller]
fn failed(policy: &OrderCheckPolicy, told: &Told, amount: &str, pools: &[Pool]) -> Vec<Reason> {
    let order = OrderRequest::try_new(yuan(amount), day("2026-04-10")).unwrap();
    let inputs = CreditInputs { pools, ..CreditInputs::default() };
    let check = policy.check(told.view(), &order, &inputs, as_of(T)).unwrap();
    check.failed().map(|it| it.reason).collect()
}

#[test]
fn each_policy_is_valid_and_like_no_other() {
    for (name, policy) in all() {
        let draft = policy.clone().into_draft();
        assert_eq!(Valid::try_new(draft.clone()), Ok(policy), "{name}");
        assert_ne!(draft, OrderCheckPolicyDraft::default(), "{name} would be the fallback");
        let twins = all().iter().filter(|(_, other)| other.clone().into_draft() == draft).count();
        assert_eq!(twins, 1, "{name}");
    }
}

#[test]
fn every_system_holds_strictly_above_the_limit() {
    let told = Told::nothing().limited("100").due("2026-04-30", "40");
    for (name, policy) in all() {
        assert_eq!(failed(&policy, &told, "60", &[]), [], "{name}");
        assert!(failed(&policy, &told, "60.01", &[]).contains(&Reason::OverLimit), "{name}");
    }
}

#[test]
fn sap_holds_a_customer_without_a_limit_and_the_others_let_it_pass() {
    let told = Told::nothing().due("2026-04-30", "40");
    let holds = all().map(|(_, policy)| !failed(&policy, &told, "1", &[]).is_empty());
    assert_eq!(holds, [true, false, false, false]);
}

/// Own 10,000 and group 15,000: 10,000; own 20,000: 15,000; own 0 and mandatory: 0; unlimited: no
/// end; own not set: 15,000.
#[test]
fn d365_takes_the_stricter_of_the_own_limit_and_that_of_the_group() {
    let policy = OrderCheckPolicy::d365_like();
    let most = |own: &str, most: &str| {
        let told = Told::nothing().limited(own);
        let pool = Pool {
            kind: PoolKind::Group,
            name: "group".to_owned(),
            limit: CreditLimit::Amount(yuan("15000").amount()),
            used: Total::ZERO,
            held: Total::ZERO,
            least: Total::ZERO,
        };
        let pools = std::slice::from_ref(&pool);
        let over = Money::new(
            yuan(most).amount().checked_add(yuan("0.01").amount()).unwrap(),
            currency("CNY"),
        );
        let over = over.amount().to_total().plain(currency("CNY")).to_string();
        let own = CreditLimit::try_from_text(own, currency("CNY")).unwrap();
        assert_eq!(own.meet(pool.limit), CreditLimit::Amount(yuan(most).amount()));
        failed(&policy, &told, most, pools).is_empty()
            && !failed(&policy, &told, &over, pools).is_empty()
    };
    assert!(most("10000", "10000"));
    assert!(most("20000", "15000"));
    assert!(most("0", "0"));
    assert!(most("", "15000"));
    let unlimited = Told::nothing().limited("unlimited");
    assert_eq!(failed(&policy, &unlimited, "9000000", &[]), []);
}

#[test]
fn sap_checks_segment_and_main_segment_both() {
    let policy = OrderCheckPolicy::sap_like();
    let told = Told::nothing().limited("1000");
    let segment = |limit: &str| Pool {
        kind: PoolKind::Segment,
        name: "machines".to_owned(),
        limit: CreditLimit::Amount(yuan(limit).amount()),
        used: yuan("50").amount().to_total(),
        held: Total::ZERO,
        least: Total::ZERO,
    };
    assert_eq!(failed(&policy, &told, "50", &[segment("100")]), []);
    assert_eq!(failed(&policy, &told, "50.01", &[segment("100")]), [Reason::OverSegmentLimit]);
    let both = failed(&policy, &told, "1000.01", &[segment("100")]);
    assert_eq!(both, [Reason::OverLimit, Reason::OverLimitInHorizon, Reason::OverSegmentLimit]);
}

#[test]
fn d365_holds_an_overdue_sum_only_with_a_used_limit() {
    let policy = OrderCheckPolicy::d365_like();
    let told = Told::nothing().limited("100").due("2026-03-30", "10");
    assert_eq!(failed(&policy, &told, "80", &[]), [], "90% exactly");
    assert_eq!(failed(&policy, &told, "80.01", &[]), [Reason::OverdueAmount]);
}

#[test]
fn erpnext_counts_the_order_under_check_once_and_looks_at_nothing_else() {
    let policy = OrderCheckPolicy::erpnext_like();
    let told = Told::nothing()
        .limited("100")
        .ordered_as("SO-1", "2026-03-30", "2026-04-10", "60")
        .due("2025-01-01", "1");
    let order = OrderRequest::try_new(yuan("60"), day("2026-04-10")).unwrap();
    let order = order.numbered("SO-1".parse().unwrap());
    let check = policy.check(told.view(), &order, &CreditInputs::default(), as_of(T)).unwrap();
    assert_eq!(check.verdict(), OrderVerdict::Approve);
}

#[test]
fn a_limit_in_another_currency_is_converted_once_and_says_how() {
    let (usd, cny) = (currency("USD"), currency("CNY"));
    let rates = [rate(usd, "2026-01-01", "7.125")];
    let rates = ExchangeRates::try_new(cny, rates).unwrap();
    let limit = rates.convert("USD 1000.01".parse().unwrap(), day(T)).unwrap();
    assert_eq!((limit.to, limit.is_rounded, limit.on), (yuan("7125.07"), true, day("2026-01-01")));
    let exact = rates.convert("USD 8".parse().unwrap(), day(T)).unwrap();
    assert_eq!((exact.to, exact.is_rounded), (yuan("57"), false));
    let early = rates.convert("USD 8".parse().unwrap(), day("2025-12-31"));
    assert_eq!(early, Err(RateError::Missing { currency: usd, day: day("2025-12-31") }));
    let pool = Pool {
        kind: PoolKind::Currency,
        name: "USD".to_owned(),
        limit: CreditLimit::Amount(limit.to.amount()),
        used: yuan("7000").amount().to_total(),
        held: Total::ZERO,
        least: Total::ZERO,
    };
    let told = Told::nothing().limited("unlimited");
    let policy = OrderCheckPolicy::default();
    let pools = std::slice::from_ref(&pool);
    assert_eq!(failed(&policy, &told, "125.07", pools), []);
    assert_eq!(failed(&policy, &told, "125.08", pools), [Reason::OverCurrencyLimit]);
}

#[test]
fn rates_that_cannot_be_are_refused() {
    let (usd, cny, on) = (currency("USD"), currency("CNY"), day(T));
    let says = |rates: Vec<_>| ExchangeRates::try_new(cny, rates).unwrap_err().to_string();
    assert_eq!(says(vec![rate(usd, T, "-7")]), "the rate of USD must be above 0, was -7");
    let twice = vec![rate(usd, T, "7"), rate(usd, T, "7")];
    assert_eq!(says(twice), "the rate of USD stands twice for 2026-03-31");
    let huge = ExchangeRates::try_new(cny, [rate(usd, T, "1000")]).unwrap();
    let outcome = huge.convert("USD 92233720368547758.07".parse().unwrap(), on);
    assert!(matches!(outcome, Err(RateError::Money(_))), "{outcome:?}");
}

#[test]
fn an_amount_in_the_currency_itself_stays_and_others_take_a_rate() {
    let rates = ExchangeRates::try_new(currency("CNY"), []).unwrap();
    assert_eq!(rates.convert(yuan("5"), day(T)).unwrap().to, yuan("5"));
    let error = rates.convert("USD 5".parse().unwrap(), day("2026-01-01")).unwrap_err();
    assert_eq!(error.to_string(), "there is no rate of USD by 2026-01-01");
}
