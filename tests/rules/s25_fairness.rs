//! S25: support in proportion to purchases among customers that compete.

use guanxi::contract::ChannelLevel;
use guanxi::measure::Quotient;
use guanxi::money::Amount;
use guanxi::support::{SupportPolicyDraft, SupportedCustomer};

use crate::given::{currency, percent};

fn customer(id: &str, support: i64, purchases: i64) -> SupportedCustomer {
    SupportedCustomer {
        customer: id.parse().unwrap(),
        level: ChannelLevel::FirstTier,
        area: "Hunan".parse().unwrap(),
        support: Amount::from_minor(support),
        purchases: Amount::from_minor(purchases),
    }
}

/// Those with less than a competitor, each with the favoured one.
fn unfair(customers: &[SupportedCustomer], spread: &str) -> Vec<(String, String)> {
    let policy = SupportPolicyDraft { spread: percent(spread), ..Default::default() };
    let fairness = policy.fairness(customers, currency("CNY"));
    let name = |it: &SupportedCustomer| it.customer.to_string();
    fairness.findings.iter().map(|it| (name(it.customer), name(it.favoured))).collect()
}

fn pair(one: &str, other: &str) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

#[test]
fn a_spread_of_one_and_a_half_points_is_fair_and_any_more_is_not() {
    let beside = |support| {
        let all = [customer("Li", 30_000, 1_000_000), customer("Ma", support, 1_000_000)];
        unfair(&all, "1.5%")
    };
    assert_eq!(beside(15_000), []);
    assert_eq!(beside(14_999), [pair("Ma", "Li")]);
    assert_eq!(beside(45_000), []);
    assert_eq!(beside(45_001), [pair("Li", "Ma")]);
    let spread = SupportPolicyDraft::default().spread;
    assert_eq!(spread, percent("1.5%"));
}

#[test]
fn the_finding_has_the_figures_of_both() {
    let all = [customer("Li", 4_000_00, 100_000_00), customer("Ma", 1_000_00, 50_000_00)];
    let policy = SupportPolicyDraft::default();
    let fairness = policy.fairness(&all, currency("CNY"));
    let [found] = &fairness.findings[..] else { panic!("one") };
    assert_eq!(
        found.to_string(),
        "Ma has support of 2% of its purchases (CNY 1,000.00 of CNY 50,000.00), \
         Li has 4% (CNY 4,000.00 of CNY 100,000.00)"
    );
    assert_eq!(found.customer.rate(), Quotient::try_new(1, 50));
    assert_eq!((fairness.compared, found.spread), (2, percent("1.5%")));
}

#[test]
fn customers_compete_on_one_level_in_one_area() {
    let li = customer("Li", 100, 1_000);
    let elsewhere =
        SupportedCustomer { area: "Hubei".parse().unwrap(), ..customer("Ma", 0, 1_000) };
    let above = SupportedCustomer { level: ChannelLevel::Retail, ..customer("Zhu", 0, 1_000) };
    let all = [li.clone(), elsewhere, above];
    assert_eq!(unfair(&all, "0%"), []);
    let policy = SupportPolicyDraft::default();
    let fairness = policy.fairness(&all, currency("CNY"));
    let alone: Vec<&str> =
        fairness.without_competitor.iter().map(|it| it.customer.as_str()).collect();
    assert_eq!((fairness.compared, alone), (0, vec!["Li", "Ma", "Zhu"]));
    assert_eq!(unfair(&[li, customer("Ma", 0, 1_000)], "0%"), [pair("Ma", "Li")]);
}

#[test]
fn each_customer_below_is_told_against_the_most_favoured_the_lowest_first() {
    let all = [
        customer("Ma", 20, 1_000),
        customer("Wu", 100, 1_000),
        customer("Li", 100, 1_000),
        customer("Bo", 5, 1_000),
        customer("Gu", 99, 1_000),
    ];
    let expected = [pair("Bo", "Li"), pair("Ma", "Li")];
    assert_eq!(unfair(&all, "1%"), expected, "of two alike the lower id");
    let mut turned = all.clone();
    turned.reverse();
    assert_eq!(unfair(&turned, "1%"), expected);
}

#[test]
fn customers_without_purchases_are_listed_separately() {
    let all = [
        customer("Wu", 500, 0),
        customer("Li", 100, -1),
        customer("Bo", 0, 0),
        customer("Gu", 30, 1_000),
        customer("Ma", 30, 1_000),
    ];
    let policy = SupportPolicyDraft::default();
    let fairness = policy.fairness(&all, currency("CNY"));
    let apart: Vec<&str> =
        fairness.without_purchases.iter().map(|it| it.customer.as_str()).collect();
    assert_eq!(apart, ["Li", "Wu"], "Bo was given nothing");
    assert_eq!(
        (fairness.compared, fairness.findings.len(), fairness.without_competitor.len()),
        (2, 0, 0)
    );
    assert_eq!(all[0].rate(), None);
    let only_support = customer("Li", 100, 0);
    assert_eq!(
        policy.fairness(&[only_support], currency("CNY")).without_competitor,
        Vec::<&SupportedCustomer>::new()
    );
}

#[test]
fn the_largest_amounts_are_compared_exactly() {
    let most = i64::MAX;
    let equal = [customer("Li", most, most), customer("Ma", most - 1, most)];
    assert_eq!(unfair(&equal, "0%"), [pair("Ma", "Li")]);
    assert_eq!(unfair(&equal, "0.0001%"), []);
    let back = [customer("Li", -1, most), customer("Ma", 0, most)];
    assert_eq!(unfair(&back, "0%"), [pair("Li", "Ma")], "money that came back");
}
