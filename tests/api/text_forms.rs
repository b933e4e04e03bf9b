//! Text forms of values: one form each, and refusals of every other.

use guanxi::{book, calendar, customer, lapse, measure, money, receivable};

#[test]
fn a_day_is_read_in_one_form_only() {
    for text in [
        "2026-1-031",
        "2026-01-1 ",
        " 2026-1-31",
        "2026- 1-31",
        "2026-01- 1",
        "+2026-1-31",
        "+2026-1-1",
        "-2026-1-31",
        "12026-1-31",
        "2026-02-29",
        "2026/01/31",
        "20260-1-31",
        "2026-01-31T",
        "",
    ] {
        assert!(text.parse::<calendar::Day>().is_err(), "{text:?}");
    }
}

#[test]
fn money_is_read_in_one_form_only() {
    let money = |text: &str| text.parse::<money::Money>();
    assert_eq!(money("CNY 1,234,567.50").unwrap().amount().minor(), 123_456_750);
    assert_eq!(money("CNY -1,234.5").unwrap().amount().minor(), -123_450);
    for text in [
        "CNY",
        "CNY ",
        "CNY x",
        "CNY 1.2.3",
        "CNY --1",
        "CNY +1",
        "CNY 1e3",
        "CNY .5",
        "CNY  1",
        "CNY 1_000",
        "cny 1",
    ] {
        assert!(money(text).is_err(), "{text:?}");
    }
}

#[test]
fn a_number_of_a_policy_is_read_in_one_form_only() {
    for text in ["8_0%", "+80%", " 80%", "80 %", "8e1%", "%", ".%"] {
        assert!(text.parse::<measure::Ratio>().is_err(), "{text:?}");
    }
    for text in ["1_000", "+1", " 1", "1e3", "", "."] {
        assert!(text.parse::<money::Major>().is_err(), "{text:?}");
        assert!(text.parse::<lapse::Parameter>().is_err(), "{text:?}");
    }
}

#[test]
fn a_comma_in_money_stands_between_groups_of_three_digits() {
    // Who writes "12,50" means twelve and a half, not one thousand two hundred and fifty.
    for text in ["CNY 12,50", "CNY 1,00", "CNY ,5", "CNY 1,,000", "CNY 1,000,", "CNY 1.00,0"] {
        assert!(text.parse::<money::Money>().is_err(), "{text:?}");
    }
}

#[test]
fn a_split_gives_back_the_whole_or_nothing() {
    let minor = |parts: Vec<money::Amount>| parts.iter().map(|it| it.minor()).collect::<Vec<_>>();
    let split = |whole, weights: &[u32]| money::Amount::from_minor(whole).split(weights).map(minor);
    assert_eq!(split(100, &[1, 1, 1]), Some(vec![34, 33, 33]));
    assert_eq!(split(-100, &[1, 1, 1]), Some(vec![-33, -33, -34]));
    assert_eq!(split(5, &[0, 1]), Some(vec![0, 5]));
    assert_eq!(split(5, &[0, 0]), None);
    assert_eq!(split(5, &[]), None, "no weight is positive");
    assert_eq!(split(0, &[]), None);
    assert_eq!(split(i64::MAX, &[u32::MAX; 2]), Some(vec![i64::MAX / 2 + 1, i64::MAX / 2]));
}

#[test]
fn a_credit_limit_below_zero_is_agreed_by_no_door() {
    let mut book = book::Book::new("CNY".parse().unwrap());
    let li = book.register(customer::Customer::new("Li".parse().unwrap())).unwrap();
    let below = receivable::CreditLimit::Amount(money::Amount::from_minor(-1));
    assert!(book.agree_limit(li, below).is_err());
}
