//! S13: the attitude that purchases show, beside the declared one; the degree of serialisation.

use guanxi::context::Context;
use guanxi::customer::{Attitude, EntrySource};
use guanxi::evidence::NotJudged;
use guanxi::money::Amount;
use guanxi::segment::{
    AttitudePolicy, AttitudePolicyDraft, AttitudeReading, Class, LoyaltyPolicy, LoyaltyPolicyDraft,
    ProductLaunch, SeriesCandidate, SeriesShare,
};
use guanxi::wallet::WalletShare;

use crate::given::{Told, as_of, day, percent, yuan};

const T: &str = "2026-03-31";

#[track_caller]
fn share(on: &str, ours: &str, total: &str, rival: &str) -> WalletShare {
    WalletShare {
        day: day(on),
        ours: yuan(ours),
        total: yuan(total),
        main_rival: (!rival.is_empty()).then(|| rival.parse().unwrap()),
        source: EntrySource::Stated,
    }
}

/// A customer with shares of 100, each by day, ours and the main rival.
fn told(shares: &[(&str, &str, &str)]) -> Told {
    shares
        .iter()
        .fold(Told::nothing(), |told, (on, ours, rival)| told.with(share(on, ours, "100", rival)))
}

fn read<'a>(told: &'a Told, launches: &[ProductLaunch]) -> AttitudeReading<'a> {
    AttitudePolicy::default().read(told.view(), launches, as_of(T))
}

#[track_caller]
fn observed(shares: &[(&str, &str, &str)]) -> Attitude {
    read(&told(shares), &[]).observed().unwrap()
}

#[test]
fn loyal_from_two_thirds_which_are_met_exactly() {
    let with = |ours: &str, total: &str| {
        let told = Told::nothing().with(share("2026-01-01", ours, total, ""));
        read(&told, &[]).observed().unwrap()
    };
    assert_eq!(with("200", "300"), Attitude::Loyal);
    assert_eq!(with("199.98", "300"), Attitude::NotLoyal, "66.66 %");
    assert_eq!(with("201", "300"), Attitude::Loyal);
}

#[test]
fn a_fall_of_more_than_20_points_is_not_loyal() {
    assert_eq!(observed(&[("2025-01-01", "90", ""), ("2026-01-01", "70", "")]), Attitude::Loyal);
    let fallen = [("2025-01-01", "90.01", ""), ("2026-01-01", "70", "")];
    assert_eq!(observed(&fallen), Attitude::NotLoyal);
    // A rise is no fall, and a fall that was made good remains one.
    assert_eq!(observed(&[("2025-01-01", "40", ""), ("2026-01-01", "70", "")]), Attitude::Loyal);
    let back = [("2025-01-01", "95", ""), ("2025-06-01", "70", ""), ("2026-01-01", "95", "")];
    assert_eq!(observed(&back), Attitude::NotLoyal);
}

#[test]
fn a_switcher_has_less_than_two_thirds_with_us_and_moved_more_than_20_points() {
    let still = [("2025-01-01", "60", "Mill"), ("2026-01-01", "40", "Mill")];
    assert_eq!(observed(&[still[0], ("2026-01-01", "50", "Mill")]), Attitude::NotLoyal);
    let risen = [("2025-01-01", "29.99", "Mill"), ("2026-01-01", "50", "")];
    assert_eq!(observed(&risen), Attitude::Switcher);
    let fallen = [("2025-01-01", "50", ""), ("2026-01-01", "29.99", "")];
    assert_eq!(observed(&fallen), Attitude::Switcher);
}

#[test]
fn a_switcher_changed_the_main_supplier() {
    let other = [("2025-01-01", "30", "Mill"), ("2026-01-01", "30", "Harbour")];
    assert_eq!(observed(&other), Attitude::Switcher);
    let same = [("2025-01-01", "30", "Mill"), ("2026-01-01", "30", "Mill")];
    assert_eq!(observed(&same), Attitude::NotLoyal);
    // With half or more the main supplier is we; who it is otherwise may be unknown.
    let from_us = [("2025-01-01", "50", "Mill"), ("2026-01-01", "40", "Mill")];
    assert_eq!(observed(&from_us), Attitude::Switcher);
    let unknown = [("2025-01-01", "50", "Mill"), ("2026-01-01", "40", "")];
    assert_eq!(observed(&unknown), Attitude::NotLoyal);
}

