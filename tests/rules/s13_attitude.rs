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
        let told = ["2025-01-01", "2026-01-01"]
            .into_iter()
            .fold(Told::nothing(), |told, on| told.with(share(on, ours, total, "")));
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

/// The observed attitude with two shares that many days apart, the later one on 2026-01-01.
fn apart(days: i32, earlier: &str, later: &str) -> Result<Attitude, NotJudged> {
    let first = day("2026-01-01").offset(-days).to_string();
    read(&told(&[(&first, earlier, "Mill"), ("2026-01-01", later, "Mill")]), &[]).observed()
}

#[test]
fn that_nothing_moved_is_known_from_365_days_of_shares_on() {
    const SHORT: Result<Attitude, NotJudged> = Err(NotJudged::ShortWalletRecord);
    for (days, loyal, other) in [
        (364, SHORT, SHORT),
        (365, Ok(Attitude::Loyal), Ok(Attitude::NotLoyal)),
        (366, Ok(Attitude::Loyal), Ok(Attitude::NotLoyal)),
    ] {
        assert_eq!(apart(days, "80", "80"), loyal, "{days} days");
        assert_eq!(apart(days, "40", "40"), other, "{days} days");
        assert_eq!(apart(days, "80", "60"), other, "{days} days: 20 points are no move");
    }
    // A share in between makes the record no longer, and one share is no record.
    let three = [("2025-01-02", "80", ""), ("2025-06-01", "80", ""), ("2026-01-01", "80", "")];
    assert_eq!(read(&told(&three), &[]).observed(), SHORT);
    assert_eq!(read(&told(&[("2026-01-01", "80", "")]), &[]).observed(), SHORT);
}

#[test]
fn a_move_that_was_seen_decides_whatever_the_days_of_record() {
    for days in [1, 364, 365] {
        assert_eq!(apart(days, "90.01", "70"), Ok(Attitude::NotLoyal), "{days} days: a fall");
        assert_eq!(apart(days, "60.01", "40"), Ok(Attitude::Switcher), "{days} days");
        assert_eq!(apart(days, "29.99", "50"), Ok(Attitude::Switcher), "{days} days");
        assert_eq!(apart(days, "50", "49"), Ok(Attitude::Switcher), "{days} days: from us to Mill");
    }
    // A rise up to two thirds is no fall, and says nothing of the months before.
    assert_eq!(apart(364, "40", "70"), Err(NotJudged::ShortWalletRecord));
    assert_eq!(apart(365, "40", "70"), Ok(Attitude::Loyal));
}

#[test]
fn two_new_products_bought_early_do_not_make_up_for_a_short_record() {
    let launches = launches(&["2025-03-01", "2025-06-01"]);
    let short = told(&[("2026-01-01", "80", "")]);
    let eager = short.sold_of("2025-03-05", "1", &["New 0"]).sold_of("2025-06-05", "1", &["New 1"]);
    let reading = read(&eager, &launches);
    assert_eq!(reading.observed(), Err(NotJudged::ShortWalletRecord));
    assert_eq!(reading.launches_bought(), 2, "the figures are told all the same");
}

#[test]
fn an_attitude_that_is_not_judged_has_its_figures() {
    let told =
        told(&[("2025-01-02", "70", ""), ("2026-01-01", "80", "")]).minded(Attitude::Switcher);
    let reading = read(&told, &[]);
    assert_eq!((reading.record_days(), reading.has_moved()), (364, false));
    assert_eq!(reading.share().map(|it| it.day), Some(day("2026-01-01")));
    assert_eq!(reading.difference(), None, "nothing is observed that could differ");
    assert!(NotJudged::ShortWalletRecord.is_lack_of_data());
}

#[cfg(feature = "serde")]
#[test]
fn too_few_days_of_record_are_written_and_enough_are_not() {
    let written = |first: &str| {
        let told = told(&[(first, "80", ""), ("2026-01-01", "80", "")]);
        serde_json::to_value(read(&told, &[])).unwrap()
    };
    let short = written("2025-01-02");
    let said = |field: &str| short[field].clone();
    assert_eq!(said("observed"), serde_json::Value::Null);
    assert_eq!(
        (said("not_judged"), said("record_days")),
        ("short_wallet_record".into(), 364.into())
    );
    assert_eq!(written("2025-01-01").get("record_days"), None);
}

