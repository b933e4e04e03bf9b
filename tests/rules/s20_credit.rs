//! S20: exposure and the limit in force.

use guanxi::account::{Account, RecordError};
use guanxi::credit::Exposure;
use guanxi::money::Amount;
use guanxi::receivable::{CreditLimit, TemporaryLimit};
use guanxi::warning::{Arm, DebtPolicy, Reading};

use crate::given::{QUIET, Told, WATCH, as_of, day, fen, finding, on, yuan};

#[track_caller]
fn exposure(told: &Told, t: &str, horizon: Option<u16>) -> i128 {
    Exposure::from_account(told.view(), as_of(t), horizon).total().minor()
}

fn limit(text: &str) -> CreditLimit {
    CreditLimit::Amount(yuan(text).amount())
}

#[test]
fn exposure_is_open_items_and_open_orders_less_unapplied_credit() {
    let told = Told::nothing()
        .due("2026-03-01", "100")
        .ordered("2026-03-01", "2026-05-01", "40")
        .paid("2026-03-10", "30");
    assert_eq!(exposure(&told, "2026-03-31", None), fen("110"));
    let overpaid = told.paid("2026-03-20", "120");
    let found = Exposure::from_account(overpaid.view(), as_of("2026-03-31"), None);
    assert_eq!(found.standing.unapplied.minor(), fen("50"));
    assert_eq!(found.orders.minor(), fen("40"));
    assert_eq!(found.total().minor(), -fen("10"));
}

#[test]
fn an_open_order_counts_up_to_the_horizon() {
    let told = Told::nothing().ordered("2026-03-01", "2026-03-31", "40");
    assert_eq!(exposure(&told, "2026-03-10", Some(20)), 0);
    assert_eq!(exposure(&told, "2026-03-10", Some(21)), fen("40"));
    assert_eq!(exposure(&told, "2026-03-31", Some(0)), fen("40"));
    assert_eq!(exposure(&told, "2026-04-30", Some(0)), fen("40"), "late, still open");
}

#[test]
fn the_horizon_is_unlimited_by_default() {
    let told = Told::nothing().ordered("2026-03-01", "2099-12-31", "40");
    assert_eq!(exposure(&told, "2026-03-01", None), fen("40"));
    assert_eq!(DebtPolicy::default().horizon_days, None);
}

#[test]
fn an_order_of_a_later_day_is_not_seen() {
    let told = Told::nothing().ordered("2026-03-01", "2026-03-31", "40");
    assert_eq!(exposure(&told, "2026-02-28", None), 0);
}

#[test]
fn disputed_items_stay_in_and_are_shown_apart() {
    let told = Told::nothing().due("2026-03-01", "100").disputed("2026-03-02", "20");
    let found = Exposure::from_account(told.view(), as_of("2026-03-31"), None);
    assert_eq!(found.total().minor(), fen("120"));
    assert_eq!(found.standing.disputed.minor(), fen("20"));
}

#[test]
fn a_limit_is_not_set_unlimited_or_an_amount() {
    let t = as_of("2026-03-31");
    assert_eq!(Told::nothing().view().limit(t), CreditLimit::NotSet);
    let told = |text| Told::nothing().limited(text).view().limit(t);
    assert_eq!(told(""), CreditLimit::NotSet);
    assert_eq!(told("unlimited"), CreditLimit::Unlimited);
    assert_eq!(told("0"), CreditLimit::Amount(Amount::ZERO));
    assert_eq!(told("1000"), limit("1000"));
    assert!(CreditLimit::try_from_money(yuan("-0.01"), yuan("0").currency()).is_err());
}

#[test]
fn money_in_another_currency_becomes_no_limit_of_the_book() {
    let (dinars, euros) = ("KWD 10.000".parse().unwrap(), "EUR 100".parse().unwrap());
    let book = guanxi::book::Book::new("EUR".parse().unwrap());
    assert!(CreditLimit::try_from_money(dinars, book.currency()).is_err());
    assert_eq!(
        CreditLimit::try_from_money(euros, book.currency()),
        Ok(CreditLimit::Amount(Amount::from_minor(100_00))),
    );
}