#[test]
fn shares_of_more_than_24_months_ago_do_not_count() {
    let first = day(T).offset(-730).to_string();
    let counted = day(T).offset(-729).to_string();
    let with = |on: &str| observed(&[(on, "95", ""), ("2026-01-01", "70", "")]);
    assert_eq!(with(&first), Attitude::Loyal);
    assert_eq!(with(&counted), Attitude::NotLoyal);
    let old = told(&[(&first, "95", "")]);
    assert_eq!(read(&old, &[]).observed(), Err(NotJudged::NoWalletShare));
    let future = told(&[("2026-04-01", "95", "")]);
    assert_eq!(read(&future, &[]).observed(), Err(NotJudged::NoWalletShare));
}

fn launches(days: &[&str]) -> Vec<ProductLaunch> {
    let launch = |(place, on): (usize, &&str)| ProductLaunch {
        group: format!("New {place}").parse().unwrap(),
        day: day(on),
    };
    days.iter().enumerate().map(launch).collect()
}

#[test]
fn an_early_adopter_bought_two_of_the_last_three_new_products_within_90_days() {
    let launches = launches(&["2025-03-01", "2025-06-01", "2025-09-01"]);
    let loyal = told(&[("2026-01-01", "80", "")]);
    // The 90th day after 1 June is 30 August.
    let bought = |first: &str, second: &str| {
        let told = loyal.clone().sold_of(first, "1", &["New 0"]).sold_of(second, "1", &["New 1"]);
        read(&told, &launches).observed().unwrap()
    };
    assert_eq!(bought("2025-03-01", "2025-08-30"), Attitude::EarlyAdopter);
    assert_eq!(bought("2025-03-01", "2025-08-31"), Attitude::Loyal);
    assert_eq!(bought("2025-02-28", "2025-08-30"), Attitude::Loyal, "a sample before the launch");
    let reading = loyal.clone().sold_of("2025-03-01", "1", &["New 0"]);
    assert_eq!(
        (read(&reading, &launches).launches(), read(&reading, &launches).launches_bought()),
        (3, 1)
    );
}

#[test]
fn a_launch_that_is_not_decided_does_not_count_yet() {
    let launches = launches(&["2025-03-01", "2025-06-01", "2025-09-01", "2026-01-01"]);
    let loyal = told(&[("2026-01-01", "80", "")]).sold_of("2025-03-05", "1", &["New 0"]).sold_of(
        "2025-06-05",
        "1",
        &["New 1"],
    );
    // The 90 days of the last run until 1 April.
    assert_eq!(read(&loyal, &launches).observed(), Ok(Attitude::EarlyAdopter));
    let later = AttitudePolicy::default().read(loyal.view(), &launches, as_of("2026-04-02"));
    assert_eq!(later.observed(), Ok(Attitude::Loyal), "the first has made room for it");
    let eager = loyal.clone().sold_of("2026-02-01", "1", &["New 3"]);
    assert_eq!(read(&eager, &launches).launches_bought(), 2, "the second and the fourth");
}

#[test]
fn who_is_not_loyal_is_no_early_adopter() {
    let launches = launches(&["2025-03-01", "2025-06-01"]);
    let told = told(&[("2026-01-01", "40", "")]).sold_of("2025-03-05", "1", &["New 0"]).sold_of(
        "2025-06-05",
        "1",
        &["New 1"],
    );
    assert_eq!(read(&told, &launches).observed(), Ok(Attitude::NotLoyal));
}

#[test]
fn declared_and_observed_are_both_shown_where_they_differ() {
    let loyal = told(&[("2026-01-01", "80", "")]);
    let difference = |told: &Told, launches: &[ProductLaunch]| {
        read(told, launches).difference().map(|it| it.to_string())
    };
    let declared = |attitude| loyal.clone().minded(attitude);
    assert_eq!(difference(&loyal, &[]), None, "nothing is declared");
    assert_eq!(difference(&declared(Attitude::Loyal), &[]), None);
    assert_eq!(
        difference(&declared(Attitude::Switcher), &[]).as_deref(),
        Some("declared switcher, observed loyal")
    );
    // Without new products nobody can tell who adopts them early.
    assert_eq!(difference(&declared(Attitude::EarlyAdopter), &[]), None);
    let came_out = launches(&["2025-03-01", "2025-06-01"]);
    assert_eq!(
        difference(&declared(Attitude::EarlyAdopter), &came_out).as_deref(),
        Some("declared early_adopter, observed loyal")
    );
    assert_eq!(difference(&Told::nothing().minded(Attitude::Loyal), &[]), None);
}