#[test]
fn the_days_of_record_are_half_of_the_window_or_as_the_policy_says() {
    let with = |window_days: u16, fewest_days: Option<u16>, days: i32| {
        let draft = AttitudePolicyDraft { window_days, fewest_days, ..Default::default() };
        let first = day(T).offset(-days).to_string();
        let told = told(&[(&first, "80", ""), (T, "80", "")]);
        AttitudePolicy::try_new(draft).unwrap().read(told.view(), &[], as_of(T)).observed().is_ok()
    };
    assert_eq!([181, 182, 183].map(|days| with(365, None, days)), [false, true, true]);
    assert_eq!([499, 500, 501].map(|days| with(730, Some(500), days)), [false, true, true]);
    assert!(with(730, Some(729), 729) && !with(730, Some(729), 728));
    let single = told(&[(T, "80", "")]);
    let draft = AttitudePolicyDraft { fewest_days: Some(0), ..Default::default() };
    let reading = draft.read(single.view(), &[], as_of(T));
    assert_eq!(reading.observed(), Ok(Attitude::Loyal), "a single share is enough by policy");
}

#[test]
fn more_days_of_record_than_the_window_has_are_refused() {
    let draft = |fewest| AttitudePolicyDraft { fewest_days: Some(fewest), ..Default::default() };
    assert!(AttitudePolicy::try_new(draft(729)).is_ok());
    assert_eq!(
        AttitudePolicy::try_new(draft(730)).unwrap_err().to_string(),
        "fewest_days must not exceed 729, was 730"
    );
}

#[test]
fn an_unknown_attitude_widens_the_degree_of_serialisation() {
    let degree = |days| {
        let attitude = apart(days, "80", "80").ok();
        let rows = [candidate(60, Class::B, attitude), candidate(40, Class::A, None)];
        SeriesShare::from_customers(rows).by_sales().unwrap().to_string()
    };
    assert_eq!(degree(364), "40%..100%");
    assert_eq!(degree(365), "100%");
}

#[test]
fn shares_of_more_than_24_months_ago_do_not_count() {
    let first = day(T).offset(-730).to_string();
    let counted = day(T).offset(-729).to_string();
    let with = |on: &str| {
        observed(&[(on, "95", ""), ("2025-01-01", "75", ""), ("2026-01-01", "74.99", "")])
    };
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
    let loyal = told(&[("2025-01-01", "80", ""), ("2026-01-01", "80", "")]);
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
    let loyal = told(&[("2025-01-01", "80", ""), ("2026-01-01", "80", "")])
        .sold_of("2025-03-05", "1", &["New 0"])
        .sold_of("2025-06-05", "1", &["New 1"]);
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
    let told = told(&[("2025-01-01", "40", ""), ("2026-01-01", "40", "")])
        .sold_of("2025-03-05", "1", &["New 0"])
        .sold_of("2025-06-05", "1", &["New 1"]);
    assert_eq!(read(&told, &launches).observed(), Ok(Attitude::NotLoyal));
}

#[test]
fn declared_and_observed_are_both_shown_where_they_differ() {
    let loyal = told(&[("2025-01-01", "80", ""), ("2026-01-01", "80", "")]);
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
    let long = told(&[("2025-01-01", "40", ""), ("2026-01-01", "40", "")]).minded(Attitude::Loyal);
    let short = told(&[("2026-01-01", "40", "")]).minded(Attitude::Loyal);
    let attitude_of = |told: &Told, observed| {
        let draft = LoyaltyPolicyDraft { observed, ..Default::default() };
        let policy = LoyaltyPolicy::try_new(draft).unwrap();
        policy.read(told.view(), &Context::on(as_of(T))).attitude
    };
    let attitude = |observed| attitude_of(&long, observed);
    assert_eq!(attitude(None), Some(Attitude::Loyal));
    let usual = Some(AttitudePolicyDraft::default());
    assert_eq!(attitude(usual.clone()), Some(Attitude::NotLoyal));
    assert_eq!(attitude_of(&short, usual), Some(Attitude::Loyal), "too short a record");
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
        fewest_days: Some(1),
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
