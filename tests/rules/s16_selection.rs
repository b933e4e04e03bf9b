//! S16: the selection of key accounts, over reviews, with its checks.

use guanxi::contract::ContractStatus;
use guanxi::customer::Importance;
use guanxi::key_account::{
    BargainingPower, CapacityCheck, ExclusionReason, GrowthLevels, KeyAccountCandidate,
    KeyAccountChoice, KeyAccountHours, KeyAccountStatus, KeyAccountWeight, SelectionCheck,
    SelectionFigures, SelectionReason, SelectionRules, StrategicFlag,
};
use guanxi::measure::{Quotient, Score};
use guanxi::money::{Currency, Money};
use guanxi::segment::Quadrant;

use crate::given::{as_of, day};

#[track_caller]
fn yuan(text: &str) -> Money {
    format!("CNY {text}").parse().unwrap()
}

#[track_caller]
fn percent(tenths: i128) -> Quotient {
    Quotient::try_new(tenths, 1_000).unwrap()
}

#[track_caller]
fn score(hundredths: i128) -> Score {
    Quotient::try_new(hundredths, 10_000).and_then(Score::try_from_fraction).unwrap()
}

/// A customer of class B of which nothing speaks for it.
fn plain() -> KeyAccountCandidate {
    KeyAccountCandidate {
        customer: "Li".parse().unwrap(),
        importance: Importance::B,
        figures: SelectionFigures {
            sales: yuan("1000"),
            margin: None,
            order_days: None,
            growth: None,
            loyalty: None,
            flag: None,
        },
        attractiveness: None,
        bargaining: None,
        quadrant: None,
        contract: Some(ContractStatus::InForce),
        knock_out: None,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the field that takes it may be empty")]
fn flag(until: &str) -> Option<StrategicFlag> {
    let (reason, by) = ("door to the north".parse().unwrap(), "Wang".parse().unwrap());
    Some(StrategicFlag { reason, by, until: day(until) })
}

fn flagged(until: &str) -> KeyAccountCandidate {
    let plain = plain();
    KeyAccountCandidate {
        figures: SelectionFigures { flag: flag(until), ..plain.figures },
        ..plain
    }
}

fn growing(tenths: i128) -> KeyAccountCandidate {
    let plain = plain();
    KeyAccountCandidate {
        figures: SelectionFigures { growth: Some(percent(tenths)), ..plain.figures },
        ..plain
    }
}

#[track_caller]
fn choose(
    candidate: &KeyAccountCandidate,
    before: Option<KeyAccountStatus>,
    on: &str,
) -> KeyAccountChoice {
    let rules = SelectionRules::default();
    rules.choose(candidate, before, GrowthLevels::default(), as_of(on)).unwrap()
}

#[track_caller]
fn first(candidate: &KeyAccountCandidate) -> KeyAccountChoice {
    choose(candidate, None, "2026-03-31")
}

#[test]
fn class_a_is_chosen_and_class_c_is_not_without_a_flag() {
    let a = first(&KeyAccountCandidate { importance: Importance::A, ..plain() });
    assert_eq!((a.reasons.as_slice(), a.status.is_key()), (&[SelectionReason::ClassA][..], true));
    assert_eq!(a.to_string(), "Li: key account since 2026-03-31 (class A)");
    for importance in [Importance::B, Importance::C] {
        let none = first(&KeyAccountCandidate { importance, ..plain() });
        assert!(none.reasons.is_empty() && !none.status.is_key());
    }
    let small = first(&KeyAccountCandidate { importance: Importance::C, ..growing(500) });
    assert!(!small.status.is_key(), "growth chooses class B only");
}

#[test]
fn class_b_with_high_growth_is_chosen_from_the_bound_on() {
    assert_eq!(first(&growing(100)).reasons, [SelectionReason::Growth]);
    assert!(first(&growing(99)).reasons.is_empty());
}

#[test]
fn class_b_is_chosen_when_attractive_and_weak_in_bargaining() {
    let with = |hundredths, bargaining| {
        let attractiveness = Some(score(hundredths));
        first(&KeyAccountCandidate { attractiveness, bargaining, ..plain() }).reasons
    };
    assert_eq!(with(6_700, Some(BargainingPower::Weak)), [SelectionReason::Attractive]);
    assert!(with(6_699, Some(BargainingPower::Weak)).is_empty());
    assert!(with(9_000, Some(BargainingPower::Latent)).is_empty(), "power without will is latent");
    assert!(with(9_000, None).is_empty(), "what nobody knows chooses nobody");
}

#[test]
fn a_flag_chooses_any_class_up_to_its_last_day() {
    let small = KeyAccountCandidate { importance: Importance::C, ..flagged("2026-03-31") };
    assert_eq!(first(&small).reasons, [SelectionReason::Flag]);
    assert!(choose(&small, None, "2026-04-01").reasons.is_empty());
}

#[test]
fn bars_keep_out_whatever_chooses() {
    let a = KeyAccountCandidate { importance: Importance::A, ..plain() };
    let out =
        KeyAccountCandidate { knock_out: Some("forged papers".parse().unwrap()), ..a.clone() };
    assert_eq!(first(&out).exclusions, [ExclusionReason::KnockOut]);
    let dangerous = KeyAccountCandidate { quadrant: Some(Quadrant::Dangerous), ..a.clone() };
    assert_eq!(first(&dangerous).exclusions, [ExclusionReason::Dangerous]);
    let decided =
        KeyAccountCandidate { quadrant: Some(Quadrant::Dangerous), ..flagged("2026-12-31") };
    assert!(first(&decided).exclusions.is_empty() && first(&decided).status.is_key());
    for contract in [None, Some(ContractStatus::Expired)] {
        let choice = first(&KeyAccountCandidate { contract, ..a.clone() });
        assert_eq!(choice.exclusions, [ExclusionReason::NoContract]);
        assert_eq!(choice.to_string(), "Li: no key account (class A; out: no contract in force)");
    }
}

#[test]
fn it_takes_two_reviews_to_enter_and_two_to_leave() {
    let (a, b) = (KeyAccountCandidate { importance: Importance::A, ..plain() }, plain());
    let not = choose(&b, None, "2026-03-31").status;
    let once = choose(&a, Some(not), "2026-06-30").status;
    assert_eq!(once, KeyAccountStatus::Other { reviewed: day("2026-06-30"), met: 1 });
    let twice = choose(&a, Some(once), "2026-09-30").status;
    let since = day("2026-09-30");
    assert_eq!(twice, KeyAccountStatus::Key { reviewed: since, since, missed: 0 });
    let missed = choose(&b, Some(twice), "2026-12-31").status;
    assert_eq!(missed.to_string(), "key account since 2026-09-30, reviews without a reason: 1");
    let back = choose(&a, Some(missed), "2027-03-31").status;
    assert_eq!(back, KeyAccountStatus::Key { reviewed: day("2027-03-31"), since, missed: 0 });
    assert!(!choose(&b, Some(missed), "2027-03-31").status.is_key());
}

#[test]
fn a_flag_enters_at_once_and_a_bar_leaves_at_once() {
    let not = choose(&plain(), None, "2026-03-31").status;
    let entered = choose(&flagged("2026-12-31"), Some(not), "2026-06-30").status;
    assert!(entered.is_key());
    let barred = KeyAccountCandidate { contract: None, ..flagged("2026-12-31") };
    assert!(!choose(&barred, Some(entered), "2026-09-30").status.is_key());
}

#[test]
fn bounds_have_a_band_of_three_points_after_the_first_review() {
    let day = day("2026-03-31");
    let key = Some(KeyAccountStatus::Key { reviewed: day, since: day, missed: 0 });
    let other = Some(KeyAccountStatus::Other { reviewed: day, met: 0 });
    let grows = |tenths, before| !choose(&growing(tenths), before, "2026-06-30").reasons.is_empty();
    assert!(grows(70, key) && !grows(69, key), "stays from 7 % on");
    assert!(grows(130, other) && !grows(129, other), "enters from 13 % on");
    let attracts = |hundredths, before| {
        let (attractiveness, bargaining) = (Some(score(hundredths)), Some(BargainingPower::Weak));
        let candidate = KeyAccountCandidate { attractiveness, bargaining, ..plain() };
        !choose(&candidate, before, "2026-06-30").reasons.is_empty()
    };
    assert!(attracts(6_400, key) && !attracts(6_399, key));
    assert!(attracts(7_000, other) && !attracts(6_999, other));
}

#[test]
fn a_review_follows_the_one_before() {
    let before = choose(&plain(), None, "2026-03-31").status;
    let rules = SelectionRules::default();
    let again = rules.choose(&plain(), Some(before), GrowthLevels::default(), as_of("2026-03-31"));
    assert_eq!(
        again.unwrap_err().to_string(),
        "a review of 2026-03-31 cannot follow one of 2026-03-31"
    );
}

fn weight(is_key: bool, sales: &str, margin: Option<&str>) -> KeyAccountWeight {
    KeyAccountWeight { is_key, sales: yuan(sales), margin: margin.map(yuan) }
}

#[test]
fn the_check_tells_the_share_of_sales_and_margin_that_the_selected_bring() {
    let mut accounts = vec![weight(true, "800", Some("60"))];
    accounts.extend((0..4).map(|_| weight(false, "50", Some("10"))));
    let check = SelectionCheck::try_from_accounts(Currency::CNY, &accounts).unwrap();
    assert_eq!(check.to_string(), "1 of 5 customers (20%) bring 80% of sales and 60% of margin");
    let rules = SelectionRules::default();
    assert_eq!(check.brings_enough(&rules), Some(true));
    assert!(!check.selects_too_many(&rules));
    assert_eq!(check.brings_enough_margin(&rules), Some(false));
    accounts[1].sales = yuan("50.01");
    accounts[2].is_key = true;
    let check = SelectionCheck::try_from_accounts(Currency::CNY, &accounts).unwrap();
    assert!(check.selects_too_many(&rules), "two of five");
}

/// Complaint: a selection by sales picks customers that cost more than they bring.
#[test]
fn the_share_of_margin_is_unknown_where_one_margin_is() {
    let accounts = [weight(true, "800", Some("60")), weight(false, "200", None)];
    let check = SelectionCheck::try_from_accounts(Currency::CNY, &accounts).unwrap();
    assert_eq!(check.margin, None);
    assert_eq!(check.brings_enough_margin(&SelectionRules::default()), None);
    assert_eq!(
        check.to_string(),
        "1 of 2 customers (50%) bring 80% of sales and an unknown share of margin"
    );
}

#[test]
fn key_accounts_that_do_not_fit_into_the_hours_are_named() {
    let account = |name: &str, hours, sales: &str| KeyAccountHours {
        customer: name.parse().unwrap(),
        hours,
        sales: yuan(sales),
    };
    let accounts =
        [account("Li", 300, "900"), account("Wu", 200, "100"), account("Zhao", 101, "500")];
    let marginal = |available| {
        let check = CapacityCheck::try_from_hours(&accounts, available, &SelectionRules::default())
            .unwrap();
        check.marginal.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    // 601 hours are 60 % of 1,001.67.
    assert!(marginal(1_002).is_empty());
    assert_eq!(marginal(1_001), ["Wu"]);
    assert_eq!(marginal(500), ["Wu", "Zhao"], "300 hours are 60 % of 500");
    let check =
        CapacityCheck::try_from_hours(&accounts, 1_001, &SelectionRules::default()).unwrap();
    assert_eq!(
        check.to_string(),
        "key accounts take 601 of 1001 hours, more than they may: give up Wu"
    );
}

/// Found: an account without hours was named though nothing is gained by giving it up, a customer
/// that was listed twice counted twice, and amounts of two currencies were compared.
#[test]
fn hours_are_counted_once_a_customer_and_exactly_the_share_fits() {
    let account = |name: &str, hours, sales: &str| KeyAccountHours {
        customer: name.parse().unwrap(),
        hours,
        sales: sales.parse().unwrap(),
    };
    let check = |accounts: &[KeyAccountHours], available| {
        CapacityCheck::try_from_hours(accounts, available, &SelectionRules::default())
    };
    let marginal = |accounts: &[KeyAccountHours], available| {
        let found = check(accounts, available).unwrap();
        found.marginal.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let accounts =
        [account("Li", 59, "CNY 9"), account("Wu", 1, "CNY 1"), account("Zhao", 0, "CNY 0")];
    assert!(marginal(&accounts, 100).is_empty(), "60 of 100");
    assert_eq!(marginal(&accounts, 99), ["Wu"], "60 of 99, and Zhao takes none");
    assert_eq!(marginal(&accounts, 0), ["Wu", "Li"]);
    assert!(marginal(&[], 0).is_empty());
    let refused = |accounts: &[KeyAccountHours]| check(accounts, 100).unwrap_err().to_string();
    assert_eq!(
        refused(&[account("Li", 1, "CNY 9"), account("Li", 1, "CNY 9")]),
        "customer Li is listed twice"
    );
    assert_eq!(
        refused(&[account("Li", 1, "CNY 9"), account("Wu", 1, "USD 1")]),
        "the sales of Wu must be in CNY, was USD 1.00"
    );
}

#[test]
fn returns_beyond_sales_make_no_share_of_sales_larger() {
    let check = |accounts: &[KeyAccountWeight]| {
        SelectionCheck::try_from_accounts(Currency::CNY, accounts).unwrap()
    };
    let (one, other, sent_back) =
        (weight(true, "750", None), weight(false, "250", None), weight(false, "-200", None));
    let rules = SelectionRules::default();
    let found = check(&[one, other, sent_back]);
    assert_eq!(found.sales, Quotient::try_new(3, 4));
    assert_eq!(found.brings_enough(&rules), Some(false));
    assert_eq!(check(&[sent_back]).brings_enough(&rules), None);
}

/// Found: the sales of all customers had to fit into one amount, and a check of larger ones failed.
#[test]
fn the_sums_of_a_check_are_of_any_size() {
    let most = "92233720368547758.07";
    let accounts = [weight(true, most, Some(most)), weight(false, most, Some(most))];
    let check = SelectionCheck::try_from_accounts(Currency::CNY, &accounts).unwrap();
    assert_eq!(check.sales, Quotient::try_new(1, 2));
    assert_eq!(check.margin, Quotient::try_new(1, 2));
}