#[test]
fn a_temporary_limit_replaces_the_base_on_both_ends() {
    let told = Told::nothing().limited("100").limited_in("2026-01-10", "2026-01-20", "500");
    let on = |t| told.view().limit(as_of(t));
    assert_eq!(on("2026-01-09"), limit("100"));
    assert_eq!(on("2026-01-10"), limit("500"));
    assert_eq!(on("2026-01-20"), limit("500"));
    assert_eq!(on("2026-01-21"), limit("100"));
}

#[test]
fn a_temporary_limit_replaces_any_base_even_by_less() {
    for base in ["", "unlimited", "0", "9000"] {
        let told = Told::nothing().limited(base).limited_in("2026-01-10", "2026-01-10", "0");
        let found = told.view().limit(as_of("2026-01-10"));
        assert_eq!(found, CreditLimit::Amount(Amount::ZERO), "{base:?}");
    }
}

#[test]
fn two_temporary_limits_that_share_a_day_are_refused() {
    let base = Told::nothing().limited_in("2026-01-10", "2026-01-20", "500");
    let rows = [
        ("2026-01-20", "2026-01-25", true),
        ("2026-01-21", "2026-01-25", false),
        ("2026-01-05", "2026-01-10", true),
        ("2026-01-05", "2026-01-09", false),
        ("2026-01-12", "2026-01-13", true),
        ("2026-01-01", "2026-01-31", true),
        ("2026-01-10", "2026-01-20", true),
    ];
    for (from, to, refused) in rows {
        let mut told = base.clone();
        let other = TemporaryLimit { from: day(from), to: day(to), limit: yuan("600") };
        let outcome = told.account.record(other);
        assert_eq!(outcome.is_err(), refused, "{from} to {to}");
        let stands = told.view().limit(as_of("2026-01-15"));
        assert_eq!(stands, limit("500"), "{from} to {to}");
    }
}

#[test]
fn a_temporary_limit_ends_on_its_first_day_or_later_and_is_not_negative() {
    let mut told = Told::nothing();
    let reversed =
        TemporaryLimit { from: day("2026-01-10"), to: day("2026-01-09"), limit: yuan("1") };
    assert!(matches!(told.refused(reversed), RecordError::OutOfBounds { .. }));
    let negative = TemporaryLimit { to: reversed.from, limit: yuan("-1"), ..reversed };
    assert!(matches!(told.refused(negative), RecordError::OutOfBounds { .. }));
}

/// Vector 7 of the credit notes: a limit of 1,000 with open items of 900 is used to 90 %.
#[test]
fn utilisation_is_exposure_by_limit() {
    let told = Told::nothing().limited("1000").due("2026-04-30", "900");
    let reading = DebtPolicy::default().read(told.view(), &on("2026-04-01"));
    assert_eq!(reading.utilisation().unwrap().to_string(), "0.9");
    assert_eq!(finding(reading.arms(), Arm::Utilisation), WATCH);
}

/// Vector 11: limit 100, used 40, a new order of 55: projected 95, above 80 %; with an order of 40
/// it is 80 % exactly.
#[test]
fn a_new_order_is_part_of_what_is_used() {
    let projected = |order| {
        let told = Told::nothing().limited("100").due("2026-04-30", "40").ordered(
            "2026-04-01",
            "2026-04-20",
            order,
        );
        let reading = DebtPolicy::default().read(told.view(), &on("2026-04-01"));
        (reading.exposure.minor(), finding(reading.arms(), Arm::Utilisation))
    };
    assert_eq!(projected("55"), (fen("95"), WATCH));
    assert_eq!(projected("40"), (fen("80"), QUIET));
}

/// Vector 14: limit 100, nothing used, a document of 60: it counts once.
#[test]
fn a_document_counts_once() {
    let told = Told::nothing().limited("100").ordered("2026-04-01", "2026-04-20", "60");
    assert_eq!(exposure(&told, "2026-04-01", None), fen("60"));
}

#[test]
fn restating_the_limit_replaces_it() {
    let mut account = Account::new("Li".parse().unwrap(), "CNY".parse().unwrap());
    account.agree_limit(CreditLimit::Unlimited).unwrap();
    account.agree_limit(limit("7")).unwrap();
    assert_eq!(account.view().limit(as_of("2026-01-01")), limit("7"));
}