#[test]
fn loyalty_goes_by_the_declared_attitude_until_the_policy_says_otherwise() {
    let told = told(&[("2026-01-01", "40", "")]).minded(Attitude::Loyal);
    let attitude = |observed| {
        let draft = LoyaltyPolicyDraft { observed, ..Default::default() };
        let policy = LoyaltyPolicy::try_new(draft).unwrap();
        policy.read(told.view(), &Context::on(as_of(T))).attitude
    };
    assert_eq!(attitude(None), Some(Attitude::Loyal));
    assert_eq!(attitude(Some(AttitudePolicyDraft::default())), Some(Attitude::NotLoyal));
    let never = AttitudePolicyDraft { window_days: 1, ..Default::default() };
    assert_eq!(attitude(Some(never)), Some(Attitude::Loyal), "nothing was observed");
    let draft = AttitudePolicyDraft { launches: 0, ..Default::default() };
    let draft = LoyaltyPolicyDraft { observed: Some(draft), ..Default::default() };
    assert_eq!(
        LoyaltyPolicy::try_new(draft).unwrap_err().to_string(),
        "observed.launches must be at least 1, was 0; observed.launches_bought must not exceed 0, \
         was 2"
    );
}

#[test]
fn a_share_that_cannot_be_is_refused() {
    let refused = |ours: &str, total: &str| {
        Told::nothing().refused(share("2026-01-01", ours, total, "")).to_string()
    };
    assert!(refused("101", "100").ends_with("must be at most total (CNY 100.00), was CNY 101.00"));
    assert!(refused("0", "0").ends_with("must be positive, was CNY 0.00"));
    assert!(refused("-1", "5").ends_with("must not be negative, was CNY -1.00"));
    let mut told = told(&[("2026-01-01", "80", "")]);
    assert!(
        told.refused(share("2026-01-01", "81", "100", "")).to_string().contains("on 2026-01-01")
    );
}

#[test]
fn a_policy_of_attitude_names_all_that_is_wrong() {
    let draft = AttitudePolicyDraft {
        loyal_from: percent("0%"),
        shift: percent("101%"),
        window_days: 0,
        launches: 1,
        launches_bought: 2,
        launch_days: 0,
    };
    assert_eq!(
        AttitudePolicy::try_new(draft).unwrap_err().to_string(),
        "loyal_from must lie above 0% and up to 100%, was 0%; shift must lie above 0% and up to \
         100%, was 101%; window_days must be at least 1, was 0; launches_bought must not exceed 1, \
         was 2; launch_days must be at least 1, was 0"
    );
}

fn candidate(yuan: i64, class: Class, attitude: Option<Attitude>) -> SeriesCandidate {
    SeriesCandidate { purchases: Amount::from_minor(yuan * 100), class, attitude }
}

#[test]
fn the_degree_of_serialisation_is_an_interval_where_attitudes_are_unknown() {
    let degree = SeriesShare::from_customers([
        candidate(500, Class::A, None),
        candidate(300, Class::A, Some(Attitude::Loyal)),
        candidate(100, Class::B, Some(Attitude::Loyal)),
        candidate(60, Class::C, Some(Attitude::Switcher)),
        candidate(40, Class::C, None),
    ]);
    assert_eq!((degree.in_series, degree.unknown, degree.customers), (3, 1, 5));
    assert_eq!(degree.by_count().unwrap().to_string(), "60%..80%");
    let sales = [degree.purchases_in_series, degree.purchases_unknown, degree.purchases];
    assert_eq!(sales.map(guanxi::money::Total::minor), [900_00, 40_00, 1_000_00]);
    assert_eq!(degree.by_sales().unwrap().to_string(), "90%..94%");
}

#[test]
fn who_bought_nothing_on_balance_belongs_to_no_series() {
    let degree = SeriesShare::from_customers([
        candidate(0, Class::C, Some(Attitude::Loyal)),
        candidate(-5, Class::C, Some(Attitude::EarlyAdopter)),
        candidate(5, Class::A, Some(Attitude::NotLoyal)),
    ]);
    assert_eq!((degree.customers, degree.in_series), (1, 1), "class A whatever it means");
    assert_eq!(degree.by_count().unwrap().to_string(), "100%");
    assert_eq!(SeriesShare::from_customers([]).by_count(), None);
}
