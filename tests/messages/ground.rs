//! The ground: days, ids, money, ratios, violations.

use guanxi::calendar::{Day, Month};
use guanxi::id::CustomerId;
use guanxi::incident::IncidentKind;
use guanxi::lapse::{Parameter, Sigmas};
use guanxi::measure::{Probability, Ratio};
use guanxi::money::{Amount, Currency, Major, Money};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::valid::Violations;

use crate::given::{currency, yuan};
use crate::{misread, refused};

#[test]
fn calendar() {
    assert_eq!(
        misread::<Day>("2026-02-30"),
        "a day is written as 2026-01-31 and lies in the calendar, was \"2026-02-30\""
    );
    assert_eq!(misread::<Month>("2026-13"), "a month is written as 2026-01, was \"2026-13\"");
}

#[test]
fn ids() {
    assert_eq!(misread::<CustomerId>(""), "an id has 1..=128 characters, \"\" has 0");
    let long = "关".repeat(129);
    assert_eq!(
        misread::<CustomerId>(&long),
        format!("an id has 1..=128 characters, \"{long}\" has 129")
    );
    assert_eq!(
        misread::<CustomerId>(" Li"),
        "an id holds no control character and no blank at its ends, was \" Li\""
    );
    assert_eq!(
        misread::<IncidentKind>("a\tb"),
        "an id holds no control character and no blank at its ends, was \"a\\tb\""
    );
}

#[test]
fn money() {
    assert_eq!(misread::<Currency>("XYZ"), "\"XYZ\" is not a currency code of ISO 4217");
    assert_eq!(
        misread::<Currency>("XAU"),
        "XAU has no minor units, so no amount of it can be exact"
    );
    assert_eq!(misread::<Money>("XYZ 1"), "\"XYZ\" is not a currency code of ISO 4217");
    assert_eq!(
        misread::<Money>("CNY 1.005"),
        "amount \"1.005\" has more digits than CNY carries (2)"
    );
    assert_eq!(
        misread::<Money>("CNY 92233720368547758.08"),
        "amount \"92233720368547758.08\" CNY lies outside \
         -92233720368547758.08..=92233720368547758.07"
    );
    assert_eq!(
        misread::<Money>("CNY 1x"),
        "amount \"1x\" is not a plain decimal number of at most 28 digits"
    );
    let dollar: Money = "USD 1".parse().unwrap();
    assert_eq!(refused(yuan("1").checked_add(dollar)), "USD cannot be added to CNY");
    let most = Money::new(Amount::MAX, currency("CNY"));
    assert_eq!(
        refused(most.checked_add(yuan("0.01"))),
        "the sum of CNY 92,233,720,368,547,758.07 and CNY 0.01 does not fit"
    );
    assert_eq!(
        misread::<Major>("-1"),
        "\"-1\" is not an amount of major units between 0 and 922337203685477.5807 with at most \
         four digits after the point"
    );
}

#[test]
fn measures() {
    assert_eq!(
        misread::<Ratio>("80"),
        "a ratio is written with a percent sign, as \"80%\", was \"80\""
    );
    assert_eq!(misread::<Ratio>("x%"), "\"x%\" is not a number of percent");
    assert_eq!(
        misread::<Ratio>("0.00001%"),
        "0.00001% is finer than a millionth, the finest ratio is 0.0001%"
    );
    assert_eq!(misread::<Ratio>("-1%"), "-1% lies outside 0%..=429496.7295%");
    assert_eq!(
        refused(Probability::try_from_parts_per_trillion(1_000_000_000_001)),
        "a probability is at most 1000000000000 parts per trillion, was 1000000000001"
    );
    assert_eq!(
        misread::<Parameter>("0"),
        "\"0\" is not a number between 0.000001 and 1000000 with at most six digits after the \
         point"
    );
    assert_eq!(
        misread::<Sigmas>("1.675"),
        "\"1.675\" is not a number of sigmas between 0 and 655.35 with at most two digits after the \
         point"
    );
}

#[test]
fn violations() {
    let mut draft = PolicyDraft::default();
    draft.debt.ageing.watch = 0;
    draft.expense.climbing.fewest_months = 13;
    assert_eq!(
        refused(Policy::try_from(draft)),
        "debt.ageing.watch must be at least 1 day past due, was 0; \
         expense.climbing.fewest_months must lie in 1..=12, was 13"
    );
    let mut found = Violations::default();
    found.add("name", "must not be empty".to_owned());
    assert_eq!(refused(found.none_or(())), "name must not be empty");
}

#[test]
fn a_probability_is_spoken_in_percent() {
    use guanxi::measure::Probability;
    let spoken =
        |parts| Probability::try_from_parts_per_trillion(parts).unwrap().spoken().to_string();
    let thousandth = 1_000_000_000;
    assert_eq!(spoken(0), "below 0.1%");
    assert_eq!(spoken(thousandth - 1), "below 0.1%");
    assert_eq!(spoken(thousandth), "0.1%");
    assert_eq!(spoken(242_113_000_000), "24.2%");
    assert_eq!(spoken(242_500_000_000), "24.3%", "half up");
    assert_eq!(spoken(500_000_000_000), "50%");
    assert_eq!(spoken(999 * thousandth), "99.9%");
    assert_eq!(spoken(999 * thousandth + 1), "above 99.9%");
    assert_eq!(spoken(1_000 * thousandth), "100%");
}
